"""When an entry of a calendar is: instants, floating times, whole days, zones by their many names."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from conference.core.words import _, ngettext
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.moments import EARLIEST, LATEST, Instant, in_zone
from conference.formats.programmes.session_times import checked_minutes, possible_minutes, unplaced, without_zone
from conference.formats.programmes.texts import line
from conference.formats.programmes.values import Kind


@dataclass(frozen=True)
class CalendarTimes:
    """The properties of an entry that say when it is, as the library has them, or None."""

    start: Any
    end: Any
    length: Any
    place: str


def times_of(gathering: Gathering, times: CalendarTimes) -> tuple[datetime | None, int | None]:
    """The start as an instant and the length in minutes, as far as they are known."""
    start, end, length = (getattr(one, "dt", None) for one in (times.start, times.end, times.length))
    place = times.place
    said = length // timedelta(minutes=1) if isinstance(length, timedelta) else None
    minutes = possible_minutes(gathering, place, said)
    if isinstance(start, datetime):
        begun = _instant(gathering, start, times.start, place)
        ended = _instant(gathering, end, times.end, place).at if isinstance(end, datetime) else None
        gathering.odd(place, Kind.TIME, begun.oddity)
        if begun.at and ended:
            return begun.at, checked_minutes(gathering, place, (ended - begun.at) // timedelta(minutes=1), minutes)
        return begun.at, minutes
    if isinstance(start, date):
        gathering.odd(place, Kind.TIME, _("It lasts all of %(day)s, without a time; the session is unplaced.",
                                          day=start))  # fmt: skip
    else:
        unplaced(gathering, place)
    return None, None


def _instant(gathering: Gathering, stamp: datetime, source: Any, place: str) -> Instant:
    if not EARLIEST <= stamp.year < LATEST:
        return Instant(None, _("The year %(year)s is not that of a programme.", year=stamp.year))
    named = line(str(getattr(source, "params", {}).get("TZID", "")))
    if stamp.tzinfo is not None and stamp.utcoffset() is not None:
        _look_at_zone(gathering, stamp, named, place)
        return Instant(stamp.astimezone(UTC))
    if named:
        zone = gathering.heading.zone
        gathering.tally(Kind.ZONE, named, place, lambda number: ngettext(
            "One time is in %(name)s, which is not known; it is read as the time of %(zone)s.",
            "%(num)s times are in %(name)s, which is not known; they are read as the time of %(zone)s.",
            number, name=named[:80], zone=zone))  # fmt: skip
    else:
        without_zone(gathering, place)
    return in_zone(stamp.replace(tzinfo=None), gathering.heading.zone)


def _look_at_zone(gathering: Gathering, stamp: datetime, named: str, place: str) -> None:
    """Count a zone that the library knew only by another name."""
    key = getattr(stamp.tzinfo, "key", "")
    if named and key and named != key:
        gathering.tally(Kind.ZONE, named, place, lambda number: ngettext(
            "One time is in %(name)s, which is read as %(zone)s.",
            "%(num)s times are in %(name)s, which is read as %(zone)s.", number, name=named[:80],
            zone=key))  # fmt: skip
