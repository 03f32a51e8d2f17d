"""The newest reflections of all events: write-ups and posts in one list, with where each leads."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from conference import links
from conference.core.database import db
from conference.core.words import _
from conference.core.zones import day_of
from conference.domain.people.models import Person
from conference.domain.reflections.models import BlogPost, Highlight, Quote, WriteUp
from conference.domain.reflections.queries.afterwards import shown_quotes
from conference.domain.reflections.queries.posts import day_of_post, newest_posts, posts_by
from conference.domain.reflections.queries.write_ups import newest_write_ups, write_ups_by
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import current_sessions
from conference.domain.site.queries import get_site


@dataclass(frozen=True)
class Reflection:
    """A write-up or a post in the words of a list. `day` is the day that it belongs to; `posted_on` may be unknown.

    `id` is lasting ("write-up-12"); `path` is our own page on it; instants are aware.
    """

    id: str
    kind: str
    title: str
    path: str
    byline: str
    summary: str
    day: date
    posted_on: date | None
    published_at: datetime
    changed_at: datetime
    body: str = ""
    about: str = ""


def newest_reflections(now: datetime, limit: int | None = None) -> list[Reflection]:
    """The newest public write-ups and posts of all events (4 queries)."""
    return _sorted(_of_write_ups(newest_write_ups(now)), _of_posts(newest_posts(now)))[:limit]


def reflections_by(person: Person, now: datetime) -> list[Reflection]:
    """The public write-ups and posts that a person wrote, the newest first (4 queries)."""
    return _sorted(_of_write_ups(write_ups_by(person, now)), _of_posts(posts_by(person, now)))


def quotes_by(person: Person, now: datetime) -> list[tuple[Quote, ReleasedSession]]:
    """What a person is quoted with in public, each with the session where it was said, the newest first (2 queries)."""
    query = select(Quote).where(Quote.person_id == person.id, *shown_quotes(now)).order_by(Quote.id.desc())
    quotes = list(db.session.scalars(query))
    sessions = current_sessions({one.session_id for one in quotes})
    return [(one, sessions[one.session_id]) for one in quotes if one.session_id in sessions]


def _sorted(*lists: list[Reflection]) -> list[Reflection]:
    found = [reflection for one in lists for reflection in one]
    return sorted(found, key=lambda one: (one.day, one.published_at, one.id), reverse=True)


def _of_write_ups(write_ups: list[WriteUp]) -> list[Reflection]:
    sessions = current_sessions({one.session_id for one in write_ups})
    return [
        of_write_up(one, sessions[one.session_id], one.published_at)
        for one in write_ups
        if one.published_at is not None and one.session_id in sessions
    ]


def of_write_up(write_up: WriteUp, session: ReleasedSession, published_at: datetime) -> Reflection:
    """A published write-up in the words of a list."""
    event = session.release.event
    day = day_of(published_at, event.zone)
    return Reflection(
        id=f"write-up-{write_up.id}", kind=_("Write-up"), title=write_up.title, byline=write_up.byline,
        path=links.write_up(event.slug, session.slug, write_up.number), summary=write_up.standfirst, day=day,
        posted_on=day, published_at=published_at, changed_at=published_at, body=write_up.body,
        about=_("%(session)s, %(event)s", session=session.title, event=event.name),
    )  # fmt: skip


def _of_posts(posts: list[BlogPost]) -> list[Reflection]:
    zone = get_site().home_zone
    return [of_post(one, one.published_at, zone) for one in posts if one.published_at is not None]


def of_post(post: BlogPost, published_at: datetime, zone: str) -> Reflection:
    """A post in the words of a list; where its day is not known, it is the one in the zone when it was put here."""
    return Reflection(
        id=f"blog-post-{post.id}", kind=_(post.kind).capitalize(), title=post.title, path=links.blog_post(post.slug),
        byline=", ".join(author.name for author in post.authors) or post.publication, summary=post.summary,
        day=day_of_post(post, zone), posted_on=post.posted_on, published_at=published_at, changed_at=post.changed_at,
    )  # fmt: skip


def list_turning_points() -> list[datetime]:
    """The instants from which write-ups, highlights and posts are public."""
    columns = (WriteUp.published_at, Highlight.published_at, BlogPost.published_at)
    points = [db.session.scalars(select(column).where(column.is_not(None)).distinct()).all() for column in columns]
    return [instant for column in points for instant in column if instant is not None]
