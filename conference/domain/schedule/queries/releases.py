"""What readers see: the current release of an event, its sessions, days and people."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.slugs import find_old_slug
from conference.core.text import fold
from conference.core.words import _
from conference.core.zones import day_of
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import CurrentRelease, Release, ReleasedAppearance, ReleasedSession
from conference.domain.schedule.rules import Span

AFTER_ALL = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ProgrammeDay:
    """One day in the event's zone, with its sessions in order of time and room."""

    day: date
    sessions: tuple[ReleasedSession, ...]


@dataclass(frozen=True)
class ProgrammeDays:
    """A released programme by day; `unplaced` are the sessions whose time is not known yet."""

    days: tuple[ProgrammeDay, ...]
    unplaced: tuple[ReleasedSession, ...]


@dataclass(frozen=True)
class PersonOfRelease:
    """A person with what they do in one release, in order of time."""

    person: Person
    appearances: tuple[ReleasedAppearance, ...]


def find_current_release(event: Event) -> Release | None:
    """The release that the event's readers see, or None before the first one."""
    query = select(Release).join(CurrentRelease, CurrentRelease.release_id == Release.id)
    return db.session.scalar(query.where(CurrentRelease.event_id == event.id).options(joinedload(Release.event)))


def list_wanted_booklets() -> list[str]:
    """The names of the programme booklets that there should be: of every public event with a release."""
    query = select(CurrentRelease.event_id).join(Event, Event.id == CurrentRelease.event_id)
    public = query.where(Event.state != EventState.DRAFT).order_by(CurrentRelease.event_id)
    return [f"programme-{event_id}" for event_id in db.session.scalars(public)]


def get_current_release(event: Event) -> Release:
    """The release that the event's readers see; raises NotFound before the first one."""
    release = find_current_release(event)
    if release is None:
        raise NotFound(_("The programme is not published yet."))
    return release


def get_release(event: Event, number: int) -> Release:
    """One release of an event by its number, the current one or an earlier; raises NotFound."""
    release = db.session.scalar(select(Release).where(Release.event_id == event.id, Release.number == number))
    if release is None:
        raise NotFound(_("There is no such version of the programme."))
    return release


def list_releases(event: Event) -> list[Release]:
    """All releases of an event, the newest first, with who made them."""
    query = select(Release).where(Release.event_id == event.id).options(joinedload(Release.account))
    return list(db.session.scalars(query.order_by(Release.number.desc())))


def released_sessions(release: Release) -> list[ReleasedSession]:
    """The sessions of a release in order of time and room, with presentations and people (3 queries)."""
    query = _whole(select(ReleasedSession).where(ReleasedSession.release_id == release.id))
    return sorted(db.session.scalars(query), key=_order)


def _whole(query: Select[ReleasedSession]) -> Select[ReleasedSession]:
    people = selectinload(ReleasedSession.appearances).joinedload(ReleasedAppearance.person)
    return query.options(selectinload(ReleasedSession.presentations), people)


def _order(session: ReleasedSession) -> tuple[datetime, int, int, int]:
    return session.starts_at or AFTER_ALL, session.room_position, session.position, session.id


def find_released_session(event: Event, slug: str) -> ReleasedSession | None:
    """The session in the event's current release that has this slug or once had it, everything in it loaded.

    Where `slug` is an old one, the session's own `slug` differs from it: redirect there for good.
    """
    current = select(CurrentRelease.release_id).where(CurrentRelease.event_id == event.id).scalar_subquery()
    query = _whole(select(ReleasedSession).where(ReleasedSession.release_id == current))
    found = db.session.scalar(query.where(ReleasedSession.slug == slug))
    session_id = None if found else find_old_slug("session", slug, event.id)
    if session_id is None:
        return found
    return db.session.scalar(query.where(ReleasedSession.session_id == session_id))


def get_released_session(event: Event, slug: str) -> ReleasedSession:
    """As `find_released_session`; raises NotFound."""
    session = find_released_session(event, slug)
    if session is None:
        raise NotFound(_("There is no such session in the published programme."))
    return session


