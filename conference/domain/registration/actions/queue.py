"""Who moves up: at once or by an offer that holds the place for some hours; by hand, out of turn.

Every action holds the lock of the event before it counts, so that no place is given twice.
"""

from datetime import datetime, timedelta

from conference.core.database import db, lock
from conference.core.differences import Changes, change
from conference.core.errors import Conflict, Invalid
from conference.core.jobs import queue_job
from conference.core.text import clean_line
from conference.core.words import _
from conference.domain.accounts.actions import ATTENDEE, SYSTEM, record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.interest.actions import become_invited, become_registered
from conference.domain.registration import notices
from conference.domain.registration.models import Decision, Registration
from conference.domain.registration.queries import (
    Catalogue,
    Tally,
    catalogue_of,
    count_places,
    held_words,
    list_by_number,
    list_due_offers,
    list_queue,
    window_of,
)
from conference.domain.registration.rules.places import Place, next_promotions
from conference.domain.registration.rules.states import HOLDING, RegistrationState
from conference.domain.registration.rules.windows import (
    can_be_told,
    check_changeable,
    check_not_past,
    may_move_up,
    offer_ends_at,
)
from conference.domain.registration.rules.words import (
    accepted_offer,
    given_by_hand,
    invited,
    moved_up,
    offer_expired,
    offered,
)

EXPIRES = "expire offers"
A_MOMENT = timedelta(seconds=1)  # the clock of the demo stands within a second of where it should
NO_PLACE = {"mode": None, "ticket_type": None, "offered_until": None}


def write_down(registration: Registration, words: str, now: datetime) -> None:
    """Keep a decision, in words that the person reads."""
    registration.decisions.append(Decision(at=now, words=words))


def take(registration: Registration, place: Place, catalogue: Catalogue, *, until: datetime | None = None) -> Changes:
    """Let somebody have a place, or hold it on offer until an instant; what that changes."""
    state = RegistrationState.CONFIRMED if until is None else RegistrationState.OFFERED
    ticket_type = catalogue.find_type(place)
    return change(
        registration, {"state": state, "mode": place.mode, "ticket_type": ticket_type, "offered_until": until}
    )


def settle(event: Event, catalogue: Catalogue, now: datetime) -> Tally:
    """Let offers that have ended go, and every free place to who waits for it; the count after that.

    The caller holds the lock of the event.
    """
    tally = _without_ended_offers(event, catalogue, now)
    return count_places(event, catalogue) if _move_people_up(event, catalogue, tally, now) else tally


def promote_from_waiting_list(event: Event, now: datetime) -> list[Registration]:
    """Give or offer every free place to the first who waits for one like it, and tell them; who moved up, in order.

    Offers that have ended go first. Nobody moves up once the event was cancelled or has started. The caller holds the
    lock of the event.
    """
    catalogue = catalogue_of(event)
    return _move_people_up(event, catalogue, _without_ended_offers(event, catalogue, now), now)


def _without_ended_offers(event: Event, catalogue: Catalogue, now: datetime) -> Tally:
    tally = count_places(event, catalogue)
    if tally.next_expiry is None or tally.next_expiry > now:
        return tally
    _expire_offers(event, now)
    return count_places(event, catalogue)


def _move_people_up(event: Event, catalogue: Catalogue, tally: Tally, now: datetime) -> list[Registration]:
    window = window_of(event)
    if not tally.has_movers or not may_move_up(window, now):
        return []
    queue = list_queue(event, catalogue)
    queue = [one for one in queue if can_be_told(one.hold_hours or event.offer_hours, window, now)]
    places = {one.number: one.place for one in next_promotions(tally.places, queue)}
    movers = list_by_number(event, list(places))
    for registration in movers:
        _move_up(registration, places[registration.number], catalogue, now)
    ends = [one.offered_until for one in movers if one.offered_until is not None]
    if ends:
        _look_again(event, min(ends), now)
    return movers


def _move_up(registration: Registration, place: Place, catalogue: Catalogue, now: datetime) -> None:
    event = registration.event
    hours = registration.hold_hours or event.offer_hours
    until = offer_ends_at(window_of(event), hours, now) if hours else None
    _tell_mover(registration, take(registration, place, catalogue, until=until), until, now)


