"""The sentences against a session in its slot: by itself, with the event, with another session. Pure."""

from collections.abc import Iterator

from conference.core.words import _, ngettext
from conference.core.zones import date_words, span_words, time_words, to_local
from conference.domain.schedule.rules.placements import (
    CHANGE_OF_BUILDING,
    Clash,
    ClashKind,
    Frame,
    Placement,
    Window,
    overlaps,
)


def reasons_alone(one: Placement, frame: Frame, *, is_alone: bool) -> Iterator[Clash]:
    """What speaks against a slot whatever else is placed; `is_alone`: no other session runs at that time."""
    if one.starts_at < frame.starts_at or one.ends_at > frame.ends_at:
        when = span_words(frame.starts_at, frame.ends_at, frame.zone, frame.place)
        words = _("%(title)s would lie outside %(event)s: %(when)s.", title=one.title, event=frame.name, when=when)
        yield _clash(ClashKind.OUTSIDE, one, words)
    elif frame.hours and (words := _closed_words(one, frame)):
        yield _clash(ClashKind.CLOSED, one, words)
    yield from _absent(one, frame)
    if one.room_id is not None:
        yield from _room_does_not_do(one, frame, is_alone)


def reasons_between(one: Placement, other: Placement, frame: Frame) -> Iterator[Clash]:
    """What speaks against a slot because of another session: the room, each person, the way between buildings."""
    if overlaps(one, other):
        yield from _at_once(one, other, frame)
    elif _is_far(one, other):
        yield from _on_the_way(one, other)


def _at_once(one: Placement, other: Placement, frame: Frame) -> Iterator[Clash]:
    shared = [name for person_id, name in one.people.items() if person_id in other.people]
    is_one_room = one.room_id is not None and one.room_id == other.room_id
    if not shared and not is_one_room:
        return
    when = span_words(other.starts_at, other.ends_at, frame.zone, frame.place)
    if is_one_room:
        words = _("%(room)s is taken by %(title)s: %(when)s.", room=other.room_name, title=other.title, when=when)
        yield _clash(ClashKind.ROOM, one, words, other)
    for name in shared:
        words = _("%(name)s is in %(title)s at that time: %(when)s.", name=name, title=other.title, when=when)
        yield _clash(ClashKind.PERSON, one, words, other)


def _clash(kind: ClashKind, one: Placement, words: str, other: Placement | None = None) -> Clash:
    return Clash(kind, one.session_id, one.title, words, other.session_id if other else None)


def _closed_words(one: Placement, frame: Frame) -> str:
    start, end = to_local(one.starts_at, frame.zone), to_local(one.ends_at, frame.zone)
    hours = frame.hours.get(start.date())
    if hours is None:
        return _("The venue is not open on %(day)s.", day=date_words(start.date()))
    opens, closes = hours
    if start.time() >= opens and end.date() == start.date() and end.time() <= closes:
        return ""
    return _("The venue is open from %(opens)s to %(closes)s on %(day)s, and %(title)s would last from %(start)s to "
             "%(end)s.", opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}", day=date_words(start.date()),
             title=one.title, start=time_words(one.starts_at, frame.zone),
             end=time_words(one.ends_at, frame.zone))  # fmt: skip


def _absent(one: Placement, frame: Frame) -> Iterator[Clash]:
    for person_id, name in one.people.items():
        times = frame.available.get(person_id, ())
        if times and not any(start <= one.starts_at and one.ends_at <= end for start, end in times):
            words = _("%(name)s cannot come at that time, only %(when)s.", name=name, when=_times_words(times, frame))
            yield _clash(ClashKind.ABSENT, one, words)


def _times_words(times: tuple[Window, ...], frame: Frame) -> str:
    return "; ".join(span_words(start, end, frame.zone, frame.place) for start, end in times)


def _room_does_not_do(one: Placement, frame: Frame, is_alone: bool) -> Iterator[Clash]:
    coming = frame.booked if one.expected is None and is_alone and not one.is_break else one.expected or 0
    if one.room.seats is not None and coming > one.room.seats:
        seats = ngettext("%(num)s seat", "%(num)s seats", one.room.seats)
        words = _("%(room)s has %(seats)s, and %(coming)s are expected.", room=one.room_name, seats=seats,
                  coming=coming)  # fmt: skip
        yield _clash(ClashKind.SEATS, one, words)
    afar = [name for person_id, name in one.people.items() if person_id in frame.online]
    if afar and not one.room.has_streaming:
        words = _("%(names)s will take part online, and %(room)s has no streaming.", names=", ".join(afar),
                  room=one.room_name)  # fmt: skip
        yield _clash(ClashKind.STREAMING, one, words)


def _is_far(one: Placement, other: Placement) -> bool:
    here, there = one.room.building, other.room.building
    if not here or not there or here == there:
        return False
    return max(one.starts_at, other.starts_at) - min(one.ends_at, other.ends_at) < CHANGE_OF_BUILDING


def _on_the_way(one: Placement, other: Placement) -> Iterator[Clash]:
    first, second = sorted((one, other), key=lambda placement: placement.starts_at)
    minutes = int((second.starts_at - first.ends_at).total_seconds() // 60)
    gap = ngettext("%(num)s minute", "%(num)s minutes", minutes)
    for person_id, name in one.people.items():
        if person_id in other.people:
            words = _("%(name)s has %(gap)s to get from %(first)s (%(here)s) to %(second)s (%(there)s).", name=name,
                      gap=gap, first=first.title, here=first.room.building, second=second.title,
                      there=second.room.building)  # fmt: skip
            yield _clash(ClashKind.BUILDING, one, words, other)
