"""The public archive of briefings: by year, one issue, and the feed."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.briefings.models import Briefing, BriefingItem, BriefingLink
from conference.domain.briefings.queries import (
    find_neighbours,
    get_sent_briefing,
    list_sent_briefings,
    newest_change,
)
from conference.domain.events.rules import EventKind, EventState
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import current_sessions
from conference.domain.site.queries import get_site
from conference.formats import atom
from conference.web.access import public
from conference.web.cards import briefing_card, issued_words
from conference.web.responses import feed as feed_response
from conference.web.responses import html, kept

blueprint = Blueprint("briefings", __name__)
NEWEST_IN_FEED = 30
FIRST_YEAR_OF_TAGS = 2021


@blueprint.get("/briefings/")
@public
@kept
def index() -> ResponseReturnValue:
    """All issues, the newest first, by year."""
    years: dict[int, list[dict[str, Any]]] = {}
    for briefing in list_sent_briefings():
        years.setdefault(briefing.issued_on.year, []).append(briefing_card(briefing))
    return html(years=list(years.items()))


@blueprint.get("/briefings/<slug:briefing_slug>/")
@public
@kept
def show(briefing_slug: str) -> ResponseReturnValue:
    """One issue, in the order of the mail."""
    briefing = get_sent_briefing(briefing_slug)
    items = [item for section in briefing.sections for item in section.items]
    wanted = [link.session_id for item in items for link in item.links if link.session_id]
    sessions = current_sessions(wanted)
    before, after = find_neighbours(briefing)
    return html(
        briefing=briefing, issued=issued_words(briefing), places={item.id: _places(item, sessions) for item in items},
        previous=_neighbour(before), following=_neighbour(after),
    )  # fmt: skip


@blueprint.get("/briefings/feed.atom")
@public
@kept
def feed() -> ResponseReturnValue:
    """The newest issues as an Atom feed."""
    briefings = list_sent_briefings(NEWEST_IN_FEED)
    title = _("Briefings of %(site)s", site=get_site().name)
    address, own = links.absolute(links.briefings()), links.absolute(links.briefings_feed())
    changed = newest_change(briefings, now())
    return feed_response(atom.feed(title, tag_of("briefings"), address, own, _entries(briefings), changed))


def _entries(briefings: Iterable[Briefing]) -> list[atom.FeedEntry]:
    return [
        atom.FeedEntry(
            id=tag_of(f"briefing-{briefing.id}"), title=briefing.title, summary=briefing.intro,
            url=links.absolute(links.briefing(briefing.slug)),
            published_at=briefing.sent_at or briefing.changed_at, changed_at=briefing.changed_at,
        )
        for briefing in briefings
    ]  # fmt: skip


def tag_of(name: str) -> str:
    """A lasting id for a feed or an entry (RFC 4151), of the site's host and a name of ours."""
    host = urlsplit(current_app.config["ADDRESS"]).hostname
    return f"tag:{host},{FIRST_YEAR_OF_TAGS}:{name}"


def _neighbour(briefing: Briefing | None) -> dict[str, str] | None:
    return {"label": briefing.title, "url": links.briefing(briefing.slug)} if briefing else None


def _places(item: BriefingItem, sessions: dict[int, ReleasedSession]) -> list[dict[str, str]]:
    """Where on our own pages an item leads, each place once; a webinar's session stands for the webinar."""
    shown = [sessions[link.session_id].release.event_id for link in item.links if link.session_id in sessions]
    found = [_place(link, sessions) for link in item.links if not _is_webinar_of(link, shown)]
    return list({place["url"]: place for place in found if place}.values())


def _is_webinar_of(link: BriefingLink, event_ids: list[int]) -> bool:
    return link.event is not None and link.event.kind is EventKind.WEBINAR and link.event.id in event_ids


def _place(link: BriefingLink, sessions: dict[int, ReleasedSession]) -> dict[str, str] | None:
    session = sessions.get(link.session_id or 0)
    if session is not None:
        return {"label": session.title, "url": links.session(session.release.event.slug, session.slug)}
    if link.blog_post is not None:
        return {"label": link.blog_post.title, "url": links.blog_post(link.blog_post.slug)}
    if link.event is not None and link.event.state is not EventState.DRAFT:
        return {"label": link.event.title, "url": links.event(link.event.slug)}
    return None
