"""The checks: each is given the facts of an event and tells its findings, one after the other. Pure.

A check joins by a function and its line in `CHECKS`.
"""

from collections.abc import Callable, Iterator

from conference.domain.checks.rules.addresses import addresses_misspelt, addresses_of_another_edition
from conference.domain.checks.rules.dates import (
    clashes_in_the_schedule,
    dates_out_of_order,
    deadlines_of_another_year,
    findings_against,
    outside_the_hours,
)
from conference.domain.checks.rules.facts import Dated, Edition, Facts, Part, Slot, Somebody, Text
from conference.domain.checks.rules.findings import Check, Excerpt, Finding, Place
from conference.domain.checks.rules.formats import called_by_another_format
from conference.domain.checks.rules.lengths import longer_than_read, without_a_text
from conference.domain.checks.rules.link_words import addresses_of_one_person, blind_links
from conference.domain.checks.rules.names import names_that_nearly_match
from conference.domain.checks.rules.repeats import words_of_another
from conference.domain.checks.rules.slips import left_over, slips
from conference.domain.checks.rules.stale import words_of_the_last_edition
from conference.domain.checks.rules.tense import written_as_to_come

__all__ = [
    "CHECKS", "Check", "Dated", "Edition", "Excerpt", "Facts", "Finding", "Part", "Place", "Slot", "Somebody", "Text",
    "findings_against", "findings_in",
]  # fmt: skip

CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    deadlines_of_another_year, dates_out_of_order, outside_the_hours, clashes_in_the_schedule,
    words_of_the_last_edition, written_as_to_come,
    addresses_of_another_edition, addresses_misspelt, words_of_another, called_by_another_format,
    names_that_nearly_match, blind_links, addresses_of_one_person, left_over, slips, without_a_text, longer_than_read,
)  # fmt: skip
ORDER = {check: number for number, check in enumerate(Check)}


def findings_in(facts: Facts) -> list[Finding]:
    """Every finding once, by check as on the page, within a check in the order of the texts."""
    found = {finding.fingerprint: finding for check in CHECKS for finding in check(facts)}
    return sorted(found.values(), key=lambda finding: ORDER[finding.check])
