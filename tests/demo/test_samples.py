"""What is made up is marked, is always the same, and is never about a real person or session."""

from collections import Counter
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from conference.demo.facts import Facts, load_facts
from conference.demo.samples import completed, day_of_event, filler_sessions, nth_weekday, webinar_day, write_ups_of
from conference.domain.events.rules import EventKind
from conference.domain.reflections.rules import WriteUpState

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return completed(load_facts())


def test_the_facts_themselves_hold_no_sample() -> None:
    bare = load_facts()
    assert [each.id for each in bare.people if each.is_sample] == []
    assert [each.id for each in bare.organisations if each.is_sample] == []
    assert [each.id for each in bare.sessions if each.is_sample] == []
    assert [event.id for event in bare.events if event.generated] == []
    assert [person.id for person in bare.people if person.email] == []


def test_completing_changes_no_known_fact(facts: Facts) -> None:
    bare = load_facts()
    assert facts.sessions[: len(bare.sessions)] == bare.sessions
    assert facts.people[: len(bare.people)] == bare.people
    assert (facts.blog_posts, facts.briefings, facts.figures) == (bare.blog_posts, bare.briefings, bare.figures)
    for before, after in zip(bare.events, facts.events, strict=True):
        for name in ("starts_on", "ends_on", "starts_at", "ends_at"):
            known = getattr(before, name)
            assert known is None or (getattr(after, name) == known and name not in after.generated)


def test_all_that_is_added_is_marked(facts: Facts) -> None:
    bare = load_facts()
    assert [each.is_sample for each in facts.people[len(bare.people) :]] == [True] * 18
    assert [each.is_sample for each in facts.organisations[len(bare.organisations) :]] == [True] * 6
    assert [each.is_sample for each in facts.sessions[len(bare.sessions) :]] == [True] * 8
    assert {each.email.partition("@")[2] for each in facts.people if each.is_sample} == {"example.org"}


def test_completing_twice_gives_the_same() -> None:
    assert completed(load_facts()) == completed(load_facts())


def test_undated_webinars_get_a_tuesday_or_thursday_at_three_in_oxford(facts: Facts) -> None:
    given = [event for event in facts.events if "starts_on" in event.generated and event.kind is EventKind.WEBINAR]
    assert len(given) == 8
    for event in given:
        assert event.starts_at
        assert event.starts_at.astimezone(LONDON).time() == time(15)
        assert event.starts_at.astimezone(LONDON).date() == event.starts_on == event.ends_on
        assert day_of_event(event, 1).weekday() in {1, 3}
        assert day_of_event(event, 1).month != 8
        assert day_of_event(event, 1).year == event.year
    days = [event.starts_on for event in given]
    assert len(set(days)) == len(days)


def test_the_webinars_of_2021_are_over_before_the_demo_begins(facts: Facts) -> None:
    days = {event.id: event.starts_on for event in facts.events if event.year == 2021}
    assert days.pop("ewe-2021-cameroon-kmc") == date(2021, 10, 14)
    assert sorted(str(day) for day in days.values()) == ["2021-03-09", "2021-05-13", "2021-07-13"]


def test_the_year_2020_edition_stands_in_the_month_that_is_known(facts: Facts) -> None:
    soc20 = facts.get_event("soc20")
    assert (soc20.starts_on, soc20.ends_on) == (date(2020, 9, 1), date(2020, 9, 4))
    assert soc20.generated == ("starts_on", "ends_on")


def test_a_meeting_with_a_known_start_gets_an_end_only(facts: Facts) -> None:
    meeting = facts.get_event("pogo-2022-public-procurement-bill")
    assert meeting.generated == ("ends_at",)
    assert (meeting.starts_at, meeting.ends_at) == (
        datetime(2022, 5, 31, 15, tzinfo=UTC), datetime(2022, 5, 31, 16, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("year", "month", "weekday", "nth", "day"), [(2022, 9, 3, 2, 8), (2021, 6, 1, 1, 1), (2020, 9, 1, 1, 1)]
)
def test_nth_weekday(year: int, month: int, weekday: int, nth: int, day: int) -> None:
    assert nth_weekday(year, month, weekday, nth) == date(year, month, day)


def test_webinar_days_take_turns_between_tuesday_and_thursday() -> None:
    assert [webinar_day(2023, place).isoformat() for place in range(3)] == ["2023-01-10", "2023-05-11", "2023-11-14"]


def test_sample_sessions_have_sample_people_only(facts: Facts) -> None:
    sample_people = {person.id for person in facts.people if person.is_sample}
    for session in facts.sessions:
        people = {appearance.person_id for appearance in session.appearances}
        assert people <= sample_people if session.is_sample else people.isdisjoint(sample_people)
        assert session.title.startswith("Sample Session") == session.is_sample


def test_first_day_of_soc22_keeps_the_six_sessions_it_had(facts: Facts) -> None:
    days = Counter((session.day, session.is_sample) for session in facts.sessions_of("soc22"))
    assert days == {(1, False): 6, (2, True): 6, (2, False): 1, (None, False): 3}


def test_write_ups_are_of_sample_sessions_by_sample_people(facts: Facts) -> None:
    for event in facts.events:
        written = write_ups_of(event, datetime(2030, 1, 1, tzinfo=UTC))
        samples = {session.id: session for session in filler_sessions(event.id)}
        assert {each.session_id for each in written} <= set(samples)
        for each in written:
            assert each.is_sample
            assert each.person_id in {who.person_id for who in samples[each.session_id].appearances}
            assert (each.state is WriteUpState.PUBLISHED) == (each.published_at is not None)
            assert (each.state is WriteUpState.RETURNED) == (each.note != "")


@pytest.mark.parametrize(
    ("event_id", "day", "states"),
    [
        ("soc21", date(2021, 9, 12), []),
        ("soc21", date(2021, 9, 19), ["submitted", "submitted"]),
        ("soc21", date(2021, 11, 1), ["published", "submitted"]),
        ("soc22", date(2021, 11, 1), []),
        ("soc22", date(2022, 10, 15), ["published", "submitted", "published", "returned"]),
        ("soc23", date(2024, 10, 1), []),
    ],
)
def test_write_ups_come_after_the_event(facts: Facts, event_id: str, day: date, states: list[str]) -> None:
    now = datetime.combine(day, time(9), UTC)
    assert [each.state.value for each in write_ups_of(facts.get_event(event_id), now)] == states


def test_an_event_without_a_date_is_not_asked_for_its_days() -> None:
    with pytest.raises(ValueError, match="soc20 has no date yet"):
        day_of_event(load_facts().get_event("soc20"), 1)
