"""Who is invited out of those who told us of their interest, and to what. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from conference.domain.events.rules import IN_ORDER, AttendanceMode, modes_offered
from conference.domain.registration.rules.places import Place


@dataclass(frozen=True)
class Slice:
    """Whom to invite: who leans this way (None: any), at most so many, the earliest first."""

    leaning: AttendanceMode | None = None
    most: int = 0


def places_for_leaning(leaning: AttendanceMode, offered: Sequence[Place]) -> tuple[Place, ...]:
    """The first kind of place in each way of attending that somebody leans to, in person before online.

    Where the event does not offer that way, the first kind of each that it does.
    """
    first = {mode: next((one for one in offered if one.mode is mode), None) for mode in IN_ORDER}
    wanted = [place for mode in modes_offered(leaning) if (place := first[mode]) is not None]
    return tuple(wanted or [place for place in first.values() if place is not None])


@dataclass(frozen=True)
class Conversion:
    """What became of invitations: how many were chosen, and of these wait, hold a place, took it, let it go."""

    chosen: int
    waiting: int
    held: int
    taken: int
    let_go: int

    @property
    def share(self) -> int | None:
        """How many in a hundred of those whose time is over took the place; None while nobody's is."""
        over = self.taken + self.let_go
        return round(100 * self.taken / over) if over else None
