"""How a text may name an edition: its title, its short title, its number. Pure."""

import re
from collections.abc import Iterator

from conference.domain.editions.rules.names import ORDINALS, ordinal_in, with_suffix
from conference.domain.editions.rules.stale.facts import EVENT_WORDS, Turn

SPLIT_SHORT_TITLE = re.compile(r"(.*?[^\W\d_])[\s’'-]?(?:20)?(\d{1,3})")
NEVER_BETWEEN = r"(?:of|the|a|an|in|at|on|to|and|or|for|with|session|day|panel|floor|time|year)"
BETWEEN = rf"(?:(?!{NEVER_BETWEEN}\b)[\w-]+\s+){{0,4}}?"


def title_patterns(turn: Turn) -> Iterator[re.Pattern[str]]:
    """What finds the old title and the old short title, where they differ from the new ones."""
    old, new = turn.old, turn.new
    if old.title and old.title.casefold() not in new.title.casefold():
        yield _exactly(r"\s+".join(map(re.escape, old.title.split())))
    if old.short_title and old.short_title.casefold() != new.short_title.casefold():
        yield _exactly(_short_title(old.short_title))


def _short_title(short: str) -> str:
    """SOC22 is also written SOC 22, SOC-22, SOC'22 and SOC2022."""
    split = SPLIT_SHORT_TITLE.fullmatch(short)
    return re.escape(short) if split is None else rf"{re.escape(split[1])}[\s’'-]?(?:20)?{split[2]}"


def _exactly(inner: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)#?{inner}(?!\w)", re.IGNORECASE)


def number_pattern(turn: Turn) -> re.Pattern[str] | None:
    """What finds the number of the old edition: "the sixth annual conference", "6th edition", "edition 6"."""
    number = turn.old.number
    if number is None or number == turn.new.number:
        return None
    spelled = ORDINALS[number] if number < len(ORDINALS) else with_suffix(number)
    event_word = "|".join(sorted((EVENT_WORDS | turn.own_words) - {"session"}))
    return re.compile(
        rf"\b(?:{spelled}|{with_suffix(number)})\b(?=[\s-]+{BETWEEN}(?:{event_word})s?\b)|\bedition\s+(?:no\.?\s*)?{number}\b",
        re.IGNORECASE,
    )


NUMBERED_EDITION = re.compile(
    rf"\b(\d{{1,3}}(?:st|[nr]d|th)|{'|'.join(ORDINALS)})[\s-]+{BETWEEN}(?:annual|edition|conference|symposium|summit)\b",
    re.IGNORECASE,
)


def edition_number_in(edition: str, *texts: str) -> int | None:
    """Which edition an event is: its own field says so ("6th"), or its texts do; of several the highest is its own."""
    if (number := ordinal_in(edition)) is not None:
        return number
    found = (ordinal_in(match[1]) for text in texts for match in NUMBERED_EDITION.finditer(text))
    return max((one for one in found if one is not None), default=None)
