"""Who of the sample registrations has a place and who waits, by the rules of registration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from conference.core.words import any_of
from conference.demo.attendees import SampleRegistration
from conference.domain.events.rules import IN_ORDER, AttendanceMode
from conference.domain.registration.rules.places import Entry, Place, Places, Pool, next_promotions, place_for
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.windows import Window, may_move_up, why_closed
from conference.domain.registration.rules.words import (
    cancelled_by,
    given_place,
    moved_up,
    place_words,
    put_on_list,
    where_words,
)


@dataclass
class Seat:
    """How a registration stands, with every decision about it: when, and in words."""

    sample: SampleRegistration
    state: RegistrationState = RegistrationState.WAITING
    mode: AttendanceMode | None = None
    had_place: bool = False
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    decisions: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        """Its place in the queue."""
        return Entry(self.sample.number, tuple(map(Place, self.modes)))

    @property
    def modes(self) -> list[AttendanceMode]:
        """The ways of attending that the person accepts."""
        ticks = (self.sample.accepts_in_person, self.sample.accepts_online)
        return [mode for mode, is_accepted in zip(IN_ORDER, ticks, strict=True) if is_accepted]


@dataclass
class Hall:
    """The places of one event, with the names of its ticket types, and who asked for one, by number."""

    window: Window
    capacity: Mapping[Pool, int | None]
    tickets: Mapping[AttendanceMode, str] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)

    def places(self) -> Places:
        """The places as they are taken now."""
        taken = [seat.mode for seat in self.seats.values() if seat.mode is not None]
        return Places(self.capacity, {mode: taken.count(mode) for mode in set(taken)})

    def queue(self) -> list[Entry]:
        """Who waits now."""
        return [seat.entry for seat in self.seats.values() if seat.state is RegistrationState.WAITING]

    def come(self, sample: SampleRegistration, at: datetime) -> None:
        """Somebody registers."""
        seat, queue = Seat(sample), self.queue()
        place = place_for(seat.entry.accepts, self.places(), [entry.accepts for entry in queue])
        if place is None:
            seat.decisions.append((at, put_on_list(self._wish(seat), len(queue) + 1)))
        else:
            _give(seat, place.mode, at, given_place(self._words(place.mode)))
        self.seats[sample.number] = seat

    def _words(self, mode: AttendanceMode) -> str:
        return place_words(mode, self.tickets.get(mode, ""))

    def _wish(self, seat: Seat) -> str:
        return any_of(map(self._words, seat.modes)) if self.tickets else where_words(seat.modes)

    def leave(self, number: int, at: datetime) -> None:
        """Somebody cancels, and whoever is next moves up."""
        seat = self.seats[number]
        seat.decisions.append((at, cancelled_by(person=True, had_place=seat.mode is not None)))
        seat.state, seat.mode, seat.cancelled_at = RegistrationState.CANCELLED, None, at
        if may_move_up(self.window, at):
            for promotion in next_promotions(self.places(), self.queue()):
                mode = promotion.place.mode
                _give(self.seats[promotion.number], mode, at, moved_up(self._words(mode)))


def _give(seat: Seat, mode: AttendanceMode, at: datetime, words: str) -> None:
    seat.state, seat.mode, seat.confirmed_at, seat.had_place = RegistrationState.CONFIRMED, mode, at, True
    seat.decisions.append((at, words))


def seats_of(hall: Hall, samples: Sequence[SampleRegistration]) -> list[Seat]:
    """How the registrations stand after all that came and went, in the order in which it happened."""
    window = hall.window
    came = [(each.registered_at, 0, each) for each in samples if not why_closed(window, each.registered_at)]
    left = [(each.cancelled_at, 1, each) for _at, _kind, each in came
            if each.cancelled_at and each.cancelled_at < window.ends_at]  # fmt: skip
    for at, is_leaving, each in sorted([*came, *left], key=lambda deed: (deed[0], deed[1], deed[2].number)):
        if is_leaving:
            hall.leave(each.number, at)
        else:
            hall.come(each, at)
    return list(hall.seats.values())
