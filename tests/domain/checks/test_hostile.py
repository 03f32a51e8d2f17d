"""Texts as long as they may be, made to take long: they take a moment."""

from time import process_time

import pytest

from conference.domain.checks.rules import Part
from tests.domain.checks.given import SESSION, abstract, found, text

LONGEST = 20_000
KNOWN = tuple((number, f"Mark Roddan{chr(97 + number)}") for number in range(26))


@pytest.mark.parametrize(
    "piece", ["a", "ABC", "Mark-", "Mark ", "TBC. ", "the the ", "[a](", "1 ", "8 September ", "a.b@", "will ", "this "]
)
def test_a_text_that_is_all_the_same_takes_a_moment(piece: str) -> None:
    said = piece * (LONGEST // len(piece))
    begun = process_time()
    found(abstract(said), text(said), text(said[:300], Part.ADDRESS, "material:1:url", SESSION), is_over=True,
          known_people=KNOWN, formats={SESSION: "Panel"}, titles={SESSION: said[:250]})  # fmt: skip
    assert process_time() - begun < 3
