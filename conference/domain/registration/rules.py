"""Who gets a place, who waits, who moves up, and when one may register. Pure.

One strict queue for each event. An entry names the ways of attending that it accepts; a free place goes to the first
entry that accepts it, so nobody is overtaken by somebody who accepts the same place.
"""

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from conference.core.errors import Conflict, Invalid
from conference.core.words import _, ngettext
from conference.core.zones import moment_words
from conference.domain.events.rules import AttendanceMode, EventState, Phase, phase

IN_ORDER = (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE)


class RegistrationState(enum.StrEnum):
    """The life of a registration."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


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


@dataclass(frozen=True)
class Window:
    """What decides whether one may register for an event: instants are aware, `zone` is that of its times."""

    name: str
    state: EventState
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    zone_place: str = ""

    @property
    def last_moment(self) -> datetime:
        """When registering ends: at the closing time or else at the start, at the end of the event at the latest."""
        return min(self.closes_at or self.starts_at, self.ends_at)


def why_closed(window: Window, now: datetime) -> str:
    """Why nobody can register now, in a sentence; "" while one can."""
    current = phase(window.state, window.starts_at, window.ends_at, now)
    if current is Phase.CANCELLED:
        return _("%(event)s was cancelled, so nobody can register for it.", event=window.name)
    if current is Phase.OVER:
        return _("%(event)s is over, so nobody can register for it any more.", event=window.name)
    if window.state is not EventState.OPEN:
        return _("Registration for %(event)s is not open yet.", event=window.name)
    if window.opens_at is not None and now < window.opens_at:
        return _(
            "Registration for %(event)s opens on %(when)s.", event=window.name, when=_when(window, window.opens_at)
        )
    if now >= window.last_moment:
        return _(
            "Registration for %(event)s closed on %(when)s.", event=window.name, when=_when(window, window.last_moment)
        )
    return ""


def check_registration_open(window: Window, now: datetime) -> None:
    """Raise Conflict with the reason unless one can register now."""
    if reason := why_closed(window, now):
        raise Conflict(reason)


def may_move_up(window: Window, now: datetime) -> bool:
    """Whether a free place still finds its next owner: until the event starts, or as long as one can register."""
    current = phase(window.state, window.starts_at, window.ends_at, now)
    if current in {Phase.DRAFT, Phase.CANCELLED, Phase.OVER}:
        return False
    return now < max(window.starts_at, window.last_moment)


def _when(window: Window, instant: datetime) -> str:
    return moment_words(instant, window.zone, window.zone_place or None)


def where_words(modes: Collection[AttendanceMode]) -> str:
    """Ways of attending in words: "in person", "online", "in person or online"."""
    if len(modes) > 1:
        return _("in person or online")
    return _("in person") if AttendanceMode.IN_PERSON in modes else _("online")


def given_place(mode: AttendanceMode) -> str:
    """The decision about somebody who got a place at once, in words."""
    if mode is AttendanceMode.IN_PERSON:
        return _("You have a place in person: one was free, and nobody before you was waiting for it.")
    return _("You have a place online: one was free, and nobody before you was waiting for it.")


def put_on_list(accepts: Collection[AttendanceMode], position: int) -> str:
    """The decision about somebody who has to wait, in words."""
    return _(
        "No place %(where)s was free, so you were put on the waiting list, at number %(position)s. A place that becomes"
        " free goes to the first on the list who accepts it.",
        where=where_words(accepts), position=position,
    )  # fmt: skip


def moved_up(mode: AttendanceMode) -> str:
    """The decision about somebody who moved up, in words."""
    if mode is AttendanceMode.IN_PERSON:
        return _(
            "A place in person became free. You were the first on the waiting list who accepts one, so it is yours."
        )
    return _("A place online became free. You were the first on the waiting list who accepts one, so it is yours.")


def cancelled_by(*, person: bool, had_place: bool) -> str:
    """The decision that ends a registration, in words."""
    if person:
        return _("You gave your place back.") if had_place else _("You left the waiting list.")
    if had_place:
        return _("The organisers cancelled your registration, and your place was given back.")
    return _("The organisers took you off the waiting list.")
