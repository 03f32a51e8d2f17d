"""What changed in a record, and how a long text shows it."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.differences import LEFT_OUT, Piece, change, differences, word_changes


class Mode(StrEnum):
    """A choice."""

    ONLINE = "online"


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("Panel", "Keynote", ["Panel", "Keynote"]),
        (None, Mode.ONLINE, [None, "online"]),
        (12, None, [12, None]),
        (False, True, [False, True]),
        (date(2022, 9, 8), date(2022, 9, 9), [{"day": "2022-09-08"}, {"day": "2022-09-09"}]),
        (None, datetime(2022, 9, 8, 8, tzinfo=UTC), [None, {"at": "2022-09-08T08:00:00+00:00"}]),
        (time(9), time(10, 30), ["09:00", "10:30"]),
        (["A"], ("A", "B"), [["A"], ["A", "B"]]),
        (SimpleNamespace(title="SOC"), SimpleNamespace(name="Main hall"), ["SOC", "Main hall"]),
    ],
)
def test_both_values_are_kept_as_json_keeps_them(before: object, after: object, kept: list[object]) -> None:
    assert differences({"field": before}, {"field": after}) == {"field": kept}


@pytest.mark.parametrize(("before", "after"), [("Panel", "Panel"), ("", None), ([], None), (Mode.ONLINE, "online")])
def test_what_says_the_same_is_no_difference(before: object, after: object) -> None:
    assert differences({"field": before}, {"field": after}) == {}


def test_a_hidden_field_keeps_no_value() -> None:
    before, after = {"title": "A", "join_link": "https://a"}, {"title": "A", "join_link": "https://b"}
    assert differences(before, after, hidden={"join_link"}) == {"join_link": None}


def test_a_record_gets_the_values_and_says_what_that_changed() -> None:
    record = SimpleNamespace(title="Panel", code="P1", minutes=60)
    assert change(record, {"title": "Keynote", "code": "P1"}) == {"title": ["Panel", "Keynote"]}
    assert vars(record) == {"title": "Keynote", "code": "P1", "minutes": 60}


def test_only_the_words_that_changed_are_marked() -> None:
    before = "The report will be published in March by the team."
    assert word_changes(before, before.replace("will be published", "was published").replace("the team", "us")) == [
        Piece("same", "The report "), Piece("old", "will be "), Piece("new", "was "),
        Piece("same", "published in March by "), Piece("old", "the team."), Piece("new", "us."),
    ]  # fmt: skip


def test_what_is_added_at_the_end_is_all_that_is_marked() -> None:
    assert word_changes("It stops short.", "It stops short. More.") == [Piece("same", "It stops short. "),
                                                                        Piece("new", "More.")]  # fmt: skip


def test_words_far_from_a_change_are_left_out() -> None:
    start, end = "one " * 40, "two " * 40
    shown = word_changes(f"{start}old {end}", f"{start}new {end}")
    assert shown == [Piece("same", LEFT_OUT + "one " * 8), Piece("old", "old "), Piece("new", "new "),
                     Piece("same", "two " * 8 + LEFT_OUT)]  # fmt: skip


WORDS = st.lists(st.sampled_from(["ab ", "cd ", "ef\n", "gh "]), max_size=8).map("".join)


@given(WORDS, WORDS)
def test_a_short_text_stands_whole_in_its_pieces(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new").split() == before.split()
    assert "".join(piece.text for piece in pieces if piece.kind != "old") == after
