"""Every phrase of a text that is stale, once, in the order of the text. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from conference.domain.editions.rules.stale.addresses import addresses_in, is_stale_address
from conference.domain.editions.rules.stale.dates import dates_in, is_stale_day
from conference.domain.editions.rules.stale.facts import Turn
from conference.domain.editions.rules.stale.names import number_pattern, title_patterns
from conference.domain.editions.rules.stale.years import stale_academic_years_in, stale_years_in

Span = tuple[int, int]
HIDDEN = "\x00"


class StalePhrase(NamedTuple):
    """Words that speak of the old edition, and where they stand in the text."""

    start: int
    end: int
    words: str


def find_stale(text: str, turn: Turn) -> list[StalePhrase]:
    """The phrases of a text that name the old year, an old date, an old name, the old number or the old address."""
    spans: list[Span] = []
    rest = text
    for look in (_in_addresses, _in_names, _in_dates, _in_years):
        stale, seen = look(rest, turn)
        spans += stale
        rest = _hide(rest, seen)
    return [StalePhrase(start, end, text[start:end]) for start, end in sorted(spans)]


def _hide(text: str, spans: Iterable[Span]) -> str:
    """The text with these places blanked, so that no other look finds anything in them; its length stays."""
    for start, end in spans:
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


def _in_addresses(text: str, turn: Turn) -> tuple[list[Span], list[Span]]:
    """An address is stale as a whole or not at all, so nothing else is looked for in it."""
    spans = addresses_in(text)
    return [(start, end) for start, end in spans if is_stale_address(text[start:end], turn)], spans


def _in_names(text: str, turn: Turn) -> tuple[list[Span], list[Span]]:
    spans: list[Span] = []
    for pattern in filter(None, (*title_patterns(turn), number_pattern(turn))):
        found = [match.span() for match in pattern.finditer(text)]
        text = _hide(text, found)
        spans += found
    return spans, spans


def _in_dates(text: str, turn: Turn) -> tuple[list[Span], list[Span]]:
    written = list(dates_in(text))
    stale = [(one.start, one.end) for one in written if any(is_stale_day(day, turn) for day in one.days)]
    return stale, [(one.start, one.end) for one in written]


def _in_years(text: str, turn: Turn) -> tuple[list[Span], list[Span]]:
    return [*stale_academic_years_in(text, turn), *stale_years_in(text, turn)], []
