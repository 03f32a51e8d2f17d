"""Ending a registration."""

from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.accounts.actions import ATTENDEE, record
from conference.domain.accounts.models import Account
from conference.domain.events.rules import Phase, phase
from conference.domain.registration import notices
from conference.domain.registration.actions.queue import NO_PLACE, promote_from_waiting_list, write_down
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import ENDED, RegistrationState
from conference.domain.registration.rules.words import cancelled_by


def cancel_registration(registration: Registration, *, actor: Account | str, now: datetime) -> list[Registration]:
    """End a registration; its place goes to the next who waits for one like it. Who moved up.

    `actor` is the organiser, or ATTENDEE for the person themselves. A second time changes nothing. Raises Conflict
    when the event is over.
    """
    event = registration.event
    lock(event)
    db.session.refresh(registration)
    if registration.state in ENDED:
        return []
    if phase(event.state, event.starts_at, event.ends_at, now) is Phase.OVER:
        raise Conflict(_("%(event)s is over, so there is nothing to cancel any more.", event=event.name))
    _end(registration, actor, now)
    return promote_from_waiting_list(event, now)


def _end(registration: Registration, actor: Account | str, now: datetime) -> None:
    had_place, by_person = registration.mode is not None, actor == ATTENDEE
    changes = change(registration, {"state": RegistrationState.CANCELLED, **NO_PLACE})
    registration.cancelled_at = now
    if registration.invited_by:
        registration.sequence += 1
    write_down(registration, cancelled_by(person=by_person, had_place=had_place), now)
    record("cancel registration", registration, actor=actor, now=now, event_id=registration.event.id, changes=changes)
    notices.cancelled(registration, now, by_person=by_person)
