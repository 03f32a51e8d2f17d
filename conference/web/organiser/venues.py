"""Venues and their rooms."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.actions import add_room, create_venue, edit_room, edit_venue
from conference.domain.events.models import Event, Room
from conference.domain.events.queries import get_event, get_room, get_venue, list_venues
from conference.domain.programme.actions import remove_room
from conference.domain.schedule.queries.rows import RoomRow, room_rows_of
from conference.web.access import get_account, may, requires
from conference.web.forms.base import ButtonForm
from conference.web.forms.events import RoomForm, VenueForm
from conference.web.organiser.asking import ask_page, form_page, yes_words
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.picks import Picks, to_change, to_remove
from conference.web.organiser.tables.places import rooms_table, venues_table
from conference.web.organiser.tables.shown import shown

blueprint = Blueprint("venues", __name__)


@blueprint.get("/venues/")
@requires(Permission.EDIT_EVENTS)
def show() -> ResponseReturnValue:
    """The table of all venues."""
    of = shown(venues_table(), list_venues(), links.organise_venues())
    return table_page(of, title=_("Venues"), lead=_("Buildings with their rooms."))


@blueprint.get("/<slug:event_slug>/programme/rooms/")
@requires(Permission.EDIT_PROGRAMME)
def rooms(event_slug: str) -> ResponseReturnValue:
    """The table of the rooms that an event has."""
    event = get_event(event_slug)
    may_edit = may(Permission.EDIT_EVENTS)
    of = shown(rooms_table(event, has_links=may_edit), room_rows_of(event), links.organise_rooms(event_slug))
    lead = _("The rooms of %(venue)s, with what the draft has in them.", venue=event.venue.name) if event.venue else ""
    return table_page(of, title=_("Rooms"), lead=lead, event=event, picks=_picks(event) if may_edit else None)


def _picks(event: Event) -> Picks[RoomRow]:
    deeds = [to_change(links.organise_many_rooms(event.slug)), to_remove(links.organise_remove_rooms(event.slug))]
    return Picks(lambda row: row.room_id, deeds)


@blueprint.route("/venues/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def new() -> ResponseReturnValue:
    """Make a venue."""
    form = VenueForm()

    def make() -> tuple[str, str]:
        venue = create_venue(form.details, actor=get_account(), now=now())
        return links.organise_venues(venue.id), _("%(venue)s is made. Now it needs rooms.", venue=venue.name)

    done = form.perform(make)
    return done or form_page(form, title=_("New venue"), button=_("Make the venue"), back=links.organise_venues())


@blueprint.route("/venues/<id:venue_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def edit(venue_id: int) -> ResponseReturnValue:
    """What is said about a venue, and its rooms."""
    venue = get_venue(venue_id)
    form = VenueForm(obj=venue)

    def save() -> tuple[str, str]:
        edit_venue(get_venue(venue_id), form.details, actor=get_account(), now=now())
        return links.organise_venues(venue_id), _("What is said about the venue is saved.")

    rows = [_room_row(room) for room in venue.rooms]
    return form.perform(save) or form_page(
        form,
        title=venue.name,
        button=_("Save"),
        back=links.organise_venues(),
        history=f"{links.organise_venues(venue_id)}history/",
        rows=rows,
        venue=venue,
    )


def _room_row(room: Room) -> dict[str, Any]:
    return {
        "name": {"text": room.name, "url": links.organise_room(room.venue_id, room.id)},
        "capacity": str(room.capacity or ""),
        "streaming": yes_words(room.has_streaming),
    }


@blueprint.route("/venues/<id:venue_id>/rooms/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def new_room(venue_id: int) -> ResponseReturnValue:
    """Add a room to a venue."""
    venue, form = get_venue(venue_id), RoomForm()

    def add() -> tuple[str, str]:
        room = add_room(get_venue(venue_id), form.details, actor=get_account(), now=now())
        return links.organise_venues(venue_id), _("%(room)s is added.", room=room.name)

    title = _("New room of %(venue)s", venue=venue.name)
    return form.perform(add) or form_page(
        form, title=title, button=_("Add the room"), back=links.organise_venues(venue_id)
    )


@blueprint.route("/venues/<id:venue_id>/rooms/<id:room_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def room(venue_id: int, room_id: int) -> ResponseReturnValue:
    """What is said about a room."""
    found = get_room(venue_id, room_id)
    form = RoomForm(obj=found)

    def save() -> tuple[str, str]:
        edit_room(get_room(venue_id, room_id), form.details, actor=get_account(), now=now())
        return links.organise_venues(venue_id), _("What is said about the room is saved.")

    return form.perform(save) or form_page(
        form,
        title=found.name,
        button=_("Save"),
        back=links.organise_venues(venue_id),
        history=f"{links.organise_room(venue_id, room_id)}history/",
        remove=f"{links.organise_room(venue_id, room_id)}remove/",
    )


@blueprint.route("/venues/<id:venue_id>/rooms/<id:room_id>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def remove(venue_id: int, room_id: int) -> ResponseReturnValue:
    """Ask before a room goes."""
    form, back = ButtonForm(), links.organise_venues(venue_id)

    def take_away() -> tuple[str, str]:
        remove_room(get_room(venue_id, room_id), actor=get_account(), now=now())
        return back, _("The room is gone.")

    if (done := form.perform(take_away)) is not None:
        return done
    consequence = _("%(room)s cannot be chosen any more.", room=get_room(venue_id, room_id).name)
    return ask_page(form, title=_("Remove a room"), button=_("Remove it"), back=back, consequences=[consequence])
