"""Opening and withdrawing doors, taking scans, taking an entry back.

Every action holds the lock of the event, so that two phones that tell of the same person come one after the other.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import insert

from conference.core import zones
from conference.core.database import db, lock
from conference.core.errors import Conflict, NotFound
from conference.core.text import clean_line
from conference.core.tokens import digest
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.attendance.models import Door, Scan
from conference.domain.attendance.queries import (
    Heard,
    are_badges_kept,
    arrival_of,
    counts_of,
    find_door,
    heard_of,
    list_scans_by_key,
    list_scans_that_count,
    name_of_badges,
    names_of_doors,
    registrations_for,
    slot_of,
    span_of_door,
)
from conference.domain.attendance.queries.arrivals import Slot
from conference.domain.attendance.rules import (
    Answer,
    BadgeSize,
    SentScan,
    answer_of,
    check_door,
    check_reason,
    entry_among,
    instant_of,
    place_answer,
)
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.registration.models import Registration
from conference.domain.site.actions import ask_for_document

DOOR_HELPER = "door helper"
LATE = timedelta(seconds=30)
WRITTEN = tuple(column.key for column in Scan.__table__.columns if column.key != "id")


def open_door(
    event: Event, *, name: str, day: date | None, session: Session | None, token: str, actor: Account | str,
    now: datetime,
) -> Door:  # fmt: skip
    """Make a link for helpers, which `token` opens; only its digest is kept. The same token again is the same door.

    Raises Invalid without a name.
    """
    lock(event)
    name = clean_line(name)
    known = find_door(token)
    if known is not None:
        return known
    check_door(name)
    door = Door(event=event, name=name, day=day, session=session, token_digest=digest(token), opened_at=now)
    db.session.add(door)
    record("open door", door, actor=actor, now=now, event_id=event.id, name=name)
    return door


def withdraw_door(door: Door, *, actor: Account | str, now: datetime) -> None:
    """End a link for helpers: from now on it opens nothing. What was scanned stays. A second time changes nothing."""
    lock(door.event)
    lock(door)
    if door.withdrawn_at is None:
        door.withdrawn_at = now
        record("withdraw door", door, actor=actor, now=now, event_id=door.event_id, name=door.name)


def take_scans(door: Door, sent: Sequence[SentScan], now: datetime) -> list[Heard]:
    """Take the scans of one door, and say what each comes to. What is told again is there already and changes nothing.

    Raises NotFound when the link was withdrawn. The number of queries does not grow with the number of scans.
    """
    lock(door.event)
    lock(door)
    if door.withdrawn_at is not None:
        raise NotFound(_("This link is not valid any more."))
    known = list_scans_by_key(door, {one.key for one in sent})
    by_key, by_id = registrations_for(door.event_id, sent)
    new: dict[str, Scan] = {}
    for one in sent:
        person = by_id.get(one.registration_id) if one.registration_id else by_key.get(one.ticket_key)
        if person is not None and one.key not in known:
            new.setdefault(one.key, _scan(door, one, person, now))
    entries = _settle([*known.values(), *new.values()], list(new.values()))
    if new:
        came = sum(one.answer is Answer.CAME_IN for one in new.values())
        record("take scans", door, actor=DOOR_HELPER, now=now, event_id=door.event_id, scans=len(new), came_in=came)
    doors, all_scans = names_of_doors(door.event_id), {**known, **new}
    return [
        heard_of(all_scans[one.key], entries, doors) if one.key in all_scans else Heard(one.key, Answer.UNKNOWN)
        for one in sent
    ]


def _scan(door: Door, sent: SentScan, person: Registration, now: datetime) -> Scan:
    """A scan as it is by itself; whether another was first is settled afterwards."""
    at = instant_of(now, sent.age, door.opened_at)
    day, (first, last) = zones.day_of(at, door.event.zone), span_of_door(door)
    return Scan(
        event_id=door.event_id, door_id=door.id, registration_id=person.id, registration=person,
        session_id=door.session_id, day=day, key=sent.key, scanned_at=at, received_at=now, was_late=now - at > LATE,
        answer=answer_of(place_answer(person.state, person.mode), day, first, last),
    )  # fmt: skip


def _settle(asked: Sequence[Scan], new: Sequence[Scan]) -> dict[Slot, Scan]:
    """Let the earliest scan of each person and day, or session, be the entry; the entries of those that are asked for.

    The unique index is never hurt on the way: first those that are not the entry any more are written, then those that
    are it now.
    """
    counting = list_scans_that_count(one.registration_id for one in asked)
    slots: dict[Slot, list[Scan]] = {}
    for one in [*counting, *(one for one in new if one.answer is Answer.CAME_IN)]:
        slots.setdefault(slot_of(one), []).append(one)
    entries: dict[Slot, Scan] = {}
    for slot, scans in slots.items():
        first = entry_among(map(arrival_of, scans))
        entries[slot] = next(one for one in scans if arrival_of(one) == first)
    for slot, scans in slots.items():
        for one in scans:
            if one is not entries[slot]:
                one.answer = Answer.HERE_ALREADY
    db.session.flush()
    for entry in entries.values():
        entry.answer = Answer.CAME_IN
    db.session.flush()
    if new:
        db.session.execute(insert(Scan), [{name: getattr(one, name) for name in WRITTEN} for one in new])
    return entries


def ask_for_badges(event: Event, size: BadgeSize, *, actor: Account | str, now: datetime) -> None:
    """Have the worker make the sheets of badges of an event.

    Raises Conflict where nobody has a place in person, or the event is over for long.
    """
    if not are_badges_kept(event, now):
        raise Conflict(_("%(event)s is over, so badges are not made any more.", event=event.name))
    if counts_of(event).expected == 0:
        raise Conflict(_("Nobody has a place in person yet."))
    ask_for_document(name_of_badges(event, size), now)
    record("ask for badges", event, actor=actor, now=now, event_id=event.id, size=size.value)


def undo_entry(event: Event, scan_id: int, *, reason: str, actor: Account | str, now: datetime) -> Scan:
    """Take a mistaken entry back, with the reason; a later scan of the same person becomes the entry.

    Raises Invalid without a reason, NotFound where there is no such scan, Conflict when it is no entry any more.
    """
    lock(event)
    scan = db.session.get(Scan, scan_id, populate_existing=True)
    if scan is None or scan.event_id != event.id:
        raise NotFound(_("There is no such entry."))
    reason = clean_line(reason)
    check_reason(reason)
    if scan.answer is not Answer.CAME_IN:
        raise Conflict(_("This is no entry any more. Please look at the list again."))
    scan.answer = Answer.UNDONE
    db.session.flush()
    _settle([scan], [])
    record("undo entry", scan.registration, actor=actor, now=now, event_id=event.id, reason=reason)
    return scan
