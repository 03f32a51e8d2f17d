"""What the next edition is called: SOC22 becomes SOC23, the sixth the seventh. Pure."""

import re

from conference.domain.events.rules import EventKind

ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
NUMBERED = re.compile(r"\b(\d{1,3})(?:st|[nr]d|th)\b", re.IGNORECASE)
SPELLED = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.IGNORECASE)
LAST_NUMBER = re.compile(r"(?P<before>[^\W\d_]+[ -]?)(?P<number>\d{1,3})(?P<behind>)")
FIRST_NUMBER = re.compile(r"(?P<before>)(?P<number>\d{1,3})(?P<behind>[^\W\d_]\w*)")
MOST = 999
ENDS = ("th", "st", "nd", "rd", *["th"] * 6)  # codespell:ignore nd


def has_editions(kind: EventKind) -> bool:
    """Whether an event of this kind comes again as its next edition; webinars are made from their series' template."""
    return kind is not EventKind.WEBINAR


def with_suffix(number: int) -> str:
    """A number as an ordinal in figures: "1st", "12th", "23rd"."""
    is_teen = number % 100 in {11, 12, 13}
    return f"{number}th" if is_teen else f"{number}{ENDS[number % 10]}"


def ordinal_in(text: str) -> int | None:
    """The number that the text gives as an ordinal ("6th", "Sixth") or as nothing but a short number, or None."""
    if text.strip().isascii() and text.strip().isdigit() and int(text) <= MOST:
        return int(text)
    if found := NUMBERED.search(text):
        return int(found[1])
    spelled = SPELLED.search(text)
    return ORDINALS.index(spelled[0].lower()) if spelled else None


def next_name(text: str, old_year: int, new_year: int) -> str:
    """A title, a short title, an edition or an address for the next edition.

    The year changes, in four digits or in two behind letters; where none stands there, an ordinal goes up by one. What
    has neither stays as it is.
    """
    changed = re.sub(rf"(?<!\d){old_year}(?!\d)", str(new_year), text)
    changed = re.sub(rf"(?<=[A-Za-z’' -]){old_year % 100:02}(?!\w)", f"{new_year % 100:02}", changed)
    return _one_more(text) if changed == text else changed


def next_event_name(text: str, old_year: int, new_year: int) -> str:
    """The same for an event, where a name may count without a year: DENOG16 becomes DENOG17, 38C3 becomes 39C3."""
    changed = next_name(text, old_year, new_year)
    found = LAST_NUMBER.fullmatch(text) or FIRST_NUMBER.fullmatch(text)
    if changed != text or found is None or int(found["number"]) >= MOST:
        return changed
    return f"{found['before']}{int(found['number']) + 1:0{len(found['number'])}}{found['behind']}"


def _one_more(text: str) -> str:
    number = ordinal_in(text)
    if number is None or number >= MOST:
        return text
    if text.strip().isdigit():
        return str(number + 1)
    if NUMBERED.search(text):
        return NUMBERED.sub(with_suffix(number + 1), text, count=1)
    return SPELLED.sub(lambda found: _cased_as(found[0], _words(number + 1)), text, count=1)


def _words(number: int) -> str:
    return ORDINALS[number] if number < len(ORDINALS) else with_suffix(number)


def _cased_as(model: str, word: str) -> str:
    return word.capitalize() if model[0].isupper() else word
