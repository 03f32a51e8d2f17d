"""What an event may be, and when: states, phases, windows. Pure."""

import enum
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from conference.core.errors import Conflict, Invalid
from conference.core.many import ManyChange
from conference.core.text import is_slug
from conference.core.words import _


class EventKind(enum.StrEnum):
    """What an event is."""

    CONFERENCE = "conference"
    WEBINAR = "webinar"
    MEETING = "meeting"


class EventState(enum.StrEnum):
    """What is stored; live and over follow from the clock (see `Phase`)."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class Phase(enum.StrEnum):
    """What an event is to its readers at a moment."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    LIVE = "live"
    OVER = "over"
    CANCELLED = "cancelled"


class AttendanceMode(enum.StrEnum):
    """How one takes part."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"


IN_ORDER = (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE)


def modes_offered(mode: AttendanceMode) -> tuple[AttendanceMode, ...]:
    """The ways of attending an event of this mode."""
    return IN_ORDER if mode is AttendanceMode.HYBRID else (mode,)


class TeamRole(enum.StrEnum):
    """A role at one event."""

    ORGANISER = "organiser"
    EDITOR = "editor"
    DOOR_HELPER = "door helper"


MOVES = {
    EventState.DRAFT: {EventState.ANNOUNCED, EventState.OPEN, EventState.CANCELLED},
    EventState.ANNOUNCED: {EventState.OPEN, EventState.DRAFT, EventState.CANCELLED},
    EventState.OPEN: {EventState.ANNOUNCED, EventState.ARCHIVED, EventState.CANCELLED},
    EventState.CANCELLED: set(),
    EventState.ARCHIVED: {EventState.OPEN},
}


def phase(state: EventState, starts_at: datetime, ends_at: datetime, now: datetime) -> Phase:
    """What the event is to its readers at `now`: live from its start, over from its end."""
    if state in {EventState.DRAFT, EventState.CANCELLED}:
        return Phase(state.value)
    if state is EventState.ARCHIVED or now >= ends_at:
        return Phase.OVER
    if now >= starts_at:
        return Phase.LIVE
    return Phase(state.value)


def check_move(current: EventState, wanted: EventState) -> None:
    """Raise Conflict unless an event may go from one stored state to the other."""
    if wanted is not current and wanted not in MOVES[current]:
        raise Conflict(_("An event that is %(current)s cannot become %(wanted)s.", current=current, wanted=wanted))


RESERVED_SLUGS = frozenset({
    "api", "blog", "briefings", "calendar", "certificates", "door", "embed", "events", "feeds", "files", "formats",
    "healthz", "home", "import", "interest", "journal", "merges", "metrics", "my", "new", "organisations", "organise",
    "outbox", "people", "preview", "privacy", "programme", "readyz", "reflections", "registrations", "robots", "search",
    "series", "sessions", "settings", "sign-in", "sign-out", "site", "sitemap", "speak", "static", "subscriptions",
    "team", "venues", "write-ups",
})  # fmt: skip
EARLIEST_DEADLINE = timedelta(days=400)


@dataclass(frozen=True)
class SeriesDetails:
    """What an organiser says about a series."""

    title: str
    short_title: str = ""
    summary: str = ""
    description: str = ""
    accent: str = ""
    position: int = 0


@dataclass(frozen=True)
class EventDetails:
    """What an organiser says about an event, apart from its dates, place, state and join link.

    The registration window is in wall-clock times of the event's zone.
    """

    title: str
    mode: AttendanceMode
    short_title: str = ""
    edition: str = ""
    summary: str = ""
    description: str = ""
    online_platform: str = ""
    accent: str = ""
    topics: str = ""
    registration_opens: datetime | None = None
    registration_closes: datetime | None = None


@dataclass(frozen=True)
class RoomDetails:
    """What an organiser says about a room."""

    name: str
    capacity: int | None = None
    has_streaming: bool = False
    directions: str = ""
    building: str = ""


@dataclass(frozen=True)
class RoomsChange(ManyChange):
    """What becomes of each of many rooms."""

    building: str | None = None
    capacity: int | None = None
    has_streaming: bool | None = None


@dataclass(frozen=True)
class VenueDetails:
    """What an organiser says about a venue."""

    name: str
    street: str = ""
    city: str = ""
    country: str = ""
    directions: str = ""


def check_span(starts_at: datetime, ends_at: datetime) -> None:
    """Raise Invalid unless the end is after the start."""
    if ends_at <= starts_at:
        raise Invalid(_("The end must be later than the start."), "ends")


def check_window(opens_at: datetime | None, closes_at: datetime | None, ends_at: datetime) -> None:
    """Raise Invalid unless a registration window makes sense: it opens before it closes, and before the event ends."""
    if opens_at is not None and opens_at >= ends_at:
        raise Invalid(_("Registration cannot open after the event is over."), "registration_opens")
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise Invalid(_("Registration must close later than it opens."), "registration_closes")


def why_deadline_is_odd(at: datetime, starts_at: datetime, ends_at: datetime) -> str:
    """What is odd in a deadline after the event, or so long before it that it is another year's; else empty."""
    if at > ends_at:
        return _("That is after the end of the event.")
    if at < starts_at - EARLIEST_DEADLINE:
        return _("That is more than a year before the event. Is it the deadline of an earlier one?")
    return ""


def check_slug(slug: str) -> None:
    """Raise Invalid for an address that an event cannot have: badly formed, or one of ours."""
    if not is_slug(slug):
        raise Invalid(_("Please use lower-case letters, digits and single hyphens, such as soc22."), "slug")
    if slug in RESERVED_SLUGS:
        raise Invalid(_("%(slug)s is an address of the site itself. Choose another.", slug=slug), "slug")


def check_hours(opens: time, closes: time, field: str | None = None) -> None:
    """Raise Invalid unless a venue closes after it opens."""
    if closes <= opens:
        raise Invalid(_("The venue must close later than it opens."), field)
