"""Writing what sessions are chosen from: formats, the themes of an event, and the rooms that go."""

from dataclasses import asdict
from datetime import datetime

from conference.core.database import db
from conference.core.differences import change
from conference.core.errors import Conflict
from conference.core.slugs import free_slug
from conference.core.text import slug_of
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Room
from conference.domain.programme.models import Format, Theme
from conference.domain.programme.queries import count_sessions_in, count_sessions_on, list_formats, themes_of
from conference.domain.programme.rules import FormatDetails, why_room_stays, why_theme_stays

Actor = Account | str
NOT_SLUGS = {"many", "new"}  # addresses of other pages


def add_format(details: FormatDetails, *, actor: Actor, now: datetime) -> Format:
    """Add a format; raises Conflict for a name that is taken."""
    _check_format_name(details.name, None)
    slug = free_slug(slug_of(details.name, "format"), {one.slug for one in list_formats()} | NOT_SLUGS)
    made = Format(slug=slug, **asdict(details))
    db.session.add(made)
    record("add format", made, actor=actor, now=now)
    return made


def edit_format(known: Format, details: FormatDetails, *, actor: Actor, now: datetime) -> None:
    """Change a format; released programmes keep its name until their next release."""
    _check_format_name(details.name, known)
    record("edit format", known, actor=actor, now=now, changes=change(known, asdict(details)))


def _check_format_name(name: str, known: Format | None) -> None:
    if any(one.name.casefold() == name.casefold() for one in list_formats() if one is not known):
        raise Conflict(_("There is a format of that name already."), "name")


def add_theme(event: Event, name: str, *, actor: Actor, now: datetime) -> Theme:
    """Add a theme to an event, behind the others; raises Conflict for a name that it has already."""
    _check_theme_name(event, name, None)
    themes = themes_of(event)
    slug = free_slug(slug_of(name, "theme"), {theme.slug for theme in themes})
    theme = Theme(event_id=event.id, slug=slug, name=name, position=len(themes))
    db.session.add(theme)
    record("add theme", theme, actor=actor, now=now, event_id=event.id)
    return theme


def rename_theme(event: Event, theme: Theme, name: str, *, actor: Actor, now: datetime) -> None:
    """Give a theme another name; readers see it with the next release."""
    _check_theme_name(event, name, theme)
    record("rename theme", theme, actor=actor, now=now, event_id=event.id, changes=change(theme, {"name": name}))


def remove_theme(event: Event, theme: Theme, *, actor: Actor, now: datetime) -> None:
    """Take a theme away; raises Conflict while sessions have it."""
    if why := why_theme_stays(count_sessions_on(theme)):
        raise Conflict(why)
    record("remove theme", theme, actor=actor, now=now, event_id=event.id, name=theme.name)
    db.session.delete(theme)


def _check_theme_name(event: Event, name: str, theme: Theme | None) -> None:
    if any(one.name.casefold() == name.casefold() for one in themes_of(event) if one is not theme):
        raise Conflict(_("This event has a theme of that name already."), "name")


def remove_room(room: Room, *, actor: Actor, now: datetime) -> None:
    """Take a room away from its venue; raises Conflict while sessions are planned in it."""
    if why := why_room_stays(count_sessions_in(room)):
        raise Conflict(why)
    record("remove room", room, actor=actor, now=now, within=room.venue, name=room.name)
    db.session.delete(room)
