"""Writing the rooms, themes and formats of a file."""

from conference.core.database import db
from conference.core.slugs import FreeSlugs
from conference.core.text import is_slug, slug_of
from conference.domain.events.models import Room
from conference.domain.exchange.actions.writing import Writing, changes_of, load, set_fields
from conference.domain.exchange.rules import Item, Thing
from conference.domain.programme.models import Format, Theme
from conference.formats.programmes.slugs import is_ours


def write_rooms(writing: Writing) -> None:
    """New rooms stand behind those of the venue, in the order of the file."""
    if writing.venue is None:
        return
    rooms = writing.held.rooms.values()
    slugs, first = FreeSlugs(room.slug for room in rooms), len(rooms)
    wanted = writing.programme.rooms
    writing.insert(Thing.ROOM, Room, [
        {"venue_id": writing.venue.id, "name": said["name"], "capacity": said.get("capacity"),
         "directions": said.get("directions", ""), "position": first + at,
         "slug": slugs.take(_slug(writing, deed.item, wanted[deed.item.index or 0].slug, "room"))}
        for at, deed in enumerate(writing.new(Thing.ROOM)) if (said := deed.item.said)
    ])  # fmt: skip
    changed = writing.changed(Thing.ROOM)
    names = {"name": "name", "capacity": "capacity", "directions": "directions"}
    done = {room.id: changes_of(changed[room.id], set_fields(room, changed[room.id].changes, names))
            for room in load(Room, changed)}  # fmt: skip
    db.session.flush()
    writing.record("edit room", Room, done)


def write_themes(writing: Writing) -> None:
    """New themes stand behind those of the event, in the order of the file."""
    if writing.event is None:
        return
    themes = writing.held.themes.values()
    slugs, first = FreeSlugs(theme.slug for theme in themes), len(themes)
    wanted = writing.programme.themes
    writing.insert(Thing.THEME, Theme, [
        {"event_id": writing.event.id, "name": deed.item.said["name"], "position": first + at,
         "slug": slugs.take(_slug(writing, deed.item, wanted[deed.item.index or 0].slug, "theme"))}
        for at, deed in enumerate(writing.new(Thing.THEME))
    ])  # fmt: skip
    changed = writing.changed(Thing.THEME)
    done = {theme.id: changes_of(changed[theme.id], set_fields(theme, changed[theme.id].changes, {"name": "name"}))
            for theme in load(Theme, changed)}  # fmt: skip
    db.session.flush()
    writing.record("edit theme", Theme, done)


def write_formats(writing: Writing) -> None:
    """New formats, not offered at other events; those that are there belong to the site, and no file changes them."""
    slugs = FreeSlugs(one.slug for one in writing.held.formats.values())
    writing.insert(Thing.FORMAT, Format, [
        {**deed.item.said, "slug": slugs.take(slug_of(deed.item.said["name"], "format")), "is_offered": False}
        for deed in writing.new(Thing.FORMAT)
    ])  # fmt: skip


def _slug(writing: Writing, item: Item, said: str, fallback: str) -> str:
    """The slug of the file where it is one of ours, else one of the name."""
    if is_slug(said) and is_ours(writing.programme.heading.generator):
        return said
    return slug_of(item.name, fallback)
