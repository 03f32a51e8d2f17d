"""Days, times and instants as files write them, and what is odd about them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conference.core.errors import Invalid
from conference.core.words import _
from conference.core.zones import to_utc, zone_of

EARLIEST, LATEST = 1970, 2200
WELL_KNOWN = (
    "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo",
    "Australia/Sydney", "Pacific/Auckland", "Africa/Nairobi", "Africa/Lagos",
)  # fmt: skip
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


@dataclass(frozen=True)
class Instant:
    """An instant in UTC, None where there is none, with a sentence where it is odd."""

    at: datetime | None
    oddity: str = ""


def zone_named(name: str) -> str:
    """The IANA name as it is kept, or nothing for a text that names no zone."""
    try:
        return zone_of(name.strip()).key
    except (Invalid, ValueError):
        return ""


def day_of(raw: str) -> date | None:
    """The day of 2018-02-03, or of the date-time that begins so."""
    try:
        day = date.fromisoformat(raw.strip()[:10])
    except ValueError:
        return None
    return day if EARLIEST <= day.year < LATEST else None


def clock_of(raw: str) -> timedelta | None:
    """The time of day of 9:30, 09:30 or 09:31:10, as what has passed since midnight; 24:30 and later are allowed."""
    match = CLOCK.fullmatch(raw.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if hours > 47 or minutes > 59 or seconds > 59:
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def time_of(raw: str) -> time | None:
    """As `clock_of`, below 24 hours, as a time."""
    passed = clock_of(raw)
    if passed is None or passed >= timedelta(days=1):
        return None
    return (datetime(EARLIEST, 1, 1, tzinfo=UTC) + passed).time()


def stamp_of(raw: str) -> datetime | None:
    """The date and time of an ISO 8601 text, aware or naive as it is; None for a day alone and for anything else."""
    text = raw.strip()
    if len(text) < 16:
        return None
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        return None
    return stamp.replace(microsecond=0) if EARLIEST <= stamp.year < LATEST else None


def in_zone(wall: datetime, zone: str) -> Instant:
    """The instant of a naive wall-clock time; where the clock change skips or doubles it, the earlier reading."""
    try:
        return Instant(to_utc(wall, zone))
    except Invalid:
        sentence = _("The clocks of %(zone)s change that night; %(time)s is read as before the change.", zone=zone,
                     time=f"{wall:%H:%M}")  # fmt: skip
        return Instant(wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC), sentence)


def contradicts(stamp: datetime, zone: str) -> bool:
    """Whether the offset of an aware time is not the one that the zone has then."""
    return stamp.utcoffset() != stamp.astimezone(ZoneInfo(zone)).utcoffset()


def fitting_zone(stamps: Collection[datetime], zone: str) -> str:
    """A zone that has the offsets of all these aware times then: this one if it can be, else a well-known one.

    Nothing where none has, and where all are in UTC: that is how machines write, wherever a place is.
    """
    if not any(stamp.utcoffset() for stamp in stamps):
        return ""
    fits = (one for one in (zone, *WELL_KNOWN) if not any(contradicts(stamp, one) for stamp in stamps))
    return next(fits, "")


def offset_words(stamp: datetime) -> str:
    """The offset of an aware time: "+01:00"."""
    return stamp.isoformat()[19:].lstrip("0123456789.") or "+00:00"


def following(day: date, passed: timedelta) -> datetime:
    """The wall-clock time when so much has passed since midnight of the day."""
    return datetime.combine(day, time()) + passed
