"""What becomes of many sessions: asked in an address, before anything is done; and the button that does it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import wtforms
from wtforms import HiddenField

from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.rules import ManyChange
from conference.web.forms.base import Form
from conference.web.forms.fields import line, one_of, options, whole_number
from conference.web.forms.schedule import MOST_PEOPLE

STAYS = _("As it is")
NONE = "none"
PREFIX = "to-"
SEEN = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")


class ManyChangeForm(wtforms.Form):
    """What becomes of each session; left empty, it stays as it is."""

    state = one_of(_("State"), [], default="")
    format = one_of(_("Format"), [], default="")
    theme = one_of(_("Theme"), [], default="")
    room = one_of(_("Room"), [], default="")
    mode = one_of(_("How people take part"), [], default="")
    language = line(_("Language"), 10, required=False, description=_("A code such as en."))
    expected = whole_number(_("How many are expected in the room"), most=MOST_PEOPLE)

    @property
    def change(self) -> ManyChange:
        """What was said."""
        return ManyChange(
            SessionState(self.state.data) if self.state.data else None, self.format.data or None,
            _or_none(self.theme.data), AttendanceMode(self.mode.data) if self.mode.data else None,
            self.language.data or None, self.expected.data, _or_none(self.room.data),
        )  # fmt: skip


def _or_none(value: str) -> str | None:
    """What was chosen; empty for none of them, None where nothing was chosen."""
    return "" if value == NONE else value or None


def many_change_form(sent: Any, choices: Mapping[str, Sequence[tuple[str, str]]]) -> ManyChangeForm:
    """The form with what an address says (names begin with "to-"); `choices` are values and labels by field."""
    form = ManyChangeForm(sent, prefix=PREFIX)
    for name, pairs in choices.items():
        form[name].choices = options([("", STAYS), *pairs])  # type: ignore[attr-defined]  # they are selects
    return form


class ManyForm(Form):
    """The button that does it. `asked` is the query of the page, `seen` what versions of which sessions it showed."""

    asked = HiddenField()
    seen = HiddenField()

    @property
    def versions(self) -> dict[int, int]:
        """The versions that were shown, by the id of the session."""
        return {int(key): int(version) for key, version in SEEN.findall(self.seen.data or "")}

    def show_versions(self, versions: Mapping[int, int]) -> None:
        """Remember what versions the page shows now."""
        self.seen.data = " ".join(f"{key}:{version}" for key, version in versions.items())
