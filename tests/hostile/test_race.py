"""Many people register at the same moment for few places, over HTTP, against the real server on both databases.

Each request is sent twice. The controls switch the lock off and must show that the test would notice.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from conference import links
from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.actions.registering import Wish, register_attendee
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import Filter, list_registrations
from conference.domain.registration.rules.states import RegistrationState
from conference.mail.models import Envelope, EnvelopeState
from conference.settings import Settings
from tests.databases import BothDatabases
from tests.factories import make_event, make_site
from tests.hostile.crowd import Visitor, send_at_once
from tests.hostile.server import SECRET, running

IS_SOAK = bool(os.environ.get("CONFERENCE_SOAK"))
PEOPLE, PLACES = (500, 50) if IS_SOAK else (80, 20)
SEED = int(os.environ.get("CONFERENCE_SEED") or random.SystemRandom().randrange(10**6))

pytestmark = [pytest.mark.alone, pytest.mark.timeout(600)]


@dataclass
class Hall:
    """An event with few places on a database of its own."""

    app: Flask
    folder: Path
    url: str


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, databases: BothDatabases) -> Iterator[Hall]:
    """The event "full-house" in person, a month away, open to all."""
    url = databases.own_url(request.param, "race")
    app = create_app(Settings(data_dir=tmp_path, database_url=url, secret_key=SECRET))
    upgrade_database(app)
    with app.app_context():
        make_site()
        start = real_now() + timedelta(days=30)
        make_event(slug="full-house", mode=AttendanceMode.IN_PERSON, capacity_in_person=PLACES, starts_at=start,
                   ends_at=start + timedelta(hours=8))  # fmt: skip
    with let_go(app):
        yield Hall(app, tmp_path, url)


@contextmanager
def let_go(app: Flask) -> Iterator[None]:
    """Close what the test has open before the servers come, and what it opened after they went."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    yield
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def crowd_of(number: int) -> list[Visitor]:
    """So many people before the form, in an order that the seed decides."""
    path = links.register("full-house")
    people = [Visitor(path, {"name": f"Person {one}", "email": f"p{one}@example.org"}) for one in range(number)]
    random.Random(SEED).shuffle(people)
    return people


@dataclass
class Outcome:
    """What is in the database afterwards, and what the browsers got."""

    people: int
    confirmed: int
    waiting: int
    positions: list[int | None]
    mails: int
    answers: Counter[tuple[int, str]]


def outcome_of(hall: Hall, crowd: list[Visitor]) -> Outcome:
    with hall.app.app_context():
        event = get_event("full-house")
        states: Counter[RegistrationState] = Counter(db.session.scalars(select(Registration.state)))
        rows = list_registrations(event, Filter(state=RegistrationState.WAITING), limit=PEOPLE)
        people = db.session.scalar(select(func.count(func.distinct(Registration.email))))
        mails = db.session.scalar(select(func.count(Envelope.id)).where(Envelope.state != EnvelopeState.SUPERSEDED))
        found = Outcome(
            people or 0, states[RegistrationState.CONFIRMED], states[RegistrationState.WAITING],
            [position for _row, position in rows], mails or 0,
            Counter((answer.status, answer.location) for visitor in crowd for answer in visitor.answers),
        )  # fmt: skip
        db.session.remove()
    return found


def report(name: str, crowd: list[Visitor], found: Outcome) -> None:
    """A small table of what happened."""
    took = sorted(answer.seconds for visitor in crowd for answer in visitor.answers)
    print(f"\n{name} (seed {SEED}): {len(crowd)} people, {len(took)} requests, {PLACES} places")
    print(f"  confirmed {found.confirmed}, waiting {found.waiting}, people {found.people}, mails {found.mails}")
    print(f"  answers {dict(found.answers)}")
    half, most = took[len(took) // 2], took[len(took) * 95 // 100]
    print(f"  half within {half:.2f} s, 95 % within {most:.2f} s, all within {took[-1]:.2f} s")


def expected(number: int, times: int) -> Outcome:
    """What must come out when so many people each send their form so many times."""
    waiting = number - PLACES
    sent = Counter({(303, links.register_sent("full-house")): number * times})
    return Outcome(number, PLACES, waiting, list(range(1, waiting + 1)), number, sent)


def test_race_for_places(hall: Hall, request: pytest.FixtureRequest) -> None:
    crowd = crowd_of(PEOPLE)
    with running(hall.folder, hall.url) as port:
        send_at_once(port, crowd, times=2)
    found = outcome_of(hall, crowd)
    report(request.node.name, crowd, found)
    assert found == expected(PEOPLE, 2)


def test_race_of_cancelling_and_registering(hall: Hall, request: pytest.FixtureRequest) -> None:
    """While a third of the places is given back, others come: no place stays empty, none is given twice, in order."""
    first, leaving = PLACES * 2, PLACES // 3
    with hall.app.app_context():
        tokens = _fill(first)
    stay = first - leaving
    going = [Visitor(links.my_cancellation(token), {}) for token in tokens[:leaving]]
    coming = crowd_of(PLACES)
    with running(hall.folder, hall.url) as port:
        send_at_once(port, [*going, *coming], times=2)
    found = outcome_of(hall, coming)
    report(request.node.name, [*going, *coming], found)
    assert {answer.status for visitor in going for answer in visitor.answers} == {303}
    assert (found.confirmed, found.waiting) == (PLACES, stay + len(coming) - PLACES)
    assert found.positions == list(range(1, found.waiting + 1))
    with hall.app.app_context():
        placed = select(Registration.number).where(Registration.state == RegistrationState.CONFIRMED)
        assert sorted(db.session.scalars(placed)) == list(range(leaving + 1, leaving + PLACES + 1))


def _fill(number: int) -> list[str]:
    """Register people one after the other; their personal links, in that order."""
    tokens = []
    for one in range(number):
        with transaction():
            event: Event = get_event("full-house")
            made = register_attendee(event, name=f"First {one}", email=f"f{one}@example.org", organisation="",
                                     wish=Wish([AttendanceMode.IN_PERSON]), now=real_now())  # fmt: skip
            tokens.append(links.sign(links.Purpose.REGISTRATION, made.id, made.link_version))
    db.session.remove()
    return tokens


def test_control_without_the_lock_the_race_is_lost(hall: Hall, request: pytest.FixtureRequest) -> None:
    """The unique number of a registration still holds most of it, by errors: the test above would fail."""
    found = _race_without_lock(hall, request.node.name)
    assert found != expected(PEOPLE, 2)


def test_control_without_lock_and_number_places_are_sold_twice(hall: Hall, request: pytest.FixtureRequest) -> None:
    with hall.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_registration_number"))
    with let_go(hall.app):
        found = _race_without_lock(hall, request.node.name)
    assert found.confirmed > PLACES


def _race_without_lock(hall: Hall, name: str) -> Outcome:
    crowd = crowd_of(PEOPLE)
    with running(hall.folder, hall.url, without_lock=True) as port:
        send_at_once(port, crowd, times=2)
    found = outcome_of(hall, crowd)
    report(name, crowd, found)
    return found
