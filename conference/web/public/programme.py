"""The released programme: by day as grid or list, filtered, in its earlier versions; a session; its people."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import clock, zones
from conference.core.clock import now
from conference.core.words import _
from conference.documents import name_of_programme
from conference.domain.briefings.queries import briefings_about_session
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.events.rules import Phase
from conference.domain.reflections.queries import afterwards_of, followed_sessions
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import (
    days_of,
    find_current_release,
    get_current_release,
    get_release,
    get_released_session,
    people_of,
    released_sessions,
)
from conference.web.access import public
from conference.web.cards import (
    accent_of,
    has_sample_times,
    mentions,
    mode_words,
    names,
    person_card,
    phase_of,
    session_card,
    session_when,
    zone_of_event,
)
from conference.web.public.afterwards import afterwards_values
from conference.web.public.grid import find_grid
from conference.web.public.handed_out import hand_out
from conference.web.responses import html, kept, kept_by
from conference.web.static import theme_url

blueprint = Blueprint("programme", __name__)
FILTERS = ("theme", "format", "mode")
PERMANENT = 301


@blueprint.get("/<slug:event_slug>/programme/")
@public
@kept_by(*FILTERS, "day", "view")
def index(event_slug: str) -> ResponseReturnValue:
    """The programme that is released now."""
    event = get_public_event(event_slug)
    release = find_current_release(event)
    if release is None:
        return html(event=event, release=None, theme_css=theme_url(accent_of(event)))
    return _programme(event, release, links.programme(event.slug))


@blueprint.get("/<slug:event_slug>/programme/v/<id:number>/")
@public
@kept_by(*FILTERS, "day", "view")
def version(event_slug: str, number: int) -> ResponseReturnValue:
    """The programme as it was in one release."""
    event = get_public_event(event_slug)
    release = get_release(event, number)
    return _programme(event, release, links.released_programme(event.slug, number))


@blueprint.get("/<slug:event_slug>/programme.pdf")
@public
def pdf(event_slug: str) -> ResponseReturnValue:
    """The programme as a booklet, once the worker has made it."""
    event = get_public_event(event_slug)
    get_current_release(event)
    title = _("Programme of %(event)s", event=event.title)
    return hand_out(name_of_programme(event), f"{event.slug}-programme", title, links.programme(event.slug))


def _programme(event: Event, release: Release, address: str) -> ResponseReturnValue:
    sessions = released_sessions(release)
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    programme = days_of(release, [session for session in sessions if _matches(session, chosen)])
    all_days = [one.day for one in days_of(release, sessions).days]
    day = _chosen_day(all_days, zones.day_of(now(), event.zone))
    of_day = next((one.sessions for one in programme.days if one.day == day), ())
    as_list = request.args.get("view") == "list"
    shown = html(
        event=event, release=release, is_current=address == links.programme(event.slug), phase=phase_of(event, now()),
        day=day, tabs=_tabs(all_days, day, address), view_links=_view_links(as_list, address),
        grid=None if as_list else find_grid(of_day, event), sessions=[session_card(one, event) for one in of_day],
        unplaced=[session_card(one, event) for one in programme.unplaced], filters=_filters(sessions, chosen),
        clear_url=_clear_url(chosen, address), kept=_kept(),
        page_links=_page_links(event, release), clock_offset=clock.offset_seconds(),
        has_sample_times=has_sample_times(of_day), theme_css=theme_url(accent_of(event)),
        zone=zone_of_event(event),
    )  # fmt: skip
    if not _is_offered(sessions, all_days, chosen):
        shown.headers["Cache-Control"] = "no-store"
    return shown


def _is_offered(sessions: list[ReleasedSession], days: Sequence[date], chosen: dict[str, str]) -> bool:
    """Whether a page of ours leads to what was asked for: no stranger fills the memory with filters of their own."""
    offered = {(name, has) for session in sessions for name, has in _traits_of(session).items()}
    offered |= {("view", "list"), *(("day", day.isoformat()) for day in days)}
    asked = {(name, value) for name, value in {**chosen, **_kept()}.items() if value}
    return asked <= offered


def _page_links(event: Event, release: Release) -> list[dict[str, Any]]:
    calendar = {"label": _("Add to your calendar"), "url": links.event_calendar(event.slug), "icon": "calendar-plus"}
    changes = {"label": _("What changed (version %(number)s)", number=release.number),
               "url": links.changelog(event.slug), "icon": "clock"}  # fmt: skip
    booklet = {"label": _("As a booklet (PDF)"), "url": links.programme_pdf(event.slug), "icon": "file-earmark-pdf"}
    mine = {"label": _("My programme"), "url": links.my_programme(event.slug), "icon": "star"}
    on_now = {"label": _("Now and next"), "url": links.on_now(event.slug), "icon": "broadcast"}
    current = phase_of(event, now())
    if event.ends_at <= now() or current is Phase.CANCELLED:
        return [booklet, changes]
    return [*([on_now] if current is Phase.LIVE else []), mine, calendar, booklet, changes]


def _kept() -> dict[str, str]:
    """What the form of filters sends along, so that the day and the view stay."""
    return {name: request.args.get(name, "") for name in ("day", "view")}


def _clear_url(chosen: dict[str, str], address: str) -> str | None:
    """Where no filter is on, for the same day and view; None when none is."""
    return _with(address, **dict.fromkeys(FILTERS, "")) if any(chosen.values()) else None


def _traits_of(session: ReleasedSession) -> dict[str, str]:
    """What the filters ask for."""
    return {"theme": session.theme_slug, "format": session.format_slug, "mode": session.mode.value}


def _matches(session: ReleasedSession, chosen: dict[str, str]) -> bool:
    has = _traits_of(session)
    return all(not wanted or has[name] == wanted for name, wanted in chosen.items())


def _chosen_day(days: Sequence[date], today: date) -> date | None:
    wanted = {day.isoformat(): day for day in days}.get(request.args.get("day", ""))
    return wanted or (today if today in days else days[0] if days else None)


def _tabs(days: Sequence[date], chosen: date | None, address: str) -> list[dict[str, Any]]:
    return [{"label": zones.short_day_words(day), "url": _with(address, day=day.isoformat()),
             "is_current": day == chosen} for day in days]  # fmt: skip


def _view_links(as_list: bool, address: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Grid"), "url": _with(address, view=""), "is_current": not as_list},
        {"label": _("List"), "url": _with(address, view="list"), "is_current": as_list},
    ]


def _with(address: str, **changes: str) -> str:
    """The address with what is chosen now, and these changes."""
    known = (*FILTERS, "day", "view")
    values = {name: changes.get(name, request.args.get(name, "")) for name in known}
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{address}?{query}" if query else address


def _filters(sessions: Sequence[ReleasedSession], chosen: dict[str, str]) -> list[dict[str, Any]]:
    shown = [session for session in sessions if not session.is_break]
    options = {
        "theme": (_("Theme"), sorted({(one.theme_slug, one.theme_name) for one in shown if one.theme_slug})),
        "format": (_("Format"), sorted({(one.format_slug, one.format_name) for one in shown})),
        "mode": (_("Take part"), [(mode.value, mode_words(mode)) for mode in sorted({one.mode for one in shown})]),
    }
    return [{"name": name, "label": label, "options": _options(found, chosen[name])}
            for name, (label, found) in options.items() if len(found) > 1]  # fmt: skip


def _options(found: list[tuple[str, str]], chosen: str) -> list[dict[str, Any]]:
    every = [("", _("All")), *found]
    return [{"value": value, "label": label, "is_current": value == chosen} for value, label in every]


@blueprint.get("/<slug:event_slug>/sessions/<slug:session_slug>/")
@public
@kept
def session(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """A session: the hub that everything points to."""
    event = get_public_event(event_slug)
    found = get_released_session(event, session_slug)
    if found.slug != session_slug:
        return redirect(links.session(event.slug, found.slug), PERMANENT)
    at = now()
    afterwards = afterwards_of([found.session_id], at)[found.session_id]
    earlier, later = followed_sessions(found.session_id)
    return html(
        event=event, session=found, phase=phase_of(event, at), theme_css=theme_url(accent_of(event)),
        when=session_when(found, event), mode=mode_words(found.mode),
        people=[person_card(one) for one in found.appearances if one.presentation_id is None],
        presentations=[(one, _presenters(found, one.presentation_id)) for one in found.presentations],
        found=afterwards_values(afterwards, found), is_empty=afterwards.is_empty,
        mentions=mentions(briefings_about_session(found.session_id)),
        earlier=[_across_years(one) for one in earlier], later=[_across_years(one) for one in later],
    )  # fmt: skip


def _across_years(session: ReleasedSession) -> dict[str, Any]:
    """The values of `link_list` for a session of another event."""
    event = session.release.event
    return {"label": session.title, "url": links.session(event.slug, session.slug), "note": event.title}


def _presenters(session: ReleasedSession, presentation_id: int) -> str:
    return names(one for one in session.appearances if one.presentation_id == presentation_id)


@blueprint.get("/<slug:event_slug>/people/")
@public
@kept
def people(event_slug: str) -> ResponseReturnValue:
    """Everybody who appears at an event, with role and post as on the day."""
    event = get_public_event(event_slug)
    release = get_current_release(event)
    cards = [person_card(one.appearances[0]) for one in people_of(release)]
    return html(event=event, people=cards, theme_css=theme_url(accent_of(event)))
