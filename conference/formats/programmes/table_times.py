"""Days and times as people write them into tables."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from conference.core.words import _
from conference.formats.programmes.lengths import Length, length_of
from conference.formats.programmes.moments import EARLIEST, LATEST, clock_of, day_of, following, stamp_of

NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|(?<=\.)\d{2})")  # 12.10.23 too
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}\b")
YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+", re.IGNORECASE)
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|[nr]d|th)\b", re.IGNORECASE)
SEPTEMBER = re.compile(r"\bSept\b", re.IGNORECASE)  # Python knows only Sep
WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
MOMENT = re.compile(
    r"(.+?)(?:,?\s+(?:at\s+)?|,|T)(\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:h|uhr|[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)",
    re.IGNORECASE,
)
HALF = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)
HOURS = re.compile(r"(?<=\d)h(?=\d)", re.IGNORECASE)
O_CLOCK = re.compile(r"\s*(?:h|uhr)$", re.IGNORECASE)
LENGTH = re.compile(r"(?:(\d{1,2})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*(?:m|mins?|minutes?)?)?", re.IGNORECASE)
SPAN = re.compile(r"(.{1,40}?)\s*(?:-|–|—|\bto\b|\buntil\b)\s*(.{1,8})")


def day_in(said: str, months_first: bool | None = None) -> tuple[date | None, str]:
    """The day of a cell, with a sentence where it cannot be read, or day and month could be either way round.

    Numbers between slashes are read with the month first where `months_first` says so; None says that nobody knows.
    """
    if not said:
        return None, ""
    plain = WEEKDAY.sub("", said, count=1) if WEEKDAY.match(said) else said
    if found := day_of(plain):
        return found, ""
    if match := NUMBERS.fullmatch(plain):
        return _numbers(said, (int(match[1]), int(match[3]), _whole_year(match[4])), match[2] == "/", months_first)
    match = YEAR_FIRST.fullmatch(plain)
    found = day_of(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}") if match else _written(plain)
    return found, "" if found else _("%(day)s is not a day that can be read.", day=said[:40])


def proof_of_months_first(cells: Iterable[str]) -> str:
    """The first cell whose numbers between slashes can only have the month first; "" without one, or where another
    cell can only have the day first.
    """
    pairs = _slashed(cells)
    if any(first > 12 for _cell, first, _second in pairs):
        return ""
    return next((cell for cell, _first, second in pairs if second > 12), "")


def unsure_day(cells: Iterable[str]) -> str:
    """The first cell that is one day with the day first and another with the month first; "" where there is none, or
    where other cells show, without contradiction, which of them is meant.
    """
    pairs = _slashed(cells)
    proofs = {first > 12 for _cell, first, second in pairs if max(first, second) > 12}
    if len(proofs) == 1:
        return ""
    return next((cell for cell, first, second in pairs if first != second and max(first, second) <= 12), "")


def _slashed(cells: Iterable[str]) -> list[tuple[str, int, int]]:
    """The cells that begin with a day between slashes, with its first two numbers."""
    found = ((cell, SLASHED.match(WEEKDAY.sub("", cell, count=1) if WEEKDAY.match(cell) else cell)) for cell in cells)
    return [(cell, int(match[1]), int(match[2])) for cell, match in found if match]


def _written(said: str) -> date | None:
    """The day of 14 September 2023, Sept. 14th, 2023 or 14-Sep-2023."""
    words = " ".join(re.split(r"[\s.,-]+", ORDINAL.sub(r"\1", SEPTEMBER.sub("Sep", said))))
    for form in WRITTEN:
        try:
            found = datetime.strptime(words.strip(), form).date()  # noqa: DTZ007 -- a day, no instant
        except ValueError:
            continue
        return found if EARLIEST <= found.year < LATEST else None
    return None


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


def _whole_year(said: str) -> int:
    return int(said) + (2000 if len(said) == 2 else 0)


def length_in(said: str) -> Length:
    """The length of a cell: 90, 90 min, 1h 30m, and whatever `length_of` reads."""
    match = LENGTH.fullmatch(said)
    if match is None or not any(match.groups()):
        return length_of(said)
    return Length(int(match[1] or 0) * 60 + int(match[2] or 0))


def clock_in(said: str) -> timedelta | None:
    """The time of a cell since midnight: 9:30, 09.30, 9h30, 9:30 Uhr, 9 am, 9:30 p.m."""
    if match := HALF.fullmatch(said):
        hour, minute = int(match[1]) % 12, int(match[2] or 0)
        return timedelta(hours=hour + (12 if match[3].lower() == "p" else 0), minutes=minute)
    return clock_of(HOURS.sub(":", O_CLOCK.sub("", said)).replace(".", ":"))


def moment_in(said: str, months_first: bool | None = None) -> tuple[datetime | None, str]:
    """The date and time of a cell, aware or naive as it is written; with a sentence as `day_in`.

    A day is written in any way that `day_in` reads, its time in any that `clock_in` reads.
    """
    if not said:
        return None, ""
    if stamp := stamp_of(said.replace(" ", "T", 1)):
        return stamp, ""
    match = MOMENT.fullmatch(said)
    day, sentence = day_in(match[1], months_first) if match else (None, "")
    passed = clock_in(match[2]) if match else None
    if day is None or passed is None:
        return None, _("“%(time)s” is not a day with a time that can be read.", time=said[:60])
    return following(day, passed), sentence


def span_in(said: str) -> tuple[str, str]:
    """Both ends of 09:00-09:45, the first also with its day; the whole and nothing for what is no span."""
    match = None if stamp_of(said.replace(" ", "T", 1)) else SPAN.fullmatch(said)
    if match and clock_in(match[2].strip()) is not None:
        return match[1].strip(), match[2].strip()
    return said, ""
