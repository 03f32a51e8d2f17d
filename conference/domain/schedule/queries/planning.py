"""The draft of a schedule as organisers plan it: what is placed, what is not, what clashes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from conference.core.zones import day_of
from conference.domain.events.models import Event, Room
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries.frames import facts_of, frame_of
from conference.domain.schedule.queries.releases import find_current_release, people_of
from conference.domain.schedule.rules import Clash, Placement, find_all_clashes


@dataclass(frozen=True)
class PlannedDay:
    """One day of the draft in the event's zone, with its sessions in order of time and room."""

    day: date
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Plan:
    """The draft of a schedule: days with their sessions, the tray of the unplaced, and what clashes."""

    days: tuple[PlannedDay, ...]
    unplaced: tuple[Session, ...]
    clashes: tuple[Clash, ...]


def placements_in(sessions: Iterable[Session]) -> list[Placement]:
    """Those of sessions that have a time and are not cancelled, as rules see them."""
    return [
        placement_of(session, session.starts_at, session.ends_at, session.room)
        for session in sessions
        if session.starts_at and session.ends_at and session.state is not SessionState.CANCELLED
    ]


def placement_of(session: Session, starts_at: datetime, ends_at: datetime, room: Room | None) -> Placement:
    """A session as if it stood at this time in this room."""
    people = {one.person_id: one.person.name for one in session.appearances}
    return Placement(session.id, session.title, starts_at, ends_at, room.id if room else None,
                     room.name if room else "", people, facts_of(room), session.expected,
                     session.format.is_break)  # fmt: skip


def plan_of(event: Event) -> Plan:
    """The whole draft of an event's schedule (a constant number of queries)."""
    sessions = [session for session in sessions_of(event) if session.state is not SessionState.CANCELLED]
    days: dict[date, list[Session]] = {}
    for session in sorted(sessions, key=_room_order):
        if session.starts_at is not None:
            days.setdefault(day_of(session.starts_at, event.zone), []).append(session)
    return Plan(
        tuple(PlannedDay(day, tuple(found)) for day, found in sorted(days.items())),
        tuple(session for session in sessions if session.starts_at is None),
        tuple(find_all_clashes(placements_in(sessions), frame_of(event))),
    )


def _room_order(session: Session) -> tuple[float, int, int]:
    start = session.starts_at.timestamp() if session.starts_at else 0.0
    return start, session.room.position if session.room else -1, session.id


def speakers_of(event: Event) -> list[Person]:
    """Everybody in the event's current release whom mail can reach, sessions that are cancelled left out."""
    release = find_current_release(event)
    people = people_of(release) if release else []
    return [one.person for one in people if one.person.email]
