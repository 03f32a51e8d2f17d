"""Writing series, events, venues, opening hours and deadlines. What tells people of a change lives in schedule."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time

from conference.core.addresses import clean_address
from conference.core.database import db, lock, lock_all
from conference.core.differences import change, differences
from conference.core.errors import Conflict, Invalid, NotFound
from conference.core.many import Seen, check_many
from conference.core.slugs import find_old_slug, free_slug, remember_slug
from conference.core.text import is_slug, slug_of
from conference.core.tokens import new_uid
from conference.core.words import _
from conference.core.zones import to_utc, zone_of
from conference.domain.accounts import notices
from conference.domain.accounts.actions import add_staff, record, record_each
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import find_account
from conference.domain.events.models import Deadline, Event, OpeningHours, Room, Series, TeamMember, Venue
from conference.domain.events.queries import find_event, find_series, find_team_member, list_events_at, where_of
from conference.domain.events.rules import (
    EventDetails,
    EventKind,
    RoomDetails,
    RoomsChange,
    SeriesDetails,
    TeamRole,
    VenueDetails,
    check_hours,
    check_slug,
    check_span,
    check_window,
    why_deadline_is_odd,
)
from conference.domain.site.actions import renew_documents, touch_public
from conference.formats.colours import check_accent

Actor = Account | str
IN_CALENDARS = ("title", "mode", "online_platform")


def create_series(details: SeriesDetails, *, slug: str, actor: Actor, now: datetime) -> Series:
    """Make a series; raises Invalid and Conflict for a slug that cannot be had."""
    series = Series(slug=slug, **_details(details))
    _check_series_slug(series, slug)
    db.session.add(series)
    touch_public()
    record("create series", series, actor=actor, now=now)
    return series


def edit_series(series: Series, details: SeriesDetails, *, slug: str, actor: Actor, now: datetime) -> None:
    """Change a series; its old address leads to the new one for ever."""
    if slug != series.slug:
        _check_series_slug(series, slug)
        remember_slug("series", series.slug, series.id)
    changes = change(series, {**_details(details), "slug": slug})
    touch_public()
    record("edit series", series, actor=actor, now=now, changes=changes)


def _check_series_slug(series: Series, slug: str) -> None:
    if not is_slug(slug):
        raise Invalid(_("Please use lower-case letters, digits and single hyphens."), "slug")
    if slug == "new" or find_series(slug) is not None or find_old_slug("series", slug) not in {None, series.id}:
        raise Conflict(_("Another series has this address, or once had it."), "slug")


def create_event(
    details: EventDetails, *, slug: str, kind: EventKind, zone: str, starts: datetime, ends: datetime, actor: Actor,
    now: datetime, series: Series | None = None, zone_place: str = "",
) -> Event:  # fmt: skip
    """Make an event as a draft. `starts` and `ends` are wall-clock times in `zone`, an IANA name.

    Raises Invalid for a time that the clock never shows, and Conflict for an address that is taken.
    """
    zone_of(zone)
    check_event_slug(slug)
    starts_at, ends_at = to_utc(starts, zone, "starts"), to_utc(ends, zone, "ends")
    check_span(starts_at, ends_at)
    event = Event(
        **_event_details(details, zone, ends_at), slug=slug, kind=kind, zone=zone, zone_place=zone_place,
        starts_at=starts_at, ends_at=ends_at, series_id=series.id if series else None, uid=new_uid(), changed_at=now,
        created_at=now,
    )  # fmt: skip
    db.session.add(event)
    record("create event", event, actor=actor, now=now, slug=slug)
    return event


def edit_event(
    event: Event, details: EventDetails, *, slug: str, series: Series | None, actor: Actor, now: datetime
) -> None:
    """Change what is said about an event; its old address leads to the new one for ever.

    Whether a way of attending may go that people have chosen is asked by `registration.actions.edit_event_details`.
    """
    lock(event)
    if slug != event.slug:
        check_event_slug(slug, event.id)
        remember_slug("event", event.slug, event.id)
    if any(getattr(details, name) != getattr(event, name) for name in IN_CALENDARS):
        raise_sequence(event, now)
    values = {**_event_details(details, event.zone, event.ends_at), "slug": slug, "series": series}
    changes = change(event, values)
    touch_public()
    renew_documents(now)
    record("edit event", event, actor=actor, now=now, event_id=event.id, changes=changes)


def check_event_slug(slug: str, event_id: int | None = None) -> None:
    """Raise Invalid for an address that no event can have, Conflict for one that another event has or had."""
    check_slug(slug)
    if find_event(slug) is not None or find_old_slug("event", slug) not in {None, event_id}:
        raise Conflict(_("Another event has this address, or once had it."), "slug")


def _event_details(details: EventDetails, zone: str, ends_at: datetime) -> dict[str, object]:
    opens = _instant(details.registration_opens, zone, "registration_opens")
    closes = _instant(details.registration_closes, zone, "registration_closes")
    check_window(opens, closes, ends_at)
    values = _details(details)
    for name in ("registration_opens", "registration_closes"):
        del values[name]
    return {**values, "registration_opens_at": opens, "registration_closes_at": closes}


def _instant(local: datetime | None, zone: str, field: str) -> datetime | None:
    return None if local is None else to_utc(local, zone, field)


def _details(details: EventDetails | SeriesDetails | VenueDetails | RoomDetails) -> dict[str, object]:
    values = asdict(details)
    if accent := values.get("accent"):
        check_accent(accent)
    return values


def raise_sequence(event: Event, now: datetime) -> None:
    """Say in the event's calendar entry that it changed (RFC 5546, section 2.1.4)."""
    event.sequence += 1
    event.changed_at = now


