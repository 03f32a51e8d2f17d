"""Where a session stands, as a value that is kept, compared and said; what was moved by somebody else. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from conference.core.errors import Conflict
from conference.core.words import _
from conference.core.zones import day_of, to_local, to_utc
from conference.domain.schedule.rules.changes import Clock

# Years, lengths and numbers beyond these never stand in a draft: what holds them is no mark of ours.
MARK = re.compile(r"((?:19|20|21)[0-9]{6}T[0-9]{4})?\.([0-9]{1,6})\.([1-9][0-9]{0,9})?")


@dataclass(frozen=True)
class SessionPlace:
    """Time, length in minutes and room of a session; without a start it is in the tray. Instants are aware."""

    starts_at: datetime | None = None
    minutes: int = 0
    room_id: int | None = None

    @property
    def ends_at(self) -> datetime | None:
        """When it ends."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def mark(self) -> str:
        """A short text that differs wherever the place does: what a page has seen of it."""
        starts = self.starts_at.astimezone(UTC).strftime("%Y%m%dT%H%M") if self.starts_at else ""
        return f"{starts}.{self.minutes}.{self.room_id or ''}"

    @classmethod
    def of_mark(cls, mark: str) -> "SessionPlace":
        """The place that a mark stands for; for a text that is no mark the tray."""
        if (parts := MARK.fullmatch(mark)) is None:
            return cls()
        starts, minutes, room = parts.groups()
        try:
            at = datetime.strptime(starts, "%Y%m%dT%H%M").replace(tzinfo=UTC) if starts else None
            return cls(at, int(minutes), int(room) if room else None)
        except ValueError:
            return cls()

    def is_same(self, other: "SessionPlace") -> bool:
        """Whether both are one place; in the tray the length does not matter."""
        return self == other or (self.starts_at is None and other.starts_at is None)

    def in_words(self, clock: Clock, rooms: Mapping[int, str]) -> str:
        """Day, time and room in words; `rooms` are names by id."""
        if self.starts_at is None:
            return _("the tray")
        when = clock.when(self.starts_at, self.ends_at)
        room = rooms.get(self.room_id) if self.room_id else None
        return _("%(when)s, %(room)s", when=when, room=room) if room else when


def check_not_moved(title: str, seen: str, present: SessionPlace, *, who: str, clock: Clock,
                    rooms: Mapping[int, str]) -> None:  # fmt: skip
    """Raise Conflict unless a session stands where a page saw it (`seen`, a mark); the sentence says who moved it."""
    was = SessionPlace.of_mark(seen)
    if not was.is_same(present):
        before, after = (place.in_words(clock, rooms) for place in (was, present))
        raise Conflict(_("%(who)s has moved %(title)s while your page was open, from %(before)s to %(after)s. "
                         "It stays there; move it again if you want it elsewhere.", who=who, title=title,
                         before=before, after=after))  # fmt: skip


def check_still_there(title: str, place: SessionPlace, present: SessionPlace, *, who: str, clock: Clock,
                      rooms: Mapping[int, str]) -> None:  # fmt: skip
    """Raise Conflict unless a session still stands where a step put it, so that the step can be taken back."""
    if not place.is_same(present):
        raise Conflict(_("%(who)s has moved %(title)s since then: it is now at %(now)s. What you did before stays as "
                         "it is.", who=who, title=title, now=present.in_words(clock, rooms)))  # fmt: skip


def shifted(place: SessionPlace, zone: str, *, minutes: int = 0, to_day: date | None = None) -> SessionPlace:
    """A place some minutes later (or earlier), or at the same wall-clock time of another day in `zone`.

    Raises Invalid for a wall-clock time that the clock of that day never shows.
    """
    if place.starts_at is None:
        return place
    if to_day is None or day_of(place.starts_at, zone) == to_day:
        return replace(place, starts_at=place.starts_at + timedelta(minutes=minutes))
    wall = to_local(place.starts_at, zone).replace(tzinfo=None)
    wall = datetime.combine(to_day, wall.time()) + timedelta(minutes=minutes)
    return replace(place, starts_at=to_utc(wall, zone, "day"))


def swapped(one: SessionPlace, other: SessionPlace) -> tuple[SessionPlace, SessionPlace]:
    """Two places with start and room exchanged; each keeps its length."""
    return replace(other, minutes=one.minutes), replace(one, minutes=other.minutes)
