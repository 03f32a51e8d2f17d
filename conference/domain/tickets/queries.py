"""Reading ticket types, quotas and access codes."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.text import fold
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.tickets.models import AccessCode, Quota, TicketType


def ticket_types_of(event: Event) -> list[TicketType]:
    """The ticket types of an event in their order, with the quotas that they draw on (two queries; one if none)."""
    query = select(TicketType).where(TicketType.event_id == event.id).options(selectinload(TicketType.quotas))
    return list(db.session.scalars(query.order_by(TicketType.position, TicketType.id)))


def quotas_of(event: Event) -> list[Quota]:
    """The quotas of an event, in the order of making."""
    return list(db.session.scalars(select(Quota).where(Quota.event_id == event.id).order_by(Quota.id)))


def get_ticket_type(event: Event, ticket_type_id: int) -> TicketType:
    """A ticket type of this event, with its quotas and codes; raises NotFound."""
    query = select(TicketType).where(TicketType.id == ticket_type_id, TicketType.event_id == event.id)
    found = db.session.scalar(query.options(selectinload(TicketType.quotas), selectinload(TicketType.codes)))
    if found is None:
        raise NotFound(_("There is no such ticket type."))
    return found


def get_quota(event: Event, quota_id: int) -> Quota:
    """A quota of this event; raises NotFound."""
    found = db.session.scalar(select(Quota).where(Quota.id == quota_id, Quota.event_id == event.id))
    if found is None:
        raise NotFound(_("There is no such quota."))
    return found


def get_access_code(event: Event, code_id: int) -> AccessCode:
    """An access code of this event, with its ticket type; raises NotFound."""
    found = db.session.scalar(_codes_of(event).where(AccessCode.id == code_id))
    if found is None:
        raise NotFound(_("There is no such code."))
    return found


def find_access_code(event: Event, code: str) -> AccessCode | None:
    """The code of this event that these words are, whatever their case, accents and blanks; or None."""
    folded = fold(code)
    return db.session.scalar(_codes_of(event).where(AccessCode.folded_code == folded)) if folded else None


def _codes_of(event: Event) -> Select[AccessCode]:
    return select(AccessCode).where(AccessCode.event_id == event.id).options(joinedload(AccessCode.ticket_type))


def drawing_on(quota: Quota) -> Sequence[TicketType]:
    """The ticket types that draw on a quota, in their order."""
    query = select(TicketType).where(TicketType.quotas.contains(quota))
    return db.session.scalars(query.order_by(TicketType.position, TicketType.id)).all()
