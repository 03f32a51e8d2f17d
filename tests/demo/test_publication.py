"""Each day of the demo gives the world of that day: nothing later shows, and whatever is named is there."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from conference.demo.facts import Facts, load_facts
from conference.demo.publication import World, state_of, world_on
from conference.demo.samples import completed, day_of_event
from conference.domain.events.rules import EventState

FACTS = completed(load_facts())
DEMO_DAYS = ["2021-11-01", "2022-06-20", "2022-09-09", "2022-10-15", "2023-10-01", "2024-10-01"]
CONFERENCES = ["soc20", "soc21", "soc22", "soc23", "soc24"]
OVER = ("open", True, True)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return FACTS


def world(day: str) -> World:
    return world_on(FACTS, date.fromisoformat(day))


def brief_state(event_id: str, day: str) -> tuple[str, bool, bool] | None:
    """Stored state, whether the programme is out, whether the event is over."""
    state = state_of(FACTS.get_event(event_id), date.fromisoformat(day))
    return (state.state.value, state.released_on is not None, state.is_over) if state else None


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2021-11-01", [OVER, OVER, ("announced", False, False), None, None]),
        ("2022-06-20", [OVER, OVER, ("open", True, False), None, None]),
        ("2022-09-09", [OVER, OVER, ("open", True, False), None, None]),
        ("2022-10-15", [OVER, OVER, OVER, ("announced", False, False), None]),
        ("2023-10-01", [OVER, OVER, OVER, OVER, ("announced", False, False)]),
        ("2024-10-01", [OVER, OVER, OVER, OVER, OVER]),
    ],
)
def test_the_conferences_on_each_demo_day(day: str, states: list[tuple[str, bool, bool] | None]) -> None:
    assert [brief_state(event_id, day) for event_id in CONFERENCES] == states


def test_an_event_is_a_draft_shortly_before_it_is_announced() -> None:
    assert brief_state("soc22", "2021-09-09") is None
    assert brief_state("soc22", "2021-09-20") == ("draft", False, False)


def test_soc24_stands_on_its_first_dates_until_they_change(facts: Facts) -> None:
    soc24 = facts.get_event("soc24")
    before, after = state_of(soc24, date(2023, 10, 1)), state_of(soc24, date(2024, 2, 1))
    assert before
    assert after
    assert (before.starts_on, before.ends_on) == (date(2024, 9, 12), date(2024, 9, 13))
    assert (after.starts_on, after.ends_on) == (date(2024, 9, 5), date(2024, 9, 6))
    shown = world("2023-10-01").find_event("soc24")
    assert shown
    assert shown.event.starts_on == date(2024, 9, 12)


def test_days_over_grow_one_by_one_and_recordings_follow(facts: Facts) -> None:
    soc22 = facts.get_event("soc22")
    seen = {}
    for day in ("2022-09-07", "2022-09-08", "2022-09-09", "2022-09-10", "2022-09-22", "2022-09-23"):
        state = state_of(soc22, date.fromisoformat(day))
        assert state
        seen[day] = (state.days_over, state.is_over, state.has_recordings)
    assert seen == {
        "2022-09-07": (0, False, False),
        "2022-09-08": (0, False, False),
        "2022-09-09": (1, False, False),
        "2022-09-10": (2, True, False),
        "2022-09-22": (2, True, False),
        "2022-09-23": (2, True, True),
    }


def test_the_first_of_november_2021(facts: Facts) -> None:
    now = world("2021-11-01")
    assert [post.slug for post in now.blog_posts][-4:] == [
        "day-1-soc21", "making-evidence-accessible-and-useful", "its-not-just-the-economy-stupid",
        "scaling-and-sustaining-a-development-impact-bond",
    ]  # fmt: skip
    assert now.briefings[-1].slug == "october-2021"
    ahead = [each.event.id for each in now.events if not each.public.is_over]
    assert ahead == ["ewe-2022-commissioning-better-outcomes", "soc22"]
    soc21 = now.find_event("soc21")
    assert soc21
    keynote = next(session for session in soc21.sessions if session.id == "soc21-keynote-stiglitz")
    assert (len(keynote.quotes), len(keynote.materials), keynote.highlight != "") == (2, 1, True)
    levelling = next(session for session in soc21.sessions if session.id == "soc21-social-levelling-up")
    assert levelling.related_session_ids == ()
    webinar = now.find_event("ewe-2021-cameroon-kmc")
    assert webinar
    assert len(webinar.sessions[0].takeaways) == 3


def test_during_soc22_only_its_first_day_has_highlights() -> None:
    soc22 = world("2022-09-09").find_event("soc22")
    assert soc22
    known = {session.day for session in soc22.sessions if session.highlight or session.quotes}
    assert known == {1}
    assert [session.id for session in soc22.sessions if session.materials] == []


def test_later_sessions_are_linked_once_they_are_published() -> None:
    soc21 = world("2022-10-15").find_event("soc21")
    assert soc21
    levelling = next(session for session in soc21.sessions if session.id == "soc21-social-levelling-up")
    assert levelling.related_session_ids == ("soc22-levelling-up-and-devolution",)


@pytest.mark.parametrize("day", DEMO_DAYS)
def test_whatever_a_world_names_is_in_it(day: str) -> None:
    now = world(day)
    events, posts = {each.event.id for each in now.events}, {post.id for post in now.blog_posts}
    sessions = {session.id for each in now.events for session in each.sessions}
    people = {person.id for person in now.people}
    items = [item for issue in now.briefings for section in issue.sections for item in section.items]
    assert {who.person_id for each in now.events for session in each.sessions for who in session.appearances} <= people
    assert {author.person_id for post in now.blog_posts for author in post.authors if author.person_id} <= people
    assert {quote.person_id for each in now.events for session in each.sessions for quote in session.quotes
            if quote.person_id} <= people  # fmt: skip
    assert {
        other for each in now.events for session in each.sessions for other in session.related_session_ids
    } <= sessions
    links = [(post.session_ids, post.event_ids) for post in now.blog_posts]
    links += [(item.session_ids, item.event_ids) for item in items]
    assert {session_id for session_ids, _ in links for session_id in session_ids} <= sessions
    assert {event_id for _, event_ids in links for event_id in event_ids} <= events
    assert {linked for item in items for linked in item.blog_post_ids} <= posts
    assert {figure.event_id for figure in now.figures} <= events


@pytest.mark.parametrize("day", DEMO_DAYS)
def test_nothing_of_a_later_day_shows(day: str) -> None:
    now = world(day)
    assert [post.id for post in now.blog_posts if post.known_from > now.on] == []
    assert [issue.id for issue in now.briefings if issue.issued_on > now.on] == []
    for each in now.events:
        if each.public.days_over == 0:
            assert [session.id for session in each.sessions if session.highlight or session.quotes
                    or session.takeaways or session.materials] == []  # fmt: skip


def test_worlds_only_grow() -> None:
    worlds = [world(day) for day in DEMO_DAYS]
    for earlier, later in pairwise(worlds):
        assert {post.id for post in earlier.blog_posts} <= {post.id for post in later.blog_posts}
        assert {each.event.id for each in earlier.events} <= {each.event.id for each in later.events}
        assert {person.id for person in earlier.people} <= {person.id for person in later.people}


def test_the_days_of_posts_fit_what_they_are_about(facts: Facts) -> None:
    """A post of a known day shows from it; one of a derived day after, during or before its latest event."""
    for post in facts.blog_posts:
        assert post.is_derived == (post.posted_on is None)
        assert post.posted_on is None or post.known_from == post.posted_on
        events = [facts.get_event(event_id) for event_id in post.event_ids]
        if not (post.is_derived and events):
            continue
        latest = max(events, key=lambda event: day_of_event(event, 1))
        days = {facts.get_session(session_id).day or latest.days for session_id in post.session_ids
                if facts.get_session(session_id).event_id == latest.id}  # fmt: skip
        if post.phase == "during":
            assert post.known_from == day_of_event(latest, max(days)) + timedelta(days=1)
        elif post.phase == "before":
            assert post.known_from < day_of_event(latest, 1)
        elif post.id != "blog-scaling-and-sustaining":  # its month is known: that of the webinar
            assert post.known_from == day_of_event(latest, latest.days) + timedelta(days=30)


def test_states_are_those_that_are_stored(facts: Facts) -> None:
    stored = {state.state for event in facts.events for day in DEMO_DAYS
              if (state := state_of(event, date.fromisoformat(day)))}  # fmt: skip
    assert stored == {EventState.ANNOUNCED, EventState.OPEN}
