"""The draft of a schedule as organisers plan it: what is placed, what is not, what clashes, who would be told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from conference.core.database import db
from conference.core.zones import day_of
from conference.domain.events.models import Event, Room
from conference.domain.people.models import Person
from conference.domain.people.queries import people_by_id
from conference.domain.programme.models import Session
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
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

TELLS_SPEAKERS = "schedule/your_session"
Pair = tuple[int, int]  # the ids of a person and of a session


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
class Untold:
    """The release that a person knew before a letter that has not left for certain; `in_hand`: it may be leaving."""

    release: int
    in_hand: bool


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


def speakers_of(event: Event) -> list[Person]:
    """Everybody in the event's current release whom mail can reach, sessions that are cancelled left out."""
    release = find_current_release(event)
    people = people_of(release) if release else []
    return [one.person for one in people if one.person.email]


def untold_since(event: Event) -> dict[Pair, Untold]:
    """Which letters about releases have not left for certain: what they tell must be told by the newer ones.

    A newer letter takes the place of an unsent one, so it must begin where that one began. One in hand may yet leave.
    """
    query = select(Envelope.key, Envelope.state, Letter.about).join(Letter)
    query = query.where(Letter.event_id == event.id, Letter.kind == TELLS_SPEAKERS).order_by(Envelope.id.desc())
    found: dict[Pair, Untold] = {}
    left: set[Pair] = set()
    for key, state, about in db.session.execute(query):
        _letter, _event, _person, person_id, _session, session_id = str(key).split(":")
        pair = int(person_id), int(session_id)
        if state not in {*UNSENT_STATES, EnvelopeState.SUPERSEDED, EnvelopeState.SENDING}:
            left.add(pair)
        elif pair not in left:
            in_hand = state is EnvelopeState.SENDING or (pair in found and found[pair].in_hand)
            found[pair] = Untold(int(about.rpartition(":")[2]) - 1, in_hand)
    return found


def news_of_release(event: Event, after: list[SessionSnapshot], now: datetime) -> dict[Pair, News | None]:
    """What each person is to be told of each session when `after` becomes public: what is new since they were told.

    None: they have an unsent letter, and are to be told nothing any more. What a letter in hand tells may yet be told;
    where that is taken back, they are told what is new since that letter.
    """
    latest = _by_pair(news_by_person(snapshots_of(find_current_release(event)), after, now))
    untold = untold_since(event)
    numbers = {one.release for one in untold.values()}
    bases = {number: _by_pair(news_by_person(_snapshots_of_number(event, number), after, now)) for number in numbers}
    found: dict[Pair, News | None] = {**latest}
    for pair, one in untold.items():
        found[pair] = bases[one.release].get(pair) or (latest.get(pair) if one.in_hand else None)
    return found


def _by_pair(news: dict[int, list[News]]) -> dict[Pair, News]:
    return {(person_id, one.session.session_id): one for person_id, found in news.items() for one in found}


def _snapshots_of_number(event: Event, number: int) -> list[SessionSnapshot]:
    return snapshots_of(get_release(event, number)) if number else []


def told_by_release(event: Event, now: datetime) -> list[Told]:
    """Whom a release at `now` would concern, by name, and what each would be told."""
    news: dict[int, list[News]] = {}
    for (person_id, _session_id), one in news_of_release(event, draft_snapshots(event), now).items():
        if one is not None:
            news.setdefault(person_id, []).append(one)
    people = people_by_id(set(news))
    return sorted((Told(people[key], tuple(found)) for key, found in news.items()), key=lambda one: one.person.name)
