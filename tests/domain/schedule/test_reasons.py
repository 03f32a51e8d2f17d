"""Clashes with what a room is, with when and how people come, with the way between buildings."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conference.core.errors import Conflict
from conference.domain.schedule.rules import (
    ClashKind,
    Frame,
    Placement,
    RoomFacts,
    check_no_clash,
    find_all_clashes,
    find_clashes,
)

NINE = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)
FRAME = Frame("SOC22", NINE, NINE + timedelta(hours=33), "Europe/London", "Oxford")
HALL, ATTIC = RoomFacts(40, "Old building", True), RoomFacts(10, "Annexe", False)
STIGLITZ = {1: "Joseph Stiglitz"}


def placed(session_id: int, start: float, end: float, **values: Any) -> Placement:
    """A placement in the hall between hours after nine."""
    given = {"title": f"Session {session_id}", "room_id": 7, "room_name": "Hall", "room": HALL, **values}
    return Placement(session_id, starts_at=NINE + timedelta(hours=start), ends_at=NINE + timedelta(hours=end), **given)


def attic(session_id: int, start: float, end: float, **values: Any) -> Placement:
    return placed(session_id, start, end, **{"room_id": 8, "room_name": "Attic", "room": ATTIC, **values})


def said(found: list[Placement], frame: Frame = FRAME) -> list[tuple[ClashKind, str]]:
    return [(clash.kind, clash.words) for clash in find_all_clashes(found, frame)]


def test_a_room_with_too_few_seats() -> None:
    assert said([attic(1, 1, 2, expected=11)]) == [(ClashKind.SEATS, "Attic has 10 seats, and 11 are expected.")]
    assert said([attic(1, 1, 2, expected=10), attic(2, 2, 3, expected=0)]) == []
    assert said([attic(1, 1, 2, expected=99, room=RoomFacts())]) == []


def test_whoever_has_a_place_is_expected_where_nothing_else_runs() -> None:
    booked = replace(FRAME, booked=41)
    words = (ClashKind.SEATS, "Hall has 40 seats, and 41 are expected.")
    assert said([placed(1, 1, 2)], booked) == [words]
    assert said([placed(1, 1, 2), attic(2, 1.5, 2.5)], booked) == []
    assert said([placed(1, 1, 2), attic(2, 1, 2, is_break=True)], booked) == [words]
    assert said([placed(1, 1, 2, expected=12)], booked) == []
    assert [clash.kind for clash in find_clashes([attic(2, 1, 2)], placed(1, 1, 2), booked)] == []
    assert [clash.kind for clash in find_clashes([attic(2, 2, 3)], placed(1, 1, 2), booked)] == [ClashKind.SEATS]


def test_a_room_without_streaming() -> None:
    online = replace(FRAME, online=frozenset({1}))
    assert said([attic(1, 1, 2, people=STIGLITZ)], online) == [
        (ClashKind.STREAMING, "Joseph Stiglitz will take part online, and Attic has no streaming."),
    ]
    assert said([placed(1, 1, 2, people=STIGLITZ), attic(2, 1, 2, people={2: "Nigel Ball"})], online) == []


def test_a_person_who_cannot_come() -> None:
    afternoon = (NINE + timedelta(hours=4), NINE + timedelta(hours=8))
    frame = replace(FRAME, available={1: (afternoon,)})
    assert said([placed(1, 3.5, 5, people=STIGLITZ)], frame) == [
        (ClashKind.ABSENT, ("Joseph Stiglitz cannot come at that time, only Thursday 8 September 2022, 13:00 to 17:00 "
                            "(Oxford time, BST).")),
    ]  # fmt: skip
    assert said([placed(1, 4, 8, people=STIGLITZ), placed(2, 1, 2, people={2: "Nigel Ball"})], frame) == []


@pytest.mark.parametrize(("start", "gap"), [(2, "0 minutes"), (2 + 1 / 12, "5 minutes"), (2 + 1 / 6, None)])
def test_a_way_between_buildings(start: float, gap: str | None) -> None:
    first, second = placed(1, 1, 2, people=STIGLITZ), attic(2, start, start + 1, people=STIGLITZ)
    words = f"Joseph Stiglitz has {gap} to get from Session 1 (Old building) to Session 2 (Annexe)."
    assert said([first, second]) == ([(ClashKind.BUILDING, words)] if gap else [])
    assert said([first, replace(second, people={})]) == []
    assert said([first, replace(second, room=RoomFacts())]) == []
    assert [clash.words for clash in find_clashes([second], first, FRAME)] == ([words] if gap else [])


def test_what_is_not_impossible_is_listed_and_not_refused() -> None:
    check_no_clash([], attic(1, 1, 2, expected=99), FRAME)
    with pytest.raises(Conflict, match=r"^Joseph Stiglitz cannot come at that time, only Thursday"):
        check_no_clash([], placed(1, 1, 2, people=STIGLITZ),
                       replace(FRAME, available={1: ((NINE, NINE + timedelta(hours=1)),)}))  # fmt: skip


def test_a_thousand_sessions_are_looked_through_in_a_moment() -> None:
    sessions = [placed(n, (n // 25) * 0.75, (n // 25) * 0.75 + 0.75, room_id=n % 25, people={n: f"P{n}"}, expected=1)
                for n in range(1000)]  # fmt: skip
    frame = replace(FRAME, ends_at=NINE + timedelta(days=5))
    assert find_all_clashes(sessions, frame) == []
