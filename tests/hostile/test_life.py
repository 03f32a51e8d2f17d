"""Everything that can happen to registrations, in any order, on both databases; after each step all must be in order.

A simple model (`house`) says who must be where.
"""

import os
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from conference.core.database import db, transaction
from conference.core.errors import Refusal
from conference.domain.accounts.actions import ATTENDEE, SYSTEM
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.events.rules import IN_ORDER, AttendanceMode, EventDetails
from conference.domain.registration import queries
from conference.domain.registration.actions import capacity, changing, ending, queue, registering
from conference.domain.registration.models import Registration, Transfer
from conference.domain.registration.rules.places import Place
from conference.domain.registration.rules.states import RegistrationState as State
from conference.domain.tickets.actions import add_access_code, add_quota, add_ticket_type
from conference.domain.tickets.models import TicketType
from conference.domain.tickets.queries import get_quota, get_ticket_type, quotas_of, ticket_types_of
from conference.domain.tickets.rules import TicketTypeDetails
from conference.mail.models import Letter
from tests.factories import make_account, make_event, make_site
from tests.hostile import standings
from tests.hostile.house import CODE_USES, Guest, House, RefusedError

IS_SOAK = bool(os.environ.get("CONFERENCE_SOAK"))
RUNS, STEPS = (2000, 40) if IS_SOAK else (8, 30)
NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CODE, HIDDEN, APPROVED = "friends 22", "Friends", "Board"
SEATS, EXTRA = "Seats", "Extra"
DRAWS = {"Student": {SEATS}, "Guest": {SEATS, EXTRA}, "Stream": set[str](), HIDDEN: {SEATS}, APPROVED: {EXTRA}}

emails = st.integers(0, 7).map("p{}@example.org".format)
sizes = st.one_of(st.integers(0, 3), st.integers(0, 3), st.none())
which = st.integers(0, 99)


