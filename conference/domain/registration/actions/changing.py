"""Changing one's mind: another kind of place, or somebody else who comes instead.

Every action holds the lock of the event before it counts, so that no place is given twice.
"""

from datetime import datetime

from sqlalchemy import select

from conference.core.addresses import clean_address, folded
from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.text import clean_line
from conference.core.tokens import new_ticket_key, new_uid
from conference.core.words import _
from conference.domain.accounts.actions import ATTENDEE, record
from conference.domain.events.models import Event
from conference.domain.interest.rules import check_name
from conference.domain.registration import notices
from conference.domain.registration.actions.queue import promote_from_waiting_list, settle, take, write_down
from conference.domain.registration.models import Registration, Transfer
from conference.domain.registration.queries import (
    catalogue_of,
    find_active_registration,
    find_transfer,
    held_words,
    may_change_to,
    places_to_change_to,
    window_of,
)
from conference.domain.registration.rules.places import Place
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.windows import check_changeable
from conference.domain.registration.rules.words import changed_place, handed_on


def change_place(registration: Registration, place: Place, now: datetime) -> list[Registration]:
    """Give somebody a place of another kind instead of theirs, which goes to the queue at once; who moved up.

    Raises Conflict where no such place is free, or somebody waits for it: then nothing changes.
    """
    event = _lock_holder(registration, now)
    catalogue = catalogue_of(event)
    if place not in places_to_change_to(registration, catalogue, now):
        raise Conflict(_("You cannot change to this place any more. You keep the one that you have."), "place")
    if not may_change_to(registration, place, catalogue, settle(event, catalogue, now)):
        raise Conflict(_("No such place is free at the moment. You keep the place that you have."), "place")
    before = held_words(registration)
    changes = take(registration, place, catalogue)
    registration.sequence += 1
    write_down(registration, changed_place(before, held_words(registration)), now)
    record("change place", registration, actor=ATTENDEE, now=now, event_id=event.id, changes=changes)
    notices.changed_place(registration, now)
    db.session.flush()
    return promote_from_waiting_list(event, now)


def _lock_holder(registration: Registration, now: datetime) -> Event:
    event = registration.event
    lock(event)
    db.session.refresh(registration)
    if registration.state is not RegistrationState.CONFIRMED:
        raise Conflict(_("You have no place that could be changed."))
    check_changeable(window_of(event), now)
    return event


def ask_to_hand_on(registration: Registration, *, name: str, email: str, now: datetime) -> Transfer:
    """Ask somebody by mail to come instead; until they agree, nothing changes. Who was asked before is out.

    Raises Invalid for a name or an address that cannot be, Conflict for who has no place.
    """
    event = _lock_holder(registration, now)
    check_name(name)
    if folded(email := clean_address(email)) == registration.folded_email:
        raise Invalid(_("This is your own address."), "email")
    transfer = find_transfer(registration) or Transfer(registration=registration, asked=0)
    transfer.name, transfer.email, transfer.asked_at = clean_line(name), email, now
    transfer.asked += 1
    db.session.add(transfer)
    db.session.flush()
    record("ask to hand on", registration, actor=ATTENDEE, now=now, event_id=event.id)
    notices.asked_to_take(transfer, now)
    return transfer


def take_over(transfer: Transfer, now: datetime) -> Registration:
    """Let the person who was asked have the place: the one before is told, and their links and calendar entry end.

    Raises Conflict where the place is gone, somebody else was asked meanwhile, or this person is registered already.
    """
    registration = transfer.registration
    event = _lock_holder(registration, now)
    if db.session.scalar(select(Transfer.asked).where(Transfer.id == transfer.id)) != transfer.asked:
        raise Conflict(_("Somebody else was asked since, or this was answered already."))
    if find_active_registration(event.id, transfer.email) is not None:
        raise Conflict(_("You are registered for %(event)s already.", event=event.name))
    before = registration.name
    registration.sequence += 1
    notices.handed_on(registration, transfer.name, now)
    change(registration, {
        "name": transfer.name, "email": transfer.email, "organisation": "", "uid": new_uid(), "sequence": 0,
        "invited_by": "", "link_version": registration.link_version + 1, "ticket_key": new_ticket_key(),
    })  # fmt: skip
    write_down(registration, handed_on(before, transfer.name), now)
    record("hand on", registration, actor=ATTENDEE, now=now, event_id=event.id)
    db.session.delete(transfer)
    db.session.flush()
    notices.confirmed(registration, now)
    return registration
