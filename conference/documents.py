"""The PDFs that we hand out: which page each is made of. Made by the worker, kept, handed out from there.

What is one person's own is made when they ask, a few at a time, and kept nowhere.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Protocol

from conference import links
from conference.core.errors import Conflict
from conference.core.words import _
from conference.core.zones import day_of
from conference.domain.attendance.queries import Ticket, are_badges_kept, sheets_of
from conference.domain.attendance.rules import BadgeSize
from conference.domain.events.models import Event, Room
from conference.domain.events.queries import find_event_by_id
from conference.domain.events.rules import EventState
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import find_write_up, reflection_of
from conference.domain.reflections.rules import WriteUpState, role_in
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import (
    current_sessions,
    days_of,
    find_current_release,
    people_of,
    place_of,
    released_sessions,
)
from conference.domain.site.queries import get_site
from conference.formats import pdf


class Templates(Protocol):
    """What is asked of the template engine: a Jinja environment that escapes."""

    def get_template(self, name: str) -> Any:
        """The template of this name."""


LETTERS_A_PAGE = 4300  # of the HTML, as booklets have them
SHEET = '<section class="sheet'  # each is a page
AT_ONCE = BoundedSemaphore(2)  # of the threads that answer, so many may wait for a PDF
PATIENCE = 8.0  # seconds until who asks for one is told to ask again; one takes 1 to 2

_templates: Templates | None = None
_assets: Path | None = None


def use_environment(templates: Templates, assets: Path) -> None:
    """Find templates here, and style sheets and fonts below `assets`, from now on (the application calls this once)."""
    global _templates, _assets
    _templates, _assets = templates, assets


def name_of_write_up(write_up: WriteUp) -> str:
    """Under which name the PDF of a write-up is kept."""
    return f"write-up-{write_up.id}"


def name_of_reflections(event: Event) -> str:
    """Under which name the PDF of an event's reflections is kept."""
    return f"reflections-{event.id}"


def name_of_programme(event: Event) -> str:
    """Under which name the programme booklet of an event is kept."""
    return f"programme-{event.id}"


def page_of(name: str, now: datetime) -> str | None:
    """The page that the document of this name is made of at `now`; None where there is nothing to make it of."""
    kind, _dash, number = name.rpartition("-")
    make = MAKERS.get(kind)
    return make(int(number), now) if make is not None and number.isdecimal() else None


def render(page: str, tell: Callable[[int, int], None] | None = None) -> bytes:
    """The PDF of a page; takes seconds, in another process. Raises PdfFailed.

    `tell` hears now and then which page is being laid out, and of about how many.
    """
    if _assets is None:
        raise RuntimeError("documents have no style yet: call use_environment() first")
    about = page.count(SHEET) or 1 + len(page) // LETTERS_A_PAGE
    heard = (lambda number: tell(number, max(number, about))) if tell else None
    return pdf.render(page, _assets, heard)


def ticket_pdf(ticket: Ticket) -> bytes:
    """The PDF of a ticket, made at once: 1 to 2 seconds in another process.

    Raises Conflict while many ask for theirs, PdfFailed where it cannot be made.
    """
    page = _page("pdf/ticket.html", ticket=ticket)
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Conflict(
            _("Many people ask for their ticket right now. Please try again in a minute; the page shows it too.")
        )
    try:
        return render(page)
    finally:
        AT_ONCE.release()


def _write_up(write_up_id: int, _now: datetime) -> str | None:
    """Also before its embargo ends, so that it is ready then; its address gives it out from that moment on only."""
    write_up = find_write_up(write_up_id)
    if write_up is None or write_up.state is not WriteUpState.PUBLISHED or write_up.published_at is None:
        return None
    session = current_sessions([write_up.session_id]).get(write_up.session_id)
    return None if session is None else _page_of_write_up(write_up, session, write_up.published_at)


def _page_of_write_up(write_up: WriteUp, session: ReleasedSession, published_at: datetime) -> str:
    event = session.release.event
    return _page(
        "pdf/write_up.html", write_up=write_up, session=session, event=event, posted=day_of(published_at, event.zone),
        name=write_up.person.name, role=role_in(write_up.byline, write_up.person.name),
        address=links.absolute(links.write_up(event.slug, session.slug, write_up.number)),
    )  # fmt: skip


def _reflections(event_id: int, now: datetime) -> str | None:
    event = find_event_by_id(event_id)
    reflection = reflection_of(event, now) if event else None
    if event is None or reflection is None or reflection.is_empty:
        return None
    address = links.absolute(links.reflections(event.slug))
    return _page("pdf/reflections.html", event=event, reflection=reflection, address=address)


def _programme(event_id: int, _now: datetime) -> str | None:
    event = find_event_by_id(event_id)
    release = find_current_release(event) if event else None
    if event is None or release is None or event.state is EventState.DRAFT:
        return None
    sessions = released_sessions(release)
    return _page(
        "pdf/programme.html", event=event, release=release, programme=days_of(release, sessions),
        people=people_of(release, sessions), rooms=_rooms_in(event, sessions), place=place_of(event),
        address=links.absolute(links.programme(event.slug)),
    )  # fmt: skip


def _badges(size: BadgeSize, event_id: int, now: datetime) -> str | None:
    event = find_event_by_id(event_id)
    sheets = sheets_of(event, size) if event and are_badges_kept(event, now) else []
    return _page("pdf/badges.html", event=event, size=size.value, sheets=sheets) if sheets else None


def _rooms_in(event: Event, sessions: Sequence[ReleasedSession]) -> list[Room]:
    """The rooms of the venue that the programme uses, in the venue's order."""
    used = {session.room_slug for session in sessions}
    return [room for room in (event.venue.rooms if event.venue else []) if room.slug in used]


def _page(template: str, **values: Any) -> str:
    if _templates is None:
        raise RuntimeError("documents have no templates yet: call use_environment() first")
    return str(_templates.get_template(template).render(site=get_site(), language="en", **values))


MAKERS: dict[str, Callable[[int, datetime], str | None]] = {
    "write-up": _write_up,
    "reflections": _reflections,
    "programme": _programme,
    **{f"badges-{size}": partial(_badges, size) for size in BadgeSize},
}
