"""Doors in tests: the people of an event, a door, and scans sent to it, each in a transaction of its own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.attendance.actions import open_door, take_scans
from conference.domain.attendance.models import Door, Scan
from conference.domain.attendance.queries import Heard, get_open_door
from conference.domain.attendance.rules import SentScan
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Session
from tests.domain.registration.registering import registration

OPENED = datetime(2022, 9, 8, 7, 0, tzinfo=UTC)
NINE = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)  # at nine in Oxford
A_MINUTE = timedelta(minutes=1)


def token_of(name: str) -> str:
    """The token of a door in tests."""
    return f"the-token-of-{name.lower().replace(' ', '-')}"


def open_at(event: Event, name: str = "Main", *, day: date | None = None, session: Session | None = None) -> str:
    """Open a door an hour before the event begins; its token."""
    with transaction():
        open_door(get_event(event.slug), name=name, day=day, session=db.session.merge(session) if session else None,
                  token=token_of(name), actor="system", now=OPENED)  # fmt: skip
    return token_of(name)


def scan(registration_id: int, number: int = 1, age: timedelta = timedelta()) -> SentScan:
    """A scan of somebody's ticket; `number` tells several of the same person apart."""
    return SentScan(f"scan-in-a-test-{registration_id}-{number}", registration(registration_id).ticket_key, None, age)


def tell(token: str, scans: Sequence[SentScan], now: datetime = NINE) -> list[Heard]:
    """Send scans from a door."""
    with transaction():
        return take_scans(get_open_door(token), scans, now)


def answers(heard: Sequence[Heard]) -> list[str]:
    """What scans came to."""
    return [one.answer.value for one in heard]


def stored() -> list[tuple[int, str, str, datetime]]:
    """Every scan that is kept: of whom, at which door, what it came to, when; in order of the instants."""
    db.session.rollback()
    query = select(Scan.registration_id, Door.name, Scan.answer, Scan.scanned_at).join(Scan.door)
    rows = db.session.execute(query.order_by(Scan.scanned_at, Scan.door_id, Scan.key))
    return [(its_id, door, answer.value, at) for its_id, door, answer, at in rows]
