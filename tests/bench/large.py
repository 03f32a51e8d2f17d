"""An event of 200 sessions with people and abstracts, released and open: `python -m tests.bench.large`."""

from datetime import datetime, timedelta

from conference.app import create_app
from conference.core import clock
from conference.core.database import db, transaction
from conference.core.text import fold
from conference.core.tokens import new_uid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event, Room, Venue
from conference.domain.events.rules import AttendanceMode, EventKind, EventState
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Format, Presentation, Session, Theme
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.actions import publish_release
from conference.settings import load_settings

SLUG = "large"
SESSIONS, ROOMS, DAYS, PEOPLE, SPEAKERS = 200, 10, 4, 150, 4
ABSTRACT = "What works for whom is asked here, and what it costs; the answer takes its time. " * 10


def furnish(now: datetime) -> None:
    """Write the event into the database; it begins in a month."""
    start = (now + timedelta(days=30)).replace(hour=8, minute=0, second=0, microsecond=0)
    with transaction():
        event = _event(start, now)
        rooms = [room.id for room in event.venue.rooms] if event.venue else []
        people = [_person(at, now) for at in range(PEOPLE)]
        kind = Format(slug="large-panel", name="Panel of the large event")
        themes = [Theme(event_id=event.id, slug=f"theme-{at}", name=f"Theme {at}", position=at) for at in range(6)]
        db.session.add_all([*people, kind, *themes])
        db.session.flush()
        for at in range(SESSIONS):
            session = _session(event, at, start, rooms, now)
            session.format_id, session.theme_id = kind.id, themes[at % len(themes)].id
            _take_part(session, at, people)
        publish_release(event, actor=SYSTEM, now=now)


def _event(start: datetime, now: datetime) -> Event:
    venue = Venue(name="Examination Schools", city="Oxford", country="GB")
    venue.rooms = [Room(name=f"Room {at}", slug=f"room-{at}", position=at) for at in range(ROOMS)]
    event = Event(
        slug=SLUG, kind=EventKind.CONFERENCE, state=EventState.OPEN, title="A large conference", zone="Europe/London",
        starts_at=start, ends_at=start + timedelta(days=DAYS - 1, hours=10), mode=AttendanceMode.HYBRID, venue=venue,
        summary="Four days.", capacity_in_person=100_000, uid=new_uid(), changed_at=now, created_at=now,
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    return event


def _person(at: int, now: datetime) -> Person:
    name = f"Large Person {at}"
    return Person(slug=f"large-person-{at}", name=name, folded_name=fold(name), created_at=now, is_sample=True)


def _session(event: Event, at: int, start: datetime, rooms: list[int], now: datetime) -> Session:
    slot, room = divmod(at, ROOMS)
    day, hour = divmod(slot, SESSIONS // ROOMS // DAYS)
    starts_at = start + timedelta(days=day, hours=2 * hour)
    session = Session(
        event_id=event.id, slug=f"session-{at}", code=f"L{at:03}", title=f"What we learned from programme {at}",
        abstract=ABSTRACT, mode=AttendanceMode.HYBRID, state=SessionState.CONFIRMED, minutes=90, room_id=rooms[room],
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=90), uid=new_uid(), created_at=now,
    )  # fmt: skip
    db.session.add(session)
    return session


def _take_part(session: Session, at: int, people: list[Person]) -> None:
    session.presentations = [Presentation(title=f"Talk {at}.{number}", position=number) for number in range(2)]
    session.appearances = [
        Appearance(person_id=people[(at * SPEAKERS + number) % PEOPLE].id, role=AppearanceRole.PANELLIST,
                   job_title="Professor", affiliation="University of Oxford", position=number)
        for number in range(SPEAKERS)
    ]  # fmt: skip


if __name__ == "__main__":
    with create_app(load_settings()).app_context():
        furnish(clock.now())
