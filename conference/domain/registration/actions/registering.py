"""Registering, and an organiser's approval where a ticket type needs it.

Every action holds the lock of the event before it counts, so that no place is given twice.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from conference.core.addresses import clean_address
from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.text import clean_line
from conference.core.tokens import new_uid
from conference.core.words import _
from conference.domain.accounts.actions import ATTENDEE, record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.events.rules import IN_ORDER, AttendanceMode
from conference.domain.interest.actions import become_registered
from conference.domain.interest.rules import check_name
from conference.domain.registration import notices
from conference.domain.registration.actions.queue import settle, take, write_down
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import (
    Catalogue,
    Tally,
    catalogue_of,
    count_uses,
    count_waiting_before,
    find_active_registration,
    held_words,
    position_of,
    window_of,
    wish_words,
)
from conference.domain.registration.rules.places import Place, check_accepts
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.windows import check_not_past, check_registration_open
from conference.domain.registration.rules.words import approved, asked_for_approval, given_place, put_on_list, refused
from conference.domain.tickets.models import AccessCode, TicketType
from conference.domain.tickets.queries import find_access_code
from conference.domain.tickets.rules import check_may_take, check_on_sale, check_uses


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: ways of attending, or ticket types by id where the event has any, the best liked first.

    `code` opens a ticket type that is hidden.
    """

    modes: Collection[AttendanceMode] = ()
    ticket_types: Sequence[int] = ()
    code: str = ""


def register_attendee(
    event: Event, *, name: str, email: str, organisation: str, wish: Wish, now: datetime
) -> Registration:
    """Give somebody a place or a number in the queue, and tell them by mail.

    An address that is registered already changes nothing: its owner gets a mail with the personal link. Raises
    Conflict while nobody can register, Invalid for a wish that the event does not offer to this person now.
    """
    lock(event)
    check_registration_open(window_of(event), now)
    check_name(name)
    catalogue, email = catalogue_of(event), clean_address(email)
    code = find_access_code(event, wish.code) if wish.code else None
    accepts = _check_wish(event, catalogue, wish, email, code, now)
    tally = settle(event, catalogue, now)
    known = find_active_registration(event.id, email)
    if known is not None:
        notices.already_registered(known, position_of(known), now)
        return known
    registration = Registration(
        event=event, number=tally.last_number + 1, name=clean_line(name), email=email,
        organisation=clean_line(organisation), **wanted_values(accepts), uid=new_uid(), sequence=0, link_version=1,
        access_code_id=code.id if code and code.ticket_type_id in wish.ticket_types else None, invited_by="",
        registered_at=now,
    )  # fmt: skip
    db.session.add(registration)
    tell = _decide(registration, accepts, catalogue, tally, now)
    record("register attendee", registration, actor=ATTENDEE, now=now, event_id=event.id,
           state=registration.state.value)  # fmt: skip
    tell()
    become_registered(event, email, now)
    return registration


def send_link_again(event: Event, email: str, now: datetime) -> None:
    """Mail the personal link to an address that is registered; to any other, nothing. Raises Invalid for no address."""
    known = find_active_registration(event.id, clean_address(email))
    if known is not None:
        notices.already_registered(known, position_of(known), now)


def _check_wish(
    event: Event, catalogue: Catalogue, wish: Wish, email: str, code: AccessCode | None, now: datetime
) -> tuple[Place, ...]:
    """The places that the wish names, the best liked first."""
    if not catalogue.types:
        check_accepts(wish.modes, event.mode)
        return tuple(Place(mode) for mode in IN_ORDER if mode in wish.modes)
    chosen = [catalogue.types.get(one) for one in dict.fromkeys(wish.ticket_types)]
    if not chosen or None in chosen:
        raise Invalid(_("Please choose a ticket."), "ticket")
    if wish.code and code is None:
        raise Invalid(_("There is no such code. Look at how it is written."), "code")
    for ticket_type in filter(None, chosen):
        _check_type(ticket_type, email, code, now)
    return tuple(catalogue.place_of_type(one.id) for one in chosen if one)


