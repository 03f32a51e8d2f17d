"""The form that changes several webinars of a series at once."""

from typing import Any

from wtforms import BooleanField, HiddenField

from conference.core.words import _
from conference.domain.editions.rules import Scope, Shared
from conference.domain.editions.rules.runs import Value
from conference.domain.events.rules import AttendanceMode
from conference.web.forms.base import Form
from conference.web.forms.events import MOST_PLACES
from conference.web.forms.fields import clock_time, line, markup, one_of, whole_number
from conference.web.forms.webinars import MINUTES_OF_A_DAY


class RunForm(Form):
    """What webinars of a series share. A value counts where its tick is set; `seen` marks what was shown before."""

    seen = HiddenField()
    scope = one_of(_("Which webinars"), Scope, radios=True)
    includes_over = BooleanField(_("Those that are over, too"))
    starts = clock_time(_("Starts at"), required=True)
    minutes = whole_number(_("Length in minutes"), required=True, least=5, most=MINUTES_OF_A_DAY)
    mode = one_of(_("How people take part"), AttendanceMode)
    online_platform = line(_("Online on"), 80, required=False)
    capacity_in_person = whole_number(_("Places in person"), most=MOST_PLACES, description=_("Empty: no limit."))
    capacity_online = whole_number(_("Places online"), most=MOST_PLACES, description=_("Empty: no limit."))
    summary = line(_("In one sentence"), 400, required=False)
    description = markup(_("What it is about"), 20000)
    with_starts = BooleanField(_("Let them start at another time"))
    with_minutes = BooleanField(_("Give them another length"))
    with_mode = BooleanField(_("Change how people take part"))
    with_online_platform = BooleanField(_("Change where they are online"))
    with_capacity_in_person = BooleanField(_("Change the places in person"))
    with_capacity_online = BooleanField(_("Change the places online"))
    with_summary = BooleanField(_("Change the one sentence"))
    with_description = BooleanField(_("Change what they are about"))

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each tick with the field of its value."""
        return [(self[f"with_{field.value}"], self[field.value]) for field in Shared]

    @property
    def wanted(self) -> dict[Shared, Value]:
        """The values whose tick is set."""
        return {field: self._value(field) for field in Shared if self[f"with_{field.value}"].data}

    def _value(self, field: Shared) -> Value:
        data: Any = self[field.value].data
        if field is Shared.MODE:
            return AttendanceMode(data)
        return data or "" if field in {Shared.PLATFORM, Shared.SUMMARY, Shared.TEXT} else data
