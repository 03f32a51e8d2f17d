"""How many places there are, for whom, and how they find their owners: each change moves people up at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.actions import edit_event
from conference.domain.events.models import Event, Series
from conference.domain.events.rules import AttendanceMode, EventDetails, Phase, modes_offered, phase
from conference.domain.registration.actions.queue import promote_from_waiting_list
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import count_places, count_type_users
from conference.domain.registration.rules.places import check_nobody_loses
from conference.domain.registration.rules.windows import check_hours
from conference.domain.site.actions import touch_public
from conference.domain.tickets import actions as tickets
from conference.domain.tickets.models import Quota, TicketType
from conference.domain.tickets.queries import drawing_on
from conference.domain.tickets.rules import LARGEST_QUOTA, TicketTypeDetails, check_unused


@dataclass(frozen=True)
class CapacityChange:
    """What a change of capacity did: who moved up, and how many more places are taken than there are now."""

    movers: list[Registration]
    over: dict[AttendanceMode, int]


def change_capacity(
    event: Event, *, in_person: int | None, online: int | None, offer_hours: int | None, actor: Account | str,
    now: datetime,
) -> CapacityChange:  # fmt: skip
    """Set how many places there are (None: no limit) and move people up; nobody loses a place that they have.

    A free place is offered for so many hours, or (None) given at once. Raises Invalid for a number that cannot be.
    """
    lock(event)
    for field, number in (("in_person", in_person), ("online", online)):
        if number is not None and number < 0:
            raise Invalid(_("Please give a number of places, or leave this empty for no limit."), field)
    if offer_hours is not None:
        check_hours(offer_hours, "offer_hours")
    values = {"capacity_in_person": in_person, "capacity_online": online, "offer_hours": offer_hours}
    changes = change(event, values)
    record("change capacity", event, actor=actor, now=now, event_id=event.id, changes=changes)
    touch_public()
    movers = promote_from_waiting_list(event, now)
    places = count_places(event).places
    return CapacityChange(movers, {mode: places.over(mode) for mode in modes_offered(event.mode)})


def edit_event_details(
    event: Event, details: EventDetails, *, slug: str, series: Series | None, actor: Account | str, now: datetime
) -> None:
    """Change what is said about an event, as `events.actions.edit_event`; who waited for what is offered now moves up.

    Raises Conflict while people have, or wait only for, a place of a kind that the event would not offer any more.
    """
    lock(event)
    if phase(event.state, event.starts_at, event.ends_at, now) not in {Phase.OVER, Phase.CANCELLED}:
        offered, tally = set(modes_offered(details.mode)), count_places(event)
        gone = set(modes_offered(event.mode)) - offered
        holders = sum(tally.places.taken.get(mode, 0) for mode in gone)
        waiting = sum(number for accepts, number in tally.waiting.items()
                      if not {place.mode for place in accepts} & offered)  # fmt: skip
        check_nobody_loses(details.mode, holders, waiting)
    edit_event(event, details, slug=slug, series=series, actor=actor, now=now)
    promote_from_waiting_list(event, now)


def edit_ticket_type(
    ticket_type: TicketType, details: TicketTypeDetails, quotas: Collection[int], *, actor: Account | str, now: datetime
) -> list[Registration]:
    """Change a ticket type and what it draws on; who moves up thereby. Nobody loses a place that they have."""
    tickets.edit_ticket_type(ticket_type, details, quotas, actor=actor, now=now)
    db.session.flush()
    return promote_from_waiting_list(ticket_type.event, now)


def remove_ticket_type(ticket_type: TicketType, *, actor: Account | str, now: datetime) -> None:
    """Take a ticket type away; raises Conflict while anybody has it, waits for it, or ever had it."""
    event = ticket_type.event
    lock(event)
    check_unused(count_type_users(ticket_type), ticket_type.name)
    record("remove ticket type", ticket_type, actor=actor, now=now, event_id=event.id, name=ticket_type.name)
    db.session.delete(ticket_type)
    touch_public()


def edit_quota(
    event: Event, quota: Quota, name: str, size: int | None, *, actor: Account | str, now: datetime
) -> list[Registration]:
    """Change a quota; who moves up thereby. Nobody loses a place that they have."""
    if size is not None and not 0 <= size <= LARGEST_QUOTA:
        raise Invalid(_("Please give a number of places, or leave this empty for no limit."), "size")
    tickets.edit_quota(event, quota, name, size, actor=actor, now=now)
    db.session.flush()
    return promote_from_waiting_list(event, now)


def remove_quota(event: Event, quota: Quota, *, actor: Account | str, now: datetime) -> list[Registration]:
    """Take a quota away: the ticket types that drew on it are bound by their other limits alone; who moves up."""
    lock(event)
    record("remove quota", quota, actor=actor, now=now, event_id=event.id, name=quota.name)
    for ticket_type in drawing_on(quota):
        ticket_type.quotas.remove(quota)
    db.session.delete(quota)
    db.session.flush()
    touch_public()
    return promote_from_waiting_list(event, now)
