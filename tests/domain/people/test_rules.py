"""When two names may be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.domain.people.rules import near_matches


def is_near(one: str, other: str) -> bool:
    """Whether a name is found under another one."""
    return near_matches(one, [(1, other)]) == [1]


@pytest.mark.parametrize(("one", "other"), [
    ("Mark Roddan", "Mark Rodden"),
    ("Sadek Wahba", "Sadek Wabha"),
    ("Wahba", "Wabha"),
    ("GSG", "GSG Impact"),
    ("Nigel Ball", "Ball, Nigel"),
    ("José Álvarez", "Jose Alvarez"),
    ("M. Rodden", "Mark Rodden"),
    ("Anna Smith", "Anna Maria Smith"),
    ("Jean-Luc Picard", "Jeanluc Picard"),
])  # fmt: skip
def test_near(one: str, other: str) -> None:
    assert (is_near(one, other), is_near(other, one)) == (True, True)


@pytest.mark.parametrize(("one", "other"), [
    ("Mark Rodden", "Mark Thatcher"),
    ("Eleanor Carter", "Joseph Stiglitz"),
    ("Maria Garcia", "Carlos Gomez"),
    ("University of Oxford", "University of Cambridge"),
    ("", "Mark"),
    ("...", "Mark"),
])  # fmt: skip
def test_not_near(one: str, other: str) -> None:
    assert (is_near(one, other), is_near(other, one)) == (False, False)


def test_the_same_name_comes_first_and_each_person_once() -> None:
    known = [(1, "Mark Roddan"), (2, "Mark Rodden"), (2, "M. Rodden"), (3, "Eleanor Carter")]
    assert near_matches("mark rodden", known) == [2, 1]


@given(st.text(max_size=40), st.text(max_size=40))
def test_nearness_goes_both_ways(one: str, other: str) -> None:
    assert is_near(one, other) == is_near(other, one)


@given(st.text(min_size=1, max_size=40).filter(lambda name: any(c.isalnum() for c in name)))
def test_a_name_is_near_itself(name: str) -> None:
    assert is_near(name, name) == any(c.isalnum() for c in name)
