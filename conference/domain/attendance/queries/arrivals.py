"""Reading scans: which of them count, and what a door is told of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.attendance.models import Door, Scan
from conference.domain.attendance.queries.doors import names_of_doors
from conference.domain.attendance.rules import TICKET_KEY, Answer, Arrival, SentScan
from conference.domain.events.models import Event
from conference.domain.registration.models import Registration

COUNTING = (Answer.CAME_IN, Answer.HERE_ALREADY)
Slot = tuple[int, int | None, date | None]


@dataclass(frozen=True)
class Heard:
    """What a door is told of one scan: whom it is about, and when and where that person came in first."""

    key: str
    answer: Answer
    name: str = ""
    organisation: str = ""
    at: datetime | None = None
    first_at: datetime | None = None
    first_door: str = ""


def slot_of(scan: Scan) -> Slot:
    """What a scan would be the entry to: the session of its door, else the day."""
    return scan.registration_id, scan.session_id, None if scan.session_id else scan.day


def arrival_of(scan: Scan) -> Arrival:
    """A scan as the rule compares them."""
    return Arrival(scan.scanned_at, scan.door_id, scan.key)


def registrations_for(
    event_id: int, sent: Collection[SentScan]
) -> tuple[dict[str, Registration], dict[int, Registration]]:
    """The registrations of an event that scans are about, by ticket key and by id (one query)."""
    keys = {one.ticket_key for one in sent if TICKET_KEY.fullmatch(one.ticket_key)}
    ids = {one.registration_id for one in sent if one.registration_id}
    asked = Registration.ticket_key.in_(keys) | Registration.id.in_(ids)
    found = db.session.scalars(select(Registration).where(Registration.event_id == event_id, asked)).all()
    return {one.ticket_key: one for one in found}, {one.id: one for one in found}


def list_scans_by_key(door: Door, keys: Collection[str]) -> dict[str, Scan]:
    """The scans of a door that are there already, by their keys, with whom they are about (one query)."""
    query = select(Scan).where(Scan.door_id == door.id, Scan.key.in_(keys)).options(joinedload(Scan.registration))
    return {one.key: one for one in db.session.scalars(query)}


def list_scans_that_count(registration_ids: Iterable[int]) -> list[Scan]:
    """Every scan of these people that is an entry, or would be one if another were not (one query)."""
    query = select(Scan).where(Scan.registration_id.in_(set(registration_ids)), Scan.answer.in_(COUNTING))
    return list(db.session.scalars(query))


def get_entry(event: Event, scan_id: int) -> Scan:
    """A scan of this event with whom it is about and its door; raises NotFound for one that is no entry."""
    query = select(Scan).where(Scan.id == scan_id, Scan.event_id == event.id, Scan.answer == Answer.CAME_IN)
    found = db.session.scalar(query.options(joinedload(Scan.registration), joinedload(Scan.door)))
    if found is None:
        raise NotFound(_("There is no such entry."))
    return found


def heard_of(scan: Scan, entries: Mapping[Slot, Scan], doors: Mapping[int, str]) -> Heard:
    """What a door is told of a scan; `entries` are by slot, `doors` are names by id."""
    first = entries.get(slot_of(scan))
    return Heard(
        scan.key, scan.answer, scan.registration.name, scan.registration.organisation, scan.scanned_at,
        first.scanned_at if first else None, doors.get(first.door_id, "") if first else "",
    )  # fmt: skip


def find_heard(door: Door, key: str) -> Heard | None:
    """What a scan of this door came to, as things stand, or None (4 queries)."""
    scan = list_scans_by_key(door, [key]).get(key)
    if scan is None:
        return None
    same = [one for one in list_scans_that_count([scan.registration_id]) if slot_of(one) == slot_of(scan)]
    entries = {slot_of(one): one for one in same if one.answer is Answer.CAME_IN}
    return heard_of(scan, entries, names_of_doors(door.event_id))
