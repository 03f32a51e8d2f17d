"""The start pages of the workbench: all events, and what needs you."""

from typing import Any

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.queries import count_interest
from conference.domain.registration.queries import count_places
from conference.domain.site.queries import get_site
from conference.web.access import may, requires, signed_in
from conference.web.cards import kind_words
from conference.web.organiser.frame import is_open_to_me, my_events
from conference.web.organiser.listing import state_words
from conference.web.organiser.needs import needs_of, needs_of_site
from conference.web.responses import page

blueprint = Blueprint("start", __name__)
NEW_EVENT = "/organise/events/new/"


@blueprint.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """The events that one works on, and what needs one on the whole site."""
    if not get_site().is_set_up and may(Permission.MANAGE_SITE):
        return redirect(links.organise_site())
    new_event = NEW_EVENT if is_open_to_me(NEW_EVENT) else ""
    return page(rows=[_row(event) for event in my_events()], new_event=new_event, tasks=needs_of_site(now()))


@blueprint.get("/<slug:event_slug>/")
@requires(Permission.SEE_WORKBENCH)
def event(event_slug: str) -> ResponseReturnValue:
    """What needs you at one event."""
    found = get_event(event_slug)
    figures = _figures(found) if may(Permission.SEE_REGISTRATIONS, event_slug) else []
    is_public = found.state is not EventState.DRAFT
    tasks = needs_of(found, now())
    lead = state_words(found, now())
    return page(event=found, days=_days(found), lead=lead, tasks=tasks, figures=figures, is_public=is_public)


def _figures(event: Event) -> list[dict[str, Any]]:
    """How many are interested, have a place, wait: those that are not 0."""
    tally = count_places(event)
    counts = [
        (count_interest(event).confirmed, _("interested")),
        (tally.places.taken.get(AttendanceMode.IN_PERSON, 0), _("coming in person")),
        (tally.places.taken.get(AttendanceMode.ONLINE, 0), _("joining online")),
        (tally.waiting_in_all, _("waiting")),
    ]
    return [{"value": count, "label": label} for count, label in counts if count]


def _row(event: Event) -> dict[str, Any]:
    name = {"text": event.name, "url": links.organise(event.slug)}
    return {"name": name, "days": _days(event), "kind": kind_words(event.kind), "state": state_words(event, now())}


def _days(event: Event) -> str:
    return zones.days_words(zones.day_of(event.starts_at, event.zone), zones.day_of(event.ends_at, event.zone))
