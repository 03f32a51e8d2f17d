"""What came of sessions and of an event: highlights, takeaways, quotes, write-ups, materials and posts together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.materials.models import Material
from conference.domain.materials.queries import published_materials
from conference.domain.programme.models import SessionFollows
from conference.domain.reflections.models import BlogPost, Highlight, Quote, Takeaway, WriteUp
from conference.domain.reflections.queries.posts import posts_by_session, posts_on_event
from conference.domain.reflections.queries.write_ups import is_own_or_of, published_write_ups
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import current_sessions, days_of, find_current_release, released_sessions


@dataclass
class Afterwards:
    """What readers may see of what came of one session."""

    highlights: list[Highlight] = field(default_factory=list)
    takeaways: list[Takeaway] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    write_ups: list[WriteUp] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    posts: list[BlogPost] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any((self.highlights, self.takeaways, self.quotes, self.write_ups, self.materials, self.posts))


@dataclass(frozen=True)
class ReflectedSession:
    """A released session with what came of it."""

    session: ReleasedSession
    afterwards: Afterwards


@dataclass(frozen=True)
class ReflectedDay:
    """One day of an event (None: sessions without a time) with its own highlights, and its sessions in order."""

    day: date | None
    highlights: tuple[Highlight, ...]
    sessions: tuple[ReflectedSession, ...]


@dataclass(frozen=True)
class EventReflection:
    """What came of an event: highlights of the whole, its days in programme order, posts on the whole."""

    highlights: tuple[Highlight, ...]
    days: tuple[ReflectedDay, ...]
    posts: tuple[BlogPost, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.highlights or self.days or self.posts)


def shown_quotes(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a quote may be read: by consent or from a published source, in nothing that is not public."""
    return or_(Quote.has_consent, Quote.source_url != ""), is_own_or_of(Quote, now)


def afterwards_of(session_ids: Collection[int], now: datetime) -> dict[int, Afterwards]:
    """What came of these sessions, by session id; every id is a key (at most 10 queries, however many sessions)."""
    found = {session_id: Afterwards() for session_id in session_ids}
    if not found:
        return found
    for highlight in _highlights(Highlight.session_id.in_(found), now):
        found[highlight.session_id or 0].highlights.append(highlight)
    for takeaway in _takeaways(found, now):
        found[takeaway.session_id].takeaways.append(takeaway)
    for quote in _quotes(found, now):
        found[quote.session_id].quotes.append(quote)
    for session_id, write_ups in published_write_ups(found, now).items():
        found[session_id].write_ups = write_ups
    for session_id, materials in published_materials(found, now).items():
        found[session_id].materials = materials
    for session_id, posts in posts_by_session(found, now).items():
        found[session_id].posts = posts
    return found


def _highlights(condition: ColumnElement[bool], now: datetime) -> list[Highlight]:
    query = select(Highlight).where(condition, Highlight.published_at <= now)
    return list(db.session.scalars(query.order_by(Highlight.day, Highlight.id)))


def _takeaways(session_ids: Collection[int], now: datetime) -> list[Takeaway]:
    query = select(Takeaway).where(Takeaway.session_id.in_(session_ids), is_own_or_of(Takeaway, now))
    return list(db.session.scalars(query.order_by(Takeaway.write_up_id.is_not(None), Takeaway.write_up_id,
                                                  Takeaway.position, Takeaway.id)))  # fmt: skip


def _quotes(session_ids: Collection[int], now: datetime) -> list[Quote]:
    query = select(Quote).where(Quote.session_id.in_(session_ids), *shown_quotes(now))
    query = query.options(joinedload(Quote.person))
    return list(db.session.scalars(query.order_by(Quote.write_up_id.is_not(None), Quote.write_up_id, Quote.position,
                                                  Quote.id)))  # fmt: skip


