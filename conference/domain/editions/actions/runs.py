"""Changing several webinars of a series in one deed; who registered for one that moves is told as of any change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from conference.core.database import lock
from conference.core.zones import to_local
from conference.domain.accounts.models import Account
from conference.domain.editions.queries import standing_of
from conference.domain.editions.rules import RunPlan, Shared
from conference.domain.editions.rules.runs import PLACES, TIMES, Value
from conference.domain.events.models import Event
from conference.domain.events.queries import get_events_by_id
from conference.domain.events.rules import EventDetails
from conference.domain.programme.actions import edit_session
from conference.domain.programme.models import Session
from conference.domain.programme.queries import details_of, sessions_of
from conference.domain.registration.actions.capacity import change_capacity, edit_event_details
from conference.domain.schedule.actions import change_event_dates

Actor = Account | str


def change_run(plan: RunPlan, *, actor: Actor, now: datetime) -> list[Event]:
    """Carry a plan out, the webinar with the lowest id first; gives those that changed.

    Raises what the change of a single event raises, such as Conflict where people would lose their places.
    """
    events = get_events_by_id([standing.event_id for standing, _differences in plan.changes])
    for standing, differences in sorted(plan.changes, key=lambda pair: pair[0].event_id):
        _change(events[standing.event_id], {one.field: one.after for one in differences}, actor, now)
    return list(events.values())


def _change(event: Event, wanted: Mapping[Shared, Value], actor: Actor, now: datetime) -> None:
    lock(event)
    before = standing_of(event, now)
    starts = _wall(event.starts_at, event)
    new_starts = datetime.combine(before.day, _of(wanted, before.values, Shared.STARTS))
    minutes = _of(wanted, before.values, Shared.MINUTES)
    _change_session(event, wanted, actor, now)
    details = _details(event, wanted, new_starts - starts)
    if TIMES & wanted.keys():
        change_event_dates(event, zone=event.zone, zone_place=event.zone_place, starts=new_starts,
                           ends=new_starts + timedelta(minutes=minutes), actor=actor, now=now)  # fmt: skip
    if details != _details(event, {}, timedelta()):
        edit_event_details(event, details, slug=event.slug, series=event.series, actor=actor, now=now)
    if PLACES & wanted.keys():
        change_capacity(event, in_person=_of(wanted, before.values, Shared.IN_PERSON),
                        online=_of(wanted, before.values, Shared.ONLINE), offer_hours=event.offer_hours,
                        actor=actor, now=now)  # fmt: skip


def _of(wanted: Mapping[Shared, Value], known: Mapping[Shared, Value], field: Shared) -> Any:
    return wanted.get(field, known[field])


def _wall(instant: datetime, event: Event) -> datetime:
    return to_local(instant, event.zone).replace(tzinfo=None)


def _change_session(event: Event, wanted: Mapping[Shared, Value], actor: Actor, now: datetime) -> None:
    """The one session of a webinar says the same as its event: how one takes part, and the text if it was the same."""
    sessions = sessions_of(event)
    if len(sessions) == 1:
        _say_the_same(sessions[0], event, wanted, actor, now)


def _say_the_same(
    session: Session, event: Event, wanted: Mapping[Shared, Any], actor: Actor, now: datetime
) -> None:  # fmt: skip
    lock(session)
    known = details_of(session)
    text = wanted.get(Shared.TEXT, known.abstract) if known.abstract == event.description else known.abstract
    details = replace(known, mode=wanted.get(Shared.MODE, known.mode), abstract=text)
    if details != known:
        edit_session(session, details, slug=session.slug, session_format=session.format, theme=session.theme,
                     version=session.version, actor=actor, now=now)  # fmt: skip


def _details(event: Event, wanted: Mapping[Shared, Any], moved: timedelta) -> EventDetails:
    """What is said of the event afterwards; where registration closes on its day, that moves with its start."""
    opens, closes = (at and _wall(at, event) for at in (event.registration_opens_at, event.registration_closes_at))
    if closes and closes.date() == _wall(event.starts_at, event).date():
        closes += moved
    known = EventDetails(
        event.title, event.mode, event.short_title, event.edition, event.summary, event.description,
        event.online_platform, event.accent, event.topics, opens, closes,
    )  # fmt: skip
    said = {field.value: wanted[field] for field in (Shared.MODE, Shared.PLATFORM, Shared.SUMMARY, Shared.TEXT)
            if field in wanted}  # fmt: skip
    return replace(known, **said)
