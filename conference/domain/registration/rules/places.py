"""Who gets a place, who waits, who moves up. Pure.

One strict queue for each event. An entry names the places that it accepts, the one it likes best first; a free place
goes to the first entry that accepts it, so nobody is overtaken by somebody who accepts the same place.

A place is taken from pools: the event's places of its way of attending, and the quotas of its ticket type. It is free
while each of its pools has one left.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from conference.core.errors import Conflict, Invalid
from conference.core.words import _, ngettext
from conference.domain.events.rules import AttendanceMode, modes_offered


def check_accepts(accepts: Collection[AttendanceMode], mode: AttendanceMode) -> None:
    """Raise Invalid unless somebody accepts at least one way of attending, and only ways that the event offers."""
    if not accepts or not set(accepts) <= set(modes_offered(mode)):
        raise Invalid(_("Please choose how you would like to attend."), "attend")


def check_nobody_loses(mode: AttendanceMode, holders: int, waiting: int) -> None:
    """Raise Conflict where people hold or await places that an event of this mode would not offer any more."""
    if not holders and not waiting:
        return
    lost = _("in person") if mode is AttendanceMode.ONLINE else _("online")
    have = ngettext("%(num)s person has a place %(lost)s", "%(num)s people have a place %(lost)s", holders, lost=lost)
    wait = ngettext("%(num)s waits for one", "%(num)s wait for one", waiting)
    advice = _("Cancel those registrations first: they are told by mail, and can register again as the event then is.")
    raise Conflict(f"{have}, {wait}. {advice}", "mode")


Pool = AttendanceMode | int  # the places of an event in person or online, or the id of a quota


@dataclass(frozen=True)
class Place:
    """A kind of place that somebody can have: how they attend, by which ticket type (None: the event has none)."""

    mode: AttendanceMode
    ticket_type_id: int | None = None
    quotas: frozenset[int] = frozenset()

    @property
    def pools(self) -> tuple[Pool, ...]:
        """What it is taken from."""
        return (self.mode, *sorted(self.quotas))

    @property
    def key(self) -> str:
        """How a form names it."""
        return str(self.ticket_type_id or self.mode.value)


def ids_in(wanted: str) -> tuple[int, ...]:
    """The ids of ticket types that stand between blanks, in their order."""
    return tuple(map(int, wanted.split()))


@dataclass(frozen=True)
class Places:
    """The places of one event by pool: how many there are (None: no limit) and how many are taken."""

    capacity: Mapping[Pool, int | None]
    taken: Mapping[Pool, int]

    def left(self, pool: Pool) -> int | None:
        """How many a pool has left, never below 0; None where there is no limit."""
        capacity = self.capacity.get(pool, 0)
        return None if capacity is None else max(0, capacity - self.taken.get(pool, 0))

    def free(self, place: Place) -> int | None:
        """How many such places are free: as many as the scarcest of its pools has; None where there is no limit."""
        numbers = [number for number in map(self.left, place.pools) if number is not None]
        return min(numbers, default=None)

    def has_free(self, place: Place) -> bool:
        """Whether such a place is free."""
        return self.free(place) != 0

    def over(self, pool: Pool) -> int:
        """How many more places are taken from a pool than there are (their number was lowered)."""
        capacity = self.capacity.get(pool, 0)
        return 0 if capacity is None else max(0, self.taken.get(pool, 0) - capacity)

    def with_one_more(self, place: Place) -> "Places":
        """The places after one more such place is taken."""
        return replace(self, taken={**self.taken, **{pool: self.taken.get(pool, 0) + 1 for pool in place.pools}})

    def without(self, place: Place) -> "Places":
        """The places while one such place that is taken does not count."""
        return replace(self, taken={**self.taken, **{pool: self.taken.get(pool, 0) - 1 for pool in place.pools}})


@dataclass(frozen=True)
class Entry:
    """Somebody in the queue: the number says who asked first, `accepts` what they would take, the best first.

    For who was invited a place is held for `hold_hours`.
    """

    number: int
    accepts: tuple[Place, ...]
    hold_hours: int | None = None


@dataclass(frozen=True)
class Promotion:
    """The entry of this number moves up to such a place."""

    number: int
    place: Place


def place_for(accepts: Sequence[Place], places: Places, waiting: Iterable[Collection[Place]]) -> Place | None:
    """The place that somebody new gets at once: the first of those accepted that is free; or None.

    A place that anybody who waits would take is not theirs.
    """
    wanted_before = {place for entry in waiting for place in entry}
    return next((place for place in accepts if place not in wanted_before and places.has_free(place)), None)


def next_promotions(places: Places, queue: Sequence[Entry]) -> list[Promotion]:
    """Who moves up, in the order of asking, until no free place is left that anybody who waits accepts.

    Somebody who accepts only what is full holds up nobody who accepts something else.
    """
    promotions = []
    for entry in sorted(queue, key=lambda entry: entry.number):
        place = next((place for place in entry.accepts if places.has_free(place)), None)
        if place is not None:
            promotions.append(Promotion(entry.number, place))
            places = places.with_one_more(place)
    return promotions
