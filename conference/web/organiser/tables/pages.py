"""A page that is one table; its template extends `organiser/table_page.html`."""

from typing import Any

from flask.typing import ResponseReturnValue

from conference import links
from conference.core.words import _
from conference.domain.events.models import Event
from conference.web.organiser.tables.columns import Row
from conference.web.organiser.tables.picks import Picks
from conference.web.organiser.tables.shown import ShownTable
from conference.web.responses import page


def table_page(
    of: ShownTable[Row], *, title: str, lead: str = "", event: Event | None = None, picks: Picks[Row] | None = None,
    **more: Any,
) -> ResponseReturnValue:  # fmt: skip
    """The page of a table, or the file of it that the request asks for; `picks`: rows can be ticked."""
    tabs = programme_tabs(event, of.address) if event else []
    return of.find_file() or page(title=title, lead=lead, event=event, table=of.values(picks), tabs=tabs,
                                  **more)  # fmt: skip


def programme_tabs(event: Event, here: str) -> list[dict[str, Any]]:
    """The tables of an event's programme, as tabs."""
    places = [
        (links.organise_programme(event.slug), _("Sessions")),
        (links.organise_all_presentations(event.slug), _("Presentations")),
        (links.organise_availability(event.slug), _("People")),
        (links.organise_rooms(event.slug), _("Rooms")),
        (links.organise_themes(event.slug), _("Themes")),
    ]
    return [{"url": url, "label": label, "is_current": url == here} for url, label in places]
