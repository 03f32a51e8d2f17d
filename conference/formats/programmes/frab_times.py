"""When an event of the frab family is: `date` beats `start`, which belongs to the day of the programme."""

from datetime import datetime, time, timedelta

from conference.core.words import _, ngettext
from conference.formats.programmes.frab_event import FrabEvent
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.lengths import length_of
from conference.formats.programmes.moments import clock_of, day_of, following, in_zone, stamp_of
from conference.formats.programmes.session_times import checked_minutes, instant_of, unplaced
from conference.formats.programmes.values import Kind

DAY_CHANGE = time(6)  # what Giggity takes where the file says nothing
DAY = timedelta(days=1)


def start_of(gathering: Gathering, event: FrabEvent) -> datetime | None:
    """The start: the date where it is a date with a time, else the day and the start."""
    stamp, passed = stamp_of(event.date), clock_of(event.start)
    if event.start and passed is None:
        gathering.odd(event.place, Kind.TIME, _("The start %(start)s is not a time.", start=event.start[:40]))
    if stamp is None:
        return _from_day(gathering, event, passed)
    if passed is not None and _minute(following(stamp.date(), passed % DAY)) != _minute(stamp):
        gathering.odd(event.place, Kind.TIME, _("The start says %(start)s, but the date says %(date)s; the date is "
                                                "believed.", start=event.start, date=f"{stamp:%H:%M}"))  # fmt: skip
    _look_at_midnight(gathering, event, stamp)
    found = instant_of(gathering, stamp, event.place)
    gathering.odd(event.place, Kind.TIME, found.oddity)
    return found.at


def _minute(stamp: datetime) -> tuple[int, int]:
    return stamp.hour, stamp.minute


def _from_day(gathering: Gathering, event: FrabEvent, passed: timedelta | None) -> datetime | None:
    day = event.day or day_of(event.date)
    if day is None or passed is None:
        unplaced(gathering, event.place)
        return None
    change = gathering.heading.day_change or DAY_CHANGE
    if passed < timedelta(hours=change.hour, minutes=change.minute, seconds=change.second):
        passed += DAY
    wall = following(day, passed)
    _look_at_midnight(gathering, event, wall)
    found = in_zone(wall, gathering.heading.zone)
    gathering.odd(event.place, Kind.TIME, found.oddity)
    return found.at


def _look_at_midnight(gathering: Gathering, event: FrabEvent, stamp: datetime) -> None:
    if event.day is None or stamp.date() == event.day:
        return
    if stamp.date() - event.day == DAY and stamp.hour < 12:
        gathering.tally(Kind.MIDNIGHT, "midnight", event.place, lambda number: ngettext(
            "One session after midnight stands in the day before.",
            "%(num)s sessions after midnight stand in the day before.", number))  # fmt: skip
        return
    gathering.odd(event.place, Kind.TIME, _("The session stands under %(day)s, but its date is %(date)s.",
                                            day=event.day, date=stamp.date()))  # fmt: skip


def minutes_of(gathering: Gathering, event: FrabEvent, starts_at: datetime | None) -> int | None:
    """The length in minutes: until the end where there is one, else as it is said."""
    length = length_of(event.duration)
    gathering.odd(event.place, Kind.LENGTH, length.oddity if event.duration or not event.end else "")
    end = stamp_of(event.end)
    if end is None or starts_at is None:
        return length.minutes
    minutes = (instant_of(gathering, end, event.place).at or starts_at) - starts_at
    return checked_minutes(gathering, event.place, minutes // timedelta(minutes=1), length.minutes)
