"""One change to many records, without any record."""

from dataclasses import dataclass

import pytest

from conference.core.errors import Conflict
from conference.core.many import Leaving, ManyChange, Removal, check_as_seen, check_many, check_may_become


@dataclass(frozen=True)
class Chair:
    name: str
    legs: int = 4
    is_soft: bool = False
    colour: str = "red"


@dataclass(frozen=True)
class ChairsChange(ManyChange):
    legs: int | None = None
    is_soft: bool | None = None


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        (ChairsChange(), {}),
        (ChairsChange(legs=4, is_soft=False), {}),
        (ChairsChange(legs=0, is_soft=True), {"legs": (4, 0), "is_soft": (False, True)}),
    ],
)
def test_what_differs(change: ChairsChange, differences: dict[str, tuple[object, object]]) -> None:
    assert change.differences(Chair("Stool")) == differences


def test_a_mark_is_another_where_something_is_that_can_be_changed() -> None:
    marks = [ChairsChange(legs=3).mark_of(one) for one in
             (Chair("A"), Chair("A", colour="blue"), Chair("B"), Chair("A", 3), Chair("A", is_soft=True))]  # fmt: skip
    assert (marks[0] == marks[1], len(set(marks))) == (True, 4)
    leaving = [Removal().mark_of(one) for one in (Leaving("A"), Leaving("A", "It stays."), Leaving("A", lost=3))]
    assert (leaving[0] == leaving[1], len(set(leaving))) == (True, 2)


def test_what_somebody_else_changed_is_named() -> None:
    check_as_seen({1: "3", 2: "1"}, {1: ("First", "3"), 2: ("Second", "1")})
    with pytest.raises(Conflict, match="some of these are not there any more"):
        check_as_seen({1: "3", 2: "1"}, {1: ("First", "4")})
    now = {number: (f"No {number}", "2") for number in range(7)}
    with pytest.raises(Conflict, match="meanwhile somebody has changed No 0, No 1, No 2, No 3, No 4 and 2 more"):
        check_as_seen(dict.fromkeys(now, "1"), now)


def test_what_cannot_be_is_named() -> None:
    check_may_become([("First", "")])
    with pytest.raises(Conflict, match=r"Nothing is changed\. Second: It is in use\."):
        check_may_become([("First", ""), ("Second", "It is in use.")])
    stays = Leaving("Second", "It is in use.")
    with pytest.raises(Conflict, match=r"Nothing is changed\. Second: It is in use\."):
        check_many(Removal(), {2: Removal().mark_of(stays)}, {2: ("Second", stays)})
