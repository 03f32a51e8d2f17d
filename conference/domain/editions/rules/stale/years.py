"""The old year in a text, where it is the year of the event and not that of a book or of a span. Pure."""

import re
from collections.abc import Iterator

from conference.domain.editions.rules.stale.dates import MONTH
from conference.domain.editions.rules.stale.facts import Turn
from conference.domain.editions.rules.stale.numbers import is_number, is_of_a_work

Span = tuple[int, int]
AROUND = 80
SEASON = r"(?i:spring|summer|autumn|winter|early|mid|late)"
SPAN_BEFORE = re.compile(r"(?:\d{4}\s*[-–—/]\s*|\b(?:from|between)\s+\d{4}\s+(?:to|and|until|through)\s+)$")
SPAN_BEHIND = re.compile(r"[-–—/]\d{2}\b|\s*[-–—/]\s*(?:19|20)\d\d\b")
SPAN_BEGINS = re.compile(r"\b(?:from|between)\s+$")
ACADEMIC_YEAR = re.compile(
    r"(?<![\w/–—-])(?:[AF]Y\s?)?(?P<first>(?:19|20)\d\d)(?P<join>[-–—/])(?P<last>(?:(?:19|20)\d\d|\d\d))\b"
)
ACADEMIC = re.compile(r"\bacademic\s+years?:?\s+$", re.IGNORECASE)
CALLED_SO = re.compile(r"\b(?:year|season|term|series)s?:?\s+$", re.IGNORECASE)
SPAN_OF_TWO_BEFORE = re.compile(r"(?:\d\d\s*(?:[-–—]|\b(?:to|until|through)\b)|\bbetween\s+[\d/–—-]+\s+and)\s*$")
SPAN_OF_TWO_BEHIND = re.compile(r"\s*(?:[-–—/]|\b(?:to|until|through)\b)\s*(?:19|20)?\d\d\b")
SPAN_GOES_ON = re.compile(r"\s+(?:to|and|until|through)\s+(?:19|20)\d\d\b")
SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
NAME = r"(?:[A-Z][\w’'-]*[a-z]|[A-Z]{2,}|[A-Z]\.)"
AND_OTHERS = re.compile(r"\bet\s+al\.?,?\s*\(?$")
NAME_AND_BRACKET = re.compile(rf"({NAME}),?\s*\($")
NAME_AND_COMMA = re.compile(rf"({NAME}),\s+$")
NAME_IN_BRACKETS = re.compile(rf"\([^()]*?({NAME})\s+$")
PLACE_BEFORE = re.compile(rf"\b(?:in|at|of|from|for|since|near)\s+{NAME},\s+$")
CLOSES = re.compile(r"\s*(?:[),;:.\]]|$|\n)")
NOT_A_NAME = frozenset({
    "after", "also", "and", "before", "by", "during", "however", "in", "on", "since", "the", "this", "until",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip


def stale_years_in(text: str, turn: Turn) -> Iterator[Span]:
    """Where the text names an old year, with the month or season that stands before it.

    Left out: the year of a source ("Smith, 2022", "Smith et al. (2022)", "(World Bank 2022)"), a span of years
    ("2019-2022", "between 2020 and 2022"), what is true since then ("since 2022"), a law or a report of that year and a
    number that is no year ("room 2022").
    """
    for year in sorted(turn.years):
        pattern = re.compile(
            rf"(?:(?:{MONTH}|{SEASON})(?:\s+of)?[\s-]+)?(?:\b{year}|['’]{year % 100:02})\b(?![.,]\d|%)"
        )
        for found in pattern.finditer(text):
            before, behind = _around(text, *found.span())
            if not _is_span(before, behind) and not _is_of_something_else(before, behind, turn):
                yield found.span()


def stale_academic_years_in(text: str, turn: Turn) -> Iterator[Span]:
    """Where the text names an academic year that is over: "2022/23", "2022-23", "the academic year 2022-2023".

    So is the one that ended in the old year, where the text calls it an academic year: an event in September is of
    either. A span of them is left out, as one of years is.
    """
    for found in ACADEMIC_YEAR.finditer(text):
        before, behind = _around(text, *found.span())
        first, last = int(found["first"]), int(found["last"])
        is_over = first in turn.academic_years or (first + 1 in turn.years and ACADEMIC.search(before) is not None)
        is_one = last < 100 or found["join"] == "/" or CALLED_SO.search(before) is not None
        if (
            is_one and is_over and (first + 1) % 100 == last % 100
            and not _is_span_of_two(before, behind) and not _is_of_something_else(before, behind, turn)
        ):  # fmt: skip
            yield found.span()


def _is_span_of_two(before: str, behind: str) -> bool:
    if SPAN_OF_TWO_BEFORE.search(before) or SPAN_OF_TWO_BEHIND.match(behind):
        return True
    return SPAN_BEGINS.search(before) is not None and SPAN_GOES_ON.match(behind) is not None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place of a text, as far as it matters."""
    return text[max(start - AROUND, 0) : start], text[end:][:AROUND]


def _is_of_something_else(before: str, behind: str, turn: Turn) -> bool:
    """Whether a year is no year, or that of a law, a report or a source, or the first of all since then."""
    if SINCE.search(before) or is_number(before, behind):
        return True
    return is_of_a_work(before, behind, turn) or _is_source(before, behind, turn)


def _is_span(before: str, behind: str) -> bool:
    if SPAN_BEFORE.search(before) or SPAN_BEHIND.match(behind):
        return True
    return SPAN_BEGINS.search(before) is not None and SPAN_GOES_ON.match(behind) is not None


def _is_source(before: str, behind: str, turn: Turn) -> bool:
    """Whether the year is that of a source: an author stands before it, and nothing but a mark behind it."""
    if AND_OTHERS.search(before):
        return True
    if not CLOSES.match(behind):
        return False
    is_bracketed = before.rpartition("(")[2].find(")") < 0 and "(" in before
    found = NAME_AND_BRACKET.search(before) or (NAME_IN_BRACKETS.search(before) if behind[:1] in ");,:" else None)
    if found is None and (is_bracketed or not PLACE_BEFORE.search(before)):
        found = NAME_AND_COMMA.search(before)
    return found is not None and found[1].casefold() not in NOT_A_NAME | turn.words_of_event
