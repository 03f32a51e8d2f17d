"""The history of each record: who changed what, with the words before and after, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.domain.accounts.queries import count_history, list_history, subject_names
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event, get_room, get_series, get_venue
from conference.domain.people.queries import get_organisation, get_person
from conference.domain.programme.queries import get_format, get_presentation, get_session, get_theme
from conference.domain.records.queries.merging import merged_records
from conference.domain.reflections.queries import get_post
from conference.domain.registration.queries import get_registration
from conference.web.access import requires
from conference.web.organiser.deeds import clock_of, history_row
from conference.web.organiser.listing import pages_of
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("history", __name__)
SESSION = "/<slug:event_slug>/programme/sessions/<slug:session_slug>/"


@dataclass(frozen=True)
class Told:
    """Whose history a page tells: the record and what became part of it, its name, its own page, its event if any."""

    subjects: Sequence[Any]
    name: str
    back: str
    event: Event | None = None


def _page(told: Told) -> ResponseReturnValue:
    """Fifty deeds a page, in the zone of the event or of the site."""
    subjects, clock = told.subjects, clock_of(told.event)
    paging = Paging(page_number(request.args.get("page", "")), count_history(subjects))
    entries = list_history(subjects, paging.size, paging.offset)
    names, about = subject_names(entries), (subjects[0].__tablename__, subjects[0].id)
    rows = [history_row(entry, names, clock, about) for entry in entries]
    return page(told=told, rows=rows, paging=paging, url_of=pages_of(request.path, {}))


@blueprint.get("/<slug:event_slug>/edit/history/")
@requires(Permission.EDIT_EVENTS)
def event(event_slug: str) -> ResponseReturnValue:
    """What was done to an event and its deadlines."""
    found = get_event(event_slug)
    return _page(Told([found], found.title, links.organise_event(found.slug), found))


@blueprint.get("/series/<slug:slug>/history/")
@requires(Permission.EDIT_EVENTS)
def series(slug: str) -> ResponseReturnValue:
    """What was done to a series."""
    found = get_series(slug)
    return _page(Told([found], found.title, links.organise_series(found.slug)))


@blueprint.get("/venues/<id:venue_id>/history/")
@requires(Permission.EDIT_EVENTS)
def venue(venue_id: int) -> ResponseReturnValue:
    """What was done to a venue and its rooms."""
    found = get_venue(venue_id)
    return _page(Told([found], found.name, links.organise_venues(found.id)))


@blueprint.get("/venues/<id:venue_id>/rooms/<id:room_id>/history/")
@requires(Permission.EDIT_EVENTS)
def room(venue_id: int, room_id: int) -> ResponseReturnValue:
    """What was done to a room."""
    found = get_room(venue_id, room_id)
    return _page(Told([found], found.name, links.organise_room(venue_id, room_id)))


@blueprint.get("/people/<slug:slug>/history/")
@requires(Permission.EDIT_PEOPLE)
def person(slug: str) -> ResponseReturnValue:
    """What was done to the record of a person."""
    found = get_person(slug)
    return _page(Told([found, *merged_records(found)], found.name, links.organise_person(found.slug)))


@blueprint.get("/organisations/<slug:slug>/history/")
@requires(Permission.EDIT_PEOPLE)
def organisation(slug: str) -> ResponseReturnValue:
    """What was done to the record of an organisation."""
    found = get_organisation(slug)
    return _page(Told([found, *merged_records(found)], found.name, links.organise_organisations(found.slug)))


@blueprint.get("/formats/<slug:slug>/history/")
@requires(Permission.EDIT_PROGRAMME)
def session_format(slug: str) -> ResponseReturnValue:
    """What was done to a format."""
    found = get_format(slug)
    return _page(Told([found], found.name, links.organise_formats(found.slug)))


@blueprint.get("/<slug:event_slug>/programme/themes/<slug:theme_slug>/history/")
@requires(Permission.EDIT_PROGRAMME)
def theme(event_slug: str, theme_slug: str) -> ResponseReturnValue:
    """What was done to a theme."""
    at = get_event(event_slug)
    found = get_theme(at, theme_slug)
    return _page(Told([found], found.name, links.organise_themes(at.slug, found.slug), at))


@blueprint.get(f"{SESSION}history/")
@requires(Permission.EDIT_PROGRAMME)
def session(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """What was done to a session and everything in it."""
    at = get_event(event_slug)
    found = get_session(at, session_slug)
    return _page(Told([found], found.title, links.organise_session(at.slug, found.slug), at))


@blueprint.get(f"{SESSION}presentations/<id:presentation_id>/history/")
@requires(Permission.EDIT_PROGRAMME)
def presentation(event_slug: str, session_slug: str, presentation_id: int) -> ResponseReturnValue:
    """What was done to a presentation."""
    at = get_event(event_slug)
    found = get_presentation(get_session(at, session_slug), presentation_id)
    back = f"{links.organise_presentations(at.slug, session_slug)}{found.id}/"
    return _page(Told([found], found.title, back, at))


@blueprint.get("/<slug:event_slug>/registrations/<id:registration_id>/history/")
@requires(Permission.SEE_REGISTRATIONS)
def registration(event_slug: str, registration_id: int) -> ResponseReturnValue:
    """What was done to a registration."""
    at = get_event(event_slug)
    found = get_registration(at, registration_id)
    return _page(Told([found], found.name, links.organise_registration(at.slug, found.id), at))


@blueprint.get("/blog/<id:post_id>/history/")
@requires(Permission.EDIT_REFLECTIONS)
def post(post_id: int) -> ResponseReturnValue:
    """What was done to a blog post."""
    found = get_post(post_id)
    return _page(Told([found], found.title, links.organise_post(found.id)))
