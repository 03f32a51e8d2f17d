"""The schedule editor: one grid for each day, the tray beside it, moves, steps back and again.

A script moves cards by pointer and by key and asks for the parts of the page that a deed changed (PARTS); without it
every card leads to the form that places its session.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.text import clean_line
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.programme.queries import get_session, themes_of
from conference.domain.schedule.actions import place_session, redo_step, swap_sessions, undo_step, unplace_session
from conference.domain.schedule.queries import Board, board_of, may_undo, step_to_redo, step_to_undo
from conference.web.access import get_account, requires
from conference.web.cards import short_day, zone_of_event
from conference.web.forms.base import ButtonForm, Form
from conference.web.forms.schedule import MoveForm, SwapHereForm
from conference.web.organiser.asking import options
from conference.web.organiser.board import clash_rows, grid_of, tabs_of, tray_of
from conference.web.organiser.listing import days_shown
from conference.web.organiser.schedule import room_of
from conference.web.organiser.session_words import formats_of
from conference.web.responses import PARTS, page, parts

blueprint = Blueprint("editor", __name__)
LONGEST_SEARCH = 100


@blueprint.get("/<slug:event_slug>/schedule/")
@requires(Permission.EDIT_SCHEDULE)
def show(event_slug: str) -> ResponseReturnValue:
    """The grid of today while the event is on, else of its first day."""
    event = get_event(event_slug)
    today, first = (zones.day_of(at, event.zone) for at in (now(), event.starts_at))
    day = today if first <= today <= zones.day_of(event.ends_at, event.zone) else first
    return redirect(links.organise_schedule(event.slug, day.isoformat()))


@blueprint.get("/<slug:event_slug>/schedule/<slug:day>/")
@requires(Permission.EDIT_SCHEDULE)
def day(event_slug: str, day: str) -> ResponseReturnValue:
    """One day: rooms side by side, what is not placed yet, what clashes."""
    event = get_event(event_slug)
    board = board_of(event)
    if (found := _days(event, board).get(day)) is None:
        raise NotFound(_("There is no such day."))
    return page(**_values(event, board, found), form=ButtonForm(), said="", tone="", elsewhere=[])


def _days(event: Event, board: Board) -> dict[str, date]:
    """The days that have a page, by the word in its address."""
    return {day.isoformat(): day for day in days_shown(event, [card.starts_at for card in board.cards])}


def _day_of_form(event: Event, board: Board) -> date:
    """The day whose page sent a form; where nothing stands there any more (or it is none) the event's first day."""
    days = _days(event, board)
    return days.get(request.form.get("day", "")) or zones.day_of(event.starts_at, event.zone)


def _values(event: Event, board: Board, day: date) -> dict[str, Any]:
    clashes, more = clash_rows(event, board, day)
    return {
        "event": event,
        "day": day.isoformat(),
        "title": zones.date_words(day),
        "zone": zone_of_event(event),
        "tabs": tabs_of(event, [card.starts_at for card in board.cards], day),
        "grid": grid_of(event, board, day),
        "tray": tray_of(event, board, day, _wanted("search"), _wanted("format"), _wanted("theme")),
        "new_url": "" if board.cards else f"{links.organise_programme(event.slug)}new/",
        "filters": _filters(event, board),
        "clashes": clashes,
        "more_clashes": ngettext("And %(num)s more.", "And %(num)s more.", more) if more else "",
        "clash_count": len(board.clashes),
        "deeds": _deeds(event),
    }


def _elsewhere(event: Event, shown: date, day: date | None) -> list[dict[str, str]]:
    """The link to the day on which it has happened, where that is not the one that is shown."""
    if day is None or day == shown:
        return []
    words = _("Show %(day)s", day=short_day(event, day))
    return [{"label": words, "url": links.organise_schedule(event.slug, day.isoformat())}]


def _deeds(event: Event) -> list[dict[str, Any]]:
    undo, redo = may_undo(event, get_account())
    return [
        {
            "name": name,
            "label": label,
            "icon": icon,
            "is_possible": is_possible,
            "url": links.organise_schedule_step(event.slug, name),
        }
        for name, label, icon, is_possible in (
            ("undo", _("Undo"), "arrow-counterclockwise", undo),
            ("redo", _("Redo"), "arrow-clockwise", redo),
        )
    ]


def _wanted(name: str) -> str:
    return clean_line(request.args.get(name, ""))[:LONGEST_SEARCH]


