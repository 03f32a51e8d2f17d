"""Light rows for the tables of the workbench: what stands in a programme, read in a constant number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from conference.core.database import db
from conference.domain.events.models import Event, Room
from conference.domain.people.models import Organisation, Person, PersonAlias
from conference.domain.people.queries import IS_SOMEBODY
from conference.domain.programme.models import Appearance, Format, Presentation, Session, Theme
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.models import CurrentRelease, ReleasedSession, SpeakerPlan
from conference.domain.schedule.queries.board import COLUMNS, Drafted, people_by_session
from conference.domain.schedule.queries.frames import speaker_plans_of, stands_in


@dataclass(frozen=True)
class SessionRow(Drafted):
    """A session of the draft, cancelled or not; `is_released`: readers see it in the current release."""

    language: str
    version: int
    room_name: str
    has_abstract: bool
    presentations: int
    is_released: bool


@dataclass(frozen=True)
class PresentationRow:
    """A presentation of the draft with its session and its presenters; `letters`: how long its abstract is."""

    presentation_id: int
    title: str
    letters: int
    session_slug: str
    session_code: str
    session_title: str
    session_state: SessionState
    format_slug: str
    format_name: str
    starts_at: datetime | None
    people: tuple[str, ...]


@dataclass(frozen=True)
class PersonRow:
    """Somebody, with what they do: in one event's draft, or everywhere."""

    person_id: int
    slug: str
    name: str
    honorific: str
    email: str
    job_title: str
    affiliation: str
    organisation: str
    organisation_slug: str
    has_biography: bool
    has_photo: bool
    sessions: int
    events: int
    roles: frozenset[AppearanceRole] = frozenset()
    aliases: tuple[str, ...] = ()
    plan: SpeakerPlan | None = None


@dataclass(frozen=True)
class RoomRow:
    """A room, with how many sessions that are not cancelled an event has in it, and for how many minutes."""

    room_id: int
    venue_id: int
    name: str
    building: str
    capacity: int | None
    has_streaming: bool
    sessions: int
    minutes: int


def session_rows(event: Event) -> list[SessionRow]:
    """Every session of an event in order of time, the unplaced last (2 queries)."""
    talks = select(func.count()).where(Presentation.session_id == Session.id).scalar_subquery()
    query = select(
        *COLUMNS, Session.language, Session.version, func.coalesce(Room.name, "").label("room_name"),
        (Session.abstract != "").label("has_abstract"), talks.label("presentations"),
        _is_released(event).label("is_released"),
    )  # fmt: skip
    query = query.join(Format, Format.id == Session.format_id).outerjoin(Theme, Theme.id == Session.theme_id)
    query = query.outerjoin(Room, Room.id == Session.room_id).where(Session.event_id == event.id)
    people = people_by_session(event)
    rows = db.session.execute(query.order_by(Session.position, Session.id)).mappings()
    found = [SessionRow(**row, people=people.get(row["session_id"], {})) for row in rows]
    return sorted(found, key=lambda one: (one.starts_at is None, one.starts_at or event.starts_at))


def _is_released(event: Event) -> ColumnElement[bool]:
    query = select(ReleasedSession.id).join(CurrentRelease, CurrentRelease.release_id == ReleasedSession.release_id)
    return query.where(CurrentRelease.event_id == event.id, ReleasedSession.session_id == Session.id).exists()


def presentation_rows(event: Event) -> list[PresentationRow]:
    """Every presentation of an event's draft, in order of its sessions and within them (2 queries)."""
    query = select(
        Presentation.id.label("presentation_id"), Presentation.title,
        func.length(Presentation.abstract).label("letters"), Session.slug.label("session_slug"),
        Session.code.label("session_code"), Session.title.label("session_title"),
        Session.state.label("session_state"), Session.starts_at, Format.slug.label("format_slug"),
        Format.name.label("format_name"),
    )  # fmt: skip
    query = query.join(Session, Session.id == Presentation.session_id).join(Format, Format.id == Session.format_id)
    query = query.where(Session.event_id == event.id).order_by(
        Session.position, Session.id, Presentation.position, Presentation.id
    )
    people = _presenters(event)
    rows = db.session.execute(query).mappings()
    found = [PresentationRow(**row, people=people.get(row["presentation_id"], ())) for row in rows]
    return sorted(found, key=lambda one: (one.starts_at is None, one.starts_at or event.starts_at))


def _presenters(event: Event) -> dict[int, tuple[str, ...]]:
    query = select(Presentation.id, Person.name).join(Appearance, Appearance.presentation_id == Presentation.id)
    query = query.join(Person, Person.id == Appearance.person_id)
    query = query.join(Session, Session.id == Presentation.session_id).where(Session.event_id == event.id)
    found: dict[int, dict[str, None]] = {}
    for presentation_id, name in db.session.execute(query.order_by(Appearance.position, Appearance.id)):
        found.setdefault(presentation_id, {})[name] = None
    return {presentation_id: tuple(names) for presentation_id, names in found.items()}