def current_sessions(session_ids: Collection[int]) -> dict[int, ReleasedSession]:
    """Of these sessions those that readers may see now, by session id, with release and event loaded (1 query)."""
    query = (
        select(ReleasedSession)
        .join(ReleasedSession.release)
        .join(CurrentRelease, CurrentRelease.release_id == Release.id)
        .join(Release.event)
        .where(ReleasedSession.session_id.in_(session_ids), Event.state != EventState.DRAFT)
        .options(contains_eager(ReleasedSession.release).contains_eager(Release.event))
    )
    return {session.session_id: session for session in db.session.scalars(query)} if session_ids else {}


def sessions_to_join(event: Event) -> list[ReleasedSession]:
    """The released sessions with a join link of their own, the draft that holds it loaded, in order (1 query).

    A join link does not wait for a release; whoever shows it asks first whether the reader may join.
    """
    query = (
        select(ReleasedSession)
        .join(CurrentRelease, CurrentRelease.release_id == ReleasedSession.release_id)
        .join(ReleasedSession.session)
        .where(CurrentRelease.event_id == event.id, ReleasedSession.state != SessionState.CANCELLED)
        .where(Session.join_link != "")
        .options(contains_eager(ReleasedSession.session))
    )
    return sorted(db.session.scalars(query), key=_order)


def spans_of(sessions: Iterable[ReleasedSession]) -> list[Span[ReleasedSession]]:
    """Those that take place and have a time, as the rules of what is on take them."""
    held = [one for one in sessions if one.state is not SessionState.CANCELLED]
    return [Span(one.starts_at, one.ends_at, one) for one in held if one.starts_at and one.ends_at]


def days_of(release: Release, sessions: Sequence[ReleasedSession] | None = None) -> ProgrammeDays:
    """The programme of a release by day in the event's zone; give `sessions` where they are loaded already."""
    zone = release.event.zone
    days: dict[date, list[ReleasedSession]] = {}
    unplaced: list[ReleasedSession] = []
    for session in released_sessions(release) if sessions is None else sorted(sessions, key=_order):
        if session.starts_at is None:
            unplaced.append(session)
        else:
            days.setdefault(day_of(session.starts_at, zone), []).append(session)
    return ProgrammeDays(tuple(ProgrammeDay(day, tuple(found)) for day, found in days.items()), tuple(unplaced))


def appearances_of_person(person: Person, *, with_cancelled: bool = False) -> list[ReleasedAppearance]:
    """All that a person did and will do, over the current releases of all public events, the newest first.

    Each comes with `released_session`, its `release` and event loaded; cancelled sessions only where asked (1 query).
    """
    query = (
        select(ReleasedAppearance)
        .join(ReleasedAppearance.released_session)
        .join(ReleasedSession.release)
        .join(CurrentRelease, CurrentRelease.release_id == Release.id)
        .join(Release.event)
        .where(ReleasedAppearance.person_id == person.id, Event.state != EventState.DRAFT)
        .options(contains_eager(ReleasedAppearance.released_session).contains_eager(ReleasedSession.release)
                 .contains_eager(Release.event))
    )  # fmt: skip
    if not with_cancelled:
        query = query.where(ReleasedSession.state != SessionState.CANCELLED)
    return sorted(db.session.scalars(query), key=_newness, reverse=True)


def _newness(appearance: ReleasedAppearance) -> tuple[datetime, int]:
    session = appearance.released_session
    return session.starts_at or session.release.event.starts_at, -appearance.id


def people_of(release: Release, sessions: Sequence[ReleasedSession] | None = None) -> list[PersonOfRelease]:
    """Everybody who stands in a release's sessions that are not cancelled, by last name; the demo's samples last."""
    found: dict[int, list[ReleasedAppearance]] = {}
    for session in released_sessions(release) if sessions is None else sessions:
        if session.state is not SessionState.CANCELLED:
            for appearance in session.appearances:
                found.setdefault(appearance.person_id, []).append(appearance)
    people = [PersonOfRelease(appearances[0].person, tuple(appearances)) for appearances in found.values()]
    return sorted(people, key=_by_last_name)


def _by_last_name(one: PersonOfRelease) -> tuple[bool, list[str], str]:
    name = fold(one.person.name)
    return one.person.is_sample, name.split()[-1:], name
