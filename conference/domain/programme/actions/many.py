"""Many formats changed together; many presentations, themes and rooms removed: all of them or none."""

from datetime import datetime

from conference.core.database import lock, lock_all
from conference.core.differences import change
from conference.core.many import Leaving, Removal, Seen, check_many
from conference.domain.accounts.actions import record_each
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Room, Venue
from conference.domain.programme.actions.frame import remove_room, remove_theme
from conference.domain.programme.actions.parts import remove_presentation
from conference.domain.programme.models import Format, Presentation, Session, Theme
from conference.domain.programme.queries import count_sessions_in, count_sessions_on
from conference.domain.programme.rules import FormatsChange, why_room_stays, why_theme_stays

Actor = Account | str


def change_many_formats(to: FormatsChange, seen: Seen, *, actor: Actor, now: datetime) -> int:
    """Change many formats; how many were not so already. `seen`: their marks on a page, by id.

    Raises Conflict where one has been changed since.
    """
    formats = lock_all(Format, seen)
    check_many(to, seen, {one.id: (one.name, one) for one in formats})
    changes = {one.id: change(one, to.wanted) for one in formats if to.differences(one)}
    record_each("edit format", Format, changes, actor=actor, now=now)
    return len(changes)


def remove_many_presentations(event: Event, seen: Seen, *, actor: Actor, now: datetime) -> int:
    """Take many presentations of an event away, how many; their presenters stay. Raises Conflict as `check_many`."""
    lock(event)
    found = lock_all(Presentation, seen, Presentation.session.has(Session.event_id == event.id))
    check_many(Removal(), seen, {one.id: (one.title, leaving_presentation(one)) for one in found})
    for presentation in found:
        remove_presentation(presentation, actor=actor, now=now)
    return len(found)


def leaving_presentation(presentation: Presentation) -> Leaving:
    """A presentation, with how much of an abstract goes with it."""
    return Leaving(presentation.title, lost=len(presentation.abstract))


def remove_many_themes(event: Event, seen: Seen, *, actor: Actor, now: datetime) -> int:
    """Take many themes of an event away, how many; raises Conflict as `check_many`, and while sessions have one."""
    lock(event)
    themes = lock_all(Theme, seen, Theme.event_id == event.id)
    leaving = {one.id: (one.name, Leaving(one.name, why_theme_stays(count_sessions_on(one)))) for one in themes}
    check_many(Removal(), seen, leaving)
    for theme in themes:
        remove_theme(event, theme, actor=actor, now=now)
    return len(themes)


def remove_many_rooms(venue: Venue, seen: Seen, *, actor: Actor, now: datetime) -> int:
    """Take many rooms of a venue away, how many; raises Conflict as `check_many`, and while sessions are in one."""
    lock(venue)
    rooms = lock_all(Room, seen, Room.venue_id == venue.id)
    leaving = {one.id: (one.name, Leaving(one.name, why_room_stays(count_sessions_in(one)))) for one in rooms}
    check_many(Removal(), seen, leaving)
    for room in rooms:
        remove_room(room, actor=actor, now=now)
    return len(rooms)
