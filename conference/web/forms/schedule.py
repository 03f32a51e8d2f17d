"""Forms of the schedule and the release."""

from datetime import datetime

from wtforms.validators import DataRequired

from conference.core.words import _
from conference.web.forms.base import Form
from conference.web.forms.fields import clock_time, line, one_of, whole_number

DAY = 24 * 60


class PlacingForm(Form):
    """Where and when a session stands."""

    day = one_of(_("Day"), [], validators=[DataRequired(_("Please choose one."))])
    starts = clock_time(_("Starts"), required=True)
    minutes = whole_number(_("Length in minutes"), required=True, least=5, most=DAY)
    room = one_of(_("Room"), [])

    @property
    def wall_time(self) -> datetime:
        """Day and time, to be read in the event's zone."""
        return datetime.combine(datetime.fromisoformat(self.day.data).date(), self.starts.data)


class ReleaseForm(Form):
    """What the organisers say about a release."""

    note = line(_("A note on this release"), 400, required=False, description=_("Shown in the list of changes."))
