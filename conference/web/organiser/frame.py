"""The frame of the workbench: who is signed in, the events to switch between, and where one may go from here.

An item stands in the menu when a view answers its address and the member of staff may use that view, so a new screen
appears by itself once its line stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from conference import links
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import find_event, list_events, list_events_of_team
from conference.web.access import find_access, find_account, get_account, may
from conference.web.responses import PARTS

START_OF_EVENT = "organiser.start.event"


@dataclass(frozen=True)
class Place:
    """A link of the frame."""

    label: str
    url: str
    icon: str = ""
    is_current: bool = False
    badge: str = ""

    @property
    def name(self) -> str:
        """The label, as the switcher calls it."""
        return self.label


@dataclass(frozen=True)
class Nav:
    """What the layout of the workbench shows around a page."""

    events: list[Place]
    items: list[Place]
    crumbs: list[Place]


def event_places(slug: str) -> tuple[tuple[str, str, str], ...]:
    """What belongs to an event: path, label, icon, in the order of the work."""
    start = links.organise(slug)
    return (
        (start, _("What needs you"), "house"),
        (f"{start}edit/", _("Event"), "calendar-event"),
        (f"{start}interest/", _("Interest"), "bell"),
        (f"{start}programme/", _("Programme"), "list-ul"),
        (f"{start}schedule/", _("Schedule"), "grid-3x3-gap"),
        (links.organise_checks(slug), _("Checks"), "shield-check"),
        (f"{start}release/", _("Release"), "megaphone"),
        (f"{start}import/", _("Import"), "upload"),
        (f"{start}exports/", _("Export"), "download"),
        (f"{start}registrations/", _("Registrations"), "ticket-perforated"),
        (links.organise_door(slug), _("Door"), "door-open"),
        (f"{start}materials/", _("Materials"), "camera-video"),
        (f"{start}write-ups/", _("Write-ups"), "journal-text"),
        (f"{start}reflections/", _("Reflections"), "chat-quote"),
        (f"{start}team/", _("Team"), "person-check"),
        (f"{start}journal/", _("Journal"), "clock"),
    )


def site_places() -> tuple[tuple[str, str, str], ...]:
    """What belongs to the whole site: path, label, icon."""
    start = links.organise()
    return (
        (start, _("Events"), "house"),
        (f"{start}series/", _("Series"), "layers"),
        (f"{start}people/", _("People"), "people"),
        (f"{start}organisations/", _("Organisations"), "building"),
        (f"{start}venues/", _("Venues"), "door-open"),
        (f"{start}formats/", _("Formats"), "tags"),
        (f"{start}blog/", _("Blog posts"), "rss"),
        (f"{start}import/", _("Import"), "upload"),
        (f"{start}briefings/", _("Briefings"), "envelope-open"),
        (links.organise_outbox(), _("Outbox"), "send"),
        (links.organise_team(), _("Staff"), "person-check"),
        (links.organise_journal(), _("Journal"), "clock"),
        (links.organise_site(), _("Site"), "gear"),
    )


def is_open_to_me(path: str) -> bool:
    """Whether a view answers this address and the member of staff who is signed in may use it."""
    endpoint, arguments = _view_of(path)
    if endpoint == START_OF_EVENT and find_event(arguments["event_slug"]) is None:
        return False
    access = find_access(endpoint)
    if access is None or access.permission is None:
        return access is not None
    return may(access.permission, arguments.get("event_slug"))


def event_of_page(path: str) -> str | None:
    """The slug of the event to which a page of the workbench belongs, or None."""
    return _view_of(path)[1].get("event_slug")


def _view_of(path: str) -> tuple[str, Mapping[str, Any]]:
    """The endpoint and the arguments of the view that answers an address, "" and none where nothing does."""
    try:
        return current_app.url_map.bind("").match(path, "GET")
    except (RequestRedirect, HTTPException):
        return "", {}


def my_events() -> list[Event]:
    """The events that the member of staff works on, newest first: all of them, or those whose team they are in."""
    if may(Permission.SEE_WORKBENCH):
        return list_events()
    return list_events_of_team(get_account().id)


def frame() -> dict[str, Any]:
    """What the layout asks for: `account` and `nav`; nothing for a script that asks for parts of a page."""
    account = find_account()
    if account is None or PARTS in request.headers:
        return {}
    slug = (request.view_args or {}).get("event_slug")
    event = find_event(slug) if slug else None
    switcher = [Place(one.name, links.organise(one.slug), is_current=one.slug == slug) for one in my_events()]
    places = event_places(event.slug) if event else site_places()
    items = [Place(label, path, icon, _is_here(path, places)) for path, label, icon in places if is_open_to_me(path)]
    return {"account": account, "nav": Nav(switcher, items, _crumbs(event, items))}


def _is_here(path: str, places: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether the page belongs to this place: the longest path that the address begins with."""
    fitting = [other for other, _label, _icon in places if request.path.startswith(other)]
    return path == max(fitting, key=len, default="")


def _crumbs(event: Event | None, items: list[Place]) -> list[Place]:
    crumbs = [Place(_("Workbench"), links.organise())]
    if event is not None:
        crumbs.append(Place(event.name, links.organise(event.slug)))
    here = [item for item in items if item.is_current and item.url != crumbs[-1].url]
    return crumbs + here