def reflection_of(event: Event, now: datetime, sessions: Sequence[ReleasedSession] | None = None) -> EventReflection:
    """All that came of an event, sessions and days without anything left out; give `sessions` where they are loaded.

    The number of queries does not depend on the number of sessions (at most 18).
    """
    highlights = _highlights((Highlight.event_id == event.id) & Highlight.session_id.is_(None), now)
    posts = posts_on_event(event, now)
    release = find_current_release(event)
    shown = sessions if sessions is not None or release is None else released_sessions(release)
    days = _days(release, shown or (), highlights, now) if release else []
    on_the_whole = _without_those_of_one_session(posts, days, shown or ())
    return EventReflection(tuple(one for one in highlights if one.day is None), tuple(days), tuple(on_the_whole))


def _without_those_of_one_session(
    posts: list[BlogPost], days: list[ReflectedDay], sessions: Sequence[ReleasedSession]
) -> list[BlogPost]:
    """Where an event is one session (a webinar), what stands there already is not said of the whole again."""
    if sum(not one.is_break for one in sessions) != 1:
        return posts
    told = {post.id for day in days for one in day.sessions for post in one.afterwards.posts}
    return [post for post in posts if post.id not in told]


def _days(
    release: Release, sessions: Sequence[ReleasedSession], highlights: list[Highlight], now: datetime
) -> list[ReflectedDay]:
    afterwards = afterwards_of([one.session_id for one in sessions], now)
    programme = days_of(release, [one for one in sessions if not afterwards[one.session_id].is_empty])
    by_day: dict[date | None, tuple[ReleasedSession, ...]] = {one.day: one.sessions for one in programme.days}
    dated = {one.day for one in highlights if one.day}
    days: list[date | None] = [*sorted({one.day for one in programme.days} | dated)]
    if programme.unplaced:
        by_day[None] = programme.unplaced
        days.append(None)
    return [
        ReflectedDay(
            day, tuple(one for one in highlights if day and one.day == day),
            tuple(ReflectedSession(one, afterwards[one.session_id]) for one in by_day.get(day, ())),
        )
        for day in days
    ]  # fmt: skip


def noted_on(session_ids: Collection[int]) -> dict[int, Afterwards]:
    """What editors noted on these sessions themselves, shown or not, by session id (3 queries)."""
    found = {session_id: Afterwards() for session_id in session_ids}
    for highlight in db.session.scalars(
        select(Highlight).where(Highlight.session_id.in_(found)).order_by(Highlight.id)
    ):
        found[highlight.session_id or 0].highlights.append(highlight)
    takeaways = select(Takeaway).where(Takeaway.session_id.in_(found), Takeaway.write_up_id.is_(None))
    for takeaway in db.session.scalars(takeaways.order_by(Takeaway.position, Takeaway.id)):
        found[takeaway.session_id].takeaways.append(takeaway)
    quotes = select(Quote).where(Quote.session_id.in_(found), Quote.write_up_id.is_(None)).options(
        joinedload(Quote.person))  # fmt: skip
    for quote in db.session.scalars(quotes.order_by(Quote.position, Quote.id)):
        found[quote.session_id].quotes.append(quote)
    return found


def highlights_of(event: Event) -> dict[date | None, Highlight]:
    """The highlights of an event's days, and (None) of the whole event, shown or not (1 query)."""
    query = select(Highlight).where(Highlight.event_id == event.id, Highlight.session_id.is_(None))
    return {one.day: one for one in db.session.scalars(query.order_by(Highlight.id.desc()))}


def followed_sessions(session_id: int) -> tuple[list[ReleasedSession], list[ReleasedSession]]:
    """The sessions that a session takes up, and those that take it up, as readers see them (2 queries)."""
    either = (SessionFollows.earlier_id == session_id) | (SessionFollows.later_id == session_id)
    follows = db.session.scalars(select(SessionFollows).where(either)).all()
    earlier = [one.earlier_id for one in follows if one.later_id == session_id]
    later = [one.later_id for one in follows if one.earlier_id == session_id]
    shown = current_sessions([*earlier, *later])
    return _in_time(shown, earlier), _in_time(shown, later)


def _in_time(shown: dict[int, ReleasedSession], ids: list[int]) -> list[ReleasedSession]:
    found = [shown[one] for one in ids if one in shown]
    return sorted(found, key=lambda one: one.starts_at or one.release.event.starts_at)
