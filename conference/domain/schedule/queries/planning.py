"""The draft of a schedule as organisers plan it: what is placed, what is not, what clashes, who would be told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.zones import day_of
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event, Room
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.people.models import Person
from conference.domain.people.queries import people_by_id
from conference.domain.programme.models import Session
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
from conference.domain.registration.models import Registration
from conference.domain.registration.rules import RegistrationState
from conference.domain.schedule.queries.frames import facts_of, frame_of
from conference.domain.schedule.queries.releases import find_current_release, get_release, people_of
from conference.domain.schedule.queries.snapshots import draft_snapshots, snapshots_of
from conference.domain.schedule.rules import (
    Clash,
    News,
    Placement,
    SessionSnapshot,
    find_all_clashes,
    news_by_person,
)
from conference.mail.models import UNSENT_STATES, Envelope, EnvelopeState, Letter

TELLS_SPEAKERS = "schedule/your_sessions"


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


@dataclass(frozen=True)
class Told:
    """One person whom the next release concerns; without an address no letter can go."""

    person: Person
    news: tuple[News, ...]


def _placements(sessions: list[Session]) -> list[Placement]:
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
        tuple(find_all_clashes(_placements(sessions), frame_of(event))),
    )


def _room_order(session: Session) -> tuple[float, int, int]:
    start = session.starts_at.timestamp() if session.starts_at else 0.0
    return start, session.room.position if session.room else -1, session.id


def active_registrations(event: Event) -> list[Registration]:
    """Everybody who holds a place or waits for one, in the order of asking."""
    query = select(Registration).where(Registration.event_id == event.id)
    query = query.where(Registration.state != RegistrationState.CANCELLED).options(joinedload(Registration.event))
    return list(db.session.scalars(query.order_by(Registration.number)))


def count_active_registrations(event: Event) -> int:
    """How many hold a place or wait for one."""
    query = select(func.count()).where(Registration.event_id == event.id)
    return db.session.scalar(query.where(Registration.state != RegistrationState.CANCELLED)) or 0


def interested(event: Event) -> list[ExpressionOfInterest]:
    """Whoever confirmed that they want to hear of an event, and neither registered nor withdrew."""
    query = select(ExpressionOfInterest).where(*_is_interested(event)).order_by(ExpressionOfInterest.id)
    return [one for one in db.session.scalars(query) if _may_hear(one.purposes)]


def _is_interested(event: Event) -> tuple[ColumnElement[bool], ...]:
    states = (InterestState.CONFIRMED, InterestState.INVITED)
    return ExpressionOfInterest.event_id == event.id, ExpressionOfInterest.state.in_(states)


def _may_hear(purposes: list[str]) -> bool:
    """Whether news of the event itself is among what somebody agreed to."""
    return ConsentPurpose.THIS_EVENT.value in purposes


def count_interested(event: Event) -> int:
    """How many `interested` gives."""
    agreed = db.session.scalars(select(ExpressionOfInterest.purposes).where(*_is_interested(event)))
    return sum(map(_may_hear, agreed))


def speakers_of(event: Event) -> list[Person]:
    """Everybody in the event's current release whom mail can reach, sessions that are cancelled left out."""
    release = find_current_release(event)
    people = people_of(release) if release else []
    return [one.person for one in people if one.person.email]


def untold_since(event: Event) -> dict[int, int]:
    """People (by id) whose letter about a release has not left yet, and the release that they knew before it.

    A newer letter takes the place of an unsent one, so what it tells must begin where that one began.
    """
    query = select(Envelope.key, Envelope.state, Letter.about).join(Letter)
    query = query.where(Letter.event_id == event.id, Letter.kind == TELLS_SPEAKERS).order_by(Envelope.id.desc())
    found: dict[int, int] = {}
    left: set[int] = set()
    for key, state, about in db.session.execute(query):
        person_id = int(str(key).rpartition(":")[2])
        if state not in {*UNSENT_STATES, EnvelopeState.SUPERSEDED}:
            left.add(person_id)
        elif person_id not in left:
            found[person_id] = int(about.rpartition(":")[2]) - 1
    return found


def news_of_release(event: Event, after: list[SessionSnapshot], now: datetime) -> dict[int, list[News]]:
    """What each person is to be told when `after` becomes public: what is new since they were told last.

    Who has an unsent letter and nothing to be told any more gets an empty list.
    """
    news = news_by_person(snapshots_of(find_current_release(event)), after, now)
    untold = untold_since(event)
    bases = {number: news_by_person(_snapshots_of_number(event, number), after, now) for number in set(untold.values())}
    return {**news, **{person_id: bases[number].get(person_id, []) for person_id, number in untold.items()}}


def _snapshots_of_number(event: Event, number: int) -> list[SessionSnapshot]:
    return snapshots_of(get_release(event, number)) if number else []


def told_by_release(event: Event, now: datetime) -> list[Told]:
    """Whom a release at `now` would concern, by name, and what each would be told."""
    news = {key: found for key, found in news_of_release(event, draft_snapshots(event), now).items() if found}
    people = people_by_id(set(news))
    return sorted((Told(people[key], tuple(found)) for key, found in news.items()), key=lambda one: one.person.name)
