"""Days and times as people write them into tables."""

import re
from datetime import date, datetime, timedelta

from conference.core.words import _
from conference.formats.programmes.moments import EARLIEST, LATEST, clock_of, day_of, stamp_of

NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
WRITTEN = ("%d %B %Y", "%A %d %B %Y", "%d %b %Y", "%B %d, %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%b %d, %Y")
HALF = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)
SPAN = re.compile(r"(.{1,8}?)\s*(?:-|–|—|\bto\b|\buntil\b)\s*(.{1,8})")


def day_in(said: str, months_first: bool | None = None) -> tuple[date | None, str]:
    """The day of a cell, with a sentence where it cannot be read, or day and month could be either way round.

    Numbers between slashes are read with the month first where `months_first` says so; None says that nobody knows.
    """
    if not said:
        return None, ""
    if found := day_of(said):
        return found, ""
    if match := NUMBERS.fullmatch(said):
        return _numbers(said, (int(match[1]), int(match[3]), int(match[4])), match[2] == "/", months_first)
    for form in WRITTEN:
        try:
            return datetime.strptime(said, form).date(), ""  # noqa: DTZ007 -- a day, no instant
        except ValueError:
            continue
    return None, _("%(day)s is not a day that can be read.", day=said[:40])


def _numbers(
    said: str, parts: tuple[int, int, int], is_slashed: bool, months_first: bool | None
) -> tuple[date | None, str]:
    first, second, year = parts
    could_be_both = is_slashed and first <= 12 and second <= 12 and first != second
    day, month = (second, first) if second > 12 or (could_be_both and months_first) else (first, second)
    unsure = could_be_both and months_first is None
    try:
        found = date(year, month, day)
    except ValueError:
        return None, _("%(day)s is not a day that can be read.", day=said[:40])
    if not EARLIEST <= year < LATEST:
        return None, _("%(day)s is not a day that can be read.", day=said[:40])
    return found, _("%(day)s is read with the day before the month.", day=said) if unsure else ""


def clock_in(said: str) -> timedelta | None:
    """The time of a cell since midnight: 9:30, 09.30, 9 am, 9:30 p.m."""
    if match := HALF.fullmatch(said):
        hour, minute = int(match[1]) % 12, int(match[2] or 0)
        return timedelta(hours=hour + (12 if match[3].lower() == "p" else 0), minutes=minute)
    return clock_of(said.replace(".", ":").removesuffix("h").strip())


def moment_in(said: str) -> datetime | None:
    """The date and time of a cell, aware or naive as it is written; None for a time alone."""
    return stamp_of(said.replace(" ", "T", 1)) if len(said) >= 16 else None


def span_in(said: str) -> tuple[str, str]:
    """Both ends of 09:00-09:45; the whole and nothing for what is no span."""
    match = SPAN.fullmatch(said)
    if match and clock_in(match[2].strip()) is not None:
        return match[1].strip(), match[2].strip()
    return said, ""
