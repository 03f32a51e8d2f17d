"""VTIMEZONE parts with two yearly rules, the one form that every calendar program is known to read."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEARS_BEFORE, YEARS_AFTER = 1, 5
RULES_SINCE = 1970
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
NO_RULES = datetime(RULES_SINCE, 1, 1)  # noqa: DTZ001 -- a wall-clock time, as RFC 5545 section 3.6.5 asks


@dataclass(frozen=True)
class Change:
    """One clock change: the wall-clock time that the old offset showed, both offsets, the new abbreviation."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def frame(self) -> tuple[object, ...]:
        """What must be the same every year."""
        return self.wall.month, self.wall.weekday(), self.wall.time(), self.before, self.after, self.name

    @property
    def week(self) -> int:
        """Which such weekday of its month, from 1."""
        return (self.wall.day - 1) // 7 + 1

    @property
    def is_last_week(self) -> bool:
        """Whether no such weekday follows in its month."""
        return self.wall.day + 7 > monthrange(self.wall.year, self.wall.month)[1]


@dataclass(frozen=True)
class YearlyRule:
    """A clock change that comes every year: `change` is one example of it, `week` counts from 1, or is LAST."""

    change: Change
    week: int

    def first(self) -> datetime:
        """The wall-clock time of the change in 1970."""
        month = self.change.wall.month
        days = range(1, monthrange(RULES_SINCE, month)[1] + 1)
        fitting = [day for day in days if date(RULES_SINCE, month, day).weekday() == self.change.wall.weekday()]
        day = fitting[LAST if self.week == LAST else self.week - 1]
        return self.change.wall.replace(year=RULES_SINCE, day=day)


@lru_cache(maxsize=256)
def vtimezone(zone: str, year: int) -> Timezone | None:
    """The rules of an IANA zone around the year, or None where two yearly rules cannot say them.

    Zones without clock changes in these years get a single STANDARD. The result is shared: do not change it.
    """
    info = ZoneInfo(zone)
    changes = _changes(info, year - YEARS_BEFORE, year + YEARS_AFTER)
    if not changes:
        return _component(zone, [_without_changes(info, year)])
    forward = _yearly_rule([change for change in changes if change.after > change.before])
    back = _yearly_rule([change for change in changes if change.after < change.before])
    if forward is None or back is None or len({change.wall.year for change in changes}) * 2 != len(changes):
        return None
    return _component(zone, [_with_rule(TimezoneStandard(), back), _with_rule(TimezoneDaylight(), forward)])


def says(zone: str, instant: datetime) -> bool:
    """Whether the wall-clock time alone says this instant: not in the second pass of a doubled hour."""
    return instant.astimezone(ZoneInfo(zone)).fold == 0


def _changes(info: ZoneInfo, first_year: int, last_year: int) -> list[Change]:
    found = []
    day, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while day < end:
        following = day + timedelta(days=1)
        if _offset(info, day) != _offset(info, following):
            found.append(_change_between(info, day, following))
        day = following
    return found


def _offset(info: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(info).utcoffset() or timedelta()


def _change_between(info: ZoneInfo, early: datetime, late: datetime) -> Change:
    before, after = _offset(info, early), _offset(info, late)
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        early, late = (middle, late) if _offset(info, middle) == before else (early, middle)
    wall = (late + before).replace(tzinfo=None)
    return Change(wall, before, after, late.astimezone(info).tzname() or "")


def _yearly_rule(changes: list[Change]) -> YearlyRule | None:
    if not changes or len({change.frame for change in changes}) != 1:
        return None
    if all(change.is_last_week for change in changes):
        return YearlyRule(changes[0], LAST)
    weeks = {change.week for change in changes}
    return YearlyRule(changes[0], weeks.pop()) if len(weeks) == 1 else None


def _component(zone: str, parts: list[TimezoneStandard | TimezoneDaylight]) -> Timezone:
    component = Timezone()
    component.add("tzid", zone)
    for part in parts:
        component.add_component(part)
    return component


def _with_rule(part: TimezoneStandard | TimezoneDaylight, rule: YearlyRule) -> TimezoneStandard | TimezoneDaylight:
    change = rule.change
    _describe(part, rule.first(), change.before, change.after, change.name)
    weekday = DAYS[change.wall.weekday()]
    part.add("rrule", {"freq": "yearly", "bymonth": change.wall.month, "byday": f"{rule.week}{weekday}"})
    return part


def _without_changes(info: ZoneInfo, year: int) -> TimezoneStandard:
    instant = datetime(year, 7, 1, tzinfo=UTC)
    part = TimezoneStandard()
    _describe(part, NO_RULES, _offset(info, instant), _offset(info, instant), instant.astimezone(info).tzname() or "")
    return part


def _describe(
    part: TimezoneStandard | TimezoneDaylight, start: datetime, before: timedelta, after: timedelta, name: str
) -> None:
    part.add("dtstart", start)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)
