"""Forms of the schedule and the release."""

from datetime import datetime
from typing import Any

from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from conference.core.errors import Invalid
from conference.core.words import _
from conference.web.forms.base import Form
from conference.web.forms.fields import clock_time, line, local_time, one_of, prose, whole_number

DAY = 24 * 60
MOST_PEOPLE = 100_000


class PlacingForm(Form):
    """Where and when a session stands; `seen` is the mark of the place that the page showed."""

    seen = HiddenField()

    day = one_of(_("Day"), [], validators=[DataRequired(_("Please choose one."))])
    starts = clock_time(_("Starts"), required=True)
    minutes = whole_number(_("Length in minutes"), required=True, least=5, most=DAY)
    room = one_of(_("Room"), [])
    expected = whole_number(
        _("How many are expected in the room"), most=MOST_PEOPLE,
        description=_("Leave it empty where nobody knows: then everybody who has a place is counted, as long as "
                      "nothing else runs at that time."),
    )  # fmt: skip
    all_the_same = BooleanField(
        _("Place it all the same"), description=_("A clash may stand in the draft; it is listed until it is solved.")
    )

    @property
    def wall_time(self) -> datetime:
        """Day and time, to be read in the event's zone."""
        return datetime.combine(datetime.fromisoformat(self.day.data).date(), self.starts.data)


class MoveForm(Form):
    """What the grid sends: a session was put at a time, or (without one) back to the tray."""

    seen = HiddenField()
    starts = local_time(_("Starts"))
    minutes = whole_number(_("Length in minutes"), least=5, most=DAY)
    room = line(_("Room"), 20, required=False)


class SwapForm(Form):
    """Two sessions that change places; the marks are those of the places that a page showed ("": none was shown)."""

    one = one_of(_("Session"), [], validators=[DataRequired(_("Please choose one."))])
    other = one_of(_("Changes places with"), [], validators=[DataRequired(_("Please choose one."))])
    all_the_same = BooleanField(_("Do it all the same"), description=_("A clash may stand in the draft."))


class SwapHereForm(Form):
    """What the grid sends: a session was put onto another one."""

    other = line(_("Session"), 120)
    seen = HiddenField()
    seen_other = HiddenField()


class BlockForm(Form):
    """Which sessions move together, and where to."""

    day = one_of(_("Day"), [], validators=[DataRequired(_("Please choose one."))])
    room = one_of(_("Room"), [])
    from_time = clock_time(_("From this time on"), description=_("Leave it empty for the whole day."))
    minutes = whole_number(
        _("By how many minutes"), least=-DAY, most=DAY, description=_("Later with 15, earlier with -15.")
    )
    to_day = one_of(_("To the day"), [], validators=[DataRequired(_("Please choose one."))])
    all_the_same = BooleanField(_("Do it all the same"), description=_("A clash may stand in the draft."))


class AvailabilityForm(Form):
    """From where, how and when a person comes; `for_rows` adds two fields for each span."""

    rows = 0
    zone = line(
        _("Their time zone"), 60, description=_("An IANA name such as Europe/London. All times are read in it.")
    )
    is_online = BooleanField(_("They take part online"))

    @classmethod
    def for_rows(cls, rows: int) -> "type[AvailabilityForm]":
        """A form that asks for so many spans."""
        fields: dict[str, Any] = {"rows": rows}
        for number in range(1, rows + 1):
            fields[f"from_{number}"] = local_time(_("From (%(number)s)", number=number))
            fields[f"until_{number}"] = local_time(_("Until (%(number)s)", number=number))
        return type("AvailabilityOfRowsForm", (cls,), fields)

    @property
    def spans(self) -> list[tuple[datetime, datetime]]:
        """What was filled in, as wall-clock times; raises Invalid for a span with one end."""
        pairs = [(self[f"from_{number}"].data, self[f"until_{number}"].data) for number in range(1, self.rows + 1)]
        for number, (start, end) in enumerate(pairs, 1):
            if (start is None) != (end is None):
                raise Invalid(
                    _("Please give both times, or neither."), f"{'from' if start is None else 'until'}_{number}"
                )
        return [(start, end) for start, end in pairs if start is not None]


class ObjectionForm(Form):
    """Why the planned time of a session does not suit a speaker; `seen` is the mark of the place that they saw."""

    seen = HiddenField()
    words = prose(
        _("What does not suit you, and when could you?"), 1000, required=True,
        description=_("One or two sentences. The organisers read them beside the session."),
    )  # fmt: skip


class SettlingForm(Form):
    """A button below what a speaker said; `seen` is the mark of it."""

    seen = HiddenField()


class ReleaseForm(Form):
    """What the organisers say about a release; `seen` is the mark of what the page showed of it."""

    seen = HiddenField()

    note = line(_("A note on this release"), 400, required=False, description=_("Shown in the list of changes."))
    all_the_same = BooleanField(_("Release it with what cannot happen"))
