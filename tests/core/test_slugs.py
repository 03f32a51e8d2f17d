"""Parts of addresses that are free."""

from conference.core.slugs import free_slug
from conference.core.text import SLUG_LENGTH, is_slug


def test_a_slug_that_is_taken_gets_a_number() -> None:
    assert free_slug("keynote", set()) == "keynote"
    assert free_slug("keynote", {"keynote", "keynote-2"}) == "keynote-3"


def test_a_long_slug_that_is_taken_stays_a_slug_wherever_it_is_cut() -> None:
    for cut in range(SLUG_LENGTH - 8, SLUG_LENGTH):
        wanted = "a" * cut + "-" + "b" * (SLUG_LENGTH - cut - 1)
        assert is_slug(free_slug(wanted, {wanted})), wanted
