"""Reading series and events."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.slugs import find_old_slug, old_slugs
from conference.core.words import _
from conference.core.zones import midnights
from conference.domain.accounts.models import Account
from conference.domain.events.models import Deadline, Event, Room, Series, TeamMember, Venue
from conference.domain.events.rules import EventState, TeamRole


def find_event(slug: str) -> Event | None:
    """The event with this slug, or None."""
    return db.session.scalar(select(Event).where(Event.slug == slug))


def find_event_by_id(event_id: int) -> Event | None:
    """The event with this id, or None."""
    return db.session.get(Event, event_id)


def get_events_by_id(ids: Collection[int]) -> dict[int, Event]:
    """The events with these ids, by id (1 query)."""
    return {event.id: event for event in db.session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id))}


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


def slugs_of_events() -> set[str]:
    """Every slug that an event has, or once had."""
    return set(db.session.scalars(select(Event.slug))) | old_slugs("event")


def find_moved_event(slug: str) -> Event | None:
    """The event that once had this slug, if readers may know of it, for a permanent redirect to where it is now."""
    event_id = find_old_slug("event", slug)
    event = db.session.get(Event, event_id) if event_id else None
    return None if event is None or event.state is EventState.DRAFT else event


def find_series(slug: str) -> Series | None:
    """The series with this slug, or None."""
    return db.session.scalar(select(Series).where(Series.slug == slug))


def get_series(slug: str) -> Series:
    """The series with this slug; raises NotFound."""
    series = find_series(slug)
    if series is None:
        raise NotFound(_("There is no such series."))
    return series


def find_moved_series(slug: str) -> Series | None:
    """The series that once had this slug, or None."""
    series_id = find_old_slug("series", slug)
    return db.session.get(Series, series_id) if series_id else None


def list_series() -> list[Series]:
    """All series in their order."""
    return list(db.session.scalars(select(Series).order_by(Series.position, Series.title, Series.id)))


def events_of_series(series: Series, *, drafts: bool = False) -> list[Event]:
    """The events of a series, the newest first; those that readers may know of, unless `drafts` are asked for."""
    query = select(Event).where(Event.series_id == series.id).order_by(Event.starts_at.desc(), Event.id)
    return list(db.session.scalars(query if drafts else query.where(Event.state != EventState.DRAFT)))


def count_events_by_series() -> dict[int, int]:
    """How many events each series has, drafts too, by its id (1 query); series without any are left out."""
    query = select(Event.series_id, func.count()).where(Event.series_id.is_not(None)).group_by(Event.series_id)
    return {series_id: number for series_id, number in db.session.execute(query) if series_id is not None}


def find_next_event(now: datetime, series: Series | None = None) -> Event | None:
    """The first event (of the series) that is not over, not cancelled, and that readers may know of."""
    hidden = (EventState.DRAFT, EventState.CANCELLED, EventState.ARCHIVED)
    query = select(Event).where(Event.ends_at > now, Event.state.not_in(hidden))
    if series is not None:
        query = query.where(Event.series_id == series.id)
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(1)).first()


def list_venues() -> list[Venue]:
    """All venues by name, with their rooms."""
    return list(db.session.scalars(select(Venue).options(selectinload(Venue.rooms)).order_by(Venue.name, Venue.id)))


def get_room(venue_id: int, room_id: int) -> Room:
    """The room of this venue with this id; raises NotFound."""
    room = db.session.get(Room, room_id)
    if room is None or room.venue_id != venue_id:
        raise NotFound(_("There is no such room."))
    return room


def get_venue(venue_id: int) -> Venue:
    """The venue; raises NotFound."""
    venue = db.session.get(Venue, venue_id)
    if venue is None:
        raise NotFound(_("There is no such venue."))
    return venue


def get_venue_of(event: Event) -> Venue:
    """The venue of an event; raises NotFound where it has none."""
    if event.venue is None:
        raise NotFound(_("This event has no venue."))
    return event.venue


def list_events_at(venue: Venue, now: datetime) -> list[Event]:
    """The events at a venue that are not over, in a fixed order."""
    query = select(Event).where(Event.venue_id == venue.id, Event.ends_at > now)
    return list(db.session.scalars(query.order_by(Event.id)))


def where_of(venue: Venue) -> str:
    """A venue as calendars and mails name it: name, street and city."""
    return ", ".join(filter(None, [venue.name, venue.street, venue.city]))


def find_team_role(event_slug: str, account_id: int) -> TeamRole | None:
    """The role that an account has at one event, or None."""
    query = select(TeamMember.role).join(Event, Event.id == TeamMember.event_id)
    return db.session.scalar(query.where(Event.slug == event_slug, TeamMember.account_id == account_id))


def find_team_member(event: Event, account_id: int) -> TeamMember | None:
    """The membership of an account in the team of an event, or None."""
    query = select(TeamMember).where(TeamMember.event_id == event.id, TeamMember.account_id == account_id)
    return db.session.scalar(query)


def list_team(event: Event) -> list[TeamMember]:
    """The team of an event with its accounts, by address (one query)."""
    query = select(TeamMember).join(TeamMember.account).options(contains_eager(TeamMember.account))
    return list(db.session.scalars(query.where(TeamMember.event_id == event.id).order_by(Account.folded_email)))


def list_events_of_team(account_id: int) -> list[Event]:
    """The events at which an account is in the team, the newest first."""
    query = select(Event).join(TeamMember, TeamMember.event_id == Event.id).where(TeamMember.account_id == account_id)
    return list(db.session.scalars(query.order_by(Event.starts_at.desc(), Event.id)))


def list_turning_points() -> list[datetime]:
    """The instants at which public pages of events change by themselves.

    Starts, ends, windows, deadlines, and the beginning of each day of an event, from when on that day is shown first.
    """
    columns = (Event.starts_at, Event.ends_at, Event.registration_opens_at, Event.registration_closes_at, Deadline.at)
    points = [db.session.scalars(select(column).where(column.is_not(None))).all() for column in columns]
    spans = db.session.execute(select(Event.starts_at, Event.ends_at, Event.zone))
    days = [day for starts_at, ends_at, zone in spans for day in midnights(starts_at, ends_at, zone)]
    return [instant for column in points for instant in column if instant is not None] + days
