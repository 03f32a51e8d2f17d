"""A published write-up: a page to read, and its PDF."""

from typing import Any

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.core.zones import date_words, day_of
from conference.documents import name_of_write_up
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import (
    afterwards_of,
    get_published_write_up,
    neighbours_of,
)
from conference.domain.reflections.rules import may_be_quoted, role_in
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import get_released_session
from conference.web.access import public
from conference.web.cards import accent_of
from conference.web.public.afterwards import afterwards_values, quote_values
from conference.web.public.handed_out import hand_out
from conference.web.responses import html, kept
from conference.web.static import theme_url

blueprint = Blueprint("write_ups", __name__)
PERMANENT = 301


@blueprint.get("/<slug:event_slug>/sessions/<slug:session_slug>/write-ups/<id:number>/")
@public
@kept
def show(event_slug: str, session_slug: str, number: int) -> ResponseReturnValue:
    """A write-up to read, with what it reflects on and what else was written."""
    event, session, write_up = _found(event_slug, session_slug, number)
    if session.slug != session_slug:
        return redirect(links.write_up(event.slug, session.slug, number), PERMANENT)
    before, after = neighbours_of(write_up, event, now())
    return html(
        event=event, session=session, write_up=write_up, theme_css=theme_url(accent_of(event)),
        quotes=[quote_values(one) for one in write_up.quotes if may_be_quoted(one.has_consent, one.source_url)],
        takeaways=[one.text for one in write_up.takeaways], others=_others(session, write_up),
        previous=_neighbour(before), following=_neighbour(after), **_heading(write_up, event),
    )  # fmt: skip


def _found(event_slug: str, session_slug: str, number: int) -> tuple[Event, ReleasedSession, WriteUp]:
    event = get_public_event(event_slug)
    session = get_released_session(event, session_slug)
    return event, session, get_published_write_up(session.session_id, number, now())


def _heading(write_up: WriteUp, event: Event) -> dict[str, Any]:
    posted = day_of(write_up.published_at or write_up.saved_at, event.zone)
    return {
        "role": role_in(write_up.byline, write_up.person.name), "date_text": date_words(posted),
        "iso": posted.isoformat(),
    }  # fmt: skip


def _others(session: ReleasedSession, write_up: WriteUp) -> list[dict[str, Any]]:
    """What else was written on the session."""
    found = afterwards_of([session.session_id], now())[session.session_id]
    found.write_ups = [one for one in found.write_ups if one.id != write_up.id]
    values = afterwards_values(found, session)
    return [*values["write_ups"], *values["posts"]]


def _neighbour(found: tuple[WriteUp, ReleasedSession] | None) -> dict[str, str] | None:
    if found is None:
        return None
    write_up, session = found
    return {"label": write_up.title, "url": links.write_up(session.release.event.slug, session.slug, write_up.number)}


@blueprint.get("/<slug:event_slug>/sessions/<slug:session_slug>/write-ups/<id:number>.pdf")
@public
def pdf(event_slug: str, session_slug: str, number: int) -> ResponseReturnValue:
    """The same as a PDF, once the worker has made it."""
    event, session, write_up = _found(event_slug, session_slug, number)
    back = links.write_up(event.slug, session.slug, number)
    title = _("“%(title)s” as PDF", title=write_up.title)
    return hand_out(name_of_write_up(write_up), f"{event.slug}-{session.slug}-{number}", title, back)
