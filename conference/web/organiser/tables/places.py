"""The tables of venues, and of the rooms that an event has."""

from conference import links
from conference.core.words import _, ngettext
from conference.domain.events.models import Event, Venue
from conference.domain.schedule.queries.rows import RoomRow
from conference.web.organiser.asking import yes_words
from conference.web.organiser.tables.columns import Column, Filter, Table, yes_or_no


def venues_table() -> Table[Venue]:
    """All venues."""
    return Table(
        "venues", _("Venues"), _columns_of_venues(), lambda number: ngettext("%(num)s venue", "%(num)s venues", number),
        lambda one: " ".join([one.name, one.street, one.city, *(room.name for room in one.rooms)]),
        _("Name, place or room"),
    )  # fmt: skip


def rooms_table(event: Event, *, has_links: bool) -> Table[RoomRow]:
    """The rooms of an event's venue, with what the draft has in them; links only for whoever may edit rooms."""
    return Table(
        "rooms", _("Rooms"), _columns_of_rooms(has_links),
        lambda number: ngettext("%(num)s room", "%(num)s rooms", number), lambda row: f"{row.name} {row.building}",
        _("Name or building"), (_streaming(), _used()), of=event.slug,
    )  # fmt: skip


def _columns_of_venues() -> tuple[Column[Venue], ...]:
    return (
        Column("name", _("Name"), lambda one: one.name, url=lambda one: links.organise_venues(one.id)),
        Column("street", _("Street"), lambda one: one.street, is_shown=False),
        Column("city", _("City"), lambda one: one.city),
        Column("country", _("Country"), lambda one: one.country, is_shown=False),
        Column("rooms", _("Rooms"), lambda one: len(one.rooms) or None, is_number=True),
        Column("seats", _("Seats"), lambda one: sum(room.capacity or 0 for room in one.rooms) or None, is_number=True,
               is_shown=False),
    )  # fmt: skip


def _columns_of_rooms(has_links: bool) -> tuple[Column[RoomRow], ...]:
    return (
        Column("name", _("Name"), lambda row: row.name, url=_address if has_links else None),
        Column("building", _("Building"), lambda row: row.building),
        Column("capacity", _("Seats"), lambda row: row.capacity, is_number=True),
        Column("streaming", _("Streaming"), lambda row: yes_words(row.has_streaming)),
        Column("sessions", _("Sessions"), lambda row: row.sessions or None, is_number=True),
        Column("minutes", _("Minutes in use"), lambda row: row.minutes or None, is_number=True),
    )  # fmt: skip


def _address(row: RoomRow) -> str:
    return links.organise_room(row.venue_id, row.room_id)


def _streaming() -> Filter[RoomRow]:
    return yes_or_no("streaming", _("Streaming"), _("With or without"), _("With streaming"), _("Without streaming"),
                     lambda row: row.has_streaming)  # fmt: skip


def _used() -> Filter[RoomRow]:
    return yes_or_no("sessions", _("Sessions"), _("In use or not"), _("In use"), _("Not in use"),
                     lambda row: row.sessions)  # fmt: skip
