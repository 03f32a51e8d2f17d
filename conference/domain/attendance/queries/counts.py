"""How many came, and what organisers look at of the scans."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from conference.core.database import db
from conference.domain.attendance.models import Scan
from conference.domain.attendance.rules import Answer
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState


@dataclass(frozen=True)
class Counts:
    """How many are expected in person, and how many came: by day, by session, by door, and at all."""

    expected: int
    came: int
    by_day: dict[date, int]
    by_session: dict[int, int]
    by_door: dict[int, int]


def counts_of(event: Event) -> Counts:
    """Count the rows of an event (three queries)."""
    expected = select(func.count(Registration.id)).where(
        Registration.event_id == event.id, Registration.state == RegistrationState.CONFIRMED,
        Registration.mode == AttendanceMode.IN_PERSON,
    )  # fmt: skip
    entries = (Scan.event_id == event.id) & (Scan.answer == Answer.CAME_IN)
    came = select(func.count(Scan.registration_id.distinct())).where(entries)
    columns = (Scan.door_id, Scan.session_id, Scan.day)
    by_day: dict[date, int] = {}
    by_session: dict[int, int] = {}
    by_door: dict[int, int] = {}
    for door_id, session_id, day, number in db.session.execute(
        select(*columns, func.count(Scan.id)).where(entries).group_by(*columns)
    ):
        by_door[door_id] = by_door.get(door_id, 0) + number
        if session_id is None:
            by_day[day] = by_day.get(day, 0) + number
        else:
            by_session[session_id] = by_session.get(session_id, 0) + number
    return Counts(db.session.scalar(expected) or 0, db.session.scalar(came) or 0, by_day, by_session, by_door)


@dataclass(frozen=True)
class ScanRow:
    """One scan for a table: who, at which door, what it came to, and the entry that was first where it is none."""

    scan_id: int
    registration_id: int
    name: str
    organisation: str
    door: str
    answer: Answer
    at: datetime
    was_late: bool
    first_at: datetime | None
    first_door_id: int | None


def list_scans(event: Event, answer: Answer | None = None, limit: int | None = None) -> list[ScanRow]:
    """The scans of an event, the newest first; all, or those of one answer (one query)."""
    first = aliased(Scan)
    same = (first.registration_id == Scan.registration_id) & (first.answer == Answer.CAME_IN)
    same &= (first.session_id == Scan.session_id) | (
        first.session_id.is_(None) & Scan.session_id.is_(None) & (first.day == Scan.day)
    )
    query = select(Scan, first.scanned_at, first.door_id).outerjoin(first, same).where(Scan.event_id == event.id)
    if answer is not None:
        query = query.where(Scan.answer == answer)
    query = query.options(joinedload(Scan.registration), joinedload(Scan.door))
    rows = db.session.execute(query.order_by(Scan.scanned_at.desc(), Scan.id.desc()).limit(limit))
    return [
        ScanRow(
            scan.id, scan.registration_id, scan.registration.name, scan.registration.organisation, scan.door.name,
            scan.answer, scan.scanned_at, scan.was_late, first_at, first_door,
        )
        for scan, first_at, first_door in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class ComingRow:
    """One person with a place in person, or who came without: when first, and on how many days."""

    registration_id: int
    name: str
    organisation: str
    email: str
    first_at: datetime | None
    days: int
    sessions: int


def list_attendance(event: Event) -> list[ComingRow]:
    """Who was expected in person and who came, by name (one query)."""
    entry = (Scan.registration_id == Registration.id) & (Scan.answer == Answer.CAME_IN)
    to_day = func.count(Scan.id).filter(Scan.session_id.is_(None))
    columns = (Registration.id, Registration.name, Registration.organisation, Registration.email)
    query = select(*columns, func.min(Scan.scanned_at), to_day, func.count(Scan.session_id)).outerjoin(Scan, entry)
    has_place = (Registration.state == RegistrationState.CONFIRMED) & (Registration.mode == AttendanceMode.IN_PERSON)
    query = query.where(Registration.event_id == event.id, has_place | Scan.id.is_not(None)).group_by(*columns)
    return [ComingRow(*row) for row in db.session.execute(query.order_by(Registration.name, Registration.id))]
