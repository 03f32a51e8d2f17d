"""Days as English texts write them: "Thursday 8 September 2022", "8-9 Sept", "September 8, 2022". Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:\b(?P<weekday>Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?"
    r"|Sun(?:day)?)\b[.,]?\s+(?:the\s+)?)?"
)
_TH = r"(?:st|nd|rd|th)?"  # codespell:ignore
_DAY = rf"\b(?P<first>\d{{1,2}}){_TH}(?:\s*(?:[-–/&]|to|and)\s*(?P<last>\d{{1,2}}){_TH})?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?\b{_MONTH}{_YEAR}")
MONTH_FIRST = re.compile(rf"{_WEEKDAY}\b{_MONTH}\s+{_DAY}(?!\d|:|\s*%){_YEAR}")
NUMBERS = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<first>\d\d)\b")
MONTH_OF_YEAR = re.compile(rf"\b{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class DayInText:
    """A day (of several: the first and the last) as a text names it, from `start` to `end`; Monday is 0."""

    start: int
    end: int
    first: int
    last: int
    month: int
    year: int | None = None
    weekday: int | None = None

    def first_day(self, year: int | None = None) -> date | None:
        """The (first) day, in its own year or else this one; None where there is no such day or year."""
        return _day(self.year or year, self.month, self.first)

    def last_day(self, year: int | None = None) -> date | None:
        """The (last) day, as `first_day`."""
        return _day(self.year or year, self.month, self.last)


def days_in(text: str) -> Iterator[DayInText]:
    """Every day that the text names, in its order; a month alone, or a year alone, is none."""
    found = [*DAY_FIRST.finditer(text), *MONTH_FIRST.finditer(text), *NUMBERS.finditer(text)]
    end = 0
    for match in sorted(found, key=lambda one: (one.start(), -one.end())):
        if match.start() >= end:
            end = match.end()
            yield _read(match)


def _read(match: re.Match[str]) -> DayInText:
    parts = match.groupdict()
    month = int(parts["number"]) if "number" in parts else MONTHS.index(parts["month"][:3].lower()) + 1
    first, year, weekday = int(parts["first"]), parts.get("year"), parts.get("weekday")
    return DayInText(
        match.start(), match.end(), first, int(parts.get("last") or first), month, int(year) if year else None,
        WEEKDAYS.index(weekday[:3].lower()) if weekday else None,
    )  # fmt: skip


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def names_a_day_to_come(text: str, today: date) -> bool:
    """Whether the text names a day, a month or a year that is not past."""
    days = [day.last_day() for day in days_in(text)]
    if any(day >= today for day in days if day):
        return True
    months = [(int(one["year"]), MONTHS.index(one["month"][:3].lower()) + 1) for one in MONTH_OF_YEAR.finditer(text)]
    if not any(days) and any(month >= (today.year, today.month) for month in months):
        return True
    return any(int(one.group()) > today.year for one in YEAR.finditer(text))