def _tell_mover(registration: Registration, changes: Changes, until: datetime | None, now: datetime) -> None:
    event, place = registration.event, held_words(registration)
    if until is None:
        registration.confirmed_at = now
        write_down(registration, moved_up(place), now)
        record("move up", registration, actor=SYSTEM, now=now, event_id=event.id, changes=changes)
        notices.moved_up(registration, now)
        return
    words = invited if registration.is_invited else offered
    write_down(registration, words(place, until, window_of(event)), now)
    if registration.is_invited:
        become_invited(event, registration.email, now)
    record("offer place", registration, actor=SYSTEM, now=now, event_id=event.id, changes=changes)
    notices.offered(registration, now)


def _expire_offers(event: Event, now: datetime) -> None:
    for registration in list_due_offers(event, now):
        until = registration.offered_until or now
        changes = change(registration, {"state": RegistrationState.EXPIRED, **NO_PLACE})
        write_down(registration, offer_expired(until, window_of(event)), now)
        record("offer expires", registration, actor=SYSTEM, now=now, event_id=event.id, changes=changes)
        notices.expired(registration, now)


def expire_offers(event: Event, now: datetime) -> list[Registration]:
    """End the offers of an event that nobody took in time, and offer the places on; to whom.

    Where others are open still, a job looks again when the first of them ends.
    """
    lock(event)
    movers = promote_from_waiting_list(event, now)
    tally = count_places(event)
    if tally.next_expiry is not None:
        _look_again(event, tally.next_expiry, now)
    return movers


def _look_again(event: Event, at: datetime, now: datetime) -> None:
    queue_job(EXPIRES, {"event": event.id}, now, key=f"{EXPIRES}:{event.id}", delay=at - now + A_MOMENT)


def accept_offer(registration: Registration, now: datetime) -> None:
    """Take the place that is held for this person; again changes nothing. Raises Conflict once it is too late."""
    event = registration.event
    lock(event)
    db.session.refresh(registration)
    if registration.state is RegistrationState.CONFIRMED:
        return
    until = registration.offered_until
    if registration.state is not RegistrationState.OFFERED or until is None or now >= until:
        raise Conflict(_("The place is not held for you any more. You can register again."))
    check_changeable(window_of(event), now)
    changes = change(registration, {"state": RegistrationState.CONFIRMED, "offered_until": None})
    registration.confirmed_at = now
    write_down(registration, accepted_offer(held_words(registration)), now)
    record("accept offer", registration, actor=ATTENDEE, now=now, event_id=event.id, changes=changes)
    notices.confirmed(registration, now)
    become_registered(event, registration.email, now)


def give_place(
    registration: Registration, place: Place, *, reason: str, is_beyond: bool, actor: Account, now: datetime
) -> None:
    """Give somebody who waits a place out of turn, with a reason that they and the organisers can read.

    Raises Invalid without a reason, Conflict for who does not wait, and where no such place is free unless it
    `is_beyond` what there is.
    """
    event = registration.event
    lock(event)
    db.session.refresh(registration)
    if not clean_line(reason):
        raise Invalid(_("Please say why: the person and the other organisers read it."), "reason")
    if registration.state not in {RegistrationState.WAITING, RegistrationState.PENDING, RegistrationState.OFFERED}:
        raise Conflict(_("%(name)s does not wait for a place any more.", name=registration.name))
    check_not_past(window_of(event), now)
    catalogue = catalogue_of(event)
    _check_free(registration, place, catalogue, is_beyond)
    changes = take(registration, place, catalogue)
    registration.confirmed_at = now
    write_down(registration, given_by_hand(held_words(registration), clean_line(reason)), now)
    record("give place", registration, actor=actor, now=now, event_id=event.id, changes=changes, reason=reason)
    notices.confirmed(registration, now)
    promote_from_waiting_list(event, now)


def _check_free(registration: Registration, place: Place, catalogue: Catalogue, is_beyond: bool) -> None:
    tally = count_places(registration.event, catalogue)
    holds = registration.state in HOLDING and registration.mode is not None
    is_same = holds and (registration.mode, registration.ticket_type_id) == (place.mode, place.ticket_type_id)
    if not (is_same or tally.places.has_free(place) or is_beyond):
        raise Conflict(_("No such place is free. Tick the box to give one more than there are."), "is_beyond")
