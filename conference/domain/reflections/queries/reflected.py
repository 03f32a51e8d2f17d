"""Which events have a reflection, asked for all of them at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select, union

from conference.core.database import db
from conference.domain.materials.models import Material
from conference.domain.reflections.models import (
    BlogPost,
    BlogPostEvent,
    BlogPostSession,
    Highlight,
    Quote,
    Takeaway,
    WriteUp,
)
from conference.domain.reflections.queries.afterwards import shown_quotes
from conference.domain.reflections.queries.posts import is_shown
from conference.domain.reflections.queries.write_ups import is_own_or_of, is_published
from conference.domain.schedule.models import CurrentRelease, ReleasedSession


def events_with_reflections(now: datetime) -> set[int]:
    """The ids of the events, drafts too, for which `reflection_of` would not be empty (1 query)."""
    released = select(CurrentRelease.event_id)
    own = Highlight.session_id.is_(None), Highlight.published_at <= now
    highlights = select(Highlight.event_id).where(*own, or_(Highlight.day.is_(None), Highlight.event_id.in_(released)))
    posts = select(BlogPostEvent.event_id).join(BlogPost, BlogPost.id == BlogPostEvent.blog_post_id)
    sessions = released.join(ReleasedSession, ReleasedSession.release_id == CurrentRelease.release_id)
    sessions = sessions.where(or_(*(ReleasedSession.session_id.in_(one) for one in _sessions_with_something(now))))
    return set(db.session.scalars(union(highlights, posts.where(is_shown(now)), sessions)))


def _sessions_with_something(now: datetime) -> list[Select[Any]]:
    """Queries for the ids of sessions, one for each kind of thing that came of them."""
    posts = select(BlogPostSession.session_id).join(BlogPost, BlogPost.id == BlogPostSession.blog_post_id)
    return [
        select(Highlight.session_id).where(Highlight.session_id.is_not(None), Highlight.published_at <= now),
        select(Takeaway.session_id).where(is_own_or_of(Takeaway, now)),
        select(Quote.session_id).where(*shown_quotes(now)),
        select(WriteUp.session_id).where(is_published(now)),
        select(Material.session_id).where(Material.published_at <= now),
        posts.where(is_shown(now)),
    ]
