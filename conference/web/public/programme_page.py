"""What the pages of a programme show: a day as grid or list, the days as tabs, filters in the address; a session.

Of a release, or of a draft as it would be released: then `address_of` says where a session of it is read.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request

from conference.core import zones
from conference.core.clock import now
from conference.core.languages import language_words
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import days_of
from conference.web.cards import (
    accent_of,
    has_sample_times,
    mode_words,
    names,
    session_card,
    session_when,
    short_day,
    zone_of_event,
)
from conference.web.public.grid import MOST_COLUMNS, Grid, find_grid
from conference.web.static import theme_url

FILTERS = ("theme", "format", "mode", "language")
PARAMETERS = (*FILTERS, "day", "view")
PAGES_ARE_IN = "en"
AddressOf = Callable[[ReleasedSession], str]


def programme_page(
    event: Event, release: Release, sessions: Sequence[ReleasedSession], address: str,
    address_of: AddressOf | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The values of the page at `address` that shows these sessions of a release, all of them."""
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    programme = days_of(release, [session for session in sessions if _matches(session, chosen)])
    all_days = [one.day for one in days_of(release, sessions).days]
    day = _chosen_day(all_days, zones.day_of(now(), event.zone))
    of_day = next((one.sessions for one in programme.days if one.day == day), ())
    as_list = request.args.get("view") == "list"
    grid = None if as_list else find_grid(of_day, event, address_of)
    no_grid = _why_no_grid(grid)
    return {
        "event": event, "release": release, "day": day, "tabs": _tabs(event, all_days, day, address),
        "view_links": _view_links(as_list or bool(no_grid), address),
        "grid": None if no_grid else grid, "no_grid": no_grid,
        "sessions": [session_card(one, event, address_of) for one in of_day],
        "unplaced": [session_card(one, event, address_of) for one in programme.unplaced],
        "filters": _filters(sessions, chosen), "clear_url": _clear_url(chosen, address), "kept": _kept(),
        "has_sample_times": has_sample_times(of_day), "theme_css": theme_url(accent_of(event)),
        "zone": zone_of_event(event),
    }  # fmt: skip


def session_page(event: Event, session: ReleasedSession) -> dict[str, Any]:
    """The values of a session's page that stand in the programme itself, apart from who is in it."""
    return {
        "event": event, "session": session, "theme_css": theme_url(accent_of(event)),
        "when": session_when(session, event), "mode": mode_words(session.mode),
        "spoken": language_words(session.language) if session.language != PAGES_ARE_IN else None,
        "presentations": [(one, _presenters(session, one.presentation_id)) for one in session.presentations],
    }  # fmt: skip


def _presenters(session: ReleasedSession, presentation_id: int) -> str:
    return names(one for one in session.appearances if one.presentation_id == presentation_id)


def is_offered(event: Event, sessions: Sequence[ReleasedSession]) -> bool:
    """Whether a page of ours leads to what was asked for: no stranger fills the memory with filters of their own."""
    offered = {(name, has) for session in sessions for name, has in _traits_of(session).items()}
    days = {zones.day_of(one.starts_at, event.zone) for one in sessions if one.starts_at}
    offered |= {("view", "list"), *(("day", day.isoformat()) for day in days)}
    asked = {(name, value) for name in PARAMETERS if (value := request.args.get(name, ""))}
    return asked <= offered


def _kept() -> dict[str, str]:
    """What the form of filters sends along, so that the day and the view stay."""
    return {name: request.args.get(name, "") for name in ("day", "view")}


def _clear_url(chosen: dict[str, str], address: str) -> str | None:
    """Where no filter is on, for the same day and view; None when none is."""
    return _with(address, **dict.fromkeys(FILTERS, "")) if any(chosen.values()) else None


def _traits_of(session: ReleasedSession) -> dict[str, str]:
    """What the filters ask for."""
    return {"theme": session.theme_slug, "format": session.format_slug, "mode": session.mode.value,
            "language": session.language}  # fmt: skip


def _matches(session: ReleasedSession, chosen: dict[str, str]) -> bool:
    has = _traits_of(session)
    return all(not wanted or has[name] == wanted for name, wanted in chosen.items())


def _chosen_day(days: Sequence[date], today: date) -> date | None:
    wanted = {day.isoformat(): day for day in days}.get(request.args.get("day", ""))
    return wanted or (today if today in days else days[0] if days else None)


def _tabs(event: Event, days: Sequence[date], chosen: date | None, address: str) -> list[dict[str, Any]]:
    return [{"label": short_day(event, day), "url": _with(address, day=day.isoformat()),
             "is_current": day == chosen} for day in days]  # fmt: skip


def _view_links(as_list: bool, address: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Grid"), "url": _with(address, view=""), "is_current": not as_list},
        {"label": _("List"), "url": _with(address, view="list"), "is_current": as_list},
    ]


def _why_no_grid(grid: Grid | None) -> str:
    if grid is None or grid.fits:
        return ""
    return _("The grid shows up to %(most)s rooms side by side, and this day needs more: so here is the list. "
             "With a filter it may fit.", most=MOST_COLUMNS)  # fmt: skip


def _with(address: str, **changes: str) -> str:
    """The address with what is chosen now, and these changes."""
    values = {name: changes.get(name, request.args.get(name, "")) for name in PARAMETERS}
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{address}?{query}" if query else address


def _filters(sessions: Sequence[ReleasedSession], chosen: dict[str, str]) -> list[dict[str, Any]]:
    shown = [session for session in sessions if not session.is_break]
    options = {
        "theme": (_("Theme"), sorted({(one.theme_slug, one.theme_name) for one in shown if one.theme_slug})),
        "format": (_("Format"), sorted({(one.format_slug, one.format_name) for one in shown})),
        "mode": (_("Take part"), [(mode.value, mode_words(mode)) for mode in sorted({one.mode for one in shown})]),
        "language": (_("Language"), sorted((one, language_words(one)) for one in {one.language for one in shown})),
    }
    return [{"name": name, "label": label, "options": _options(found, chosen[name])}
            for name, (label, found) in options.items() if len(found) > 1]  # fmt: skip


def _options(found: list[tuple[str, str]], chosen: str) -> list[dict[str, Any]]:
    every = [("", _("All")), *found]
    return [{"value": value, "label": label, "is_current": value == chosen} for value, label in every]
