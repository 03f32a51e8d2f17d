"""Opening the next edition of an event from an earlier one, as a draft that nobody sees yet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conference.core.database import db, lock
from conference.core.errors import Invalid
from conference.core.slugs import FreeSlugs
from conference.core.tokens import new_uid
from conference.core.zones import to_local, to_utc
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.editions.actions.tickets import take_tickets
from conference.domain.editions.models import EditionOrigin
from conference.domain.editions.queries import days_of_edition, shift_of
from conference.domain.editions.rules import DateShift, EditionPlan, Part, next_name
from conference.domain.events.actions import add_deadline, add_team_member, create_event, set_opening_hours
from conference.domain.events.models import Deadline, Event
from conference.domain.events.queries import list_team
from conference.domain.events.rules import EventDetails, why_deadline_is_odd
from conference.domain.programme.models import Session, Theme
from conference.domain.programme.queries import sessions_of, themes_of
from conference.domain.programme.rules import SessionState

Actor = Account | str


@dataclass(frozen=True)
class _Opening:
    """What every step of opening an edition needs to know."""

    earlier: Event
    event: Event
    shift: DateShift
    actor: Actor
    now: datetime


def open_edition(earlier: Event, plan: EditionPlan, *, actor: Actor, now: datetime) -> Event:
    """Make the next edition of an event as a draft, with what the plan takes over from the earlier one.

    Never taken: registrations, interest, releases, people in sessions, materials, write-ups, links to join, identifiers
    of calendar entries. Raises Invalid and Conflict at the field of the plan that cannot be.
    """
    lock(earlier)
    event = create_event(
        _details(earlier, plan), slug=plan.slug, kind=earlier.kind, zone=earlier.zone, zone_place=earlier.zone_place,
        starts=plan.starts, ends=plan.ends, series=earlier.series, actor=actor, now=now,
    )  # fmt: skip
    opening = _Opening(earlier, event, shift_of(earlier, plan.starts.date()), actor, now)
    db.session.add(EditionOrigin(event=event, earlier=earlier))
    _take_places(opening, plan)
    _take_deadlines(opening, plan)
    if Part.TICKETS in plan.parts:
        take_tickets(earlier, event, opening.shift)
    takers = {Part.HOURS: _take_hours, Part.THEMES: _take_themes, Part.TEAM: _take_team, Part.SESSIONS: _take_sessions}
    for part, take in takers.items():
        if part in plan.parts:
            take(opening)
    record("open edition", event, actor=actor, now=now, event_id=event.id, earlier_id=earlier.id,
           parts=sorted(plan.parts))  # fmt: skip
    return event


def _details(earlier: Event, plan: EditionPlan) -> EventDetails:
    has_texts = Part.TEXTS in plan.parts
    texts = {name: getattr(earlier, name) if has_texts else "" for name in ("summary", "description", "topics")}
    return EventDetails(
        plan.title, earlier.mode, short_title=plan.short_title, edition=plan.edition,
        online_platform=earlier.online_platform, accent=earlier.accent, registration_opens=plan.registration_opens,
        registration_closes=plan.registration_closes, **texts,
    )  # fmt: skip


def _take_places(opening: _Opening, plan: EditionPlan) -> None:
    earlier, event = opening.earlier, opening.event
    if Part.VENUE in plan.parts:
        event.venue = earlier.venue
    if Part.CAPACITY in plan.parts:
        event.capacity_in_person, event.capacity_online = earlier.capacity_in_person, earlier.capacity_online
    db.session.flush()


def _take_deadlines(opening: _Opening, plan: EditionPlan) -> None:
    for deadline in opening.earlier.deadlines:
        if (at := plan.deadlines.get(deadline.id)) is not None:
            was_odd = _was_odd(opening.earlier, deadline)
            try:
                add_deadline(opening.event, name=deadline.name, at=at, url=deadline.url, is_right=was_odd,
                             actor=opening.actor, now=opening.now)  # fmt: skip
            except Invalid as refusal:
                raise Invalid(refusal.sentence, f"deadline_{deadline.id}") from None


def _was_odd(earlier: Event, deadline: Deadline) -> bool:
    """Whether somebody has said of this deadline before that it is right where it stands."""
    return bool(why_deadline_is_odd(deadline.at, earlier.starts_at, earlier.ends_at))


def _take_hours(opening: _Opening) -> None:
    days = set(days_of_edition(opening.event))
    moved = {opening.shift.moved_day(one.day): (one.opens, one.closes) for one in opening.earlier.hours}
    set_opening_hours(opening.event, {day: times for day, times in moved.items() if day in days}, actor=opening.actor,
                      now=opening.now)  # fmt: skip


def _take_themes(opening: _Opening) -> None:
    db.session.add_all(
        Theme(event_id=opening.event.id, slug=theme.slug, name=theme.name, position=theme.position)
        for theme in themes_of(opening.earlier)
    )
    db.session.flush()


def _take_team(opening: _Opening) -> None:
    """Everybody whose account is open gets the same role, and the mail that says so."""
    for member in list_team(opening.earlier):
        if member.account.active:
            add_team_member(opening.event, member.account.email, "", member.role, actor=opening.actor, now=opening.now)


def _take_sessions(opening: _Opening) -> None:
    """The bare programme: what is said of a session stays behind with the people who said it, and so does the mark of
    a sample: the organisers plan the new one.
    """
    themes = {theme.slug: theme for theme in themes_of(opening.event)}
    days, slugs = set(days_of_edition(opening.event)), FreeSlugs(())
    for session in sessions_of(opening.earlier):
        if session.state is not SessionState.CANCELLED:
            slug = slugs.take(_slug_of(session, opening))
            theme = themes.get(session.theme.slug) if session.theme else None
            db.session.add(_bare(session, slug, theme, _start_of(session, opening, days), opening))
    db.session.flush()


def _slug_of(session: Session, opening: _Opening) -> str:
    return next_name(session.slug, opening.shift.first.year, days_of_edition(opening.event)[0].year)


def _start_of(session: Session, opening: _Opening, days: set[date]) -> datetime | None:
    """When a session starts now: at the same time of the same day of the event; None where that is no such day, or
    the clock does not show that time then.
    """
    if session.starts_at is None:
        return None
    local = to_local(session.starts_at, opening.earlier.zone).replace(tzinfo=None)
    moved = local + timedelta(days=opening.shift.days)
    try:
        return to_utc(moved, opening.event.zone) if moved.date() in days else None
    except Invalid:
        return None


def _bare(
    session: Session, slug: str, theme: Theme | None, starts_at: datetime | None, opening: _Opening
) -> Session:  # fmt: skip
    event = opening.event
    room = session.room if starts_at and session.room and session.room.venue_id == event.venue_id else None
    return Session(
        event=event, slug=slug, code=session.code, title=session.title, format=session.format, theme=theme,
        mode=session.mode, minutes=session.minutes, language=session.language, room=room, position=session.position,
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=session.minutes) if starts_at else None,
        uid=new_uid(), created_at=opening.now,
    )  # fmt: skip
