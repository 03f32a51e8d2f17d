"""A session in its slot, the event around it, and a clash between them, as values. Pure."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from conference.core.errors import Invalid
from conference.core.words import _

CHANGE_OF_BUILDING = timedelta(minutes=10)
Window = tuple[datetime, datetime]


class ClashKind(enum.StrEnum):
    """What clashes."""

    ROOM = "room"
    PERSON = "person"
    CLOSED = "closed"
    OUTSIDE = "outside"
    ABSENT = "absent"
    SEATS = "seats"
    STREAMING = "streaming"
    BUILDING = "building"

    @property
    def is_hard(self) -> bool:
        """Whether it cannot happen as planned: forms refuse it, and a release asks. The others are listed only."""
        return self in {ClashKind.ROOM, ClashKind.PERSON, ClashKind.CLOSED, ClashKind.OUTSIDE, ClashKind.ABSENT}


@dataclass(frozen=True)
class RoomFacts:
    """What of a room may clash: seats (None: not known), its building ("": not said), whether it can be streamed."""

    seats: int | None = None
    building: str = ""
    has_streaming: bool = True


@dataclass(frozen=True)
class Placement:
    """A session in its slot. Instants are aware; `people` are names by person id, in any role.

    `expected` is how many are expected in the room (None: not known).
    """

    session_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    room_id: int | None = None
    room_name: str = ""
    people: Mapping[int, str] = field(default_factory=dict)
    room: RoomFacts = RoomFacts()
    expected: int | None = None
    is_break: bool = False


@dataclass(frozen=True)
class Frame:
    """When an event is on, and when its venue is open: wall-clock times by day in `zone`; no days: not said.

    `booked` is how many have a place in person; `available` says when people (by id) can come, where they said so;
    `online` are the people (ids) who take part from elsewhere.
    """

    name: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str = ""
    hours: Mapping[date, tuple[time, time]] = field(default_factory=dict)
    booked: int = 0
    available: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    online: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Clash:
    """Why a session (its `title`) does not go where it is put; `words` is a whole sentence."""

    kind: ClashKind
    session_id: int
    title: str
    words: str
    other_id: int | None = None

    @property
    def in_a_list(self) -> str:
        """The sentence with the session before it, where it is not said otherwise which one is meant."""
        return _("%(title)s: %(words)s", title=self.title, words=self.words)


class Lasting(Protocol):
    """What has a start and an end; both are aware instants."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""


def overlaps(one: Lasting, other: Lasting) -> bool:
    """Whether two share a moment; back to back they do not."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def slot(starts_at: datetime, minutes: int) -> tuple[datetime, datetime]:
    """Start and end of a slot; raises Invalid for a length that makes no sense."""
    if not 5 <= minutes <= 24 * 60 or minutes % 5:
        raise Invalid(_("Please give a length in steps of 5 minutes, at most a day."), "minutes")
    return starts_at, starts_at + timedelta(minutes=minutes)
