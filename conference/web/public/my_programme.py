"""My programme: what a reader chose of an event, held in the address alone: it needs no account and no cookie."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import entry_of_session, get_current_release, released_sessions, spans_of
from conference.domain.schedule.rules import overlapping
from conference.formats import ical
from conference.web.access import public
from conference.web.cards import accent_of, has_sample_times, session_card, zone_of_event
from conference.web.responses import calendar, page
from conference.web.static import theme_url

blueprint = Blueprint("my_programme", __name__)
MOST_CHOSEN = 200
LONGEST_NUMBER = 9


@blueprint.get("/<slug:event_slug>/my-programme/")
@public
def show(event_slug: str) -> ResponseReturnValue:
    """What was chosen, by day; nothing chosen yet, or `choose` in the address: all sessions to tick."""
    event = get_public_event(event_slug)
    sessions = [one for one in released_sessions(get_current_release(event)) if not one.is_break]
    wanted = _wanted()
    chosen = [one for one in sessions if one.session_id in wanted]
    is_choosing = not chosen or "choose" in request.args
    shown = sessions if is_choosing else chosen
    return page(
        event=event, is_choosing=is_choosing, chosen_ids={one.session_id for one in chosen},
        days=_days(event, shown, _notes(chosen)), missing=_missing(wanted, chosen),
        has_sample_times=has_sample_times(shown),
        page_links=_page_links(event, [one.session_id for one in chosen]), theme_css=theme_url(accent_of(event)),
        zone=zone_of_event(event),
    )  # fmt: skip


@blueprint.get("/<slug:event_slug>/my-programme.ics")
@public
def file(event_slug: str) -> ResponseReturnValue:
    """The chosen sessions that have a time, as a calendar that may be subscribed to: it may become empty."""
    event = get_public_event(event_slug)
    wanted = _wanted()
    found = [one for one in released_sessions(get_current_release(event)) if one.session_id in wanted]
    entries = [entry for one in found if (entry := entry_of_session(one, event)) is not None]
    title = _("My programme: %(event)s", event=event.title)
    address = links.absolute(links.my_programme(event.slug, [one.session_id for one in found]))
    return calendar(ical.calendar(title, entries, event.zone, url=address), f"my-{event.slug}")


def _wanted() -> set[int]:
    """The sessions that the address names; what is no number of a session is passed over."""
    given = request.args.getlist("s")[:MOST_CHOSEN]
    return {int(one) for one in given if one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER}


def _missing(wanted: set[int], chosen: Sequence[ReleasedSession]) -> str:
    count = len(wanted) - len(chosen)
    words = ngettext(
        "%(num)s session that you chose is not in the programme any more.",
        "%(num)s sessions that you chose are not in the programme any more.",
        count,
    )
    return words if count else ""


def _days(event: Event, sessions: Sequence[ReleasedSession], notes: dict[int, str]) -> list[dict[str, Any]]:
    """The sessions by day, those without a time last."""
    return [{"label": label, "cards": [session_card(one, event) | {"note": notes.get(one.session_id)} for one in found]}
            for label, found in groupby(sessions, key=lambda one: _day_label(event, one))]  # fmt: skip


def _day_label(event: Event, session: ReleasedSession) -> str:
    if session.starts_at is None:
        return _("Time not known yet")
    return zones.date_words(zones.day_of(session.starts_at, event.zone))


def _notes(chosen: Sequence[ReleasedSession]) -> dict[int, str]:
    """For each session that cannot be attended whole beside another chosen one: a sentence that names it."""
    notes = {}
    for one, other in reversed(overlapping(spans_of(chosen))):
        notes[one.session_id] = _("At the same time as %(title)s.", title=other.title)
        notes[other.session_id] = _("At the same time as %(title)s.", title=one.title)
    return notes


def _page_links(event: Event, ids: Sequence[int]) -> list[dict[str, Any]]:
    programme = {"label": _("The whole programme"), "url": links.programme(event.slug), "icon": "calendar-event"}
    if not ids:
        return [programme]
    change = f"{links.my_programme(event.slug, ids)}&choose=1"
    return [
        {"label": _("Add to your calendar"), "url": links.my_calendar(event.slug, ids), "icon": "calendar-plus"},
        {"label": _("Change what you chose"), "url": change, "icon": "pencil"},
        programme,
    ]
