"""Calendar files and feeds of events, sessions and series."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.events.queries import get_public_event, get_series
from conference.domain.schedule.queries import (
    calendar_entries_of,
    entries_of_series,
    entry_of_event,
    entry_of_session,
    find_current_release,
    get_released_session,
)
from conference.formats import ical
from conference.web.access import public
from conference.web.responses import calendar, kept

blueprint = Blueprint("calendars", __name__)
HOME_ZONE = "Europe/London"


@blueprint.get("/<slug:event_slug>/schedule.ics")
@public
@kept
def event(event_slug: str) -> ResponseReturnValue:
    """The released sessions of an event; the event itself as one entry while there is none with a time."""
    found = get_public_event(event_slug)
    release = find_current_release(found)
    entries = (calendar_entries_of(release) if release else []) or [entry_of_event(found)]
    body = ical.calendar(found.title, entries, found.zone, found.summary, links.absolute(links.event(found.slug)))
    return calendar(body, found.slug)


@blueprint.get("/<slug:event_slug>/sessions/<slug:session_slug>.ics")
@public
@kept
def session(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """One released session."""
    found = get_public_event(event_slug)
    one = get_released_session(found, session_slug)
    entry = entry_of_session(one, found)
    if entry is None:
        raise NotFound(_("This session has no time yet, so there is nothing for a calendar."))
    return calendar(ical.calendar(one.title, [entry], found.zone, url=entry.url), f"{found.slug}-{one.slug}")


@blueprint.get("/series/<slug:series_slug>.ics")
@public
@kept
def series(series_slug: str) -> ResponseReturnValue:
    """The events of a series, one entry each."""
    found = get_series(series_slug)
    zones = [one.zone for one in found.events]
    address = links.absolute(links.series(found.slug))
    body = ical.calendar(
        found.title, entries_of_series(found), zones[0] if zones else HOME_ZONE, found.summary, address
    )
    return calendar(body, found.slug)
