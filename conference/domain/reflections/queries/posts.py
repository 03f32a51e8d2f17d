"""Reading blog posts: by address, by session, by event, by author, the newest."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.core.zones import day_of
from conference.domain.events.models import Event
from conference.domain.people.models import Person
from conference.domain.programme.models import Format, Session
from conference.domain.reflections.models import BlogAuthor, BlogPost, BlogPostEvent, BlogPostSession
from conference.domain.site.queries import get_site

NEVER = date(1, 1, 1)


def is_shown(now: datetime) -> ColumnElement[bool]:
    """The condition that a post may be read by everybody at `now`."""
    return BlogPost.published_at <= now


def _whole(query: Select[BlogPost]) -> Select[BlogPost]:
    sessions = selectinload(BlogPost.session_links).joinedload(BlogPostSession.session)
    return query.options(
        selectinload(BlogPost.authors).joinedload(BlogAuthor.person), sessions.joinedload(Session.event),
        selectinload(BlogPost.event_links).joinedload(BlogPostEvent.event),
    )  # fmt: skip


def day_of_post(post: BlogPost, zone: str) -> date:
    """The day that a post belongs to: when it was posted, or else when it was put here, in the zone."""
    known_from = day_of(post.published_at, zone) if post.published_at else NEVER
    return post.posted_on or known_from


def _newest_first(query: Select[BlogPost]) -> list[BlogPost]:
    zone = get_site().home_zone
    return sorted(db.session.scalars(query), key=lambda post: (day_of_post(post, zone), post.id), reverse=True)


def get_public_post(slug: str, now: datetime) -> BlogPost:
    """A post that may be read, with its authors, sessions and events; raises NotFound."""
    post = db.session.scalar(_whole(select(BlogPost).where(BlogPost.slug == slug, is_shown(now))))
    if post is None:
        raise NotFound(_("There is no such post."))
    return post


def newest_posts(now: datetime) -> list[BlogPost]:
    """The posts that may be read, the newest first, with their authors (2 queries)."""
    return _newest_first(select(BlogPost).where(is_shown(now)).options(selectinload(BlogPost.authors)))


def posts_by_session(session_ids: Collection[int], now: datetime) -> dict[int, list[BlogPost]]:
    """The posts on these sessions that may be read, by session id, the oldest first (2 queries)."""
    query = select(BlogPostSession).join(BlogPostSession.blog_post)
    query = query.where(BlogPostSession.session_id.in_(session_ids), is_shown(now))
    query = query.options(joinedload(BlogPostSession.blog_post).selectinload(BlogPost.authors))
    found: dict[int, list[BlogPost]] = {}
    for link in db.session.scalars(query.order_by(BlogPost.published_at, BlogPost.id)) if session_ids else ():
        found.setdefault(link.session_id, []).append(link.blog_post)
    return found


def posts_on_event(event: Event, now: datetime) -> list[BlogPost]:
    """The posts on a whole event that may be read, the oldest first, with authors (2 queries)."""
    query = select(BlogPost).join(BlogPost.event_links).where(BlogPostEvent.event_id == event.id, is_shown(now))
    query = query.options(selectinload(BlogPost.authors))
    return list(db.session.scalars(query.order_by(BlogPost.published_at, BlogPost.id)))


def posts_by(person: Person, now: datetime) -> list[BlogPost]:
    """The posts of a person that may be read, the newest first, with all their authors (2 queries)."""
    own = select(BlogAuthor.blog_post_id).where(BlogAuthor.person_id == person.id)
    query = select(BlogPost).where(BlogPost.id.in_(own), is_shown(now)).options(selectinload(BlogPost.authors))
    return _newest_first(query)


def list_posts(limit: int, offset: int = 0) -> list[BlogPost]:
    """Posts, public or not, the newest first, with authors and links (at most 6 queries)."""
    day = func.coalesce(BlogPost.posted_on, func.date(BlogPost.published_at))
    query = _whole(select(BlogPost)).order_by(day.desc().nulls_last(), BlogPost.id.desc())
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_posts() -> int:
    """How many posts there are, public or not."""
    return db.session.scalar(select(func.count(BlogPost.id))) or 0


def get_post(post_id: int) -> BlogPost:
    """A post with its authors, sessions and events; raises NotFound."""
    post = db.session.scalar(_whole(select(BlogPost).where(BlogPost.id == post_id)))
    if post is None:
        raise NotFound(_("There is no such post."))
    return post


def slugs_of_posts() -> set[str]:
    """Every slug that a post has."""
    return set(db.session.scalars(select(BlogPost.slug)))


def sessions_to_link() -> list[tuple[Event, list[Session]]]:
    """All events with their sessions that are not breaks, the newest event first (2 queries)."""
    events = list(db.session.scalars(select(Event).order_by(Event.starts_at.desc(), Event.id)))
    by_event: dict[int, list[Session]] = {event.id: [] for event in events}
    query = select(Session).join(Session.format).where(Format.is_break.is_(False))
    for session in db.session.scalars(query.order_by(Session.starts_at, Session.position, Session.id)):
        by_event[session.event_id].append(session)
    return [(event, by_event[event.id]) for event in events]
