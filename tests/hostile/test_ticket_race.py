"""Many ask at the same moment for the places of three ticket types that share quotas; then much happens at once.

Over HTTP against the real server for registering; with threads for the rounds of the waiting list. The controls switch
the lock off and must show that the tests would notice.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event as hooks
from sqlalchemy import func, select, text

from conference import links
from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core import database
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.actions import changing, ending, queue, registering
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import count_places
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.tickets.actions import add_quota, add_ticket_type
from conference.domain.tickets.queries import ticket_types_of
from conference.domain.tickets.rules import TicketTypeDetails
from conference.mail.models import Letter
from conference.settings import Settings
from tests.databases import BothDatabases
from tests.factories import make_account, make_event, make_site
from tests.hostile.crowd import Visitor, send_at_once
from tests.hostile.rounds import NEXT_ROUND, Round, Size, faults_of
from tests.hostile.server import SECRET, running
from tests.hostile.test_race import IS_SOAK, SEED, Hall, let_go

PEOPLE, PLACES = (5000, 500) if IS_SOAK else (60, 15)
ROUNDS, SIZE = (200, Size(50, 20, 30, 5)) if IS_SOAK else (2, Size(5, 2, 3, 1))
SLUG = "full-house"

pytestmark = [pytest.mark.alone, pytest.mark.timeout(600)]


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, databases: BothDatabases) -> Iterator[Hall]:
    """The event "full-house": students and guests share three fifths of the places, guests have one fifth at most."""
    url = databases.own_url(request.param, "tickets")
    app = create_app(Settings(data_dir=tmp_path, database_url=url, secret_key=SECRET))
    upgrade_database(app)
    with app.app_context():
        make_site()
        make_account()
        start = real_now() + timedelta(days=30)
        make_event(slug=SLUG, capacity_in_person=PLACES, capacity_online=PLACES * 2 // 5, offer_hours=48,
                   starts_at=start, ends_at=start + timedelta(hours=8))  # fmt: skip
        with transaction():
            _add_types()
    with let_go(app):
        yield Hall(app, tmp_path, url)


def _add_types() -> None:
    event, at = get_event(SLUG), real_now()
    seats = add_quota(event, "Seats", PLACES * 3 // 5, actor=SYSTEM, now=at)
    guests = add_quota(event, "Guests", PLACES // 5, actor=SYSTEM, now=at)
    db.session.flush()
    in_person, online = AttendanceMode.IN_PERSON, AttendanceMode.ONLINE
    for name, mode, quotas in (("Student", in_person, [seats.id]), ("Guest", in_person, [seats.id, guests.id]),
                               ("Stream", online, [])):  # fmt: skip
        add_ticket_type(event, TicketTypeDetails(name, mode), quotas, actor=SYSTEM, now=at)
        db.session.flush()


def crowd_of(number: int, types: list[int]) -> list[Visitor]:
    """So many people before the form; each wants one type best, and some would take others too."""
    path, chance = links.register(SLUG), random.Random(SEED)
    people = []
    for one in range(number):
        first, *others = chance.sample(types, len(types))
        typed: dict[str, Any] = {"name": f"Person {one}", "email": f"p{one}@example.org", "ticket": str(first),
                                 "also": list(map(str, others[: chance.randint(0, 2)]))}  # fmt: skip
        people.append(Visitor(path, typed))
    return people


def faults_after(hall: Hall, crowd: list[Visitor]) -> list[str]:
    """What is wrong after all have asked: each answered, in the list, mailed once, and placed strictly in order."""
    with hall.app.app_context():
        rows = db.session.scalars(select(Registration).order_by(Registration.number)).all()
        letters = db.session.scalar(select(func.count(Letter.id)))
        answers = Counter(answer.status for visitor in crowd for answer in visitor.answers)
        numbers = {"answered": answers[303], "people": len({one.email for one in rows}), "mails": letters,
                   "last number": rows[-1].number}  # fmt: skip
        held = count_places(get_event(SLUG)).places
        faults = [f"{name}: {number}" for name, number in numbers.items() if number != len(crowd)]
        faults += [f"{pool}: {held.over(pool)} too many" for pool in held.capacity if held.over(pool)]
        faults += _out_of_turn(list(rows))
        took = sorted(answer.seconds for visitor in crowd for answer in visitor.answers)
        states = dict(Counter(one.state.value for one in rows))
        db.session.remove()
    print(f"\n(seed {SEED}) {len(crowd)} people, {PLACES} places: {states}, answers {dict(answers)}; half within "
          f"{took[len(took) // 2]:.2f} s, 95 % within {took[len(took) * 95 // 100]:.2f} s, "
          f"faults {faults[:5]}")  # fmt: skip
    return faults


def _out_of_turn(rows: list[Registration]) -> list[str]:
    """Whoever has not what the next in the order of asking must get."""
    types = {one.id: one for one in ticket_types_of(get_event(SLUG))}
    pools = {one.id: (one.mode.value, *(quota.name for quota in one.quotas)) for one in types.values()}
    left = Counter({"in person": PLACES, "online": PLACES * 2 // 5, "Seats": PLACES * 3 // 5, "Guests": PLACES // 5})
    wrong = []
    for one in rows:
        due = next((kind for kind in one.wanted_ids if all(left[pool] > 0 for pool in pools[kind])), None)
        left.subtract(pools[due] if due else ())
        state = RegistrationState.CONFIRMED if due else RegistrationState.WAITING
        if (one.state, one.ticket_type_id) != (state, due):
            wrong.append(f"{one.number} has {one.state} {one.ticket_type_id}, not {state} {due}")
    return wrong


def types_of(hall: Hall) -> list[int]:
    with hall.app.app_context():
        return [one.id for one in ticket_types_of(get_event(SLUG))]


def test_race_for_tickets(hall: Hall) -> None:
    crowd = crowd_of(PEOPLE, types_of(hall))
    with running(hall.folder, hall.url) as port:
        send_at_once(port, crowd)
    assert faults_after(hall, crowd) == []


def test_control_without_the_lock_the_race_for_tickets_is_lost(hall: Hall) -> None:
    with hall.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_registration_number"))
    with let_go(hall.app):
        crowd = crowd_of(min(PEOPLE, 60), types_of(hall))
        with running(hall.folder, hall.url, without_lock=True) as port:
            send_at_once(port, crowd)
        assert any("too many" in fault for fault in faults_after(hall, crowd))


def test_rounds_of_the_waiting_list(hall: Hall) -> None:
    assert _play(hall, ROUNDS, SIZE) == []


def test_control_without_the_lock_the_rounds_go_wrong(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    with hall.app.app_context():
        if not hall.url:
            hooks.remove(db.engine, "begin", database._begin_sqlite)
        with db.engine.begin() as connection:
            connection.execute(text("DROP INDEX uq_registration_number"))
    for module in (changing, ending, queue, registering):
        monkeypatch.setattr(module, "lock", db.session.refresh)
    assert _play(hall, 3, Size(5, 2, 3, 1)) != []


def _play(hall: Hall, rounds: int, size: Size) -> list[str]:
    """So many rounds of a full event with a queue; what was wrong after the first that went wrong."""
    types, chance, answers = types_of(hall), random.Random(SEED), Counter[tuple[str, str]]()
    with hall.app.app_context():
        now = real_now()
        for number in range(rounds + 2):  # the first fills the event and the queue, the second makes the first offers
            chosen = Size(PLACES * 3 if number == 0 else size.leave, 0, 0, 0) if number < 2 else size
            played = Round(hall.app, SLUG, now + number * NEXT_ROUND, chosen, chance)
            played.choose()
            played.run(types)
            answers += played.answers
            if faults := faults_of(played):
                print(f"(seed {SEED}) round {number}: {faults[:9]}")
                return faults
            db.session.remove()
    print(f"(seed {SEED}) {rounds} rounds: {dict(answers)}")
    return []
