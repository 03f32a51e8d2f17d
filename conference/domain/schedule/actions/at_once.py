"""What is told at once: an event is cancelled, its dates, its venue or its join link change."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import update

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict
from conference.core.words import _
from conference.core.zones import minutes_between, to_local, to_utc, zone_of
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.actions import raise_sequence
from conference.domain.events.models import Event, OpeningHours, Venue
from conference.domain.events.rules import EventKind, EventState, check_move, check_span
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.queries import count_sessions_in, sessions_of
from conference.domain.programme.rules import SessionState
from conference.domain.registration.models import Registration
from conference.domain.schedule import notices
from conference.domain.schedule.actions.releasing import hold_letters, publish_coming, publish_release, tell_of_release
from conference.domain.schedule.actions.telling import go_on_telling, tell_everybody
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import (
    coming_release,
    find_current_release,
    has_unreleased,
    joins_online,
    speakers_of,
)
from conference.domain.schedule.rules import Matter
from conference.domain.site.actions import renew_documents, touch_public
from conference.mail.outbox import withdraw

Actor = Account | str


def change_event_dates(
    event: Event, *, zone: str, zone_place: str, starts: datetime, ends: datetime, actor: Actor, now: datetime,
    moves_sessions: bool = False,
) -> None:  # fmt: skip
    """Give an event other dates; `starts` and `ends` are wall-clock times in `zone`. Who registered is told at once.

    With `moves_sessions` the draft's placed sessions move along and keep their wall-clock distance from the start. The
    one session of a webinar always has the event's times, and is released with them.
    """
    lock(event)
    zone_of(zone)
    starts_at, ends_at = to_utc(starts, zone, "starts"), to_utc(ends, zone, "ends")
    check_span(starts_at, ends_at)
    before, shift = notices.standing_of(event, Matter.DATES), starts - _wall_time(event.starts_at, event)
    is_new = (starts_at, ends_at, zone) != (event.starts_at, event.ends_at, event.zone)
    placed = [(session, _wall_time(session.starts_at, event)) for session in sessions_of(event) if session.starts_at]
    changes = change(event, {"zone": zone, "zone_place": zone_place, "starts_at": starts_at, "ends_at": ends_at})
    touch_public()
    renew_documents(now)
    record("change event dates", event, actor=actor, now=now, event_id=event.id, changes=changes)
    if not is_new:
        return
    raise_sequence(event, now)
    _move_sessions(event, placed, shift if moves_sessions else None, actor, now)
    if event.state is not EventState.CANCELLED:
        tell_everybody(event, Matter.DATES, before, now)


def _wall_time(instant: datetime, event: Event) -> datetime:
    return to_local(instant, event.zone).replace(tzinfo=None)


def _move_sessions(
    event: Event, placed: Sequence[tuple[Session, datetime]], shift: timedelta | None, actor: Actor, now: datetime
) -> None:
    if event.kind is EventKind.WEBINAR and len(placed) == 1:
        _give_times(placed[0][0], event)
    elif shift is not None:
        for session, starts in placed:
            session.starts_at = to_utc(starts + shift, event.zone, "starts")
            session.ends_at = session.starts_at + timedelta(minutes=session.minutes)
        starts = _wall_time(event.starts_at, event)
        _move_hours(event, starts.date() - (starts - shift).date())
    db.session.flush()
    if event.kind is EventKind.WEBINAR and find_current_release(event) and has_unreleased(event):
        publish_release(event, actor=actor, now=now, note=_("New dates"))


def _give_times(session: Session, event: Event) -> None:
    session.starts_at, session.ends_at = event.starts_at, event.ends_at
    session.minutes = minutes_between(event.starts_at, event.ends_at)


def _move_hours(event: Event, shift: timedelta) -> None:
    hours = [(one.day + shift, one.opens, one.closes) for one in event.hours]
    event.hours.clear()
    db.session.flush()
    event.hours.extend(OpeningHours(day=day, opens=opens, closes=closes) for day, opens, closes in hours)


def change_event_venue(event: Event, venue: Venue | None, *, actor: Actor, now: datetime) -> None:
    """Say where an event is; who registered is told at once. Raises Conflict while sessions are in the old rooms."""
    lock(event)
    if event.venue_id == (venue.id if venue else None):
        return
    if event.venue is not None and any(count_sessions_in(room, event) for room in event.venue.rooms):
        raise Conflict(_("Sessions are placed in rooms of the old venue. Take them off the schedule first."), "venue")
    before = notices.standing_of(event, Matter.PLACE)
    changes = change(event, {"venue": venue})
    raise_sequence(event, now)
    touch_public()
    renew_documents(now)
    record("change event venue", event, actor=actor, now=now, event_id=event.id, changes=changes)
    if venue is not None and event.state is not EventState.CANCELLED:
        tell_everybody(event, Matter.PLACE, before, now)


def change_join_link(event: Event, link: str, *, actor: Actor, now: datetime) -> None:
    """Give an event another link to join it online; whoever has a place online gets it at once."""
    lock(event)
    if link == event.join_link:
        return
    before, changes = event.join_link, change(event, {"join_link": link}, hidden={"join_link"})
    record("change join link", event, actor=actor, now=now, event_id=event.id, changes=changes)
    if not link or event.state is EventState.CANCELLED:
        return
    raised = {"sequence": Registration.sequence + 1}
    db.session.execute(update(Registration).where(*joins_online(event)).values(**raised))
    tell_everybody(event, Matter.JOIN, before, now)


def move_event(event: Event, state: EventState, *, actor: Actor, now: datetime) -> None:
    """Announce an event, open its registration, put it back to draft or away; raises Conflict for no such step.

    What changed or was released while it was a draft is told as soon as it is none. Cancelling is `cancel_event`.
    """
    lock(event)
    was_draft = event.state is EventState.DRAFT
    if state is EventState.CANCELLED:
        raise Conflict(_("An event is cancelled on the page that says who will be told."))
    check_move(event.state, state)
    changes = change(event, {"state": state, "cancelled_because": ""})
    touch_public()
    renew_documents(now)  # the booklet of a draft is not made
    record("move event", event, actor=actor, now=now, event_id=event.id, changes=changes)
    if state is EventState.DRAFT:
        hold_letters(event)
    elif was_draft:
        tell_of_release(event, now)
    go_on_telling(event, now)


def cancel_event(event: Event, *, reason: str, actor: Actor, now: datetime) -> None:
    """Call an event off: everybody registered, interested or speaking is told at once, calendars are put right.

    Raises Conflict for an event that is over or called off already. The sessions to come are cancelled and released.
    """
    lock(event)
    if event.state is EventState.CANCELLED:
        raise Conflict(_("This event is cancelled already."))
    if event.ends_at <= now:
        raise Conflict(_("This event is over, so it cannot be cancelled."))
    check_move(event.state, EventState.CANCELLED)
    was_public = event.state is not EventState.DRAFT
    speakers = speakers_of(event) if was_public else []
    changes = change(event, {"state": EventState.CANCELLED, "cancelled_because": reason})
    raise_sequence(event, now)
    cancelled = _cancel_sessions(event, actor, now)
    touch_public()
    record("cancel event", event, actor=actor, now=now, event_id=event.id, changes=changes)
    tell_everybody(event, Matter.CANCELLED, reason, now)
    for person in speakers:
        _tell_speaker(event, person, cancelled, reason, now)


def _tell_speaker(event: Event, person: Person, cancelled: list[ReleasedSession], reason: str, now: datetime) -> None:
    """One letter for each of their sessions that may stand in their calendar; a single one where there is none."""
    mine = [session for session in cancelled if any(person.id == one.person_id for one in session.appearances)]
    for session in mine:
        withdraw(notices.key_of_speaker(event, person.id, session.session_id))
    placed = [session for session in mine if session.starts_at]
    for session in placed:
        notices.event_cancelled_for_speaker(event, person, session, reason, now)
    if not placed:
        notices.event_cancelled_for_speaker(event, person, None, reason, now)


def _cancel_sessions(event: Event, actor: Actor, now: datetime) -> list[ReleasedSession]:
    """Cancel the sessions to come and release that; the released ones among them."""
    to_come = [session for session in sessions_of(event) if session.ends_at is None or session.ends_at > now]
    to_come = [session for session in to_come if session.state is not SessionState.CANCELLED]
    for session in to_come:
        session.state = SessionState.CANCELLED
    db.session.flush()
    coming = coming_release(event, now)
    if coming.current is None or not coming.is_new:
        return []
    note = _("The event is cancelled")
    release = publish_coming(coming, actor=actor, now=now, note=note, tells_speakers=False)
    ids = {session.id for session in to_come}
    return [session for session in release.sessions if session.session_id in ids]
