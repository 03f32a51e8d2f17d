"""The released programme: by day as grid or list, filtered, in its earlier versions; a session; its people."""

from typing import Any

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import clock
from conference.core.clock import now
from conference.core.words import _
from conference.core.zones import date_words, day_of
from conference.documents import name_of_programme
from conference.domain.briefings.queries import briefings_about_session
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.events.rules import Phase
from conference.domain.programme.rules import SessionState
from conference.domain.reflections.queries import afterwards_of, followed_sessions
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import (
    find_current_release,
    get_current_release,
    get_release,
    get_released_session,
    people_of,
    released_sessions,
)
from conference.web.access import public
from conference.web.cards import (
    accent_of,
    mentions,
    person_card,
    phase_of,
)
from conference.web.public.afterwards import afterwards_values
from conference.web.public.handed_out import hand_out
from conference.web.public.programme_page import PARAMETERS, is_offered, programme_page, session_page
from conference.web.responses import html, kept, kept_by
from conference.web.static import theme_url

blueprint = Blueprint("programme", __name__)
PERMANENT = 301


@blueprint.get("/<slug:event_slug>/programme/")
@public
@kept_by(*PARAMETERS)
def index(event_slug: str) -> ResponseReturnValue:
    """The programme that is released now."""
    event = get_public_event(event_slug)
    release = find_current_release(event)
    if release is None:
        return html(event=event, release=None, theme_css=theme_url(accent_of(event)))
    return _programme(event, release, links.programme(event.slug))


@blueprint.get("/<slug:event_slug>/programme/v/<id:number>/")
@public
@kept_by(*PARAMETERS)
def version(event_slug: str, number: int) -> ResponseReturnValue:
    """The programme as it was in one release."""
    event = get_public_event(event_slug)
    release, current = get_release(event, number), get_current_release(event)
    return _programme(event, release, links.released_programme(event.slug, number), current)


@blueprint.get("/<slug:event_slug>/programme.pdf")
@public
def pdf(event_slug: str) -> ResponseReturnValue:
    """The programme as a booklet, once the worker has made it."""
    event = get_public_event(event_slug)
    get_current_release(event)
    title = _("Programme of %(event)s", event=event.title)
    return hand_out(name_of_programme(event), f"{event.slug}-programme", title, links.programme(event.slug))


def _programme(event: Event, release: Release, address: str, current: Release | None = None) -> ResponseReturnValue:
    """`current` is the newest release, where the address is that of one release for good."""
    sessions = released_sessions(release)
    shown = html(
        **programme_page(event, release, sessions, address),
        version=_version_words(release, current) if current else None,
        phase=phase_of(event, now()), page_links=_page_links(event, release), clock_offset=clock.offset_seconds(),
    )  # fmt: skip
    if not is_offered(event, sessions):
        shown.headers["Cache-Control"] = "no-store"
    return shown


def _version_words(release: Release, current: Release) -> dict[str, str | bool]:
    """What a page that is kept for good says of itself, and of what is not kept with it."""
    event, number = release.event, release.number
    on = date_words(day_of(release.released_at, event.zone))
    if release.id == current.id:
        words = _("This is version %(number)s of the programme, of %(day)s: the newest one.", number=number, day=on)
    else:
        words = _("This is version %(number)s of the programme, of %(day)s. Times and rooms may have changed since.",
                  number=number, day=on)  # fmt: skip
    of_today = _("The name of the event and the pages that this one leads to are as of today.")
    return {"words": f"{words} {of_today}", "is_earlier": release.id != current.id}


def _page_links(event: Event, release: Release) -> list[dict[str, Any]]:
    calendar = {"label": _("Add to your calendar"), "url": links.event_calendar(event.slug), "icon": "calendar-plus"}
    changes = {"label": _("What changed (version %(number)s)", number=release.number),
               "url": links.changelog(event.slug), "icon": "clock"}  # fmt: skip
    booklet = {"label": _("As a booklet (PDF)"), "url": links.programme_pdf(event.slug), "icon": "file-earmark-pdf"}
    mine = {"label": _("My programme"), "url": links.my_programme(event.slug), "icon": "star"}
    on_now = {"label": _("Now and next"), "url": links.on_now(event.slug), "icon": "broadcast"}
    current = phase_of(event, now())
    if event.ends_at <= now() or current is Phase.CANCELLED:
        return [booklet, changes]
    return [*([on_now] if current is Phase.LIVE else []), mine, calendar, booklet, changes]


@blueprint.get("/<slug:event_slug>/sessions/<slug:session_slug>/")
@public
@kept
def session(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """A session: the hub that everything points to."""
    event = get_public_event(event_slug)
    found = get_released_session(event, session_slug)
    if found.slug != session_slug:
        return redirect(links.session(event.slug, found.slug), PERMANENT)
    at = now()
    afterwards = afterwards_of([found.session_id], at)[found.session_id]
    earlier, later = followed_sessions(found.session_id)
    may_be_chosen = found.state is not SessionState.CANCELLED and phase_of(event, at) is not Phase.OVER
    return html(
        **session_page(event, found), may_be_chosen=may_be_chosen, programme_url=links.event(event.slug),
        people=[person_card(one) for one in found.appearances if one.presentation_id is None],
        found=afterwards_values(afterwards, found), is_empty=afterwards.is_empty,
        mentions=mentions(briefings_about_session(found.session_id)),
        earlier=[_across_years(one) for one in earlier], later=[_across_years(one) for one in later],
    )  # fmt: skip


def _across_years(session: ReleasedSession) -> dict[str, Any]:
    """The values of `link_list` for a session of another event."""
    event = session.release.event
    return {"label": session.title, "url": links.session(event.slug, session.slug), "note": event.title}


@blueprint.get("/<slug:event_slug>/people/")
@public
@kept
def people(event_slug: str) -> ResponseReturnValue:
    """Everybody who appears at an event, with role and post as on the day."""
    event = get_public_event(event_slug)
    release = get_current_release(event)
    cards = [person_card(one.appearances[0]) for one in people_of(release)]
    return html(event=event, people=cards, theme_css=theme_url(accent_of(event)))
