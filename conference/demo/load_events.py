"""Series, venues with rooms, events with what is decided of them on the day, opening hours and deadlines."""

from datetime import date, datetime, time, timedelta

from conference.core.database import db
from conference.core.slugs import remember_slug
from conference.core.text import slug_of
from conference.core.tokens import fixed_uid
from conference.core.zones import to_local
from conference.demo.attendees import capacity_of
from conference.demo.loading import Loading, morning_of
from conference.demo.publication import PREPARED_BEFORE, EventOnDay
from conference.demo.samples import day_of_event, local_instant
from conference.demo.shapes import EventFacts, SeriesFacts
from conference.demo.timetable import Placement, rooms_of, span_of, timetable_of
from conference.domain.events.models import Deadline, Event, OpeningHours, Room, Series, Venue
from conference.domain.events.rules import EventKind

OPENS, CLOSES = time(9), time(17)
DOORS_OPEN, DOORS_CLOSE = time(8, 30), time(18, 30)
LAST_MINUTE = time(23, 59)
ONE_ROOM = {"Lecture Theatre I": "Lecture Theatre 1"}
"""The same room as it is printed in two years."""


def load_events(loading: Loading) -> None:
    """Every event that exists on the day, also as a draft."""
    _load_series(loading)
    venues = _load_venues(loading)
    for on_day in loading.world.events:
        event = _event(on_day, loading)
        event.venue = venues.get(on_day.event.venue.name) if on_day.event.venue else None
        event.deadlines = _deadlines(on_day.event)
        event.hours = _hours(on_day, loading)
        loading.events[on_day.event.id] = event
    db.session.add_all(loading.events.values())
    db.session.flush()
    for on_day in loading.world.events:
        for old in on_day.event.old_slugs:
            remember_slug("event", old, loading.events[on_day.event.id].id)


def room_name(printed: str) -> str:
    """The name under which a room is kept."""
    return ONE_ROOM.get(printed, printed)


def placements_of(on_day: EventOnDay, loading: Loading) -> tuple[Placement, ...]:
    """Where the sessions are, once the programme is published; nothing before."""
    return timetable_of(on_day.event, loading.facts) if on_day.public.released_on else ()


def _load_series(loading: Loading) -> None:
    loading.series = {facts.id: _series(facts, at) for at, facts in enumerate(loading.world.series)}
    db.session.add_all(loading.series.values())


def _series(facts: SeriesFacts, position: int) -> Series:
    cadence = facts.cadence[:1].upper() + facts.cadence[1:]
    return Series(slug=facts.slug, title=facts.title, short_title=facts.short_title, summary=facts.about,
                  description=f"{cadence}.", position=position)  # fmt: skip


def _load_venues(loading: Loading) -> dict[str, Venue]:
    venues: dict[str, Venue] = {}
    for on_day in loading.world.events:
        facts = on_day.event.venue
        if facts is not None:
            venue = venues.setdefault(facts.name, Venue(name=facts.name, street=facts.street, city=facts.city,
                                                        country=facts.country))  # fmt: skip
            _add_rooms(venue, on_day.event)
    db.session.add_all(venues.values())
    return venues


def _add_rooms(venue: Venue, event: EventFacts) -> None:
    for room in rooms_of(event):
        name = room_name(room.name)
        known = next((one for one in venue.rooms if one.name == name), None)
        if known is None:
            is_main = not room.is_sample or not venue.rooms
            venue.rooms.append(Room(name=name, slug=slug_of(name), is_sample=room.is_sample, has_streaming=is_main,
                                    position=len(venue.rooms)))  # fmt: skip
        elif not room.is_sample:
            known.is_sample = False


def _event(on_day: EventOnDay, loading: Loading) -> Event:
    facts, public, capacity = on_day.event, on_day.public, capacity_of(on_day.event)
    starts_at, ends_at = _span(on_day, loading)
    changes = _changes(on_day, loading.world.on)
    return Event(
        slug=facts.slug, series=loading.series.get(facts.series_id or ""), kind=facts.kind, state=public.state,
        title=facts.title, short_title=facts.short_title, edition=facts.edition, summary=facts.about,
        description=_description(on_day), zone=facts.zone, zone_place=facts.zone_place, starts_at=starts_at,
        ends_at=ends_at, mode=facts.mode, online_platform=facts.online_platform,
        capacity_in_person=capacity.in_person, capacity_online=capacity.online,
        registration_opens_at=morning_of(facts, public.opened_on) if public.opened_on else None,
        topics="", uid=fixed_uid(f"event:{facts.id}"), sequence=len(changes) - 1, changed_at=changes[-1],
        is_date_sample=not {"starts_on", "starts_at"}.isdisjoint(facts.generated),
        created_at=changes[0] - PREPARED_BEFORE,
    )  # fmt: skip


