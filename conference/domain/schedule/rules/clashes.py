"""A room or a person needed twice, a session when the venue is closed or the event is not on. Pure."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from conference.core.errors import Conflict, Invalid
from conference.core.words import _
from conference.core.zones import date_words, span_words, time_words, to_local


class ClashKind(enum.StrEnum):
    """What clashes."""

    ROOM = "room"
    PERSON = "person"
    CLOSED = "closed"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Placement:
    """A session in its slot. Instants are aware; `people` are names by person id, in any role."""

    session_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    room_id: int | None = None
    room_name: str = ""
    people: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """When an event is on, and when its venue is open: wall-clock times by day in `zone`; no days: not said."""

    name: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str = ""
    hours: Mapping[date, tuple[time, time]] = field(default_factory=dict)


@dataclass(frozen=True)
class Clash:
    """Why a session (its `title`) cannot stand where it is put; `words` is a whole sentence."""

    kind: ClashKind
    session_id: int
    title: str
    words: str
    other_id: int | None = None

    @property
    def in_a_list(self) -> str:
        """The sentence with the session before it, where it is not said otherwise which one is meant."""
        return _("%(title)s: %(words)s", title=self.title, words=self.words)


def find_clashes(placed: Iterable[Placement], wanted: Placement, frame: Frame) -> list[Clash]:
    """Every reason against putting a session where `wanted` says; back to back is fine.

    `placed` may hold the session's present place, which counts for nothing.
    """
    clashes = list(_with_the_event(wanted, frame))
    for other in sorted(placed, key=lambda one: (one.starts_at, one.session_id)):
        if other.session_id != wanted.session_id and _overlaps(other, wanted):
            clashes.extend(_between(wanted, other, frame))
    return clashes


def find_all_clashes(placed: Iterable[Placement], frame: Frame) -> list[Clash]:
    """Every clash of a schedule, each pair named once, in order of time."""
    seen: list[Placement] = []
    clashes: list[Clash] = []
    for one in sorted(placed, key=lambda placement: (placement.starts_at, placement.session_id)):
        clashes.extend(find_clashes(seen, one, frame))
        seen.append(one)
    return clashes


def check_no_clash(placed: Iterable[Placement], wanted: Placement, frame: Frame) -> None:
    """Raise Conflict with the sentences of all clashes, where there is one."""
    if clashes := find_clashes(placed, wanted, frame):
        raise Conflict(" ".join(clash.words for clash in clashes))


def slot(starts_at: datetime, minutes: int) -> tuple[datetime, datetime]:
    """Start and end of a slot; raises Invalid for a length that makes no sense."""
    if not 5 <= minutes <= 24 * 60 or minutes % 5:
        raise Invalid(_("Please give a length in steps of 5 minutes, at most a day."), "minutes")
    return starts_at, starts_at + timedelta(minutes=minutes)


def _overlaps(one: Placement, other: Placement) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _between(wanted: Placement, other: Placement, frame: Frame) -> Iterator[Clash]:
    when = span_words(other.starts_at, other.ends_at, frame.zone, frame.place or None)
    if wanted.room_id is not None and wanted.room_id == other.room_id:
        words = _("%(room)s is taken by %(title)s: %(when)s.", room=other.room_name, title=other.title, when=when)
        yield Clash(ClashKind.ROOM, wanted.session_id, wanted.title, words, other.session_id)
    for person_id, name in wanted.people.items():
        if person_id in other.people:
            words = _("%(name)s is in %(title)s at that time: %(when)s.", name=name, title=other.title, when=when)
            yield Clash(ClashKind.PERSON, wanted.session_id, wanted.title, words, other.session_id)


def _with_the_event(wanted: Placement, frame: Frame) -> Iterator[Clash]:
    if wanted.starts_at < frame.starts_at or wanted.ends_at > frame.ends_at:
        when = span_words(frame.starts_at, frame.ends_at, frame.zone, frame.place or None)
        words = _("%(title)s would lie outside %(event)s: %(when)s.", title=wanted.title, event=frame.name, when=when)
        yield Clash(ClashKind.OUTSIDE, wanted.session_id, wanted.title, words)
    elif frame.hours and (words := _closed_words(wanted, frame)):
        yield Clash(ClashKind.CLOSED, wanted.session_id, wanted.title, words)


def _closed_words(wanted: Placement, frame: Frame) -> str:
    start, end = to_local(wanted.starts_at, frame.zone), to_local(wanted.ends_at, frame.zone)
    hours = frame.hours.get(start.date())
    if hours is None:
        return _("The venue is not open on %(day)s.", day=date_words(start.date()))
    opens, closes = hours
    if start.time() >= opens and end.date() == start.date() and end.time() <= closes:
        return ""
    return _("The venue is open from %(opens)s to %(closes)s on %(day)s, and %(title)s would last from %(start)s to "
             "%(end)s.", opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}", day=date_words(start.date()),
             title=wanted.title, start=time_words(wanted.starts_at, frame.zone),
             end=time_words(wanted.ends_at, frame.zone))  # fmt: skip
