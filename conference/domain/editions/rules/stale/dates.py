"""Dates as they are written in English: "8-9 September", "the eighth of September", "08.09.22". Pure."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from conference.domain.editions.rules.names import ORDINALS
from conference.domain.editions.rules.stale.facts import MonthDay, Turn

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = (
    r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
)
TENS = {"twenty": 20, "thirty": 30}
DAY_IN_WORDS = rf"(?i:(?:{'|'.join(TENS)})[ -](?:{'|'.join(ORDINALS[1:10])})|thirtieth|{'|'.join(ORDINALS[1:])})"
DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|[nr]d|th)?|{DAY_IN_WORDS})(?![\w:]|[.,]\d)"
YEAR = r"(?:(?:19|20)\d\d\b|['’]\d\d\b)"
JOIN = r"\s*(?:[-–—/&]|,\s*and\b|,|\band\b|\bto\b|\bor\b|\buntil\b)\s*"
MOST_JOINED = 6  # so that a long list of numbers is not tried again from each of them
DOT = rf"(?:\.(?=\s*[-–—/&]|\s+(?:and|to|or)\b|\s*{MONTH}))?"  # of "8./9. September"
OF_WEEK = rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?"
DAYS = rf"{OF_WEEK}{DAY}(?:{JOIN}{OF_WEEK}{DAY}){{0,{MOST_JOINED}}}"
DOTTED_DAYS = rf"{OF_WEEK}{DAY}{DOT}(?:{JOIN}{OF_WEEK}{DAY}{DOT}){{0,{MOST_JOINED}}}"
DAY_FIRST = rf"(?:{WEEKDAY},?\s+)?(?<![\w£$€#.:])(?:the\s+)?{DOTTED_DAYS}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"
MONTH_FIRST = rf"(?:{WEEKDAY},?\s+)?\b{MONTH}\s+(?:the\s+)?{DAYS}(?:,?\s+{YEAR})?"
SPELLED = rf"(?:{DAY_FIRST}|{MONTH_FIRST})"
IN_WORDS = re.compile(rf"{SPELLED}(?:{JOIN}{SPELLED}){{0,{MOST_JOINED}}}")
ISO = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
NUMERIC = re.compile(r"(?<![\w./])(?:\d{1,2}\.\s?[-–—/&]\s?)?(\d{1,2})([./])(\d{1,2})\2((?:19|20)?\d\d)(?![\w/]|\.\d)")
PARTS = re.compile(rf"(?P<weekday>{WEEKDAY})|(?P<month>{MONTH})|(?P<year>{YEAR})|(?P<day>{DAY})")


class WrittenDay(NamedTuple):
    """A day as it is written; None for what is left out. `either_way`: 8/9 may be the ninth of August as well."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    either_way: bool = False


class WrittenDates(NamedTuple):
    """One or several days written as one expression, and where it stands in the text."""

    start: int
    end: int
    days: tuple[WrittenDay, ...]


def dates_in(text: str) -> Iterator[WrittenDates]:
    """Every date that the text writes out with day and month, with year and day of the week or without."""
    for found in IN_WORDS.finditer(text):
        yield WrittenDates(found.start(), found.end(), tuple(_days_of(found[0])))
    for found in ISO.finditer(text):
        yield WrittenDates(found.start(), found.end(), (WrittenDay(int(found[2]), int(found[3]), int(found[1])),))
    for found in NUMERIC.finditer(text):
        is_in_full = len(found[1]) == len(found[3]) == 2 and int(found[3]) <= len(MONTHS)
        has_year = len(found[4]) == 4 or found[2] == "/" or is_in_full  # 8.9.22 may be the number of a version
        day = WrittenDay(int(found[3]), int(found[1]), _year(found[4]) if has_year else None, either_way=True)
        yield WrittenDates(found.start(), found.end(), (day,))


def month_number(written: str) -> int:
    """Which month it is, written out or not: 9 for "September" and for "Sept."."""
    return MONTHS.index(written[:3].lower()) + 1


def _days_of(expression: str) -> Iterator[WrittenDay]:
    """The days of an expression: each has the month and the year that stand nearest behind it, else before it."""
    parts = [(part.lastgroup or "", part[0]) for part in PARTS.finditer(expression)]
    months = [(at, month_number(word)) for at, (kind, word) in enumerate(parts) if kind == "month"]
    years = [(at, _year(word)) for at, (kind, word) in enumerate(parts) if kind == "year"]
    is_month_first = next(kind for kind, _word in parts if kind in {"day", "month"}) == "month"
    for at, (kind, word) in enumerate(parts):
        if kind == "day":
            month = _before(months, at) if is_month_first else _behind(months, at)
            weekday = parts[at - 1][1] if at and parts[at - 1][0] == "weekday" else _weekday_of(parts, at)
            yield WrittenDay(
                month or months[0][1], _day_number(word), _behind(years, at),
                WEEKDAYS.index(weekday[:3].lower()) if weekday else None,
            )  # fmt: skip


def _day_number(written: str) -> int:
    """The day of "8th", "eighth" and "twenty-first"."""
    if digits := re.sub(r"\D", "", written):
        return int(digits)
    if (word := written.lower()) == "thirtieth":
        return 30
    *tens, last = re.split("[ -]", word)
    return sum(TENS[one] for one in tens) + ORDINALS.index(last)


def _weekday_of(parts: list[tuple[str, str]], at: int) -> str:
    """The weekday of "Thursday, September 8": it stands before the month."""
    is_so = at >= 2 and parts[at - 1][0] == "month" and parts[at - 2][0] == "weekday"
    return parts[at - 2][1] if is_so else ""


def _behind(marks: list[tuple[int, int]], at: int) -> int | None:
    return next((value for place, value in marks if place > at), None)


def _before(marks: list[tuple[int, int]], at: int) -> int | None:
    return next((value for place, value in reversed(marks) if place < at), None)


def _year(written: str) -> int:
    digits = int(written.lstrip("'’"))
    return digits if digits > 99 else 2000 + digits


def is_stale_day(day: WrittenDay, turn: Turn) -> bool:
    """Whether a day as written is one of the old edition.

    With a year: it lies in the old year, or it is a date of the old edition under the new year. Without: it is a date
    of the old edition, or its day of the week is that of the old year and not that of the new one.
    """
    is_old_date = any(one in turn.dates for one in _readings(day))
    if day.year is not None:
        return day.year in turn.years or (day.year in turn.new.years and is_old_date)
    return is_old_date or (
        day.weekday is not None
        and any(_is_weekday(day, year) for year in turn.years)
        and not any(_is_weekday(day, year) for year in turn.new.years)
    )


def _readings(day: WrittenDay) -> list[MonthDay]:
    ways = [MonthDay(day.month, day.day)]
    return [*ways, MonthDay(day.day, day.month)] if day.either_way else ways


def _is_weekday(day: WrittenDay, year: int) -> bool:
    try:
        return date(year, day.month, day.day).weekday() == day.weekday
    except ValueError:
        return False
