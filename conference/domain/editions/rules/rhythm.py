"""On which days a series is usually held. Pure."""

import enum
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import islice

WEEK = timedelta(days=7)


class Rhythm(enum.StrEnum):
    """How often: the day of the week is said beside it."""

    WEEKLY = "every week"
    FORTNIGHTLY = "every two weeks"
    FIRST = "the first of the month"
    SECOND = "the second of the month"
    THIRD = "the third of the month"
    FOURTH = "the fourth of the month"
    LAST = "the last of the month"


PLACES = {Rhythm.FIRST: 0, Rhythm.SECOND: 1, Rhythm.THIRD: 2, Rhythm.FOURTH: 3}


def usual_days(
    rhythm: Rhythm, weekday: int, *, after: date, held: Collection[date], number: int
) -> list[date]:  # fmt: skip
    """The next `number` usual days later than `after` on which nothing of the series is planned yet.

    `weekday` counts from Monday as 0; `held` are the days that the series has. Every two weeks counts from the
    last of them.
    """
    start = after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
    days = (start + WEEK * weeks for weeks in range(60 * number))
    last = max(held, default=None)
    return list(islice(_free(days, rhythm, last, held), number))


def _free(days: Iterator[date], rhythm: Rhythm, last: date | None, held: Collection[date]) -> Iterator[date]:
    anchor = last
    for day in days:
        anchor = anchor or day
        if day not in held and _is_usual(day, rhythm, anchor):
            yield day


def _is_usual(day: date, rhythm: Rhythm, anchor: date) -> bool:
    if rhythm is Rhythm.LAST:
        return (day + WEEK).month != day.month
    if rhythm in PLACES:
        return (day.day - 1) // 7 == PLACES[rhythm]
    return rhythm is Rhythm.WEEKLY or ((day - anchor).days // 7) % 2 == 0
