"""The days of a programme as the frab formats have them: a day, its rooms, the sessions in each by start."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conference.formats.programmes.values import FileSession, Heading, Programme, SessionState

DAY_CHANGE = time(4)  # as pretalx has it, where a programme does not say
LAST = datetime.max.replace(tzinfo=UTC)
MOST_DAYS = 31  # of an event, for all of them to be listed
NO_DAY = date(1970, 1, 1)
NO_ROOM = "No room"  # what readers see of a session without one


@dataclass(frozen=True)
class ProgrammeDay:
    """One day; its start and end are aware times in the programme's zone, from one change of the day to the next."""

    date: date
    starts_at: datetime
    ends_at: datetime
    rooms: tuple[tuple[str, tuple[FileSession, ...]], ...]


def placed_sessions(programme: Programme, with_breaks: bool) -> tuple[FileSession, ...]:
    """What the frab formats can say, by start: confirmed, with start and length, and no breaks unless asked."""
    found = (session for session in programme.sessions
             if session.ends_at is not None and session.state is SessionState.CONFIRMED
             and (with_breaks or not session.is_break))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.title, one.identity)))


def in_one_order(programme: Programme) -> list[FileSession]:
    """All sessions by start, the unplaced last, then by what every format can say: the order is the same whoever wrote
    them down before.
    """
    return sorted(programme.sessions, key=lambda one: (one.starts_at or LAST, one.room, one.title, one.identity.value,
                                                       one.identity.slot))  # fmt: skip


def programme_days(programme: Programme, sessions: Sequence[FileSession]) -> list[ProgrammeDay]:
    """All days that have sessions (given by start), each with its rooms in order, and those of the event without any:
    readers count the days. Of an event that lasts longer than a month only those with sessions, or one empty day.
    """
    heading = programme.heading
    order = {room.name: number for number, room in enumerate(programme.rooms)}
    days: dict[date, dict[str, list[FileSession]]] = defaultdict(lambda: defaultdict(list))
    for session in sessions:
        days[day_of_session(session, heading)][session.room].append(session)
    found = []
    for day in sorted({*days, *_days_of_event(heading)} or {heading.starts_on or heading.ends_on or NO_DAY}):
        rooms = sorted(days[day], key=lambda name: (order.get(name, len(order)), name))
        found.append(_day(day, heading, tuple((name or NO_ROOM, tuple(days[day][name])) for name in rooms)))
    return found


def _days_of_event(heading: Heading) -> list[date]:
    if heading.starts_on is None or heading.ends_on is None:
        return []
    number = (heading.ends_on - heading.starts_on).days + 1
    return [heading.starts_on + timedelta(days=one) for one in range(number)] if number <= MOST_DAYS else []


def day_of_session(session: FileSession, heading: Heading) -> date:
    """The day that a session is counted to: its own where that is possible, else by the change of the day."""
    local = local_start(session, heading.zone)
    if session.day is not None and local.date() - session.day in (timedelta(), timedelta(days=1)):
        return session.day
    change = heading.day_change or DAY_CHANGE
    return local.date() if local.time() >= change else local.date() - timedelta(days=1)


def local_start(session: FileSession, zone: str) -> datetime:
    """The start in the zone; the session has one."""
    if session.starts_at is None:
        raise ValueError("the session is unplaced")
    return session.starts_at.astimezone(ZoneInfo(zone))


def _day(day: date, heading: Heading, rooms: tuple[tuple[str, tuple[FileSession, ...]], ...]) -> ProgrammeDay:
    zone, change = ZoneInfo(heading.zone), heading.day_change or DAY_CHANGE
    starts_at = datetime.combine(day, change, zone)
    return ProgrammeDay(day, starts_at, datetime.combine(day + timedelta(days=1), change, zone), rooms)
