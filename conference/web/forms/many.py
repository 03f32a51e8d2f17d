"""What becomes of many records: asked in an address, before anything is done; and the button that does it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import wtforms
from wtforms import HiddenField

from conference.core.many import ManyChange
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode, RoomsChange
from conference.domain.people.rules import PeopleChange
from conference.domain.programme.rules import FormatsChange, SessionState
from conference.domain.schedule.rules import ComingChange, SessionsChange
from conference.web.forms.base import Form
from conference.web.forms.fields import NONE, line, one_of, options, whole_number
from conference.web.forms.programme import DAY
from conference.web.forms.schedule import MOST_PEOPLE

STAYS = _("As it is")
PREFIX = "to-"
SEEN = re.compile(r"([0-9]{1,9}):([0-9a-f]{1,9})")
Choices = Mapping[str, Sequence[tuple[str, str]]]
YES_OR_NO = [("True", _("Yes")), ("False", _("No"))]


class ManyChangeForm(wtforms.Form):
    """What becomes of each record; left empty, it stays as it is. Fields are called as those of the change."""

    @property
    def change(self) -> ManyChange:
        """What was said."""
        raise NotImplementedError

    def words_of(self, name: str, value: object) -> str:
        """What a field is or becomes, in words; empty for nothing."""
        labels: dict[str, str] = {choice.value: choice.label for choice in getattr(self[name], "choices", None) or ()}
        written = "" if value is None else str(value)
        return labels.get(written or NONE, written)


class SessionsChangeForm(ManyChangeForm):
    """What becomes of each session."""

    state = one_of(_("State"), [], default="")
    format = one_of(_("Format"), [], default="")
    theme = one_of(_("Theme"), [], default="")
    room = one_of(_("Room"), [], default="")
    mode = one_of(_("How people take part"), [], default="")
    language = line(_("Language"), 10, required=False, description=_("A code such as en."))
    expected = whole_number(_("How many are expected in the room"), most=MOST_PEOPLE)

    @property
    def change(self) -> SessionsChange:
        """What was said."""
        return SessionsChange(
            SessionState(self.state.data) if self.state.data else None, self.format.data or None,
            _or_none(self.theme.data), AttendanceMode(self.mode.data) if self.mode.data else None,
            self.language.data or None, self.expected.data, _or_none(self.room.data),
        )  # fmt: skip


class ComingChangeForm(ManyChangeForm):
    """How each person comes."""

    is_online = one_of(_("How they take part"), [], default="")

    @property
    def change(self) -> ComingChange:
        """What was said."""
        return ComingChange(_truth(self.is_online.data))


class PeopleChangeForm(ManyChangeForm):
    """Where each person is today."""

    organisation = one_of(_("Organisation"), [], default="")
    affiliation = line(_("Affiliation"), 300, required=False, description=_("As it is printed."))

    @property
    def change(self) -> PeopleChange:
        """What was said."""
        return PeopleChange(_or_none(self.organisation.data), self.affiliation.data or None)


class RoomsChangeForm(ManyChangeForm):
    """What becomes of each room."""

    building = line(_("Building"), 120, required=False)
    capacity = whole_number(_("Seats"), least=1)
    has_streaming = one_of(_("Streaming"), [], default="")

    @property
    def change(self) -> RoomsChange:
        """What was said."""
        return RoomsChange(self.building.data or None, self.capacity.data, _truth(self.has_streaming.data))


class FormatsChangeForm(ManyChangeForm):
    """What becomes of each format."""

    minutes = whole_number(_("Usual length in minutes"), least=5, most=DAY)
    is_streamed = one_of(_("Usually streamed"), [], default="")
    is_break = one_of(_("A break"), [], default="")
    is_offered = one_of(_("Offered at every event"), [], default="")

    @property
    def change(self) -> FormatsChange:
        """What was said."""
        return FormatsChange(self.minutes.data, _truth(self.is_streamed.data), _truth(self.is_break.data),
                             _truth(self.is_offered.data))  # fmt: skip


def _or_none(value: str) -> str | None:
    """What was chosen; empty for none of them, None where nothing was chosen."""
    return "" if value == NONE else value or None


def _truth(value: str) -> bool | None:
    """Yes or no; None where nothing was chosen."""
    return value == "True" if value else None


def many_change_form(kind: type[ManyChangeForm], sent: Any, choices: Choices) -> ManyChangeForm:
    """The form with what an address says (names begin with "to-"); `choices` are values and labels by field."""
    form = kind(sent, prefix=PREFIX)
    for name, pairs in choices.items():
        form[name].choices = options([("", STAYS), *pairs])  # type: ignore[attr-defined]  # they are selects
    return form


class ManyForm(Form):
    """The button that does it. `asked` is the query of the page, `seen` what marks of which records it showed."""

    asked = HiddenField()
    seen = HiddenField()

    @property
    def marks(self) -> dict[int, str]:
        """The marks that were shown, by the id of the record."""
        return {int(key): mark for key, mark in SEEN.findall(self.seen.data or "")}

    def show_marks(self, marks: Mapping[int, str]) -> None:
        """Remember what marks the page shows now."""
        self.seen.data = " ".join(f"{key}:{mark}" for key, mark in marks.items())
