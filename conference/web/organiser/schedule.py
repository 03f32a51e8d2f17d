"""The draft of an event's schedule: by day, the tray of the unplaced, and the form that places one session."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.checks.queries import open_clashes_of
from conference.domain.events.models import Event, Room
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session
from conference.domain.schedule.actions import cancel_session, expect_people, place_session, unplace_session
from conference.domain.schedule.models import Objection
from conference.domain.schedule.queries import (
    coming_release,
    find_current_release,
    get_room,
    objections_to,
    pending_changes,
    place_of_draft,
    plan_of,
)
from conference.web.access import get_account, may, requires
from conference.web.cards import zone_of_event
from conference.web.forms.base import ButtonForm
from conference.web.forms.schedule import PlacingForm
from conference.web.organiser.asking import ask_page, choices, form_page
from conference.web.organiser.board import tabs_of
from conference.web.organiser.checks import found_at, shown_above
from conference.web.organiser.listing import day_choices
from conference.web.organiser.session_words import state_words, when_words
from conference.web.responses import page

blueprint = Blueprint("schedule", __name__)
START = "/<slug:event_slug>/schedule/sessions/<slug:session_slug>/"
AND_RELEASE = "and_release"


@blueprint.get("/<slug:event_slug>/schedule/list/")
@requires(Permission.EDIT_SCHEDULE)
def show(event_slug: str) -> ResponseReturnValue:
    """Every day as a table in order of time and room, what is not placed yet, and what clashes."""
    event = get_event(event_slug)
    plan, release = plan_of(event), find_current_release(event)
    days = [
        {"title": zones.date_words(day.day), "rows": [_row(event, session) for session in day.sessions]}
        for day in plan.days
    ]
    changes = len(pending_changes(event))
    return page(
        event=event,
        days=days,
        tray=[_tray_row(event, session) for session in plan.unplaced],
        clashes=[clash.in_a_list for clash in open_clashes_of(event, plan)],
        tabs=tabs_of(event, [session.starts_at for day in plan.days for session in day.sessions], None),
        number=release.number if release else 0,
        zone=zone_of_event(event),
        changed=ngettext(
            "%(num)s change waits for the next release.", "%(num)s changes wait for the next release.", changes
        )
        if changes
        else "",
    )


def _row(event: Event, session: Session) -> dict[str, Any]:
    start, end = (zones.time_words(at, event.zone) for at in (session.starts_at, session.ends_at) if at)
    return {
        "time": _("%(start)s to %(end)s", start=start, end=end),
        "room": session.room.name if session.room else _("No room"),
        **_tray_row(event, session),
    }


def _tray_row(event: Event, session: Session) -> dict[str, Any]:
    title = f"{session.code} {session.title}" if session.code else session.title
    names = dict.fromkeys(one.person.name for one in session.appearances)
    return {
        "title": {"text": title, "url": links.organise_place(event.slug, session.slug)},
        "format": session.format.name,
        "minutes": str(session.minutes),
        "people": ", ".join(names),
        "state": state_words(session.state),
    }


@blueprint.route(START, methods=["GET", "POST"])
@requires(Permission.EDIT_SCHEDULE)
def place(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Place or move one session: day, time in the event's zone, length, room."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    form = PlacingForm(data=_shown(event, session))
    form.day.choices = choices(day_choices(event, [session.starts_at]))
    form.room.choices = choices([(room.id, _room_words(room)) for room in _rooms_of(event)], nothing=_("No room yet"))

    def put() -> tuple[str, str]:
        at = get_event(event_slug)
        known = get_session(at, session_slug)
        place_session(
            known,
            room=room_of(at, form.room.data),
            starts=form.wall_time,
            minutes=form.minutes.data,
            actor=get_account(),
            now=now(),
            accepts_clashes=form.all_the_same.data,
            seen=form.seen.data,
        )
        expect_people(known, form.expected.data, actor=get_account(), now=now())
        words = _(
            "%(title)s: %(when)s. Nobody is told before the release.", title=known.title, when=when_words(at, known)
        )
        return links.organise_schedule(event_slug, form.day.data), words

    if (done := form.perform(put)) is not None:
        return done
    session = get_session(get_event(event_slug), session_slug)
    form.seen.data = place_of_draft(session).mark
    return form_page(
        form,
        title=session.title,
        button=_("Move it") if session.starts_at else _("Place it"),
        event=event,
        back=links.organise_schedule(event_slug),
        session=session,
        objections=[_objection_words(event, one) for one in objections_to(session)],
        people=[
            {"label": one.person.name, "url": links.organise_availability(event.slug, one.person.slug)}
            for one in {one.person_id: one for one in session.appearances}.values()
        ],
        lead=_("All times are %(zone)s.", zone=zone_of_event(event)),
    )


def _objection_words(event: Event, one: Objection) -> str:
    when = zones.moment_words(one.said_at, event.zone, event.zone_place)
    return _("%(name)s, %(when)s: %(words)s", name=one.person.name, when=when, words=one.words)


def _shown(event: Event, session: Session) -> dict[str, Any]:
    start = zones.to_local(session.starts_at or event.starts_at, event.zone)
    room = session.room_id or (_rooms_of(event)[0].id if _rooms_of(event) and session.starts_at is None else "")
    return {
        "day": start.date().isoformat(),
        "starts": start.time(),
        "minutes": place_of_draft(session).minutes,
        "room": str(room),
        "expected": session.expected,
        "seen": place_of_draft(session).mark,
    }


def _rooms_of(event: Event) -> list[Room]:
    return event.venue.rooms if event.venue else []


def _room_words(room: Room) -> str:
    if not room.capacity:
        return room.name
    return ngettext("%(room)s, %(num)s seat", "%(room)s, %(num)s seats", room.capacity, room=room.name)


def room_of(event: Event, raw: str) -> Room | None:
    """The room of an event that a form means by its number; None for an empty text; raises NotFound."""
    return get_room(event, raw) if raw else None


@blueprint.post(f"{START}unplace/")
@requires(Permission.EDIT_SCHEDULE)
def unplace(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Take a session off the schedule, back to the tray."""
    form, back = ButtonForm(), links.organise_schedule(event_slug)

    def take_off() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        unplace_session(session, actor=get_account(), now=now(), seen=request.form.get("seen"))
        return back, _("%(title)s is in the tray again.", title=session.title)

    if (done := form.perform(take_off)) is not None:
        return done
    event = get_event(event_slug)
    consequence = _("%(title)s goes back to the tray.", title=get_session(event, session_slug).title)
    return ask_page(
        form,
        title=_("Take it off the schedule"),
        button=_("Take it off"),
        back=back,
        event=event,
        consequences=[consequence],
    )