def _check_type(ticket_type: TicketType, email: str, code: AccessCode | None, now: datetime) -> None:
    if ticket_type.needs_code:
        if code is None or code.ticket_type_id != ticket_type.id:
            raise Invalid(_("Please choose a ticket."), "ticket")
        check_uses(count_uses(code), code.uses)
    check_on_sale(ticket_type.sale, now)
    check_may_take(ticket_type.name, email, ticket_type.domains)


def wanted_values(accepts: Sequence[Place]) -> dict[str, Any]:
    """How a registration keeps what somebody would take, the best liked first."""
    modes = {place.mode for place in accepts}
    return {
        "accepts_in_person": AttendanceMode.IN_PERSON in modes, "accepts_online": AttendanceMode.ONLINE in modes,
        "wanted": " ".join(str(place.ticket_type_id) for place in accepts if place.ticket_type_id is not None),
    }  # fmt: skip


def _decide(
    registration: Registration, accepts: Sequence[Place], catalogue: Catalogue, tally: Tally, now: datetime
) -> Callable[[], None]:
    """What becomes of somebody new; what tells them."""
    if any(one.needs_approval for one in map(catalogue.find_type, accepts) if one):
        registration.state = RegistrationState.PENDING
        write_down(registration, asked_for_approval(wish_words(registration)), now)
        return partial(notices.pending, registration, now)
    return _seat(registration, accepts, catalogue, tally, now, before=tally.waiting_in_all)


def _seat(
    registration: Registration, accepts: Sequence[Place], catalogue: Catalogue, tally: Tally, now: datetime, *,
    before: int,
) -> Callable[[], None]:  # fmt: skip
    """A place where one is free, or the queue, where so many wait who asked before; what tells them."""
    place = tally.place_for(accepts)
    if place is not None:
        take(registration, place, catalogue)
        registration.confirmed_at = now
        write_down(registration, given_place(held_words(registration)), now)
        return partial(notices.confirmed, registration, now)
    registration.state = RegistrationState.WAITING
    position = before + 1
    write_down(registration, put_on_list(wish_words(registration), position), now)
    return partial(notices.waiting, registration, position, now)


def approve_registration(registration: Registration, *, actor: Account, now: datetime) -> None:
    """Agree that somebody comes: they get a place, or their number in the queue.

    Raises Conflict unless they ask, and once the event is over or was cancelled.
    """
    event = registration.event
    _check_pending(registration)
    check_not_past(window_of(event), now)
    catalogue = catalogue_of(event)
    tally = settle(event, catalogue, now)
    write_down(registration, approved(), now)
    accepts = catalogue.accepted(registration.accepts_in_person, registration.accepts_online, registration.wanted)
    tell = _seat(registration, accepts, catalogue, tally, now, before=count_waiting_before(registration))
    record("approve registration", registration, actor=actor, now=now, event_id=event.id,
           changes={"state": [RegistrationState.PENDING.value, registration.state.value]})  # fmt: skip
    tell()


def refuse_registration(registration: Registration, reason: str, *, actor: Account, now: datetime) -> None:
    """Do not agree, with a reason that the person reads. Raises Invalid without one, Conflict unless they ask."""
    _check_pending(registration)
    if not clean_line(reason):
        raise Invalid(_("Please say why: the person reads it."), "reason")
    changes = change(registration, {"state": RegistrationState.CANCELLED, "cancelled_at": now})
    write_down(registration, refused(clean_line(reason)), now)
    record("refuse registration", registration, actor=actor, now=now, event_id=registration.event_id, changes=changes)
    notices.refused(registration, clean_line(reason), now)


def _check_pending(registration: Registration) -> None:
    lock(registration.event)
    db.session.refresh(registration)
    if registration.state is not RegistrationState.PENDING:
        raise Conflict(_("This was decided already."))
