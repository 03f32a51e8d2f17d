"""Sessions that are moved together: those of a day, of one room, from a time on. Pure."""

from dataclasses import dataclass
from datetime import date, time

from conference.core.errors import Invalid
from conference.core.words import _
from conference.core.zones import to_local
from conference.domain.schedule.rules.places import SessionPlace

A_DAY = 24 * 60


@dataclass(frozen=True)
class Block:
    """The sessions that begin on a day (at `from_time` or later), in one room or in all (None); wall-clock times."""

    day: date
    room_id: int | None = None
    from_time: time = time()

    def holds(self, place: SessionPlace, zone: str) -> bool:
        """Whether a session that stands there belongs to the block."""
        if place.starts_at is None or self.room_id not in {None, place.room_id}:
            return False
        local = to_local(place.starts_at, zone)
        return local.date() == self.day and local.time() >= self.from_time


def check_shift(minutes: int, is_other_day: bool) -> None:
    """Raise Invalid unless a block would move, by steps of five minutes and at most a day."""
    if minutes % 5 or abs(minutes) > A_DAY:
        raise Invalid(_("Please give a number of minutes in steps of 5, at most a day."), "minutes")
    if not minutes and not is_other_day:
        raise Invalid(_("Please say by how many minutes, or to which other day."), "minutes")