def _changes(on_day: EventOnDay, on: date) -> list[datetime]:
    """When the dates of the event were told: first, and each time they changed."""
    facts, first = on_day.event, on_day.event.find_milestone("announced")
    if first is None:
        raise ValueError(f"{facts.id} was never announced")
    moved = [each.until for each in facts.earlier_dates if each.until <= on]
    if facts.kind is EventKind.CONFERENCE and on_day.public.released_on:
        moved.append(on_day.public.released_on)
    return [morning_of(facts, day) for day in (first.on, *sorted(moved))]


def _span(on_day: EventOnDay, loading: Loading) -> tuple[datetime, datetime]:
    """From the first start to the last end, and no shorter than the days that it is announced for."""
    facts = on_day.event
    if facts.starts_at and facts.ends_at:
        return facts.starts_at, facts.ends_at
    placed = placements_of(on_day, loading)
    first, last = day_of_event(facts, 1), on_day.public.ends_on
    starts_at, ends_at = local_instant(facts, first, OPENS), local_instant(facts, last, CLOSES)
    if placed:
        starts_at, last_end = span_of(placed)
        ends_at = last_end if to_local(last_end, facts.zone).date() >= last else ends_at
    return starts_at, ends_at


def _description(on_day: EventOnDay) -> str:
    """What else the facts know by that day, for the page of the event (in markup)."""
    facts, parts = on_day.event, []
    if facts.vision:
        parts.append(f"> {facts.vision}")
    named = (("Themes", facts.themes), ("Policy areas", facts.policy_areas))
    parts += [f"{label}: {'; '.join(names)}." for label, names in named if names]
    if facts.tickets and on_day.public.opened_on:
        prices = [f"- {each.name}, {each.audience}: {_price(each.price, each.currency)}" for each in facts.tickets]
        parts.append("\n".join(("Tickets as they were announced:", "", *prices)))
    if page := next((each.url for each in facts.links if each.name == "event page"), ""):
        parts.append(f"The {facts.host} has [a page on this event]({page}).")
    return "\n\n".join(parts)


def _price(price: int | None, currency: str) -> str:
    if price is None:
        return "price not known"
    return f"{price} {currency}" if price else "free of charge"


def _deadlines(facts: EventFacts) -> list[Deadline]:
    closes = facts.find_milestone("call closes")
    if closes is None:
        return []
    url = next((each.url for each in facts.links if each.name == "call"), "")
    at = local_instant(facts, closes.on, closes.at or LAST_MINUTE)
    return [Deadline(name="The call for contributions closes", at=at, url=url)]


def _hours(on_day: EventOnDay, loading: Loading) -> list[OpeningHours]:
    """The printed hours of each day, or hours of ours that hold all sessions that have a room."""
    facts = on_day.event
    if facts.venue is None:
        return []
    inside = [each for each in placements_of(on_day, loading) if each.room]
    days = [day_of_event(facts, 1) + timedelta(days=at) for at in range(facts.days)]
    return [_hours_of(facts, [each for each in inside if to_local(each.starts_at, facts.zone).date() == day],
                      OpeningHours(day=day, opens=DOORS_OPEN, closes=DOORS_CLOSE)) for day in days]  # fmt: skip


def _hours_of(facts: EventFacts, placed: list[Placement], hours: OpeningHours) -> OpeningHours:
    if facts.daily_hours:
        hours.opens, hours.closes = facts.daily_hours.opens, facts.daily_hours.closes
    elif placed:
        hours.opens = min(hours.opens, *(to_local(each.starts_at, facts.zone).time() for each in placed))
        hours.closes = max(hours.closes, *(to_local(each.ends_at, facts.zone).time() for each in placed))
    return hours
