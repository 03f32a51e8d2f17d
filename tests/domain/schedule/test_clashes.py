"""What clashes on a schedule, and how it is said."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.errors import Conflict, Invalid
from conference.domain.schedule.rules import (
    ClashKind,
    Frame,
    Placement,
    check_no_clash,
    find_all_clashes,
    find_clashes,
    slot,
)

NINE = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)
FRAME = Frame("SOC22", NINE, NINE + timedelta(hours=33), "Europe/London", "Oxford")
OPEN = Frame("SOC22", NINE, NINE + timedelta(hours=33), "Europe/London", "Oxford",
             {date(2022, 9, 8): (time(9), time(17))})  # fmt: skip
STIGLITZ = {1: "Joseph Stiglitz"}


def placed(session_id: int, start: float, end: float, **values: Any) -> Placement:
    """A placement between hours after nine."""
    given_ = {"title": f"Session {session_id}", **values}
    return Placement(session_id, starts_at=NINE + timedelta(hours=start), ends_at=NINE + timedelta(hours=end), **given_)


def test_a_room_is_needed_twice() -> None:
    other = placed(1, 1, 2, room_id=7, room_name="Room A", title="Keynote")
    (clash,) = find_clashes([other], placed(2, 1.5, 3, room_id=7, room_name="Room A"), FRAME)
    assert (clash.kind, clash.session_id, clash.other_id, clash.words) == (
        ClashKind.ROOM, 2, 1,
        "Room A is taken by Keynote: Thursday 8 September 2022, 10:00 to 11:00 (Oxford time, BST).",
    )  # fmt: skip


def test_a_person_is_needed_twice() -> None:
    other = placed(1, 1, 2, room_id=7, people=STIGLITZ, title="Keynote")
    (clash,) = find_clashes([other], placed(2, 1.5, 3, room_id=8, people=STIGLITZ), FRAME)
    assert (clash.kind, clash.words) == (
        ClashKind.PERSON,
        "Joseph Stiglitz is in Keynote at that time: Thursday 8 September 2022, 10:00 to 11:00 (Oxford time, BST).",
    )


@pytest.mark.parametrize(("wanted", "frame"), [
    (placed(2, 2, 3, room_id=7, people=STIGLITZ), FRAME),
    (placed(2, 0, 1, room_id=7, people=STIGLITZ), FRAME),
    (placed(1, 1.5, 3, room_id=7, people=STIGLITZ), FRAME),
    (placed(2, 1, 2, room_id=8), FRAME),
    (placed(2, 1, 2), FRAME),
    (placed(2, 7, 8), OPEN),
], ids=["right after", "right before", "itself", "another room", "no room", "until closing"])  # fmt: skip
def test_no_clash(wanted: Placement, frame: Frame) -> None:
    assert find_clashes([placed(1, 1, 2, room_id=7, people=STIGLITZ)], wanted, frame) == []


@pytest.mark.parametrize(("wanted", "frame", "words"), [
    (placed(2, 7.75, 8.95, title="Closing panel"), OPEN,
     ("The venue is open from 09:00 to 17:00 on Thursday 8 September 2022, and Closing panel would last from 16:45 to "
     "17:57.")),
    (placed(2, 25, 26), OPEN, "The venue is not open on Friday 9 September 2022."),
    (placed(2, -1, 1, title="Early"), FRAME,
     ("Early would lie outside SOC22: Thursday 8 September 2022, 09:00 to Friday 9 September 2022, 18:00 "
     "(Oxford time, BST).")),
    (placed(2, 14, 16), OPEN,
     ("The venue is open from 09:00 to 17:00 on Thursday 8 September 2022, and Session 2 would last from 23:00 to "
     "01:00.")),
])  # fmt: skip
def test_outside_of_the_event_or_its_hours(wanted: Placement, frame: Frame, words: str) -> None:
    assert [clash.words for clash in find_clashes([], wanted, frame)] == [words]


def test_the_refusal_says_every_reason() -> None:
    other = placed(1, 1, 2, room_id=7, room_name="Room A", people=STIGLITZ, title="Keynote")
    with pytest.raises(Conflict) as refused:
        check_no_clash([other], placed(2, 1, 2, room_id=7, people=STIGLITZ), FRAME)
    assert refused.value.sentence == (
        "Room A is taken by Keynote: Thursday 8 September 2022, 10:00 to 11:00 (Oxford time, BST). "
        "Joseph Stiglitz is in Keynote at that time: Thursday 8 September 2022, 10:00 to 11:00 (Oxford time, BST)."
    )


@pytest.mark.parametrize("minutes", [0, -5, 4, 7, 24 * 60 + 5, 2**63])
def test_a_length_that_makes_no_sense(minutes: int) -> None:
    with pytest.raises(Invalid, match="steps of 5 minutes"):
        slot(NINE, minutes)


placements = st.lists(
    st.builds(
        lambda number, start, length, room, people: placed(
            number, start / 12, (start + length) / 12, room_id=room, people={one: f"P{one}" for one in people}
        ),
        st.integers(1, 30), st.integers(0, 60), st.integers(1, 12), st.sampled_from([None, 1, 2, 3]),
        st.sets(st.integers(1, 5), max_size=3),
    ),
    max_size=12,
    unique_by=lambda one: one.session_id,
)  # fmt: skip


def pairs(found: list[Any]) -> set[tuple[ClashKind, frozenset[int]]]:
    return {(clash.kind, frozenset({clash.session_id, clash.other_id})) for clash in found}


@given(placements, st.randoms())
def test_clashes_do_not_depend_on_the_order(found: list[Placement], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert find_all_clashes(shuffled, FRAME) == find_all_clashes(found, FRAME)


@given(placements)
def test_a_schedule_clashes_exactly_where_one_of_its_sessions_does(found: list[Placement]) -> None:
    one_by_one = {pair for one in found for pair in pairs(find_clashes(found, one, FRAME))}
    assert pairs(find_all_clashes(found, FRAME)) == one_by_one


@given(placements)
def test_no_minute_has_a_room_or_a_person_twice_where_nothing_clashes(found: list[Placement]) -> None:
    good: list[Placement] = []
    for one in found:
        if not find_clashes(good, one, FRAME):
            good.append(one)
    for minute in range(0, 400, 5):
        at = NINE + timedelta(minutes=minute)
        running = [one for one in good if one.starts_at <= at < one.ends_at]
        rooms = [one.room_id for one in running if one.room_id]
        people = [person for one in running for person in one.people]
        assert (len(rooms), len(people)) == (len(set(rooms)), len(set(people)))
