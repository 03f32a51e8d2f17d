"""Our page on a blog post that stands here or elsewhere: what it says, and the sessions and events it reflects on."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.briefings.queries import briefings_about_blog_post
from conference.domain.events.rules import EventState
from conference.domain.reflections.models import BlogAuthor, BlogPost
from conference.domain.reflections.queries import get_public_post
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import current_sessions
from conference.web.access import public
from conference.web.cards import event_card, mentions
from conference.web.responses import html, kept

blueprint = Blueprint("blog", __name__)


@blueprint.get("/blog/<slug:post_slug>/")
@public
@kept
def show(post_slug: str) -> ResponseReturnValue:
    """What a post says, with its authors as on the posting day, and the way to it and to what it reflects on."""
    post = get_public_post(post_slug, now())
    posted = post.posted_on
    return html(
        post=post, kind=_(post.kind).capitalize(), authors=[_author(one) for one in post.authors],
        date_text=date_words(posted) if posted else None, iso=posted.isoformat() if posted else None,
        sessions=_sessions(post), events=_events(post), mentions=mentions(briefings_about_blog_post(post.id)),
    )  # fmt: skip


def _author(author: BlogAuthor) -> dict[str, Any]:
    """The values of `lists.person_line`, the role as on the posting day."""
    url = author.person.url if author.person else None
    return {"name": author.name, "url": url, "job_title": author.role or None}


def _sessions(post: BlogPost) -> list[dict[str, Any]]:
    """The sessions that readers may see, of whatever year, the newest first."""
    found = current_sessions([link.session_id for link in post.session_links]).values()
    in_order = sorted(found, key=lambda one: one.starts_at or one.release.event.starts_at, reverse=True)
    return [_session(one) for one in in_order]


def _session(session: ReleasedSession) -> dict[str, Any]:
    event = session.release.event
    return {"label": session.title, "url": links.session(event.slug, session.slug), "note": event.title}


def _events(post: BlogPost) -> list[dict[str, Any]]:
    found = [link.event for link in post.event_links if link.event.state is not EventState.DRAFT]
    return [event_card(event, now()) for event in sorted(found, key=lambda one: one.starts_at, reverse=True)]