def person_rows() -> list[PersonRow]:
    """Everybody by name, with what they do at all events (3 queries)."""
    counted = _deeds_of_people()
    aliases: dict[int, list[str]] = {}
    for person_id, name in db.session.execute(select(PersonAlias.person_id, PersonAlias.name).order_by(PersonAlias.id)):
        aliases.setdefault(person_id, []).append(name)
    return [
        PersonRow(**row, **counted.get(row["person_id"], NOTHING), aliases=tuple(aliases.get(row["person_id"], ())))
        for row in _people()
    ]


def person_rows_of(event: Event) -> list[PersonRow]:
    """Everybody in the sessions of an event's draft that are not cancelled, by name (4 queries)."""
    counted, plans = _deeds_of_people(event), {plan.person_id: plan for plan in speaker_plans_of(event)}
    rows = [row for row in _people(event) if row["person_id"] in counted]
    return [PersonRow(**row, **counted[row["person_id"]], plan=plans.get(row["person_id"])) for row in rows]


NOTHING = {"sessions": 0, "events": 0}


def _people(event: Event | None = None) -> list[Mapping[str, Any]]:
    query = select(
        Person.id.label("person_id"), Person.slug, Person.name, Person.honorific, Person.job_title, Person.affiliation,
        func.coalesce(Person.email, "").label("email"), func.coalesce(Organisation.name, "").label("organisation"),
        func.coalesce(Organisation.slug, "").label("organisation_slug"),
        (Person.biography != "").label("has_biography"), Person.photo_id.is_not(None).label("has_photo"),
    )  # fmt: skip
    query = query.outerjoin(Organisation, Organisation.id == Person.organisation_id)
    query = query.where(IS_SOMEBODY)
    if event is not None:
        query = query.where(stands_in(event))
    return [dict(row) for row in db.session.execute(query.order_by(Person.folded_name, Person.id)).mappings()]


def _deeds_of_people(event: Event | None = None) -> dict[int, dict[str, Any]]:
    """In how many sessions that are not cancelled, and events, each person stands, and in which roles (1 query)."""
    query = select(Appearance.person_id, Appearance.role, Session.id, Session.event_id).join(Session)
    query = query.where(Session.state != SessionState.CANCELLED)
    deeds: dict[int, list[tuple[AppearanceRole, int, int]]] = {}
    found = db.session.execute(query if event is None else query.where(Session.event_id == event.id))
    for person_id, role, session_id, event_id in found:
        deeds.setdefault(person_id, []).append((role, session_id, event_id))
    return {
        person_id: {"sessions": len({one[1] for one in mine}), "events": len({one[2] for one in mine}),
                    "roles": frozenset(one[0] for one in mine)}
        for person_id, mine in deeds.items()
    }  # fmt: skip


def room_rows_of(event: Event) -> list[RoomRow]:
    """The rooms of an event's venue in their order, with what its draft has in them (1 query)."""
    planned = select(Session.room_id, func.count().label("sessions"), func.sum(Session.minutes).label("minutes"))
    planned = planned.where(Session.event_id == event.id, Session.state != SessionState.CANCELLED)
    of = planned.group_by(Session.room_id).subquery()
    query = select(
        Room.id.label("room_id"), Room.venue_id, Room.name, Room.building, Room.capacity, Room.has_streaming,
        func.coalesce(of.c.sessions, 0).label("sessions"), func.coalesce(of.c.minutes, 0).label("minutes"),
    ).outerjoin(of, of.c.room_id == Room.id)  # fmt: skip
    query = query.where(Room.venue_id == event.venue_id).order_by(Room.position, Room.id)
    return [RoomRow(**row) for row in db.session.execute(query).mappings()]


def count_sessions_by_format() -> dict[int, int]:
    """How many sessions of all events have each format, by its id; formats without any are left out."""
    return _counts(Session.format_id)


def count_sessions_by_room() -> dict[int, int]:
    """How many sessions of all events that are not cancelled are planned in each room, by its id."""
    return _counts(Session.room_id, Session.state != SessionState.CANCELLED)


def count_sessions_by_theme(event: Event) -> dict[int, int]:
    """How many sessions of an event have each of its themes, by its id; themes without any are left out."""
    return _counts(Session.theme_id, Session.event_id == event.id)


def _counts(column: Any, *where: ColumnElement[bool]) -> dict[int, int]:
    query = select(column, func.count()).where(column.is_not(None), *where).group_by(column)
    return {row[0]: row[1] for row in db.session.execute(query)}