class Life(RuleBasedStateMachine):
    """One event with few places, eight people, and organisers who change their minds."""

    event_id = 0

    @initialize(has_types=st.booleans(), in_person=sizes, online=sizes, seats=sizes, extra=sizes,
                hours=st.sampled_from([None, 24, 48]))  # fmt: skip
    def open(self, *, has_types: bool, in_person: int | None, online: int | None, seats: int | None,
             extra: int | None, hours: int | None) -> None:  # fmt: skip
        """An event in five days, with five ticket types or with none."""
        start = NOW + 5 * DAY
        made = make_event(capacity_in_person=in_person, capacity_online=online, offer_hours=hours, starts_at=start,
                          ends_at=start + DAY)  # fmt: skip
        self.event_id, self.staff = made.id, db.session.scalars(select(Account.id)).one()
        modes: dict[str, int | None] = {"in person": in_person, "online": online}
        self.house = House(modes, {mode: {mode} for mode in modes}, hours, NOW, start, start + DAY)
        if has_types:
            with transaction():
                self._add_types({SEATS: seats, EXTRA: extra})
        self._begin()

    def _add_types(self, pools: dict[str, int | None]) -> None:
        event = self._event()
        quotas = {name: add_quota(event, name, size, actor=SYSTEM, now=NOW) for name, size in pools.items()}
        db.session.flush()
        for name, drawn in DRAWS.items():
            ids = [quotas[one].id for one in drawn]
            made = add_ticket_type(event, details_of(name), ids, actor=SYSTEM, now=NOW)
            db.session.flush()
            if name == HIDDEN:
                add_access_code(made, CODE, CODE_USES, actor=SYSTEM, now=NOW)
        self.house.sizes |= pools
        self.house.draws = {name: {details_of(name).mode.value, *drawn} for name, drawn in DRAWS.items()}
        self.house.hidden, self.house.approved = HIDDEN, APPROVED

    def _begin(self) -> None:
        self.taken: Counter[str] = Counter()
        self.calendars: dict[str, standings.Calendar] = {}
        self.offers, self.beyond, self.is_settled = 0, set[str](), True

    def teardown(self) -> None:
        """Leave nothing: thousands of runs share one database."""
        db.session.rollback()
        with transaction():
            db.session.execute(delete(Letter).where(Letter.event_id == self.event_id))
            db.session.execute(delete(Event).where(Event.id == self.event_id))

    @rule(email=emails, wish=st.lists(st.sampled_from([*DRAWS, "in person", "online"]), min_size=1, max_size=3),
          code=st.sampled_from(["", CODE]))  # fmt: skip
    def register(self, email: str, wish: list[str], code: str) -> None:
        """Somebody comes, perhaps for the second time, with small or capital letters."""
        wish = self._wish(wish)
        code = code if HIDDEN in self._types() else ""  # a code goes with its type
        asked = self._typed(wish, code)
        self._do(
            lambda: self.house.register(email, wish, has_code=bool(code)),
            lambda event: registering.register_attendee(event, name="A Person", email=email, organisation="",
                                                        wish=asked, now=self.house.now),
        )  # fmt: skip

    def _wish(self, wish: list[str]) -> list[str]:
        """Of what was drawn, what this event knows; ways of attending stand in their order."""
        kinds = [one for one in dict.fromkeys(wish) if (one in DRAWS) == bool(self.house.hidden)]
        return kinds if self.house.hidden else sorted(kinds)

    def _typed(self, wish: list[str], code: str) -> registering.Wish:
        if not self.house.hidden:
            return registering.Wish(modes=[AttendanceMode(one) for one in wish])
        types = self._types()
        return registering.Wish(ticket_types=[types.get(one, 0) for one in wish], code=code)

    @rule(one=which)
    def approve(self, one: int) -> None:
        """An organiser agrees."""
        self._decide(one, self.house.approve, registering.approve_registration)

    @rule(one=which)
    def refuse(self, one: int) -> None:
        """An organiser does not agree."""
        self._decide(one, self.house.refuse, lambda mine, **by: registering.refuse_registration(mine, "No room", **by),
                     settles=False)  # fmt: skip

    def _decide(
        self, one: int, must: Callable[[Guest], None], deed: Callable[..., Any], *, settles: bool = True
    ) -> None:
        guest = self._pick(one, State.PENDING)
        if guest:
            self._do(lambda: must(guest), lambda event: deed(self._row(event, guest), actor=self._staff(),
                                                             now=self.house.now), settles=settles)  # fmt: skip

    @rule(one=which, by_staff=st.booleans())
    def cancel(self, one: int, *, by_staff: bool) -> None:
        """Somebody leaves, or is told to."""
        guest = self._pick(one, State.CONFIRMED, State.WAITING, State.OFFERED, State.PENDING)
        if guest:
            self._do(
                lambda: self.house.cancel(guest),
                lambda event: ending.cancel_registration(self._row(event, guest), now=self.house.now,
                                                         actor=self._staff() if by_staff else ATTENDEE),
                settles=guest.stands,
            )  # fmt: skip

    @rule(one=which)
    def accept(self, one: int) -> None:
        """Somebody takes what is held, perhaps too late."""
        guest = self._pick(one, State.OFFERED)
        if guest:
            self._do(
                lambda: self.house.accept(guest),
                lambda event: queue.accept_offer(self._row(event, guest), self.house.now),
                settles=False,
            )

    @rule(one=which, kind=which, is_beyond=st.booleans())
    def give(self, one: int, kind: int, *, is_beyond: bool) -> None:
        """An organiser gives a place, in turn or beyond what there is."""
        guest, place = self._pick(one, State.WAITING, State.OFFERED, State.PENDING), self._kind(kind)
        if guest:
            beyond = self.house.draws[place] if is_beyond else set()
            self._do(
                lambda: self.house.give(guest, place, is_beyond=is_beyond),
                lambda event: queue.give_place(self._row(event, guest), self._place(event, place), reason="She chairs",
                                               is_beyond=is_beyond, actor=self._staff(), now=self.house.now),
                beyond=beyond,
            )  # fmt: skip

    @rule(one=which, kind=which)
    def change(self, one: int, kind: int) -> None:
        """Somebody would rather come by another kind of place."""
        guest, place = self._pick(one, State.CONFIRMED), self._kind(kind)
        if guest:
            self._do(
                lambda: self.house.change(guest, place),
                lambda event: changing.change_place(self._row(event, guest), self._place(event, place), self.house.now),
            )

    @rule(one=which, email=emails)
    def ask(self, one: int, email: str) -> None:
        """Somebody would hand the place on."""
        guest = self._pick(one, State.CONFIRMED)
        if guest:
            self._do(
                lambda: self.house.ask(guest, email),
                lambda event: changing.ask_to_hand_on(self._row(event, guest), name="Another", email=email.upper(),
                                                      now=self.house.now),
                settles=False,
            )  # fmt: skip

    @precondition(lambda self: self.event_id and any(one.asked for one in self.house.guests))
    @rule(one=which)
    def take_over(self, one: int) -> None:
        """Who was asked agrees, perhaps when they have a place already."""
        asked = [guest for guest in self.house.guests if guest.asked]
        guest = asked[one % len(asked)]
        self._do(
            lambda: self.house.take_over(guest),
            lambda event: changing.take_over(self._transfer(event, guest), self.house.now),
            settles=False,
        )

    @rule(in_person=sizes, online=sizes, hours=st.sampled_from([None, 24, 48]))
    def change_capacity(self, in_person: int | None, online: int | None, hours: int | None) -> None:
        """More places or fewer, by offer or at once."""

        def must() -> None:
            self.house.sizes |= {"in person": in_person, "online": online}
            self.house.offer_hours = hours
            self.house.settle()

        def do(event: Event) -> None:
            capacity.change_capacity(event, in_person=in_person, online=online, offer_hours=hours, actor=SYSTEM,
                                     now=self.house.now)  # fmt: skip

        self._do(must, do)

    @precondition(lambda self: self.event_id and not self.house.hidden)
    @rule(mode=st.sampled_from(AttendanceMode))
    def change_modes(self, mode: AttendanceMode) -> None:
        """The event is online only, or in person, or both."""
        offered = [one.value for one in IN_ORDER if mode in {one, AttendanceMode.HYBRID}]

        def do(event: Event) -> None:
            capacity.edit_event_details(event, EventDetails(event.title, mode), slug=event.slug, series=None,
                                        actor=SYSTEM, now=self.house.now)  # fmt: skip

        self._do(lambda: self.house.shut_but(offered), do)

    @precondition(lambda self: self.event_id and self.house.hidden)
    @rule(name=st.sampled_from([SEATS, EXTRA]), size=sizes)
    def change_quota(self, name: str, size: int | None) -> None:
        """More or fewer in a quota."""

        def must() -> None:
            self.house.sizes[name] = size
            self.house.settle()

        def do(event: Event) -> None:
            quota = get_quota(event, {one.name: one.id for one in quotas_of(event)}[name])
            capacity.edit_quota(event, quota, name, size, actor=SYSTEM, now=self.house.now)

        self._do(must, do)

    @precondition(lambda self: self.event_id and self.house.hidden)
    @rule(kind=which, drawn=st.sets(st.sampled_from([SEATS, EXTRA])))
    def change_type(self, kind: int, drawn: set[str]) -> None:
        """A ticket type draws on other quotas."""
        name = self._kind(kind)

        def must() -> None:
            self.house.draws[name] = {details_of(name).mode.value, *drawn}
            self.house.settle()

        def do(event: Event) -> None:
            quotas = [one.id for one in quotas_of(event) if one.name in drawn]
            capacity.edit_ticket_type(self._type(event, name), details_of(name), quotas, actor=SYSTEM,
                                      now=self.house.now)  # fmt: skip

        self._do(must, do, beyond=drawn)

    @precondition(lambda self: self.event_id and self.house.hidden and len(self.house.draws) > 2)
    @rule(kind=which)
    def remove_type(self, kind: int) -> None:
        """A ticket type goes, where nobody ever wanted it."""
        name = self._kind(kind)
        self._do(
            lambda: self.house.remove(name),
            lambda event: capacity.remove_ticket_type(self._type(event, name), actor=SYSTEM, now=self.house.now),
            settles=False,
        )

    @rule(hours=st.sampled_from([1, 12, 24, 24, 48]))
    def time_passes(self, hours: int) -> None:
        """Hours go by, and the job that ends offers may not have run yet."""
        self.house.now += hours * HOUR
        self.is_settled, self.beyond = False, set()

    @rule()
    def expire(self) -> None:
        """The job that ends offers runs."""
        self._do(self.house.settle, lambda event: queue.expire_offers(event, self.house.now))

    @invariant()
    def all_is_in_order(self) -> None:
        """What must be so after each step."""
        if not self.event_id:
            return
        db.session.rollback()
        rows, house = standings.rows_of(self._event()), self.house
        assert standings.standings_of(rows) == standings.expected_of(house)
        standings.check_people(rows)
        standings.check_mails(self._event())
        taken = Counter(pool for one in rows if (place := standings.place_of(one)) for pool in house.draws[place])
        standings.check_pools(taken, self.taken, house.sizes, self.beyond)
        calendars = standings.calendars_of(rows)
        standings.check_calendars(self.calendars, calendars)
        self._check_offers(rows)
        self._check_turns(taken)
        self.taken, self.calendars = taken, calendars

    def _check_offers(self, rows: list[Registration]) -> None:
        """Nothing is offered beyond the start, nor after it, and an offer that has ended goes with the next action."""
        ends = [one.offered_until for one in rows if one.offered_until]
        assert all(until <= self.house.starts_at for until in ends)
        assert not self.is_settled or all(until > self.house.now for until in ends)
        offers = sum(one.offers for one in standings.standings_of(rows))
        assert offers == self.offers or self.house.now < self.house.starts_at
        self.offers = offers

    def _check_turns(self, taken: Counter[str]) -> None:
        """Nobody waits for what is free."""
        if self.is_settled and self.house.now < self.house.starts_at:
            free = {kind for kind in self.house.draws if self.house.is_free(kind)}
            assert [one.number for one in self.house.waiting if free & set(one.accepts)] == []

    def _do(self, must: Callable[[], None], deed: Callable[[Event], Any], *, settles: bool = True,
            beyond: set[str] | None = None) -> None:  # fmt: skip
        """Do the same in the model and in the application: both do it, or both refuse and nothing is changed."""
        before, is_refused, refusal = deepcopy(self.house), False, ""
        try:
            must()
        except RefusedError:
            self.house, is_refused = before, True
        try:
            with transaction():
                deed(self._event())
        except Refusal as refused:
            refusal = refused.sentence
        assert bool(refusal) == is_refused, refusal
        self.is_settled = self.is_settled or (settles and not is_refused)
        self.beyond = set() if is_refused else beyond or set()

    def _event(self) -> Event:
        event = db.session.get(Event, self.event_id)
        assert event is not None
        return event

    def _staff(self) -> Account:
        account = db.session.get(Account, self.staff)
        assert account is not None
        return account

    def _pick(self, one: int, *states: State) -> Guest | None:
        """Mostly somebody in one of these states, sometimes anybody; None while nobody has come."""
        guests = self.house.guests
        chosen = [guest for guest in guests if guest.state in states] if one % 5 else guests
        return (chosen or guests)[one % len(chosen or guests)] if guests else None

    def _row(self, event: Event, guest: Guest) -> Registration:
        own = select(Registration).where(Registration.event_id == event.id, Registration.number == guest.number)
        return db.session.scalars(own).one()

    def _transfer(self, event: Event, guest: Guest) -> Transfer:
        row = self._row(event, guest)
        return db.session.scalars(select(Transfer).where(Transfer.registration_id == row.id)).one()

    def _kind(self, kind: int) -> str:
        return list(self.house.draws)[kind % len(self.house.draws)]

    def _types(self) -> dict[str, int]:
        return {one.name: one.id for one in ticket_types_of(self._event())}

    def _type(self, event: Event, name: str) -> TicketType:
        return get_ticket_type(event, self._types()[name])

    def _place(self, event: Event, kind: str) -> Place:
        if not self.house.hidden:
            return Place(AttendanceMode(kind))
        return queries.catalogue_of(event).place_of_type(self._types()[kind])


def details_of(name: str) -> TicketTypeDetails:
    """What is said about one of the ticket types."""
    mode = AttendanceMode.ONLINE if name == "Stream" else AttendanceMode.IN_PERSON
    return TicketTypeDetails(name, mode, needs_code=name == HIDDEN, needs_approval=name == APPROVED)


def live(runs: int, phases: tuple[Phase, ...] = tuple(Phase)) -> None:
    """So many lives of one event each."""
    make_site()
    make_account()
    checks = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
    chosen = settings(max_examples=runs, stateful_step_count=STEPS, phases=phases, deadline=None, database=None,
                      derandomize=not IS_SOAK, report_multiple_bugs=False, suppress_health_check=checks)  # fmt: skip
    run_state_machine_as_test(Life, settings=chosen)


def test_whatever_happens_all_stays_in_order(app: Flask) -> None:
    live(RUNS)
