"""Forms of series, events, venues, hours and deadlines."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import BooleanField

from conference.core.text import SLUG_LENGTH
from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.events.rules import (
    AttendanceMode,
    EventDetails,
    EventKind,
    RoomDetails,
    SeriesDetails,
    VenueDetails,
)
from conference.web.forms.base import Form
from conference.web.forms.fields import clock_time, line, local_time, markup, one_of, prose, web_address, whole_number

MOST_PLACES = 100_000
DETAILS = ("title", "short_title", "edition", "summary", "description", "online_platform", "accent", "topics")


def _slug() -> Any:
    hint = _("The part of the address that names it, such as soc22. Old addresses go on working.")
    return line(_("Address"), SLUG_LENGTH, description=hint)


def _accent() -> Any:
    hint = _("A colour such as #14566b, for links and buttons of its pages. Its shades are computed.")
    return line(_("Colour"), 7, required=False, description=hint)


class SeriesForm(Form):
    """A series."""

    title = line(_("Title"), 200)
    slug = _slug()
    short_title = line(_("Short title"), 40, required=False)
    summary = line(_("In one sentence"), 400, required=False)
    description = markup(_("What it is about"), 20000)
    accent = _accent()
    position = whole_number(_("Place in the list of series"), least=0, most=1000)

    @property
    def details(self) -> SeriesDetails:
        """What was said."""
        return SeriesDetails(self.title.data, self.short_title.data or "", self.summary.data or "",
                             self.description.data or "", self.accent.data or "", self.position.data or 0)  # fmt: skip


class EventForm(Form):
    """What is said about an event, apart from its dates and its place."""

    title = line(_("Title"), 200)
    slug = _slug()
    series = one_of(_("Series"), [])
    short_title = line(_("Short title"), 40, required=False, description=_("Such as SOC22; used where room is short."))
    edition = line(_("Edition"), 20, required=False, description=_("Such as 2022."))
    mode = one_of(_("How people take part"), AttendanceMode)
    summary = line(_("In one sentence"), 400, required=False)
    description = markup(_("What it is about"), 20000)
    topics = prose(_("Topics that people may be interested in, one a line"), 2000)
    online_platform = line(_("Online on"), 80, required=False, description=_("Such as Zoom."))
    accent = _accent()
    registration_opens = local_time(_("Registration opens"))
    registration_closes = local_time(_("Registration closes"))

    @property
    def details(self) -> EventDetails:
        """What was said."""
        return EventDetails(
            mode=AttendanceMode(self.mode.data), registration_opens=self.registration_opens.data,
            registration_closes=self.registration_closes.data,
            **{name: getattr(self, name).data or "" for name in DETAILS},
        )  # fmt: skip


class SpanForm(Form):
    """From when to when, in a zone."""

    starts = local_time(_("Starts"), required=True)
    ends = local_time(_("Ends"), required=True)
    zone = line(_("Time zone"), 60, description=_("An IANA name such as Europe/London. All times are read in it."))
    zone_place = line(_("Place that stands for the zone"), 60, required=False,
                      description=_("Oxford makes it “Oxford time”."))  # fmt: skip


class DatesForm(SpanForm):
    """Other dates for an event."""

    moves_sessions = BooleanField(
        _("Move the placed sessions and the opening hours along"),
        description=_("They keep their distance from the start. Readers see nothing of it before the next release."),
    )


class NewEventForm(SpanForm):
    """The least that an event needs."""

    title = line(_("Title"), 200)
    slug = _slug()
    short_title = line(_("Short title"), 40, required=False, description=_("Such as SOC22."))
    kind = one_of(_("Kind"), EventKind, radios=True)
    mode = one_of(_("How people take part"), AttendanceMode, radios=True)
    series = one_of(_("Series"), [])

    @property
    def details(self) -> EventDetails:
        """What was said."""
        return EventDetails(self.title.data, AttendanceMode(self.mode.data), short_title=self.short_title.data or "")


class PlaceForm(Form):
    """Where an event is."""

    venue = one_of(_("Venue"), [])


class JoiningForm(Form):
    """How one joins an event online."""

    join_link = web_address(_("Link to join"), description=_("Shown to confirmed people with a place online only."))


class CancelEventForm(Form):
    """Why an event does not take place."""

    reason = prose(
        _("A sentence or two to everybody who is told"), 1000,
        description=_("It stands on the public page of the event too, and in its calendar entry."),
    )  # fmt: skip


class DeadlineForm(Form):
    """A named deadline."""

    name = line(_("What it is"), 120, description=_("Such as “Call for papers closes”."))
    at = local_time(_("When"), required=True)
    url = web_address(_("Where one acts on it"))
    is_right = BooleanField(
        _("This is right"), description=_("For a deadline after the event, or more than a year before it.")
    )


class VenueForm(Form):
    """A venue."""

    name = line(_("Name"), 200)
    street = line(_("Street"), 200, required=False)
    city = line(_("City"), 100, required=False)
    country = line(_("Country"), 2, required=False, description=_("Two letters, such as GB."))
    directions = prose(_("How to get there"), 5000)

    @property
    def details(self) -> VenueDetails:
        """What was said."""
        return VenueDetails(self.name.data, self.street.data or "", self.city.data or "",
                            (self.country.data or "").upper(), self.directions.data or "")  # fmt: skip


class RoomForm(Form):
    """A room."""

    name = line(_("Name"), 120)
    capacity = whole_number(_("Seats"), least=1, most=MOST_PLACES)
    building = line(
        _("Building"), 120, required=False,
        description=_("Where the rooms lie in several buildings: the schedule then leaves people time to walk."),
    )  # fmt: skip
    has_streaming = BooleanField(_("Sessions can be streamed from here"))
    directions = prose(_("How to find it"), 2000)

    @property
    def details(self) -> RoomDetails:
        """What was said."""
        return RoomDetails(self.name.data, self.capacity.data, self.has_streaming.data, self.directions.data or "",
                           self.building.data or "")  # fmt: skip


class HoursForm(Form):
    """Opening hours; `for_days` adds two fields for each day."""

    days: tuple[date, ...] = ()

    @classmethod
    def for_days(cls, days: Iterable[date]) -> "type[HoursForm]":
        """A form that asks for these days."""
        fields: dict[str, Any] = {"days": tuple(days)}
        for day in fields["days"]:
            words = date_words(day)
            fields[f"opens_{day:%Y%m%d}"] = clock_time(_("%(day)s, opens", day=words))
            fields[f"closes_{day:%Y%m%d}"] = clock_time(_("%(day)s, closes", day=words))
        return type("HoursOfDaysForm", (cls,), fields)