def _filters(event: Event, board: Board) -> list[dict[str, Any]]:
    formats, themes = formats_of(board.cards), [(one.slug, one.name) for one in themes_of(event)]
    return [
        {"name": "search", "label": _("Title, code or person"), "value": _wanted("search")},
        {"name": "format", "label": _("Format"), "options": options(formats, _wanted("format"), _("All formats"))},
        {"name": "theme", "label": _("Theme"), "options": options(themes, _wanted("theme"), _("All themes"))},
    ]


@blueprint.post("/<slug:event_slug>/schedule/sessions/<slug:session_slug>/move/")
@requires(Permission.EDIT_SCHEDULE)
def move(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Put a session where the grid says; what clashes is listed, what somebody else moved meanwhile is refused."""
    form = MoveForm()

    def put() -> str:
        event = get_event(event_slug)
        session = get_session(event, session_slug)
        seen = form.seen.data or ""
        if form.starts.data is None:
            unplace_session(session, actor=get_account(), now=now(), seen=seen)
            return _("%(title)s is in the tray again.", title=session.title)
        place_session(
            session,
            room=room_of(event, form.room.data or ""),
            starts=form.starts.data,
            minutes=form.minutes.data or session.minutes,
            actor=get_account(),
            now=now(),
            accepts_clashes=True,
            seen=seen,
        )
        room = session.room.name if session.room else _("no room yet")
        start, end = (zones.time_words(at, event.zone) for at in (session.starts_at, session.ends_at) if at)
        return _("%(title)s: %(start)s to %(end)s, %(room)s.", title=session.title, start=start, end=end, room=room)

    return _answer(form, event_slug, put)


@blueprint.post("/<slug:event_slug>/schedule/sessions/<slug:session_slug>/swap/")
@requires(Permission.EDIT_SCHEDULE)
def swap(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Let a session change places with the one that it was put onto."""
    form = SwapHereForm()

    def put() -> str:
        event = get_event(event_slug)
        one, other = get_session(event, session_slug), get_session(event, form.other.data)
        seen = {"seen": form.seen.data or "", "seen_other": form.seen_other.data or ""}
        swap_sessions(one, other, actor=get_account(), now=now(), accepts_clashes=True, **seen)
        return _("%(one)s and %(other)s have changed places.", one=one.title, other=other.title)

    return _answer(form, event_slug, put)


@blueprint.post("/<slug:event_slug>/schedule/<any(undo, redo):deed>/")
@requires(Permission.EDIT_SCHEDULE)
def step(event_slug: str, deed: str) -> ResponseReturnValue:
    """Take back the last step of one's own, or take it again."""
    turn = {"undo": undo_step, "redo": redo_step}[deed]
    return _answer(
        ButtonForm(), event_slug, lambda: turn(get_event(event_slug), actor=get_account(), now=now()),
        lambda event: _day_turned(event, deed),
    )  # fmt: skip


def _day_turned(event: Event, deed: str) -> date | None:
    """The day on which what was just taken back, or again, stands now; None where that is the tray."""
    edits = (step_to_redo if deed == "undo" else step_to_undo)(event, get_account())
    starts = [edit.session.starts_at for edit in edits if edit.session.starts_at]
    return zones.day_of(starts[0], event.zone) if starts else None


def _answer(
    form: Form, event_slug: str, deed: Callable[[], str], find_day: Callable[[Event], date | None] = lambda _event: None
) -> ResponseReturnValue:
    """Do it in one transaction; a script gets the changed parts of the day's page, a form goes back to that page.

    `find_day` is asked on which day it has happened: there the form goes, and the script is shown the way.
    """
    sentences: list[str] = []

    def carried_out() -> tuple[str, str]:
        sentences[:] = [deed()]
        if wants_parts:
            return links.organise_schedule(event_slug), ""
        event = get_event(event_slug)
        day = find_day(event) or _day_of_form(event, board_of(event))
        return links.organise_schedule(event_slug, day.isoformat()), sentences[0]

    wants_parts = PARTS in request.headers
    done = form.perform(carried_out)
    if done is not None and not wants_parts:
        return done
    event = get_event(event_slug)
    board = board_of(event)
    said = " ".join(sentences) if done is not None else " ".join(_refusals(form))
    values = {
        **_values(event, board, _day_of_form(event, board)),
        "form": form,
        "said": said,
        "tone": "good" if done is not None else "bad",
        "elsewhere": _elsewhere(event, _day_of_form(event, board), find_day(event)) if done is not None else [],
    }
    return parts("organiser/editor/parts.html", **values) if wants_parts else page(**values)


def _refusals(form: Form) -> list[str]:
    return [*form.form_errors, *(error for field in form for error in field.errors if isinstance(error, str))]
