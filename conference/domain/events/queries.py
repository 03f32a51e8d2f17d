"""Reading series and events."""

from datetime import datetime

from sqlalchemy import select

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.events.models import Deadline, Event, TeamMember
from conference.domain.events.rules import EventState, TeamRole


def find_event(slug: str) -> Event | None:
    """The event with this slug, or None."""
    return db.session.scalar(select(Event).where(Event.slug == slug))


def get_event(slug: str) -> Event:
    """The event with this slug, draft or not; raises NotFound."""
    event = find_event(slug)
    if event is None:
        raise NotFound(_("There is no such event."))
    return event


def get_public_event(slug: str) -> Event:
    """The event with this slug if readers may know of it; raises NotFound."""
    event = get_event(slug)
    if event.state is EventState.DRAFT:
        raise NotFound(_("There is no such event."))
    return event


def list_events() -> list[Event]:
    """All events, the newest first, drafts too."""
    return list(db.session.scalars(select(Event).order_by(Event.starts_at.desc(), Event.id)))


def list_public_events() -> list[Event]:
    """All events that readers may know of, in order of time."""
    query = select(Event).where(Event.state != EventState.DRAFT).order_by(Event.starts_at, Event.id)
    return list(db.session.scalars(query))


def find_team_role(event_slug: str, account_id: int) -> TeamRole | None:
    """The role that an account has at one event, or None."""
    query = select(TeamMember.role).join(Event, Event.id == TeamMember.event_id)
    return db.session.scalar(query.where(Event.slug == event_slug, TeamMember.account_id == account_id))


def list_turning_points() -> list[datetime]:
    """The instants at which public pages of events change by themselves: starts, ends, windows, deadlines."""
    columns = (Event.starts_at, Event.ends_at, Event.registration_opens_at, Event.registration_closes_at, Deadline.at)
    points = [db.session.scalars(select(column).where(column.is_not(None))).all() for column in columns]
    return [instant for column in points for instant in column if instant is not None]
