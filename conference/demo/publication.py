"""What of the facts is public on a day of the demo, so that `--at` another day gives that day's world."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from conference.demo.facts import Facts
from conference.demo.samples import day_of_event
from conference.demo.shapes import (
    BlogPostFacts,
    BriefingFacts,
    BriefingItemFacts,
    EventFacts,
    FigureFacts,
    MilestoneKind,
    OrganisationFacts,
    PersonFacts,
    SeriesFacts,
    SessionFacts,
)
from conference.domain.events.rules import EventState

PREPARED_BEFORE = timedelta(days=21)
RECORDED_AFTER = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class PublicState:
    """How an event stands on a day. `state` is what is stored; live and over follow from the clock.

    `days_over` counts the days whose highlights, quotes and takeaways are public; `released_on` is None until the
    programme is published. The dates are those that the event was announced for on that day.
    """

    state: EventState
    starts_on: date
    ends_on: date
    opened_on: date | None = None
    released_on: date | None = None
    days_over: int = 0
    is_over: bool = False
    has_recordings: bool = False


def state_of(event: EventFacts, on: date) -> PublicState | None:
    """How a dated event stands on the day; None while there is nothing of it yet, not even a draft."""
    announced, opened = _day(event, "announced"), _day(event, "registration opens")
    first, last = day_of_event(event, 1), day_of_event(event, event.days)
    if announced is None or on < announced - PREPARED_BEFORE:
        return None
    for dates in event.earlier_dates:
        if on < dates.until:
            first, last = dates.starts_on, dates.ends_on
    released = _day(event, "programme published")
    return PublicState(
        state=_stored_state(on, announced, opened),
        starts_on=first,
        ends_on=last,
        opened_on=opened if opened and opened <= on else None,
        released_on=released if released and released <= on else None,
        days_over=max(0, min((on - first).days, event.days)),
        is_over=on > last,
        has_recordings=on >= last + RECORDED_AFTER,
    )


def _stored_state(on: date, announced: date, opened: date | None) -> EventState:
    if opened and on >= opened:
        return EventState.OPEN
    return EventState.ANNOUNCED if on >= announced else EventState.DRAFT


def _day(event: EventFacts, kind: MilestoneKind) -> date | None:
    milestone = event.find_milestone(kind)
    return milestone.on if milestone else None


@dataclass(frozen=True, kw_only=True)
class EventOnDay:
    """An event as it stands on a day, with the dates it was announced for on that day, and the sessions that are
    published, with what is known of them by then."""

    event: EventFacts
    public: PublicState
    sessions: tuple[SessionFacts, ...]


@dataclass(frozen=True, kw_only=True)
class World:
    """All that exists on one day of the demo, ready to be stored: whatever it names is in it."""

    on: date
    series: tuple[SeriesFacts, ...]
    events: tuple[EventOnDay, ...]
    blog_posts: tuple[BlogPostFacts, ...]
    briefings: tuple[BriefingFacts, ...]
    figures: tuple[FigureFacts, ...]
    people: tuple[PersonFacts, ...]
    organisations: tuple[OrganisationFacts, ...]

    def find_event(self, event_id: str) -> EventOnDay | None:
        """The event of that id, or None when there is nothing of it yet."""
        return next((each for each in self.events if each.event.id == event_id), None)


def world_on(facts: Facts, on: date) -> World:
    """The world of the demo on a day, from completed facts; events by their start."""
    states = {event.id: state_of(event, on) for event in facts.events}
    existing = sorted((event for event in facts.events if states[event.id]), key=lambda event: day_of_event(event, 1))
    published = {session.id for event in existing for session in _published(event, states[event.id], facts)}
    events = tuple(_event_on_day(event, states[event.id], facts, published) for event in existing)
    posts = tuple(_post(post, states, published) for post in facts.blog_posts if post.known_from <= on)
    briefings = tuple(_briefing(issue, states, published, {post.id for post in posts}) for issue in facts.briefings
                      if issue.issued_on <= on)  # fmt: skip
    return World(
        on=on,
        series=facts.series,
        events=events,
        blog_posts=posts,
        briefings=briefings,
        figures=tuple(each for each in facts.figures if (state := states[each.event_id]) and state.is_over),
        people=_people(facts, events, posts),
        organisations=_organisations(facts, events),
    )


def _published(event: EventFacts, public: PublicState | None, facts: Facts) -> tuple[SessionFacts, ...]:
    return facts.sessions_of(event.id) if public and public.released_on else ()


def _event_on_day(event: EventFacts, public: PublicState | None, facts: Facts, published: set[str]) -> EventOnDay:
    if public is None:
        raise ValueError(f"there is nothing of {event.id} on that day")
    sessions = tuple(_known(session, event, public, published) for session in _published(event, public, facts))
    event = replace(event, starts_on=public.starts_on, ends_on=public.ends_on)
    return EventOnDay(event=event, public=public, sessions=sessions)


def _known(session: SessionFacts, event: EventFacts, public: PublicState, published: set[str]) -> SessionFacts:
    """The session with what is known of it on the day only."""
    if (session.day or event.days) > public.days_over:
        session = replace(session, highlight="", quotes=(), takeaways=())
    if not public.has_recordings:
        session = replace(session, materials=())
    return replace(session, related_session_ids=_in(session.related_session_ids, published))


def _in(ids: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in ids if each in there)


def _existing(ids: Iterable[str], states: dict[str, PublicState | None]) -> tuple[str, ...]:
    return tuple(each for each in ids if states[each])


def _post(post: BlogPostFacts, states: dict[str, PublicState | None], published: set[str]) -> BlogPostFacts:
    return replace(
        post, session_ids=_in(post.session_ids, published), event_ids=_existing(post.event_ids, states)
    )  # fmt: skip


def _briefing(issue: BriefingFacts, states: dict[str, PublicState | None], published: set[str],
              post_ids: set[str]) -> BriefingFacts:  # fmt: skip
    def item_on_day(item: BriefingItemFacts) -> BriefingItemFacts:
        return replace(
            item, event_ids=_existing(item.event_ids, states), session_ids=_in(item.session_ids, published),
            blog_post_ids=_in(item.blog_post_ids, post_ids),
        )  # fmt: skip

    sections = (replace(each, items=tuple(map(item_on_day, each.items))) for each in issue.sections)
    return replace(issue, sections=tuple(sections))


def _people(facts: Facts, events: tuple[EventOnDay, ...], posts: tuple[BlogPostFacts, ...]) -> tuple[PersonFacts, ...]:
    named = {each.person_id for event in events for session in event.sessions for each in session.appearances}
    named |= {author.person_id for post in posts for author in post.authors if author.person_id}
    return tuple(person for person in facts.people if person.id in named)


def _organisations(facts: Facts, events: tuple[EventOnDay, ...]) -> tuple[OrganisationFacts, ...]:
    printed = {each.affiliation for event in events for session in event.sessions for each in session.appearances}
    return tuple(each for each in facts.organisations if not printed.isdisjoint((each.name, *each.aliases)))
