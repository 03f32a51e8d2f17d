"""What readers may see of reflections, and at what price."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import NotFound
from conference.domain.events.models import Event
from conference.domain.people.models import Person
from conference.domain.programme.models import Session, SessionFollows
from conference.domain.reflections.queries import (
    afterwards_of,
    followed_sessions,
    get_author,
    get_own_write_up,
    get_public_post,
    get_published_write_up,
    list_turning_points,
    newest_reflections,
    reflection_of,
    reflections_by,
)
from conference.domain.reflections.rules import WriteUpState
from conference.domain.schedule.actions import publish_release
from conference.domain.site.queries import get_site
from tests.factories import make_event, make_person, make_session, save
from tests.reflected import (
    START,
    make_held_event,
    make_highlight,
    make_material,
    make_post,
    make_quote,
    make_takeaway,
    make_write_up,
)
from tests.statements import statements


def count_queries(app: Flask, read: Callable[[], object]) -> int:
    """How many statements `read` sends."""
    db.session.rollback()
    with statements() as sent:
        read()
    return len(sent)


def fill(event: Event, session: Session, author: Person) -> None:
    """One of everything on a session."""
    make_write_up(session, author)
    make_takeaway(session)
    make_quote(session)
    make_highlight(event, session_id=session.id)
    make_material(session)
    make_post(sessions=(session,), author=author)


def test_a_post_of_no_day_belongs_to_the_day_at_home_when_it_was_put_here(app: Flask) -> None:
    make_held_event()
    with transaction():
        get_site().home_zone = "Pacific/Auckland"
    late = datetime(2021, 10, 9, 20, 0, tzinfo=UTC)
    make_post(title="Tenth at home", slug="at-home", posted_on=None, published_at=late)
    make_post(title="Ninth", slug="ninth", posted_on=date(2021, 10, 9), published_at=late + timedelta(hours=1))
    found = newest_reflections(late + timedelta(days=1))
    assert [(one.title, one.day) for one in found] == [
        ("Tenth at home", date(2021, 10, 10)), ("Ninth", date(2021, 10, 9)),
    ]  # fmt: skip


def test_everything_of_a_session_is_found(app: Flask, now: datetime) -> None:
    event, (session,), person = make_held_event()
    fill(event, session, person)
    found = afterwards_of([session.id], now)[session.id]
    assert [one.text for one in found.highlights] == ["A full room."]
    assert [one.text for one in found.takeaways] == ["Start small.", "Measure what matters."]
    assert [one.text for one in found.quotes] == ["We were surprised.", "Outcomes are knotty."]
    assert [one.byline for one in found.write_ups] == ["Ada Lovelace, Countess, Analytical Engines"]
    assert [one.title for one in found.materials] == ["Recording"]
    assert [author.role for post in found.posts for author in post.authors] == ["Executive Director"]


def test_what_is_not_public_is_not_found(app: Flask, now: datetime) -> None:
    event, (session,), person = make_held_event()
    later = now + timedelta(days=2)
    embargoed = make_write_up(session, person, published_at=later)
    make_write_up(session, make_person("Draft Author"), number=2, state=WriteUpState.SUBMITTED, published_at=None)
    make_quote(session, has_consent=False)
    make_highlight(event, session_id=session.id, published_at=later)
    make_material(session, published_at=None)
    make_post(sessions=(session,), events=(event,), published_at=None, slug="secret")
    assert afterwards_of([session.id], now)[session.id].is_empty
    assert reflection_of(event, now).is_empty
    assert newest_reflections(now) == []
    with pytest.raises(NotFound):
        get_published_write_up(session.id, 1, now)
    with pytest.raises(NotFound):
        get_public_post("secret", now)
    assert get_published_write_up(session.id, 1, later).id == embargoed.id
    assert [one.text for one in afterwards_of([session.id], later)[session.id].takeaways] == ["Measure what matters."]
    assert set(list_turning_points()) == {later}


def test_a_quote_that_was_published_before_needs_no_tick(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    make_quote(session, has_consent=False, source_url="https://blog.example.org/1")
    assert [one.text for one in afterwards_of([session.id], now)[session.id].quotes] == ["We were surprised."]


def test_the_reflection_of_an_event_is_in_programme_order(app: Flask, now: datetime) -> None:
    event, sessions, person = make_held_event(5)
    make_write_up(sessions[4], person)
    make_takeaway(sessions[0])
    make_takeaway(sessions[1])
    make_highlight(event, "Day two.", day=(START + timedelta(days=1)).date())
    make_highlight(event, "All in all.")
    make_post(events=(event,), title="On all of it")
    found = reflection_of(event, now)
    assert [[one.session.slug for one in day.sessions] for day in found.days] == [
        ["session-1", "session-5"],
        ["session-2"],
    ]
    assert [[one.text for one in day.highlights] for day in found.days] == [[], ["Day two."]]
    assert [one.text for one in found.highlights] == ["All in all."]
    assert [one.title for one in found.posts] == ["On all of it"]


def test_an_event_of_one_session_names_a_post_once(app: Flask, now: datetime) -> None:
    webinar, (session,), _person = make_held_event(slug="webinar")
    make_post(sessions=(session,), events=(webinar,), title="On both")
    make_post(events=(webinar,), title="On the whole")
    found = reflection_of(webinar, now)
    assert [one.title for one in found.posts] == ["On the whole"]
    assert [post.title for day in found.days for one in day.sessions for post in one.afterwards.posts] == ["On both"]
    event, sessions, _person = make_held_event(2)
    make_post(sessions=(sessions[0],), events=(event,), title="On one and all")
    assert [one.title for one in reflection_of(event, now).posts] == ["On one and all"]


def test_lists_cost_the_same_for_one_and_for_many(app: Flask, now: datetime) -> None:
    costs = []
    for size in (1, 12):
        event, sessions, person = make_held_event(size, slug=f"event-of-{size}")
        for session in sessions:
            fill(event, session, person)
        costs.append([count_queries(app, read) for read in _reads(event, person, now)])
    assert costs[0] == costs[1]


def _reads(event: Event, person: Person, now: datetime) -> tuple[Callable[[], object], ...]:
    return lambda: reflection_of(event, now), lambda: newest_reflections(now), lambda: reflections_by(person, now)


def test_the_newest_come_first_and_lead_to_their_pages(app: Flask, now: datetime) -> None:
    _event, (session,), person = make_held_event()
    make_write_up(session, person, title="Later", published_at=datetime(2021, 10, 20, 12, tzinfo=now.tzinfo))
    make_post(sessions=(session,), author=person, title="Earlier", slug="earlier")
    make_post(title="No day", posted_on=None, published_at=datetime(2021, 10, 9, 12, tzinfo=now.tzinfo), slug="no-day")
    found = newest_reflections(now)
    assert [(one.title, one.path, one.posted_on is None) for one in found] == [
        ("Later", "/soc21/sessions/session-1/write-ups/1/", False),
        ("No day", "/blog/no-day/", True),
        ("Earlier", "/blog/earlier/", False),
    ]
    assert [one.title for one in reflections_by(person, now)] == ["Later", "Earlier"]
    assert len(newest_reflections(now, 2)) == 2


def test_sessions_follow_one_another_across_years(app: Flask) -> None:
    _event, (session,), _person = make_held_event()
    next_year = make_event(slug="soc22")
    draft = make_session(next_year)
    save(SessionFollows(earlier_id=session.id, later_id=draft.id))
    assert followed_sessions(session.id) == ([], [])
    other = make_session(next_year, slug="taken-up")
    save(SessionFollows(earlier_id=session.id, later_id=other.id))

    with transaction():
        db.session.get(Session, draft.id).state = "cancelled"  # type: ignore[union-attr]
        publish_release(next_year, actor="system", now=START)
    earlier, later = followed_sessions(session.id)
    assert ([one.slug for one in earlier], [one.slug for one in later]) == ([], ["taken-up"])
    earlier, later = followed_sessions(other.id)
    assert ([one.slug for one in earlier], [one.slug for one in later]) == (["session-1"], [])


def test_a_link_opens_only_what_is_ones_own(app: Flask) -> None:
    _event, (session,), person = make_held_event()
    write_up = make_write_up(session, person)
    stranger = make_person("Stranger")
    assert get_own_write_up(get_author(person.id, 1), write_up.id).id == write_up.id
    with pytest.raises(NotFound):
        get_own_write_up(stranger, write_up.id)
    with pytest.raises(NotFound):
        get_author(person.id, 2)
