"""Making and changing ticket types, quotas and access codes. What moves people up or counts them is registration's."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.text import clean_line, fold
from conference.core.words import _
from conference.core.zones import days_between
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.events.rules import modes_offered
from conference.domain.site.actions import touch_public
from conference.domain.tickets.models import AccessCode, Quota, TicketType
from conference.domain.tickets.queries import find_access_code, quotas_of, ticket_types_of
from conference.domain.tickets.rules import TicketTypeDetails, check_details

Actor = Account | str


def add_ticket_type(
    event: Event, details: TicketTypeDetails, quotas: Collection[int], *, actor: Actor, now: datetime
) -> TicketType:
    """Add a ticket type that draws on the quotas of these ids; raises Invalid for what the event does not have."""
    lock(event)
    values = _values(event, details, quotas)
    last = max((one.position for one in ticket_types_of(event)), default=0)
    ticket_type = TicketType(event=event, position=last + 1, **values)
    db.session.add(ticket_type)
    touch_public()
    record("add ticket type", ticket_type, actor=actor, now=now, event_id=event.id, name=ticket_type.name)
    return ticket_type


def edit_ticket_type(
    ticket_type: TicketType, details: TicketTypeDetails, quotas: Collection[int], *, actor: Actor, now: datetime
) -> None:
    """Change a ticket type. Its way of attending stays: people may have it already. The caller moves people up."""
    event = ticket_type.event
    lock(event)
    values = _values(event, details, quotas)
    if details.mode is not ticket_type.mode:
        raise Invalid(_("The way of attending cannot change. Make another ticket type."), "mode")
    changes = change(ticket_type, values)
    touch_public()
    record("edit ticket type", ticket_type, actor=actor, now=now, event_id=event.id, changes=changes)


def _values(event: Event, details: TicketTypeDetails, quotas: Collection[int]) -> dict[str, Any]:
    days = days_between(event.starts_at, event.ends_at, event.zone)
    check_details(details, modes_offered(event.mode), days)
    known = {one.id: one for one in quotas_of(event)}
    if not set(quotas) <= set(known):
        raise Invalid(_("Please choose quotas of this event."), "quotas")
    return {
        "name": clean_line(details.name), "description": clean_line(details.description), "mode": details.mode,
        "days": [one.isoformat() for one in sorted(details.days)], "sells_from": details.sells_from,
        "sells_until": details.sells_until, "needs_code": details.needs_code,
        "needs_approval": details.needs_approval, "email_domains": " ".join(details.email_domains),
        "quotas": [known[one] for one in sorted(set(quotas))],
    }  # fmt: skip


def add_quota(event: Event, name: str, size: int | None, *, actor: Actor, now: datetime) -> Quota:
    """Add so many places (None: no limit) that ticket types can share; raises Conflict for a name that is taken."""
    lock(event)
    _check_name(event, name)
    quota = Quota(event_id=event.id, name=clean_line(name), size=size)
    db.session.add(quota)
    record("add quota", quota, actor=actor, now=now, event_id=event.id, name=quota.name)
    return quota


def edit_quota(event: Event, quota: Quota, name: str, size: int | None, *, actor: Actor, now: datetime) -> None:
    """Change a quota; the caller moves people up."""
    lock(event)
    _check_name(event, name, quota)
    changes = change(quota, {"name": clean_line(name), "size": size})
    touch_public()
    record("edit quota", quota, actor=actor, now=now, event_id=event.id, changes=changes)


def _check_name(event: Event, name: str, own: Quota | None = None) -> None:
    if fold(name) in {fold(one.name) for one in quotas_of(event) if one is not own}:
        raise Conflict(_("There is a quota of this name already."), "name")


def add_access_code(ticket_type: TicketType, code: str, uses: int | None, *, actor: Actor, now: datetime) -> AccessCode:
    """Add words that open a ticket type, so many times; raises Conflict where the event has that code already."""
    event = ticket_type.event
    lock(event)
    if not fold(code):
        raise Invalid(_("Please write a code of letters or digits."), "code")
    if find_access_code(event, code) is not None:
        raise Conflict(_("There is such a code already."), "code")
    found = AccessCode(event_id=event.id, ticket_type=ticket_type, code=clean_line(code), folded_code=fold(code),
                       uses=uses)  # fmt: skip
    db.session.add(found)
    record("add access code", found, actor=actor, now=now, event_id=event.id, name=ticket_type.name)
    return found


def end_access_code(code: AccessCode, *, used: int, actor: Actor, now: datetime) -> None:
    """Let a code open nothing any more: it counts as used up; who has a place by it keeps the place.

    `used` is how often it was used, as registration counts.
    """
    changes = change(code, {"uses": used})
    record("end access code", code, actor=actor, now=now, event_id=code.event_id, changes=changes)
