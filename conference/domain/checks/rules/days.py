"""Days as English texts write them: "Thursday 8 September 2022", "8-9 Sept", "September 8, 2022". Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conference.domain.editions.rules.stale.dates import MONTH, WrittenDates, WrittenDay, dates_in, month_number

MONTH_OF_YEAR = re.compile(rf"\b(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b")
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
    for written in sorted(dates_in(text)):
        for first, last in _runs(written):
            if not first.either_way:
                yield DayInText(written.start, written.end, first.day, last.day, first.month, first.year, first.weekday)


def _runs(written: WrittenDates) -> Iterator[tuple[WrittenDay, WrittenDay]]:
    """The first and the last of the days that stand together; one with its own month or weekday stands for itself."""
    first = last = written.days[0]
    for day in written.days[1:]:
        if day.month != first.month or day.weekday is not None:
            yield first, last
            first = day
        last = day
    yield first, last


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
    months = [(int(one["year"]), month_number(one["month"])) for one in MONTH_OF_YEAR.finditer(text)]
    if not any(days) and any(month >= (today.year, today.month) for month in months):
        return True
    return any(int(one.group()) > today.year for one in YEAR.finditer(text))
