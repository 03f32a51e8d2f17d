"""What an event may be, and when: states, phases, windows. Pure."""

import enum
from datetime import datetime

from conference.core.errors import Conflict
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
