"""The ticket types and quotas of an earlier edition, for the next one."""

from datetime import date, datetime

from conference.core.database import db
from conference.core.errors import Invalid
from conference.core.zones import to_local, to_utc
from conference.domain.editions.queries import days_of_edition
from conference.domain.editions.rules import DateShift
from conference.domain.events.models import Event
from conference.domain.tickets.models import Quota, TicketType
from conference.domain.tickets.queries import quotas_of, ticket_types_of

SAME = ("name", "description", "mode", "needs_code", "needs_approval", "email_domains", "position")


def take_tickets(earlier: Event, event: Event, shift: DateShift) -> None:
    """Make the same ticket types and quotas, their days and sale windows moved like other dates.

    Access codes stay behind: they were given to people of the earlier edition. How free places find their owners is
    taken over too.
    """
    event.offer_hours = earlier.offer_hours
    quotas = {one.id: Quota(event_id=event.id, name=one.name, size=one.size) for one in quotas_of(earlier)}
    db.session.add_all(quotas.values())
    for one in ticket_types_of(earlier):
        db.session.add(TicketType(
            event=event, **{name: getattr(one, name) for name in SAME}, days=_days(one, event, shift),
            sells_from=_moved(one.sells_from, earlier, event, shift),
            sells_until=_moved(one.sells_until, earlier, event, shift),
            quotas=[quotas[quota.id] for quota in one.quotas],
        ))  # fmt: skip
    db.session.flush()


def _days(ticket_type: TicketType, event: Event, shift: DateShift) -> list[str]:
    days: set[date] = set(days_of_edition(event))
    return [day.isoformat() for day in map(shift.moved_day, ticket_type.on_days) if day in days]


def _moved(at: datetime | None, earlier: Event, event: Event, shift: DateShift) -> datetime | None:
    """Where an instant moves to; None where the clock does not show that time then."""
    if at is None:
        return None
    try:
        return to_utc(shift.moved(to_local(at, earlier.zone).replace(tzinfo=None)), event.zone)
    except Invalid:
        return None
