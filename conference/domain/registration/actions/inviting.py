"""Inviting people who told us of their interest: each invitation holds a place for some hours, and then passes on.

More people than there are places can be chosen: those for whom none is free stand at the end of the queue, and are told
nothing until a place is held for them.
"""

from collections.abc import Sequence
from datetime import datetime

from conference.core.database import db, lock
from conference.core.errors import Conflict
from conference.core.tokens import new_uid
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.registration.actions.queue import promote_from_waiting_list, settle, write_down
from conference.domain.registration.actions.registering import wanted_values
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import Catalogue, catalogue_of, list_to_invite, window_of
from conference.domain.registration.rules.inviting import Slice, places_for_leaning
from conference.domain.registration.rules.places import Place
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.windows import check_hours, offer_ends_at
from conference.domain.registration.rules.words import chosen_to_invite


def invite_interested(
    event: Event, slice_: Slice, *, hours: int, actor: Account | str, now: datetime
) -> list[Registration]:
    """Invite those of a slice who are not registered, the earliest who told us first; whom a place is held for now.

    Raises Invalid for hours that cannot be, Conflict once the event has started and where nobody is left to invite.
    """
    lock(event)
    check_hours(hours, "hours")
    if offer_ends_at(window_of(event), hours, now) is None:
        raise Conflict(_("%(event)s has begun, so nobody can be invited any more.", event=event.name))
    chosen = list_to_invite(event, slice_)
    if not chosen:
        raise Conflict(_("Nobody of these is left to invite."))
    catalogue = catalogue_of(event)
    last = settle(event, catalogue, now).last_number
    for number, expression in enumerate(chosen, last + 1):
        _put_in_queue(event, expression, number, catalogue, hours, now)
    record("invite interested", event, actor=actor, now=now, event_id=event.id, number=len(chosen), hours=hours)
    db.session.flush()
    return promote_from_waiting_list(event, now)


def _put_in_queue(
    event: Event, expression: ExpressionOfInterest, number: int, catalogue: Catalogue, hours: int, now: datetime
) -> None:
    registration = Registration(
        event=event, number=number, name=expression.name, email=expression.email, organisation=expression.organisation,
        **wanted_values(_accepted(catalogue, expression)), uid=new_uid(), sequence=0, link_version=1, invited_by="",
        registered_at=now, state=RegistrationState.WAITING, hold_hours=hours,
    )  # fmt: skip
    write_down(registration, chosen_to_invite(), now)
    db.session.add(registration)


def _accepted(catalogue: Catalogue, expression: ExpressionOfInterest) -> Sequence[Place]:
    """What somebody is invited to: the first kind of place of each way of attending that they lean to."""
    types = map(catalogue.find_type, catalogue.places)
    is_open = [one is None or not (one.needs_code or one.needs_approval) for one in types]
    offered = [place for place, is_it in zip(catalogue.places, is_open, strict=True) if is_it]
    return places_for_leaning(expression.leaning, offered)
