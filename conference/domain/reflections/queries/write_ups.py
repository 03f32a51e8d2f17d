"""Reading write-ups: the published ones for everybody, all of them for authors and editors."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import list_accounts, roles_of
from conference.domain.accounts.rules import Permission, Role, is_allowed
from conference.domain.events.models import Event, TeamMember
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.reflections.models import Quote, Takeaway, WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import current_sessions


def is_published(now: datetime) -> ColumnElement[bool]:
    """The condition that a write-up may be read by everybody at `now`."""
    return and_(WriteUp.state == WriteUpState.PUBLISHED, WriteUp.published_at <= now)


def _with_author(query: Select[WriteUp]) -> Select[WriteUp]:
    return query.options(joinedload(WriteUp.person), joinedload(WriteUp.session))


def published_write_ups(session_ids: Collection[int], now: datetime) -> dict[int, list[WriteUp]]:
    """The public write-ups of these sessions by session id, in the order of their numbers (1 query)."""
    query = _with_author(select(WriteUp).where(WriteUp.session_id.in_(session_ids), is_published(now)))
    found: dict[int, list[WriteUp]] = {}
    for write_up in db.session.scalars(query.order_by(WriteUp.session_id, WriteUp.number)) if session_ids else ():
        found.setdefault(write_up.session_id, []).append(write_up)
    return found


def get_published_write_up(session_id: int, number: int, now: datetime) -> WriteUp:
    """A public write-up of a session by its number, with takeaways and quotes; raises NotFound."""
    query = _with_author(select(WriteUp).where(WriteUp.session_id == session_id, WriteUp.number == number))
    write_up = db.session.scalar(query.where(is_published(now)).options(*_parts()))
    if write_up is None:
        raise NotFound(_("There is no such write-up."))
    return write_up


def _parts() -> tuple[ExecutableOption, ...]:
    return selectinload(WriteUp.takeaways), selectinload(WriteUp.quotes).joinedload(Quote.person)


def neighbours_of(
    write_up: WriteUp, event: Event, now: datetime
) -> tuple[tuple[WriteUp, ReleasedSession] | None, tuple[WriteUp, ReleasedSession] | None]:
    """The public write-ups before and after one, as those of the event were published (2 queries)."""
    query = select(WriteUp).join(WriteUp.session).where(Session.event_id == event.id, is_published(now))
    found = list(db.session.scalars(query.order_by(WriteUp.published_at, WriteUp.id)))
    sessions = current_sessions({one.session_id for one in found})
    shown = [(one, sessions[one.session_id]) for one in found if one.session_id in sessions]
    here = next((place for place, (one, _session) in enumerate(shown) if one.id == write_up.id), None)
    if here is None:
        return None, None
    return (shown[here - 1] if here else None), (shown[here + 1] if here + 1 < len(shown) else None)


def newest_write_ups(now: datetime) -> list[WriteUp]:
    """The public write-ups of all sessions, the newest first (1 query)."""
    query = _with_author(select(WriteUp).where(is_published(now)))
    return list(db.session.scalars(query.order_by(WriteUp.published_at.desc(), WriteUp.id.desc())))


def write_ups_by(person: Person, now: datetime) -> list[WriteUp]:
    """The public write-ups of a person, the newest first (1 query)."""
    query = _with_author(select(WriteUp).where(WriteUp.person_id == person.id, is_published(now)))
    return list(db.session.scalars(query.order_by(WriteUp.published_at.desc(), WriteUp.id.desc())))


def find_write_up(write_up_id: int) -> WriteUp | None:
    """A write-up in any state, everything in it loaded, or None."""
    query = select(WriteUp).where(WriteUp.id == write_up_id)
    return db.session.scalar(query.options(joinedload(WriteUp.person), *_parts()))


def get_write_up(event: Event, write_up_id: int) -> WriteUp:
    """A write-up on a session of the event in any state, everything in it loaded; raises NotFound."""
    query = select(WriteUp).where(WriteUp.id == write_up_id).options(*_parts())
    query = _of_event(query, event).options(contains_eager(WriteUp.session), joinedload(WriteUp.person))
    write_up = db.session.scalar(query)
    if write_up is None:
        raise NotFound(_("There is no such write-up."))
    return write_up


def _of_event(query: Select[WriteUp], event: Event) -> Select[WriteUp]:
    return query.join(WriteUp.session).where(Session.event_id == event.id)


def list_write_ups(event: Event, limit: int, offset: int = 0) -> list[WriteUp]:
    """Write-ups of an event, those that wait for an editor first, then the newest (1 query)."""
    query = _of_event(select(WriteUp), event).options(contains_eager(WriteUp.session), joinedload(WriteUp.person))
    waiting = WriteUp.state != WriteUpState.SUBMITTED
    query = query.order_by(waiting, WriteUp.saved_at.desc(), WriteUp.id.desc())
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_write_ups(event: Event) -> dict[int, int]:
    """How many write-ups there are on each session of an event that has any, by session id (1 query)."""
    query = select(WriteUp.session_id, func.count()).join(WriteUp.session).where(Session.event_id == event.id)
    counted: dict[int, int] = dict(db.session.execute(query.group_by(WriteUp.session_id)).all())
    return counted


def count_submitted(event: Event) -> int:
    """How many write-ups of an event wait for an editor."""
    query = select(func.count(WriteUp.id)).join(WriteUp.session)
    return db.session.scalar(query.where(Session.event_id == event.id, WriteUp.state == WriteUpState.SUBMITTED)) or 0


def write_ups_on(session: Session) -> dict[int, WriteUp]:
    """The write-ups on a session in any state, by the id of their author (1 query)."""
    return {one.person_id: one for one in db.session.scalars(select(WriteUp).where(WriteUp.session_id == session.id))}


def find_write_up_by(person: Person, session: Session) -> WriteUp | None:
    """What a person has written on a session, in any state, or None."""
    return db.session.scalar(select(WriteUp).where(WriteUp.person_id == person.id, WriteUp.session_id == session.id))


def get_author(person_id: int, link_version: int) -> Person:
    """The person whose personal link this is; raises NotFound once the link was revoked."""
    person = db.session.get(Person, person_id)
    if person is None or person.link_version != link_version or person.merged_into_id is not None:
        raise NotFound(_("This link is not valid any more. The newest mail has the link that works."))
    return person


def find_authors(email: str) -> list[Person]:
    """The people with this address who stand in a session or have a write-up to write."""
    query = select(Person).where(func.lower(Person.email) == email.lower(), Person.merged_into_id.is_(None))
    return list(db.session.scalars(query.order_by(Person.id)))


def own_write_ups(person: Person) -> list[WriteUp]:
    """All that a person has written or was asked to write, the newest session first, with its event (1 query)."""
    query = select(WriteUp).join(WriteUp.session).where(WriteUp.person_id == person.id)
    query = query.options(contains_eager(WriteUp.session).joinedload(Session.event))
    return list(db.session.scalars(query.order_by(Session.starts_at.desc(), WriteUp.id.desc())))


def get_own_write_up(person: Person, write_up_id: int) -> WriteUp:
    """A person's own write-up, everything in it loaded; raises NotFound for somebody else's."""
    query = select(WriteUp).where(WriteUp.id == write_up_id, WriteUp.person_id == person.id)
    query = query.options(*_parts(), joinedload(WriteUp.session).joinedload(Session.event), joinedload(WriteUp.person))
    write_up = db.session.scalar(query)
    if write_up is None:
        raise NotFound(_("There is no such write-up among yours."))
    return write_up


def reviewers_of(event: Event) -> list[Account]:
    """The members of staff who may review the write-ups of an event, on the whole site or in its team (3 queries)."""
    team = dict(db.session.execute(select(TeamMember.account_id, TeamMember.role).where(
        TeamMember.event_id == event.id)).all())  # fmt: skip
    found = []
    for account in list_accounts():
        here = {Role(team[account.id].value)} if account.id in team else set()
        if account.active and is_allowed(roles_of(account) | here, Permission.REVIEW_WRITE_UPS):
            found.append(account)
    return found


def is_own_or_of(table: type[Takeaway] | type[Quote], now: datetime) -> ColumnElement[bool]:
    """The condition that a takeaway or quote stands by itself, or in a public write-up."""
    public = select(WriteUp.id).where(WriteUp.id == table.write_up_id, is_published(now)).exists()
    return table.write_up_id.is_(None) | public
