"""When and where the sessions of an event are: as published where that is known, otherwise a sample that fits.

Generated times lie between 09:00 and 18:00 of the event's zone; only the morning run and the gala lie outside, as
they do in the programmes. Sessions of one concurrent group start together; no room and no person is needed twice.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from conference.demo.facts import Facts
from conference.demo.samples import day_of_event, local_instant
from conference.demo.shapes import EventFacts, SessionFacts
from conference.domain.events.rules import AttendanceMode, EventKind

OPENS, OPENS_ONLINE = time(9), time(13)
LUNCH_NEEDED_BY = time(13)
GAP, LUNCH = timedelta(minutes=15), timedelta(minutes=60)
BESIDE_THE_PROGRAMME = {"social-run": time(7, 30), "gala": time(19)}
MAIN_ROOM, OTHER_ROOMS = "Lecture Theatre 1", ("Lecture Theatre 2", "Seminar Room 1", "Seminar Room 2")


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A session's time (UTC) and room; `generated` names which of starts_at, ends_at and room are samples."""

    session_id: str
    starts_at: datetime
    ends_at: datetime
    room: str
    generated: tuple[str, ...]

    @property
    def is_time_sample(self) -> bool:
        """Whether the time is made up."""
        return "starts_at" in self.generated


@dataclass(frozen=True, kw_only=True)
class RoomFacts:
    """A room of an event's venue."""

    name: str
    is_sample: bool


def rooms_of(event: EventFacts) -> tuple[RoomFacts, ...]:
    """The rooms of an event, the largest first; none for one that is online only."""
    if event.venue is None:
        return ()
    named = [RoomFacts(name=name, is_sample=False) for name in event.venue.rooms]
    main = named or [RoomFacts(name=MAIN_ROOM, is_sample=True)]
    return (*main, *(RoomFacts(name=name, is_sample=True) for name in OTHER_ROOMS))


def timetable_of(event: EventFacts, facts: Facts) -> tuple[Placement, ...]:
    """A placement for every session of a dated event, by time and then in programme order."""
    sessions = facts.sessions_of(event.id)
    minutes = {each.slug: timedelta(minutes=each.minutes) for each in facts.formats}
    if event.kind is not EventKind.CONFERENCE:
        return tuple(_of_the_event(session, event) for session in sessions)
    placed = [_fixed(session, event, minutes[session.format]) for session in sessions if _is_fixed(session)]
    for number in range(1, event.days + 1):
        slots = _slots([each for each in sessions if not _is_fixed(each) and (each.day or event.days) == number])
        placed += _day(event, number, slots, minutes)
    return tuple(sorted(placed, key=lambda placement: placement.starts_at))


def span_of(placements: tuple[Placement, ...]) -> tuple[datetime, datetime]:
    """The first start and the last end."""
    return min(each.starts_at for each in placements), max(each.ends_at for each in placements)


def _of_the_event(session: SessionFacts, event: EventFacts) -> Placement:
    if event.starts_at is None or event.ends_at is None:
        raise ValueError(f"{event.id} has no times yet: complete the facts first")
    generated = tuple(name for name in ("starts_at", "ends_at") if name in event.generated)
    return Placement(session_id=session.id, starts_at=event.starts_at, ends_at=event.ends_at, room="",
                     generated=generated)  # fmt: skip


def _is_fixed(session: SessionFacts) -> bool:
    return session.starts_at is not None or session.format in BESIDE_THE_PROGRAMME


def _fixed(session: SessionFacts, event: EventFacts, length: timedelta) -> Placement:
    """A session with a published time, or one that stands before or after the day's programme."""
    if session.starts_at and session.ends_at:
        room, generated = _main_room(session, event)
        return Placement(session_id=session.id, starts_at=session.starts_at.astimezone(UTC), room=room,
                         ends_at=session.ends_at.astimezone(UTC), generated=generated)  # fmt: skip
    day = day_of_event(event, session.day or event.days)
    starts_at = local_instant(event, day, BESIDE_THE_PROGRAMME[session.format])
    return Placement(session_id=session.id, starts_at=starts_at, ends_at=starts_at + length, room="",
                     generated=("starts_at", "ends_at"))  # fmt: skip


def _main_room(session: SessionFacts, event: EventFacts) -> tuple[str, tuple[str, ...]]:
    if session.room or not rooms_of(event):
        return session.room, ()
    return rooms_of(event)[0].name, ("room",)


def _slots(sessions: list[SessionFacts]) -> list[list[SessionFacts]]:
    """The sessions of a day in order, those that run at the same time together."""
    slots: dict[str, list[SessionFacts]] = {}
    for session in sorted(sessions, key=lambda each: (each.is_sample, each.order or len(sessions))):
        slots.setdefault(session.concurrent_group or session.id, []).append(session)
    return list(slots.values())


def _day(event: EventFacts, number: int, slots: list[list[SessionFacts]],
         minutes: dict[str, timedelta]) -> list[Placement]:  # fmt: skip
    day, placed, had_lunch = day_of_event(event, number), [], event.mode is AttendanceMode.ONLINE
    cursor = local_instant(event, day, OPENS_ONLINE if event.mode is AttendanceMode.ONLINE else OPENS)
    noon = local_instant(event, day, LUNCH_NEEDED_BY)
    for slot in slots:
        length = max(minutes[session.format] for session in slot)
        if not had_lunch and cursor + length > noon:
            cursor, had_lunch = cursor - GAP + LUNCH, True
        placed += _in_rooms(event, slot, cursor, minutes)
        cursor += length + GAP
    return placed


def _in_rooms(event: EventFacts, slot: list[SessionFacts], starts_at: datetime,
              minutes: dict[str, timedelta]) -> list[Placement]:  # fmt: skip
    taken = {session.room for session in slot}
    free = [room.name for room in rooms_of(event) if room.name not in taken]
    placed = []
    for session in slot:
        generated = ("starts_at", "ends_at")
        room, why = (session.room, generated) if session.room or not free else (free.pop(0), (*generated, "room"))
        placed.append(Placement(session_id=session.id, starts_at=starts_at, room=room, generated=why,
                                ends_at=starts_at + minutes[session.format]))  # fmt: skip
    return placed
