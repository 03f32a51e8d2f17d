"""Near names among many are found as by comparing each with each, with few comparisons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.domain.exchange.rules.near import MOST_COMPARISONS, NearNames
from conference.domain.people.rules import near_matches

WORDS = st.sampled_from(["Anna", "Ana", "Smith", "Smyth", "Maria", "Jean", "Luc", "Jeanluc", "Á", "Wahba", "Wabha"])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def at_most_one_word_apart(one: str, other: str) -> bool:
    """Whether the longer one has at most one word more; with two more a name is not looked for here."""
    return abs(len(one.split()) - len(other.split())) <= 1


@given(NAMES, st.lists(NAMES, max_size=8))
def test_nothing_near_is_missed(wanted: str, known: list[str]) -> None:
    names = [(number, name) for number, name in enumerate(known) if at_most_one_word_apart(wanted, name)]
    assert NearNames(names).candidates(wanted) == tuple(near_matches(wanted, names, least_shared=2)[:5])


@pytest.mark.parametrize(("wanted", "known"), [
    ("Mark Roddan", "Mark Rodden"), ("Wahba", "Wabha"), ("Jeanluc", "Jean-Luc"), ("Jean-Luc Picard", "Jeanluc Picard"),
    ("M. Rodden", "Mark Rodden"), ("Anna Smith", "Anna Maria Smith"), ("Ball, Nigel", "Nigel Ball"),
    ("Dr Julie Batilana", "Julie Battilana"), ("Prof. Dr. Nigel Bal", "Nigel Ball"),
])  # fmt: skip
def test_real_pairs(wanted: str, known: str) -> None:
    assert NearNames([(7, known)]).candidates(wanted) == (7,)


@pytest.mark.parametrize(("wanted", "known"), [("joseph", "Joseph Stiglitz"), ("Philip McCann", "Philip")])
def test_a_single_word_is_nobody_of_a_longer_name_unless_that_is_a_further_name(wanted: str, known: str) -> None:
    assert NearNames([(7, known)]).candidates(wanted) == ()
    assert NearNames([(7, known), (7, wanted)]).candidates(wanted) == (7,)


def test_it_gives_up_in_time() -> None:
    near = NearNames((number, f"Anna Nr{number}") for number in range(400))
    found = [near.candidates(f"Anna X{number}") for number in range(400)]
    assert (near.gave_up, len(found[0]), found[-1]) == (True, 0, ())
    assert MOST_COMPARISONS <= 50_000
