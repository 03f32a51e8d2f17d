"""Generated times lie in the day, keep the order of the programme, and need no room and no person twice."""

from datetime import time
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from conference.demo.facts import Facts, load_facts
from conference.demo.samples import completed, day_of_event
from conference.demo.timetable import BESIDE_THE_PROGRAMME, Placement, rooms_of, span_of, timetable_of
from conference.domain.events.rules import EventKind

FACTS = completed(load_facts())
LONDON = ZoneInfo("Europe/London")
EVENT_IDS = [event.id for event in FACTS.events]
CONFERENCES = [event.id for event in FACTS.events if event.kind is EventKind.CONFERENCE]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return FACTS


def placements_of(facts: Facts, event_id: str) -> dict[str, Placement]:
    return {each.session_id: each for each in timetable_of(facts.get_event(event_id), facts)}


def overlap(one: Placement, other: Placement) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


@pytest.mark.parametrize("event_id", EVENT_IDS)
def test_every_session_is_placed_once_on_a_day_of_its_event(facts: Facts, event_id: str) -> None:
    event, placed = facts.get_event(event_id), placements_of(facts, event_id)
    sessions = facts.sessions_of(event_id)
    assert sorted(placed) == sorted(session.id for session in sessions)
    assert len(timetable_of(event, facts)) == len(sessions)
    for session in sessions:
        start, end = placed[session.id].starts_at.astimezone(LONDON), placed[session.id].ends_at.astimezone(LONDON)
        assert start.date() == end.date() == day_of_event(event, session.day or event.days)
        assert start < end


@pytest.mark.parametrize("event_id", EVENT_IDS)
def test_no_room_and_no_person_is_needed_twice(facts: Facts, event_id: str) -> None:
    sessions = {session.id: session for session in facts.sessions_of(event_id)}
    at_once = [pair for pair in combinations(timetable_of(facts.get_event(event_id), facts), 2) if overlap(*pair)]
    assert [pair for pair in at_once if pair[0].room and pair[0].room == pair[1].room] == []
    for one, other in at_once:
        people = [{who.person_id for who in sessions[each.session_id].appearances} for each in (one, other)]
        assert people[0].isdisjoint(people[1])


@pytest.mark.parametrize("event_id", CONFERENCES)
def test_generated_times_lie_between_nine_and_six(facts: Facts, event_id: str) -> None:
    formats = {session.id: session.format for session in facts.sessions_of(event_id)}
    for placement in timetable_of(facts.get_event(event_id), facts):
        if placement.is_time_sample and formats[placement.session_id] not in BESIDE_THE_PROGRAMME:
            assert placement.starts_at.astimezone(LONDON).time() >= time(9)
            assert placement.ends_at.astimezone(LONDON).time() <= time(18)


@pytest.mark.parametrize("event_id", CONFERENCES)
def test_order_and_concurrent_groups_are_kept(facts: Facts, event_id: str) -> None:
    placed = placements_of(facts, event_id)
    ordered = [session for session in facts.sessions_of(event_id) if session.day and session.order]
    for one, other in combinations(ordered, 2):
        first, second = placed[one.id].starts_at, placed[other.id].starts_at
        if one.concurrent_group and one.concurrent_group == other.concurrent_group:
            assert first == second
        else:
            assert ((one.day or 0, one.order or 0) < (other.day or 0, other.order or 0)) == (first < second)


def test_published_times_and_rooms_are_kept(facts: Facts) -> None:
    talk = placements_of(facts, "soc23")["soc23-public-talk-hodge"]
    assert (talk.starts_at.isoformat(), talk.ends_at.isoformat()) == (
        "2023-09-15T16:30:00+00:00", "2023-09-15T17:30:00+00:00",
    )  # fmt: skip
    assert talk.generated == ("room",)
    named = placements_of(facts, "soc22")["soc22-wider-wellbeing-through-procurement"]
    assert (named.room, named.generated) == ("Lecture Theatre I", ("starts_at", "ends_at"))
    webinar = placements_of(facts, "webinar-2018-payment-mechanisms")["webinar-2018-payment-mechanisms"]
    assert webinar.generated == ()


def test_a_sample_session_stands_beside_a_real_one(facts: Facts) -> None:
    placed = placements_of(facts, "soc22")
    for session in facts.sessions_of("soc22"):
        if session.is_sample:
            assert placed[session.id].starts_at == placed[session.concurrent_group].starts_at


def test_rooms_are_those_named_and_samples_beside_them(facts: Facts) -> None:
    shown = {event_id: [(room.name, room.is_sample) for room in rooms_of(facts.get_event(event_id))][:2]
             for event_id in ("soc21", "soc22", "soc23", "soc20")}  # fmt: skip
    assert shown == {
        "soc21": [("Lecture Theatre 1", False), ("Lecture Theatre 2", True)],
        "soc22": [("Lecture Theatre I", False), ("Lecture Theatre 2", True)],
        "soc23": [("Lecture Theatre 1", True), ("Lecture Theatre 2", True)],
        "soc20": [],
    }
    for event in facts.events:
        rooms = {room.name for room in rooms_of(event)} | {""}
        assert {placement.room for placement in timetable_of(event, facts)} <= rooms


def test_the_span_of_a_conference_is_from_first_start_to_last_end(facts: Facts) -> None:
    first, last = span_of(timetable_of(facts.get_event("soc22"), facts))
    assert first.isoformat() == "2022-09-08T08:00:00+00:00"
    assert last.isoformat() == "2022-09-09T14:30:00+00:00"
