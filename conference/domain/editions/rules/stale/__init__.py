"""Which words of a text still speak of the edition that it was copied from. Pure."""

from conference.domain.editions.rules.stale.facts import EditionFacts, MonthDay, Turn, academic_year_of, words_in
from conference.domain.editions.rules.stale.find import StalePhrase, find_stale
from conference.domain.editions.rules.stale.names import edition_number_in

__all__ = [
    "EditionFacts", "MonthDay", "StalePhrase", "Turn", "academic_year_of", "edition_number_in", "find_stale",
    "words_in",
]  # fmt: skip
