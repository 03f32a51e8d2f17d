"""Local times and instants: stored in UTC, shown in a zone, refused when the clock never showed them."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date, format_datetime, get_timezone_name

from conference.core.errors import Invalid
from conference.core.words import _

LOCALE = "en_GB"


OF_A_MACHINE = {"localtime", "posixrules", "Factory"}  # names of files, which mean another zone on each machine
FOLDERS_OF_A_MACHINE = ("posix/", "right/", "SystemV/")


@cache
def _zone_names() -> frozenset[str]:
    """Reading the names anew takes 7 ms."""
    names = available_timezones() - OF_A_MACHINE
    return frozenset(name for name in names if not name.startswith(FOLDERS_OF_A_MACHINE))


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises Invalid for a name that is none, or that means another zone elsewhere."""
    if name not in _zone_names():
        raise Invalid(_("%(name)s is not a time zone. Write it like Europe/London.", name=name), "zone")
    return ZoneInfo(name)


def to_utc(local: datetime, zone: str, field: str | None = None) -> datetime:
    """The instant of a naive wall-clock time in the zone.

    Raises Invalid for a time that the clock change skips, and for one that it shows twice.
    """
    if local.tzinfo is not None:
        raise ValueError("a wall-clock time carries no zone")
    early, late = (local.replace(tzinfo=zone_of(zone), fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    shown = f"{local:%H:%M}"
    if early.astimezone(UTC).astimezone(zone_of(zone)).replace(tzinfo=None) != local:
        raise Invalid(_("The clocks go forward that night, so %(time)s does not exist. Choose another time.",
                        time=shown), field)  # fmt: skip
    raise Invalid(_("The clocks go back that night, so %(time)s comes twice. Choose another time.", time=shown), field)


def to_local(instant: datetime, zone: str) -> datetime:
    """The instant as an aware time in the zone."""
    return instant.astimezone(ZoneInfo(zone))


def day_of(instant: datetime, zone: str) -> date:
    """The calendar day of the instant in the zone."""
    return to_local(instant, zone).date()


def days_between(starts_at: datetime, ends_at: datetime, zone: str, most: int = 31) -> list[date]:
    """The days in the zone from that of the first instant to that of the second; `most` at the most."""
    first, last = day_of(starts_at, zone), day_of(ends_at, zone)
    return [first + timedelta(days=number) for number in range(min((last - first).days + 1, most))]


def minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    """The whole minutes from one instant to a later one."""
    return int((ends_at - starts_at).total_seconds()) // 60


def midnights(starts_at: datetime, ends_at: datetime, zone: str, most: int = 31) -> list[datetime]:
    """When each of `days_between` begins in the zone."""
    days = days_between(starts_at, ends_at, zone, most)
    return [datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for day in days]


def date_words(day: date, weekday: bool = True) -> str:
    """A day in words: "Thursday 8 September 2022"."""
    return format_date(day, "EEEE d MMMM y" if weekday else "d MMMM y", locale=LOCALE)


def time_words(instant: datetime, zone: str) -> str:
    """The wall-clock time in the zone: "10:00"."""
    return f"{to_local(instant, zone):%H:%M}"


def zone_words(instant: datetime, zone: str, place: str = "") -> str:
    """The zone in words at that instant: "Oxford time, BST"; the place is the zone's city unless given."""
    local = to_local(instant, zone)
    short = local.tzname() or ""
    offset = format_datetime(local, "ZZZZ", locale=LOCALE)
    return f"{clock_words(zone, place)}, {short if short.isalpha() else offset}"


def clock_words(zone: str, place: str = "") -> str:
    """Whose clock it is, in summer as in winter: "Oxford time"; the place is the zone's city unless given."""
    if not place and "/" in zone:
        place = zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return _("%(place)s time", place=place or _name_of(zone))


def _name_of(zone: str) -> str:
    return get_timezone_name(zone, width="long", locale=LOCALE, zone_variant="generic")


def span_words(starts_at: datetime, ends_at: datetime, zone: str, place: str = "") -> str:
    """When something is, written out: "Thursday 8 September 2022, 10:00 to 11:30 (Oxford time, BST)"."""
    first, last = day_of(starts_at, zone), day_of(ends_at, zone)
    start = f"{date_words(first)}, {time_words(starts_at, zone)}"
    end = time_words(ends_at, zone) if first == last else f"{date_words(last)}, {time_words(ends_at, zone)}"
    return _("%(start)s to %(end)s (%(zone)s)", start=start, end=end, zone=zone_words(starts_at, zone, place))


def moment_words(instant: datetime, zone: str, place: str = "") -> str:
    """One moment, written out: "Thursday 8 September 2022, 10:00 (Oxford time, BST)"."""
    day, named = date_words(day_of(instant, zone)), zone_words(instant, zone, place)
    return _("%(day)s, %(time)s (%(zone)s)", day=day, time=time_words(instant, zone), zone=named)


def days_words(first: date, last: date) -> str:
    """One or several days in words: "8-9 September 2022", "30 September to 1 October 2022"."""
    if first == last:
        return date_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_words(last, weekday=False)}"
    start = format_date(first, "d MMMM" if first.year == last.year else "d MMMM y", locale=LOCALE)
    return _("%(start)s to %(end)s", start=start, end=date_words(last, weekday=False))


def month_words(day: date) -> str:
    """The month of a day in words: "September"."""
    return format_date(day, "MMMM", locale=LOCALE)


def short_day_words(day: date) -> str:
    """A day for a tab: "Thu 8 September"."""
    return format_date(day, "EEE d MMMM", locale=LOCALE)
