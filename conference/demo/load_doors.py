"""Sample doors and who came in at them: at every event in person that has begun, sample attendees only.

No link opens these doors: what their digests are made of is no token.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from conference.core import zones
from conference.core.database import db
from conference.core.tokens import digest
from conference.demo.loading import Loading
from conference.domain.attendance.models import Door, Scan
from conference.domain.attendance.rules import Answer
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState

NAMES = ("Main entrance", "Garden entrance")
OPENS, LATER = time(8, 15), timedelta(hours=2)
APART = timedelta(minutes=2)


def load_doors(loading: Loading) -> None:
    """Doors, entries, and a few tickets that were shown twice, up to the instant at which the demo starts."""
    for event in loading.events.values():
        if event.mode is not AttendanceMode.ONLINE and event.starts_at <= loading.now:
            _load(event, loading.now)


def _load(event: Event, now: datetime) -> None:
    people = _with_a_place(event)
    if not people:
        return
    doors = [Door(event=event, name=name, opened_at=event.starts_at - LATER,
                  token_digest=digest(f"no link opens {name} of {event.slug}")) for name in NAMES]  # fmt: skip
    db.session.add_all(doors)
    db.session.flush()
    for at, day in enumerate(zones.days_between(event.starts_at, event.ends_at, event.zone)):
        scans = (scan for one in people for scan in _scans(event, doors, one, day, at))
        db.session.add_all(scan for scan in scans if scan.scanned_at <= now)
        db.session.flush()


def _with_a_place(event: Event) -> list[Registration]:
    query = select(Registration).where(
        Registration.event_id == event.id, Registration.is_sample, Registration.mode == AttendanceMode.IN_PERSON,
        Registration.state == RegistrationState.CONFIRMED,
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Registration.number)))


def _scans(event: Event, doors: list[Door], person: Registration, day: date, at: int) -> Iterator[Scan]:
    """When one person came in on a day, if they did; some showed the ticket once more, at the other door."""
    if person.number % 7 == 3 or (person.number + at) % 9 == 4:
        return
    came = zones.to_utc(datetime.combine(day, OPENS), event.zone) + APART * person.number
    yield _scan(event, doors[person.number % 2], person, day, came, Answer.CAME_IN)
    if (person.number + at) % 10 == 1:
        yield _scan(event, doors[(person.number + 1) % 2], person, day, came + LATER, Answer.HERE_ALREADY)


def _scan(event: Event, door: Door, person: Registration, day: date, when: datetime, answer: Answer) -> Scan:
    return Scan(event_id=event.id, door=door, registration=person, day=day, answer=answer, scanned_at=when,
                received_at=when, key=f"sample-scan-{day}-{person.number}-{answer.name.lower()}")  # fmt: skip
