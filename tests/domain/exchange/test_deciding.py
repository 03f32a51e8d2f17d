"""What becomes of a field, given what stands here, what the file says, and what it said last."""

import pytest

from conference.domain.exchange.rules.deciding import Difference, differences

A, B, C = "A", "B", "C"


@pytest.mark.parametrize(("ours", "theirs", "last", "taken", "kept"), [
    (A, A, A, False, False),
    (A, B, A, True, False),  # changed there only
    (B, A, A, False, True),  # changed here only
    (B, C, A, False, True),  # changed on both sides
    (B, B, A, False, False),  # changed on both sides to the same
    (A, B, B, False, True),  # changed here, back to what the file said before last
    (None, B, None, True, False),
    ([], [1], [], True, False),
])  # fmt: skip
def test_a_field_is_taken_where_nobody_edited_it_here(
    ours: object, theirs: object, last: object, taken: bool, kept: bool
) -> None:
    one = Difference("title", ours, theirs)
    assert differences({"title": theirs}, {"title": ours}, {"title": last}) == (
        (one,) if taken else (), (one,) if kept else (),
    )  # fmt: skip


@pytest.mark.parametrize(("ours", "is_taken"), [("", True), (None, True), ([], True), (0, False), ("A", False)])
def test_what_no_file_has_said_yet_fills_only_what_is_empty(ours: object, is_taken: bool) -> None:
    taken, kept = differences({"title": "B"}, {"title": ours}, {})
    assert (len(taken), len(kept)) == ((1, 0) if is_taken else (0, 1))


def test_what_the_file_does_not_say_is_no_difference() -> None:
    assert differences({}, {"title": "A"}, {"title": "B"}) == ((), ())


def test_further_names_are_always_added() -> None:
    taken, kept = differences({"aliases": ["A", "B", "C"]}, {"aliases": ["A", "B"]}, {"aliases": ["A"]})
    assert ([one.after for one in taken], kept) == ([["A", "B", "C"]], ())
