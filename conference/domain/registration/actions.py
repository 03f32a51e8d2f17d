"""Registering, waiting, moving up, cancelling, changing how many places there are.

Every action holds the lock of the event before it counts, so that no place is given twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from conference.core.addresses import clean_address
from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.text import clean_line
from conference.core.tokens import new_uid
from conference.core.words import _
from conference.domain.accounts.actions import ATTENDEE, SYSTEM, record
from conference.domain.accounts.models import Account
from conference.domain.events.actions import edit_event
from conference.domain.events.models import Event, Series
from conference.domain.events.rules import AttendanceMode, EventDetails, Phase, phase
from conference.domain.interest.actions import become_registered
from conference.domain.interest.rules import check_name
from conference.domain.registration import notices
from conference.domain.registration.models import Decision, Registration
from conference.domain.registration.queries import (
    Tally,
    count_places,
    find_active_registration,
    list_by_number,
    list_queue,
    position_of,
    window_of,
)
from conference.domain.registration.rules.places import (
    check_accepts,
    check_nobody_loses,
    modes_offered,
    next_promotions,
    place_for,
)
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.windows import check_registration_open, may_move_up
from conference.domain.registration.rules.words import cancelled_by, given_place, moved_up, put_on_list
from conference.domain.site.actions import touch_public


def register_attendee(
    event: Event, *, name: str, email: str, organisation: str, accepts: Collection[AttendanceMode], now: datetime
) -> Registration:
    """Give somebody a place or a number in the queue, and tell them by mail.

    An address that is registered already changes nothing: its owner gets a mail with the personal link. Raises
    Conflict while nobody can register, Invalid for a way of attending that the event does not offer.
    """
    lock(event)
    check_registration_open(window_of(event), now)
    check_accepts(accepts, event.mode)
    check_name(name)
    known = find_active_registration(event.id, email := clean_address(email))
    if known is not None:
        notices.already_registered(known, position_of(known), now)
        return known
    tally = _settled_tally(event, now)
    registration = Registration(
        event=event, number=tally.last_number + 1, name=clean_line(name), email=email,
        organisation=clean_line(organisation), accepts_in_person=AttendanceMode.IN_PERSON in accepts,
        accepts_online=AttendanceMode.ONLINE in accepts, uid=new_uid(), sequence=0, link_version=1, invited_by="",
        registered_at=now, mode=place_for(accepts, tally.places, tally.waiting),
    )  # fmt: skip
    db.session.add(registration)
    _decide(registration, tally, now)
    become_registered(event, email, now)
    return registration


def _settled_tally(event: Event, now: datetime) -> Tally:
    """Count; should a free place be waited for (the event was edited), give it away before anybody new comes."""
    tally = count_places(event)
    if tally.has_movers and promote_from_waiting_list(event, now):
        tally = count_places(event)
    return tally


def _decide(registration: Registration, tally: Tally, now: datetime) -> None:
    position = tally.waiting_in_all + 1
    if registration.mode is not None:
        registration.state, registration.confirmed_at = RegistrationState.CONFIRMED, now
        _write_down(registration, given_place(registration.mode), now)
    else:
        registration.state = RegistrationState.WAITING
        _write_down(registration, put_on_list(registration.accepts, position), now)
    record("register attendee", registration, actor=ATTENDEE, now=now, event_id=registration.event.id,
           state=registration.state.value)  # fmt: skip
    if registration.mode is not None:
        notices.confirmed(registration, now)
    else:
        notices.waiting(registration, position, now)


def _write_down(registration: Registration, words: str, now: datetime) -> None:
    registration.decisions.append(Decision(at=now, words=words))


def promote_from_waiting_list(event: Event, now: datetime) -> list[Registration]:
    """Give every free place to the first who waits for one like it, and tell them; who moved up, in order.

    Nobody moves up once the event has started or was cancelled. The caller holds the lock of the event.
    """
    if not may_move_up(window_of(event), now):
        return []
    tally = count_places(event)
    if not tally.has_movers:
        return []
    modes = {promotion.number: promotion.mode for promotion in next_promotions(tally.places, list_queue(event))}
    movers = list_by_number(event, list(modes))
    for registration in movers:
        _move_up(registration, modes[registration.number], now)
    return movers


def _move_up(registration: Registration, mode: AttendanceMode, now: datetime) -> None:
    changes = change(registration, {"state": RegistrationState.CONFIRMED, "mode": mode})
    registration.confirmed_at = now
    _write_down(registration, moved_up(mode), now)
    record("move up", registration, actor=SYSTEM, now=now, event_id=registration.event.id, changes=changes)
    notices.moved_up(registration, now)


def cancel_registration(registration: Registration, *, actor: Account | str, now: datetime) -> list[Registration]:
    """End a registration; its place goes to the next who waits for one like it. Who moved up.

    `actor` is the organiser, or ATTENDEE for the person themselves. A second time changes nothing. Raises Conflict
    when the event is over.
    """
    event = registration.event
    lock(event)
    db.session.refresh(registration)
    if registration.state is RegistrationState.CANCELLED:
        return []
    if phase(event.state, event.starts_at, event.ends_at, now) is Phase.OVER:
        raise Conflict(_("%(event)s is over, so there is nothing to cancel any more.", event=event.name))
    _end(registration, actor, now)
    return promote_from_waiting_list(event, now)


def _end(registration: Registration, actor: Account | str, now: datetime) -> None:
    had_place, by_person = registration.mode is not None, actor == ATTENDEE
    changes = change(registration, {"state": RegistrationState.CANCELLED, "mode": None})
    registration.cancelled_at = now
    if registration.invited_by:
        registration.sequence += 1
    _write_down(registration, cancelled_by(person=by_person, had_place=had_place), now)
    record("cancel registration", registration, actor=actor, now=now, event_id=registration.event.id, changes=changes)
    notices.cancelled(registration, now, by_person=by_person)


@dataclass(frozen=True)
class CapacityChange:
    """What a change of capacity did: who moved up, and how many more places are taken than there are now."""

    movers: list[Registration]
    over: dict[AttendanceMode, int]


def change_capacity(
    event: Event, *, in_person: int | None, online: int | None, actor: Account | str, now: datetime
) -> CapacityChange:
    """Set how many places there are (None: no limit) and move people up; nobody loses a place that they have.

    Raises Invalid for a negative number.
    """
    lock(event)
    for field, number in (("in_person", in_person), ("online", online)):
        if number is not None and number < 0:
            raise Invalid(_("Please give a number of places, or leave this empty for no limit."), field)
    changes = change(event, {"capacity_in_person": in_person, "capacity_online": online})
    record("change capacity", event, actor=actor, now=now, event_id=event.id, changes=changes)
    touch_public()
    movers = promote_from_waiting_list(event, now)
    places = count_places(event).places
    return CapacityChange(movers, {mode: places.over(mode) for mode in modes_offered(event.mode)})


def edit_event_details(
    event: Event, details: EventDetails, *, slug: str, series: Series | None, actor: Account | str, now: datetime
) -> None:
    """Change what is said about an event, as `events.actions.edit_event`.

    Raises Conflict while people have, or wait only for, a place of a kind that the event would not offer any more.
    """
    lock(event)
    if phase(event.state, event.starts_at, event.ends_at, now) not in {Phase.OVER, Phase.CANCELLED}:
        offered, tally = set(modes_offered(details.mode)), count_places(event)
        holders = sum(number for mode, number in tally.places.taken.items() if mode not in offered)
        waiting = sum(number for accepts, number in tally.waiting.items() if not accepts & offered)
        check_nobody_loses(details.mode, holders, waiting)
    edit_event(event, details, slug=slug, series=series, actor=actor, now=now)
