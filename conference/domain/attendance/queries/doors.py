"""Reading doors, and the list of people that a door works from."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from conference.core import zones
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.tokens import digest
from conference.core.words import _
from conference.domain.attendance.models import Door, Scan
from conference.domain.attendance.rules import MOST_FOUND, Answer, place_answer
from conference.domain.events.models import Event
from conference.domain.registration.models import Registration


def find_door(token: str) -> Door | None:
    """The door that was made with this token, or None (one query)."""
    query = select(Door).where(Door.token_digest == digest(token))
    return db.session.scalar(query.options(joinedload(Door.event), joinedload(Door.session)))


def get_open_door(token: str) -> Door:
    """The door that a token opens; raises NotFound for one that opens none, or was withdrawn (one query)."""
    found = find_door(token)
    if found is None or found.withdrawn_at is not None:
        raise NotFound(_("This link is not valid any more."))
    return found


def get_door(event: Event, door_id: int) -> Door:
    """A door of this event; raises NotFound."""
    found = db.session.scalar(select(Door).where(Door.id == door_id, Door.event_id == event.id))
    if found is None:
        raise NotFound(_("There is no such door."))
    return found


def list_doors(event: Event) -> list[Door]:
    """The doors of an event, in the order in which they were opened (one query)."""
    query = select(Door).where(Door.event_id == event.id).options(joinedload(Door.session)).order_by(Door.id)
    return list(db.session.scalars(query))


def names_of_doors(event_id: int) -> dict[int, str]:
    """What the doors of an event are called, by id (one query)."""
    return dict(db.session.execute(select(Door.id, Door.name).where(Door.event_id == event_id)).all())


def span_of_door(door: Door) -> tuple[date, date]:
    """The first and the last day on which people come in here, in the event's zone."""
    event = door.event
    if door.day is not None:
        return door.day, door.day
    span = door.session if door.session is not None and door.session.starts_at is not None else event
    starts_at, ends_at = span.starts_at or event.starts_at, span.ends_at or event.ends_at
    return zones.day_of(starts_at, event.zone), zones.day_of(ends_at, event.zone)


@dataclass(frozen=True)
class DoorPerson:
    """What a door needs of a registration; `came_at` and `came_by`: when and at which door the person came in."""

    registration_id: int
    name: str
    organisation: str
    ticket_key: str
    answer: Answer
    came_at: datetime | None
    came_by: int | None


def find_by_name(door: Door, day: date, words: str) -> list[DoorPerson]:
    """The first few people whose name or organisation holds these words; `day` as for `people_at` (one query)."""
    held = [column.icontains(words, autoescape=True) for column in (Registration.name, Registration.organisation)]
    return _people(door, day, held[0] | held[1], limit=MOST_FOUND)


def people_at(door: Door, day: date) -> list[DoorPerson]:
    """Everybody who registered for the event, by name, and who came in already on this day, or to the session.

    One query.
    """
    return _people(door, day, Registration.id.is_not(None))


def _people(door: Door, day: date, where: ColumnElement[bool], limit: int | None = None) -> list[DoorPerson]:
    entry = (Scan.registration_id == Registration.id) & (Scan.answer == Answer.CAME_IN)
    to_day = Scan.session_id.is_(None) & (Scan.day == day)
    entry &= (Scan.session_id == door.session_id) if door.session_id else to_day
    columns = (Registration.id, Registration.name, Registration.organisation, Registration.ticket_key,
               Registration.state, Registration.mode, Scan.scanned_at, Scan.door_id)  # fmt: skip
    query = select(*columns).outerjoin(Scan, entry).where(Registration.event_id == door.event_id, where)
    rows = db.session.execute(query.order_by(Registration.name, Registration.id).limit(limit))
    return [
        DoorPerson(its_id, name, organisation, key, place_answer(state, mode), came_at, came_by)
        for its_id, name, organisation, key, state, mode, came_at, came_by in rows
    ]