def create_venue(details: VenueDetails, *, actor: Actor, now: datetime) -> Venue:
    """Make a venue without rooms."""
    venue = Venue(**_details(details))
    db.session.add(venue)
    record("create venue", venue, actor=actor, now=now)
    return venue


def edit_venue(venue: Venue, details: VenueDetails, *, actor: Actor, now: datetime) -> None:
    """Change what is said about a venue; calendars of the events to come that are there say that they changed."""
    before = where_of(venue)
    changes = change(venue, _details(details))
    if where_of(venue) != before:
        for event in list_events_at(venue, now):
            lock(event)
            raise_sequence(event, now)
    touch_public()
    renew_documents(now)
    record("edit venue", venue, actor=actor, now=now, changes=changes)


def add_room(venue: Venue, details: RoomDetails, *, actor: Actor, now: datetime) -> Room:
    """Add a room to a venue, behind the others; raises Conflict for a name that the venue has already."""
    _check_room_name(venue, details.name, None)
    slug = free_slug(slug_of(details.name, "room"), {room.slug for room in venue.rooms})
    room = Room(slug=slug, position=max((one.position for one in venue.rooms), default=-1) + 1, **_details(details))
    venue.rooms.append(room)
    record("add room", room, actor=actor, now=now, within=venue)
    return room


def edit_room(room: Room, details: RoomDetails, *, actor: Actor, now: datetime) -> None:
    """Change what is said about a room; released programmes keep the name until the next release."""
    _check_room_name(room.venue, details.name, room)
    changes = change(room, _details(details))
    touch_public()
    renew_documents(now)
    record("edit room", room, actor=actor, now=now, within=room.venue, changes=changes)


def change_many_rooms(venue: Venue, to: RoomsChange, seen: Seen, *, actor: Actor, now: datetime) -> int:
    """Change many rooms of a venue, all or none; how many were not so already. `seen`: their marks on a page, by id.

    Raises Conflict where one has been changed since.
    """
    rooms = lock_all(Room, seen, Room.venue_id == venue.id)
    check_many(to, seen, {one.id: (one.name, one) for one in rooms})
    changes = {one.id: change(one, to.wanted) for one in rooms if to.differences(one)}
    touch_public()
    renew_documents(now)
    record_each("edit room", Room, changes, actor=actor, now=now, within=dict.fromkeys(changes, venue))
    return len(changes)


