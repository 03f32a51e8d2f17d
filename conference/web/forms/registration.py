"""Forms of a registration: asking for a place, how many places there are."""

from typing import Any

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of an older version
from wtforms.validators import DataRequired, Length

from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.rules.places import IN_ORDER, modes_offered
from conference.web.forms.base import Form
from conference.web.forms.fields import email, line, whole_number

EITHER = "either"
MOST_PLACES = 100_000


class RegistrationForm(Form):
    """Who comes, and how. `leave_empty` is for programs that fill in whatever they find."""

    name = line(_("Your name"), 200, sentence=_("Please give your name."))
    email = email(_("Your e-mail address"))
    organisation = line(_("Your organisation"), 200, required=False)
    attend = RadioField(
        _("How would you like to attend?"), [DataRequired(_("Please choose how you would like to attend."))]
    )
    leave_empty = StringField(
        _("Leave this field empty"), [Length(max=0, message=_("Please leave the last field of the form empty."))]
    )

    def __init__(self, mode: AttendanceMode, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mode = mode
        self.attend.choices = [SelectChoice(value, words) for value, words in choices_of(mode)]
        if len(self.attend.choices) == 1:
            del self.attend

    @property
    def accepts(self) -> tuple[AttendanceMode, ...]:
        """The ways of attending that were chosen; an event that has one only does not ask."""
        if len(modes_offered(self.mode)) == 1:
            return modes_offered(self.mode)
        return IN_ORDER if self.attend.data == EITHER else (AttendanceMode(self.attend.data),)


def choices_of(mode: AttendanceMode) -> list[tuple[str, str]]:
    """What one may choose at an event of this mode."""
    words = {AttendanceMode.IN_PERSON: _("In person"), AttendanceMode.ONLINE: _("Online")}
    choices = [(one.value, words[one]) for one in modes_offered(mode)]
    return [*choices, (EITHER, _("In person if there is a place, otherwise online"))] if len(choices) > 1 else choices


class CapacityForm(Form):
    """How many places an event has; an empty field is no limit. A way of attending that is not offered is not asked."""

    in_person = whole_number(_("Places in person"), most=MOST_PLACES)
    online = whole_number(_("Places online"), most=MOST_PLACES)

    def __init__(self, mode: AttendanceMode, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one, name in ((AttendanceMode.IN_PERSON, "in_person"), (AttendanceMode.ONLINE, "online")):
            if one not in modes_offered(mode):
                delattr(self, name)

    def places(self, name: str, now: int | None) -> int | None:
        """What was typed for "in_person" or "online"; what is not asked stays as it is now."""
        return self[name].data if name in self else now
