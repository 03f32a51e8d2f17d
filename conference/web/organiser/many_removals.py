"""Many presentations, themes or rooms removed at once, as one by one: none that something still hangs on."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.many import Leaving, Removal, Seen
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.queries import get_event, get_venue_of
from conference.domain.programme.actions import remove_many_presentations, remove_many_rooms, remove_many_themes
from conference.domain.programme.models import Theme
from conference.domain.programme.queries import themes_of
from conference.domain.programme.rules import why_room_stays, why_theme_stays
from conference.domain.schedule.queries.rows import (
    PresentationRow,
    RoomRow,
    count_sessions_by_room,
    count_sessions_by_theme,
    presentation_rows,
    room_rows_of,
)
from conference.web.access import get_account, requires
from conference.web.organiser.many_page import Many, many_page
from conference.web.organiser.session_words import readers_words
from conference.web.organiser.tables.frame import themes_table
from conference.web.organiser.tables.places import rooms_table
from conference.web.organiser.tables.presentations import presentations_table

blueprint = Blueprint("many_removals", __name__)


@blueprint.route("/<slug:event_slug>/programme/many/presentations/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def presentations(event_slug: str) -> ResponseReturnValue:
    """Remove many presentations."""

    def many() -> Many[PresentationRow]:
        event = get_event(event_slug)
        rows = presentation_rows(event)
        return Many(
            presentations_table(event, rows), rows,
            links.organise_all_presentations(event_slug), lambda row: row.presentation_id,
            lambda row: Leaving(row.title, lost=row.letters),
        )  # fmt: skip

    def remove(_to: Removal, seen: Seen) -> int:
        return remove_many_presentations(get_event(event_slug), seen, actor=get_account(), now=now())

    return many_page(
        many, remove, event=get_event(event_slug), title=_("Remove many presentations"),
        lead=_("They go with their abstracts, and that cannot be undone; their presenters stay in the sessions."),
        afterwards=readers_words(get_event(event_slug)),
    )  # fmt: skip


@blueprint.route("/<slug:event_slug>/programme/many/themes/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def themes(event_slug: str) -> ResponseReturnValue:
    """Remove many themes."""

    def many() -> Many[Theme]:
        event = get_event(event_slug)
        sessions = count_sessions_by_theme(event)
        return Many(
            themes_table(event, sessions), themes_of(event), links.organise_themes(event_slug), lambda one: one.id,
            lambda one: Leaving(one.name, why_theme_stays(sessions.get(one.id, 0))),
        )  # fmt: skip

    def remove(_to: Removal, seen: Seen) -> int:
        return remove_many_themes(get_event(event_slug), seen, actor=get_account(), now=now())

    lead = _("They cannot be chosen any more.")
    return many_page(many, remove, title=_("Remove many themes"), lead=lead, event=get_event(event_slug))


@blueprint.route("/events/<slug:slug>/rooms/many/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def rooms(slug: str) -> ResponseReturnValue:
    """Remove many rooms of an event's venue."""

    def many() -> Many[RoomRow]:
        event, sessions = get_event(slug), count_sessions_by_room()
        return Many(
            rooms_table(event, has_links=True), room_rows_of(event), links.organise_rooms(slug),
            lambda row: row.room_id, lambda row: Leaving(row.name, why_room_stays(sessions.get(row.room_id, 0))),
        )  # fmt: skip

    def remove(_to: Removal, seen: Seen) -> int:
        return remove_many_rooms(get_venue_of(get_event(slug)), seen, actor=get_account(), now=now())

    lead = _("They cannot be chosen any more, at any event of this venue.")
    return many_page(many, remove, title=_("Remove many rooms"), lead=lead, event=get_event(slug))