def _check_room_name(venue: Venue, name: str, room: Room | None) -> None:
    if any(one.name.casefold() == name.casefold() for one in venue.rooms if one is not room):
        raise Conflict(_("This venue has a room of that name already."), "name")


def add_deadline(
    event: Event, *, name: str, at: datetime, url: str = "", is_right: bool = False, actor: Actor, now: datetime
) -> Deadline:  # fmt: skip
    """Add a named deadline; `at` is a wall-clock time in the event's zone.

    Raises Invalid for one after the event or of another year, unless somebody has said that it `is_right`.
    """
    instant = to_utc(at, event.zone, "at")
    if not is_right and (odd := why_deadline_is_odd(instant, event.starts_at, event.ends_at)):
        raise Invalid(odd, "at")
    deadline = Deadline(event_id=event.id, name=name, at=instant, url=url)
    db.session.add(deadline)
    touch_public()
    record("add deadline", deadline, actor=actor, now=now, event_id=event.id, within=event)
    return deadline


def remove_deadline(event: Event, deadline_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a deadline of this event away; raises NotFound for one that is not there."""
    deadline = db.session.get(Deadline, deadline_id)
    if deadline is None or deadline.event_id != event.id:
        raise NotFound(_("There is no such deadline."))
    record("remove deadline", deadline, actor=actor, now=now, event_id=event.id, within=event, name=deadline.name)
    db.session.delete(deadline)
    touch_public()


def set_opening_hours(
    event: Event, hours: Mapping[date, tuple[time, time] | None], *, actor: Actor, now: datetime
) -> None:
    """Say from when to when the venue is open on each day, in the event's zone; None where that is not said."""
    lock(event)
    for day, open_close in hours.items():
        if open_close is not None:
            check_hours(*open_close, field=f"closes_{day:%Y%m%d}")
    before = {"hours": _hours_in_words(event)}
    event.hours.clear()
    db.session.flush()
    event.hours.extend(OpeningHours(day=day, opens=both[0], closes=both[1]) for day, both in hours.items() if both)
    changes = differences(before, {"hours": _hours_in_words(event)})
    record("set opening hours", event, actor=actor, now=now, event_id=event.id, changes=changes)


def _hours_in_words(event: Event) -> list[str]:
    return [f"{one.day.isoformat()} {one.opens:%H:%M}-{one.closes:%H:%M}" for one in event.hours]


def add_team_member(event: Event, email: str, name: str, role: TeamRole, *, actor: Actor, now: datetime) -> TeamMember:
    """Give somebody a role at one event, or another one; who has no account gets one, and a mail tells them.

    Raises Invalid for what is no address, Conflict for a closed account.
    """
    address = clean_address(email)
    account = find_account(address) or add_staff(address, name, None, actor=actor, now=now)
    if not account.active:
        raise Conflict(_("This account is closed. An owner can open it again."), "email")
    member = find_team_member(event, account.id)
    if member is None:
        member = TeamMember(event_id=event.id, account=account, role=role)
        db.session.add(member)
        notices.added(account, role.value, event.name, now)
    member.role = role
    record("add to team", account, actor=actor, now=now, event_id=event.id, role=role.value)
    return member


def remove_team_member(event: Event, account_id: int, *, actor: Actor, now: datetime) -> None:
    """Take somebody out of the team of one event; raises NotFound where they are not in it."""
    member = find_team_member(event, account_id)
    if member is None:
        raise NotFound(_("They are not in this team any more."))
    record("remove from team", member.account, actor=actor, now=now, event_id=event.id)
    db.session.delete(member)
