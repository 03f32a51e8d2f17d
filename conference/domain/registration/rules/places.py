"""Who gets a place, who waits, who moves up. Pure.

One strict queue for each event. An entry names the ways of attending that it accepts; a free place goes to the first
entry that accepts it, so nobody is overtaken by somebody who accepts the same place.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from conference.core.errors import Conflict, Invalid
from conference.core.words import _, ngettext
from conference.domain.events.rules import AttendanceMode

IN_ORDER = (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE)


def modes_offered(mode: AttendanceMode) -> tuple[AttendanceMode, ...]:
    """The ways of attending an event of this mode."""
    return IN_ORDER if mode is AttendanceMode.HYBRID else (mode,)


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


@dataclass(frozen=True)
class Places:
    """The places of one event by way of attending: how many there are (None: no limit) and how many are taken."""

    capacity: Mapping[AttendanceMode, int | None]
    taken: Mapping[AttendanceMode, int]

    def free(self, mode: AttendanceMode) -> int | None:
        """How many places are free, never below 0; None where there is no limit."""
        capacity = self.capacity.get(mode, 0)
        return None if capacity is None else max(0, capacity - self.taken.get(mode, 0))

    def has_free(self, mode: AttendanceMode) -> bool:
        """Whether there is a free place."""
        return self.free(mode) != 0

    def over(self, mode: AttendanceMode) -> int:
        """How many more places are taken than there are (the number of places was lowered)."""
        capacity = self.capacity.get(mode, 0)
        return 0 if capacity is None else max(0, self.taken.get(mode, 0) - capacity)

    def with_one_more(self, mode: AttendanceMode) -> "Places":
        """The places after one more is taken."""
        return replace(self, taken={**self.taken, mode: self.taken.get(mode, 0) + 1})


@dataclass(frozen=True)
class Entry:
    """Somebody in the queue: the number says who asked first, `accepts` what they would take."""

    number: int
    accepts: frozenset[AttendanceMode]


@dataclass(frozen=True)
class Promotion:
    """The entry of this number moves up to a place of this kind."""

    number: int
    mode: AttendanceMode


def place_for(
    accepts: Collection[AttendanceMode], places: Places, waiting: Iterable[Collection[AttendanceMode]]
) -> AttendanceMode | None:
    """The place that somebody new gets at once: in person before online where both are accepted and free; or None.

    A place that anybody who waits would take is not theirs.
    """
    wanted_before = {mode for entry in waiting for mode in entry}
    return next((mode for mode in IN_ORDER if mode in accepts and mode not in wanted_before and places.has_free(mode)),
                None)  # fmt: skip


def next_promotions(places: Places, queue: Sequence[Entry]) -> list[Promotion]:
    """Who moves up, in the order of asking, until no free place is left that anybody who waits accepts.

    Somebody who accepts only what is full holds up nobody who accepts something else.
    """
    promotions = []
    for entry in sorted(queue, key=lambda entry: entry.number):
        mode = next((mode for mode in IN_ORDER if mode in entry.accepts and places.has_free(mode)), None)
        if mode is not None:
            promotions.append(Promotion(entry.number, mode))
            places = places.with_one_more(mode)
    return promotions
