"""The rows of one day's grid: five minutes a row. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from conference.core.zones import day_of, to_local
from conference.domain.events.models import Event
from conference.domain.schedule.queries import Card
from conference.domain.schedule.rules import Window

MINUTES_A_ROW = 5
ROWS_OF_DAY = 24 * 60 // MINUTES_A_ROW
AN_HOUR = 60 // MINUTES_A_ROW
LEAST_HOURS = 10


@dataclass(frozen=True)
class DayRows:
    """The rows that a day's grid shows: from `first` on, `count` of them; five minutes each from midnight on."""

    day: date
    zone: str
    first: int
    count: int

    def row_of(self, instant: datetime) -> int:
        """The row of an instant, from the grid's first one; below 0 or beyond `count` where it is outside."""
        local = to_local(instant, self.zone)
        days = (local.date() - self.day).days
        return days * ROWS_OF_DAY + (local.hour * 60 + local.minute) // MINUTES_A_ROW - self.first

    def slot(self, starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
        """Row and number of rows of a span, cut off at the edges of the grid; no rows where it lies outside."""
        top, bottom = max(0, self.row_of(starts_at)), min(self.count, self.row_of(ends_at))
        return top, max(0, bottom - top)


def rows_for(event: Event, day: date, cards: Sequence[Card]) -> DayRows:
    """The rows that show a day's opening hours, or the event, and every session, with an hour of room around."""
    wall = [_minutes(at, day, event.zone) for card in cards for at in (card.starts_at, card.ends_at) if at]
    hours = next((one for one in event.hours if one.day == day), None)
    if hours:
        wall += [hours.opens.hour * 60 + hours.opens.minute, hours.closes.hour * 60 + hours.closes.minute]
    else:
        wall += [_minutes(at, day, event.zone) for at in (event.starts_at, event.ends_at)
                 if day_of(at, event.zone) == day] or [9 * 60, 18 * 60]  # fmt: skip
    first = max(0, min(wall) // 60 - 1)
    last = min(24, max(-(-max(wall) // 60) + 1, first + LEAST_HOURS))
    first = max(0, min(first, last - LEAST_HOURS))
    return DayRows(day, event.zone, first * AN_HOUR, (last - first) * AN_HOUR)


def _minutes(at: datetime, day: date, zone: str) -> int:
    local = to_local(at, zone)
    return min(24 * 60, max(0, (local.date() - day).days * 24 * 60 + local.hour * 60 + local.minute))


def closed_rows(event: Event, rows: DayRows) -> Iterable[tuple[int, int]]:
    """The stretches of a grid in which the venue is not open, or the event not on."""
    hours = next((one for one in event.hours if one.day == rows.day), None)
    if event.hours and hours is None:
        return [(0, rows.count)]
    opens, closes = (hours.opens, hours.closes) if hours else (time(), time.max)
    start, end = (datetime.combine(rows.day, at, ZoneInfo(event.zone)).astimezone(UTC) for at in (opens, closes))
    start, end = max(start, event.starts_at), min(end, event.ends_at)
    top, bottom = max(0, min(rows.count, rows.row_of(start))), max(0, min(rows.count, rows.row_of(end)))
    return [(row, span) for row, span in ((0, top), (bottom, rows.count - bottom)) if span > 0]


def rows_outside(times: Iterable[Window], rows: DayRows) -> set[int]:
    """The rows that lie in none of these times."""
    found = set(range(rows.count))
    for start, end in times:
        top, span = rows.slot(start, end)
        found -= set(range(top, top + span))
    return found


def runs_of(taken: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """First row and length of each unbroken stretch that is taken."""
    start = None
    for row, is_taken in enumerate([*taken, False]):
        if is_taken and start is None:
            start = row
        elif not is_taken and start is not None:
            yield start, row - start
            start = None
