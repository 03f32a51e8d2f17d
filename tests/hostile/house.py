"""Who must be where, said as simply as can be: what the machine of test_life holds the application's actions against.

One list of guests in the order of asking, and every rule written out for one guest after the other. Nothing is shared
with the application but the names of the states.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from conference.domain.registration.rules.states import RegistrationState as State

ENDED = (State.EXPIRED, State.CANCELLED)
CODE_USES = 2


class RefusedError(Exception):
    """The action must be refused, and nothing may change."""


def demand(is_so: bool) -> None:
    """Refuse unless something is so."""
    if not is_so:
        raise RefusedError


@dataclass
class Guest:
    """One registration, with how many decisions, letters and offers there must be about it."""

    number: int
    email: str
    accepts: tuple[str, ...]
    uses_code: bool = False
    state: State = State.WAITING
    place: str | None = None
    until: datetime | None = None
    asked: str = ""
    decisions: int = 0
    letters: int = 0
    offers: int = 0

    def becomes(self, state: State, place: str | None = None, until: datetime | None = None) -> None:
        """A change of state or place: one decision, one letter."""
        self.state, self.place, self.until = state, place, until
        self.decisions += 1
        self.letters += 1
        self.offers += state is State.OFFERED

    @property
    def stands(self) -> bool:
        """Whether the registration has not ended."""
        return self.state not in ENDED


@dataclass
class House:
    """An event: the size of each pool (None: no limit), and the pools of each kind of place."""

    sizes: dict[str, int | None]
    draws: dict[str, set[str]]
    offer_hours: int | None
    now: datetime
    starts_at: datetime
    ends_at: datetime
    hidden: str = ""
    approved: str = ""
    shut: set[str] = field(default_factory=set)
    guests: list[Guest] = field(default_factory=list)

    def taken(self, pool: str, without: Guest | None = None) -> int:
        """How many places of a pool people have or are offered."""
        return sum(pool in self.draws[one.place] for one in self.guests if one.place and one is not without)

    def is_free(self, kind: str, without: Guest | None = None) -> bool:
        """Whether every pool of a kind of place has one left."""
        sizes = {pool: 0 if pool in self.shut else self.sizes[pool] for pool in self.draws[kind]}
        return all(size is None or self.taken(pool, without) < size for pool, size in sizes.items())

    def is_wanted(self, kind: str) -> bool:
        """Whether somebody waits who would take such a place."""
        return any(kind in one.accepts for one in self.waiting)

    @property
    def waiting(self) -> list[Guest]:
        """Who waits, in the order of asking."""
        return [one for one in self.guests if one.state is State.WAITING]

    @property
    def has_begun(self) -> bool:
        """Whether nobody moves up any more."""
        return self.now >= self.starts_at

    def standing_of(self, email: str) -> Guest | None:
        """The registration of an address that stands."""
        return next((one for one in self.guests if one.stands and one.email == email.lower()), None)

    def settle(self) -> None:
        """Offers end; then each free place goes to the first who accepts it."""
        for one in self.guests:
            if one.until is not None and one.until <= self.now:
                one.becomes(State.EXPIRED)
        if not self.has_begun:
            for one in self.waiting:
                self._move_up(one)

    def _move_up(self, guest: Guest) -> None:
        kind = next((kind for kind in guest.accepts if self.is_free(kind)), None)
        if kind is not None and self.offer_hours:
            until = min(self.now + timedelta(hours=self.offer_hours), self.starts_at)
            guest.becomes(State.OFFERED, kind, until)
        elif kind is not None:
            guest.becomes(State.CONFIRMED, kind)

    def _seat(self, guest: Guest) -> None:
        free = (kind for kind in guest.accepts if self.is_free(kind) and not self.is_wanted(kind))
        kind = next(free, None)
        guest.becomes(State.CONFIRMED if kind else State.WAITING, kind)

    def register(self, email: str, accepts: Sequence[str], *, has_code: bool) -> None:
        """Somebody asks for one of some kinds of place."""
        uses = self.hidden in accepts
        used = sum(one.uses_code for one in self.guests if one.stands)
        demand(not self.has_begun and bool(accepts) and set(accepts) <= set(self.draws) - self.shut)
        demand(not uses or (has_code and used < CODE_USES))
        self.settle()
        if self.standing_of(email):
            return
        guest = Guest(len(self.guests) + 1, email.lower(), tuple(accepts), uses, State.PENDING)
        if self.approved in accepts:
            guest.becomes(State.PENDING)
        else:
            self._seat(guest)
        self.guests.append(guest)

    def approve(self, guest: Guest) -> None:
        """An organiser agrees."""
        demand(guest.state is State.PENDING and self.now < self.ends_at)
        self.settle()
        guest.decisions += 1
        self._seat(guest)

    def refuse(self, guest: Guest) -> None:
        """An organiser does not agree."""
        demand(guest.state is State.PENDING)
        guest.becomes(State.CANCELLED)

    def cancel(self, guest: Guest) -> None:
        """Somebody leaves."""
        if guest.stands:
            demand(self.now < self.ends_at)
            guest.becomes(State.CANCELLED)
            self.settle()

    def accept(self, guest: Guest) -> None:
        """Somebody takes the place that is held."""
        if guest.state is not State.CONFIRMED:
            demand(guest.state is State.OFFERED and guest.until is not None and self.now < guest.until)
            guest.becomes(State.CONFIRMED, guest.place)

    def give(self, guest: Guest, kind: str, *, is_beyond: bool) -> None:
        """An organiser gives a place out of turn."""
        demand(guest.state in {State.WAITING, State.PENDING, State.OFFERED} and self.now < self.ends_at)
        demand(guest.place == kind or self.is_free(kind) or is_beyond)
        guest.becomes(State.CONFIRMED, kind)
        self.settle()

    def change(self, guest: Guest, kind: str) -> None:
        """Somebody takes another kind of place instead."""
        demand(guest.state is State.CONFIRMED and not self.has_begun and guest.place != kind)
        demand(kind not in {self.hidden, self.approved})
        self.settle()
        demand(self.is_free(kind, guest) and not self.is_wanted(kind))
        guest.becomes(State.CONFIRMED, kind)
        self.settle()

    def ask(self, guest: Guest, email: str) -> None:
        """Somebody would hand the place on."""
        demand(guest.state is State.CONFIRMED and not self.has_begun and guest.email != email.lower())
        guest.asked = email.lower()
        guest.letters += 1

    def take_over(self, guest: Guest) -> None:
        """Who was asked agrees."""
        demand(guest.state is State.CONFIRMED and not self.has_begun and self.standing_of(guest.asked) is None)
        guest.email, guest.asked = guest.asked, ""
        guest.decisions += 1
        guest.letters += 2

    def shut_but(self, modes: Iterable[str]) -> None:
        """The event is in these ways of attending only from now on."""
        gone = {"in person", "online"} - set(modes)
        if self.now < self.ends_at:
            demand(not any(self.taken(pool) for pool in gone - self.shut))
            demand(not any(set(one.accepts) <= gone for one in self.waiting))
        self.shut = gone
        self.settle()

    def remove(self, kind: str) -> None:
        """A kind of place goes, where nobody has it, or ever wanted it."""
        demand(not any(kind == one.place or kind in one.accepts for one in self.guests))
        del self.draws[kind]