@blueprint.route(f"{START}cancel/", methods=["GET", "POST"])
@requires(Permission.EDIT_SCHEDULE)
def cancel(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Ask before a session is cancelled; a second button releases it at once."""
    form, may_release = ButtonForm(), may(Permission.RELEASE, event_slug)
    event = get_event(event_slug)

    def call_off() -> tuple[str, str]:
        session = get_session(get_event(event_slug), session_slug)
        is_released = may_release and AND_RELEASE in request.form
        cancel_session(session, actor=get_account(), now=now(), release_now=is_released)
        words = (
            _("%(title)s is cancelled and released.")
            if is_released
            else _("%(title)s is cancelled. Nobody is told before the release.")
        )
        return links.organise_session(event_slug, session.slug), words % {"title": session.title}

    if (done := form.perform(call_off)) is not None:
        return done
    session = get_session(event, session_slug)
    waiting = [change.words for change in pending_changes(event)]
    return ask_page(
        form,
        title=_("Cancel %(title)s", title=session.title),
        button=_("Cancel it"),
        event=event,
        back=links.organise_session_state(event_slug, session_slug),
        may_release=may_release,
        waiting=waiting,
        findings=shown_above(event, found_at(event).of_release(coming_release(event, now()))) if may_release else None,
        consequences=[
            _("Its page stays and says that it is cancelled; so do calendars that hold it."),
            _("Its people are told by the release, in one mail each."),
        ],
        undo=_("It can be made a draft again; it then has no place in the schedule."),
    )
