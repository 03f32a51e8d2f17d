"""When the next edition is, and where the dates of the last one move to. Pure; all times are wall-clock times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEK = 7


@dataclass(frozen=True)
class DateShift:
    """How the dates of an edition move: what is tied to its days by `days`, what lies before them by whole weeks."""

    first: date
    days: int
    weeks: int

    @property
    def keeps_weekday(self) -> bool:
        """Whether the new first day is the same day of the week."""
        return self.days % WEEK == 0

    def moved_day(self, day: date) -> date:
        """Where a day of the event moves to."""
        return day + timedelta(days=self.days)

    def moved(self, local: datetime) -> datetime:
        """Where a moment moves to; the clock shows the same time there, also across a clock change.

        What lies before the event keeps its day of the week; from the first day on it keeps its day of the event.
        """
        is_before = local.date() < self.first
        return local + timedelta(days=self.weeks * WEEK if is_before else self.days)


def shift_between(old_first: date, new_first: date, before: Iterable[date] = ()) -> DateShift:
    """How dates move when the first day moves.

    What lies before the event moves by the number of weeks that is nearest, all by the same, so that order and days of
    the week stay; by one week less where one of those days would come to lie on the event or after.
    """
    days = (new_first - old_first).days
    weeks = (days + WEEK // 2) // WEEK
    if any(day < old_first and day + timedelta(days=weeks * WEEK) >= new_first for day in before):
        weeks -= 1
    return DateShift(old_first, days, weeks)


def next_first_day(old_first: date) -> date:
    """The same day of the week at the same place in the same month a year later; of a fifth one, the last."""
    place = (old_first.day - 1) // WEEK
    start = date(old_first.year + 1, old_first.month, 1)
    first = start + timedelta(days=(old_first.weekday() - start.weekday()) % WEEK)
    wanted = first + timedelta(days=place * WEEK)
    return wanted if wanted.month == old_first.month else wanted - timedelta(days=WEEK)
