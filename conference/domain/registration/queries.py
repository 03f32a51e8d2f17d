"""Reading registrations, and counting places from rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from conference.core.addresses import folded
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _, any_of
from conference.domain.events.models import Event
from conference.domain.events.rules import IN_ORDER, AttendanceMode, modes_offered
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.registration.models import Registration, Transfer
from conference.domain.registration.rules.inviting import Conversion, Slice
from conference.domain.registration.rules.places import Entry, Place, Places, Pool, ids_in, place_for
from conference.domain.registration.rules.states import ENDED, HOLDING, RegistrationState
from conference.domain.registration.rules.windows import Window, may_change, why_closed
from conference.domain.registration.rules.words import place_words, where_words
from conference.domain.tickets.models import AccessCode, TicketType
from conference.domain.tickets.queries import quotas_of, ticket_types_of
from conference.domain.tickets.rules import is_of_domain, why_not_on_sale


@dataclass(frozen=True)
class Catalogue:
    """What an event gives places for: its ticket types by id, and the size of each of its pools."""

    types: Mapping[int, TicketType]
    capacity: Mapping[Pool, int | None]

    def place(self, mode: AttendanceMode, ticket_type_id: int | None) -> Place:
        """The place that somebody has in this way and by this ticket type."""
        if ticket_type_id is None:
            return Place(mode)
        quotas = frozenset(one.id for one in self.types[ticket_type_id].quotas)
        return Place(mode, ticket_type_id, quotas)

    def place_of_type(self, ticket_type_id: int) -> Place:
        """The place that a ticket type gives."""
        return self.place(self.types[ticket_type_id].mode, ticket_type_id)

    @property
    def places(self) -> list[Place]:
        """Every kind of place that the event gives, in order."""
        if self.types:
            return [self.place_of_type(one) for one in self.types]
        return [Place(mode) for mode in IN_ORDER if mode in self.capacity]

    def find_type(self, place: Place) -> TicketType | None:
        """The ticket type of a place, or None where the event has none."""
        return self.types.get(place.ticket_type_id or 0)

    def accepted(self, in_person: bool, online: bool, wanted: str) -> tuple[Place, ...]:
        """The places that a registration accepts, the best liked first."""
        if wanted:
            return tuple(map(self.place_of_type, ids_in(wanted)))
        return tuple(Place(mode) for mode, takes in zip(IN_ORDER, (in_person, online), strict=True) if takes)


def catalogue_of(event: Event) -> Catalogue:
    """What an event gives places for (two queries, three with ticket types)."""
    quotas: dict[Pool, int | None] = {one.id: one.size for one in quotas_of(event)}
    return Catalogue({one.id: one for one in ticket_types_of(event)}, {**capacity_of(event), **quotas})


@dataclass(frozen=True)
class Tally:
    """An event's registrations, counted: places, how many wait (by what they accept), the highest number given.

    `next_expiry` is when the first of the offers that are open ends.
    """

    places: Places
    waiting: dict[tuple[Place, ...], int]
    last_number: int
    next_expiry: datetime | None = None

    @property
    def waiting_in_all(self) -> int:
        """How many wait."""
        return sum(self.waiting.values())

    @property
    def has_movers(self) -> bool:
        """Whether a place is free that somebody who waits would take."""
        return any(self.places.has_free(place) for accepts in self.waiting for place in accepts)

    def place_for(self, accepts: Sequence[Place]) -> Place | None:
        """The place that somebody new gets at once, or None."""
        return place_for(accepts, self.places, self.waiting)


def window_of(event: Event) -> Window:
    """What decides whether one may register for this event."""
    return Window(
        name=event.name, state=event.state, starts_at=event.starts_at, ends_at=event.ends_at,
        opens_at=event.registration_opens_at, closes_at=event.registration_closes_at, zone=event.zone,
        zone_place=event.zone_place,
    )  # fmt: skip


def why_registration_closed(event: Event, now: datetime) -> str:
    """Why nobody can register for this event now, in a sentence; "" while one can."""
    return why_closed(window_of(event), now)


def count_places(event: Event, catalogue: Catalogue | None = None) -> Tally:
    """Count the rows of an event (one query, and those of its catalogue); inside the lock this is what decides."""
    catalogue = catalogue or catalogue_of(event)
    columns = (Registration.state, Registration.mode, Registration.ticket_type_id, Registration.accepts_in_person,
               Registration.accepts_online, Registration.wanted)  # fmt: skip
    counted = select(*columns, func.count(), func.max(Registration.number), func.min(Registration.offered_until))
    rows = db.session.execute(counted.where(Registration.event_id == event.id).group_by(*columns)).all()
    taken: Counter[Pool] = Counter()
    waiting: Counter[tuple[Place, ...]] = Counter()
    for state, mode, type_id, in_person, online, wanted, number, _last, _until in rows:
        if state in HOLDING and mode is not None:
            taken.update(dict.fromkeys(catalogue.place(mode, type_id).pools, number))
        elif state is RegistrationState.WAITING:
            waiting[catalogue.accepted(in_person, online, wanted)] += number
    ends = [row[-1] for row in rows if row[-1] is not None and row[0] is RegistrationState.OFFERED]
    return Tally(Places(catalogue.capacity, taken), dict(waiting), max((row[-2] for row in rows), default=0),
                 min(ends, default=None))  # fmt: skip


def capacity_of(event: Event) -> dict[Pool, int | None]:
    """How many places an event has in each way of attending that it offers; None for no limit."""
    set_ = {AttendanceMode.IN_PERSON: event.capacity_in_person, AttendanceMode.ONLINE: event.capacity_online}
    return {mode: set_[mode] for mode in modes_offered(event.mode)}


def list_queue(event: Event, catalogue: Catalogue) -> list[Entry]:
    """Who waits, in the order of asking, without loading anybody (one query)."""
    columns = (Registration.number, Registration.accepts_in_person, Registration.accepts_online, Registration.wanted,
               Registration.hold_hours)  # fmt: skip
    query = select(*columns).where(Registration.event_id == event.id, Registration.state == RegistrationState.WAITING)
    rows = db.session.execute(query.order_by(Registration.number))
    return [Entry(number, catalogue.accepted(in_person, online, wanted), hours)
            for number, in_person, online, wanted, hours in rows]  # fmt: skip


def list_by_number(event: Event, numbers: Sequence[int]) -> list[Registration]:
    """The registrations of these numbers, in their order."""
    query = select(Registration).where(Registration.event_id == event.id, Registration.number.in_(numbers))
    return list(db.session.scalars(query.order_by(Registration.number)))


def list_due_offers(event: Event, now: datetime) -> list[Registration]:
    """Whose offers have ended by now, in the order of asking."""
    query = select(Registration).where(Registration.event_id == event.id, Registration.offered_until <= now)
    query = query.where(Registration.state == RegistrationState.OFFERED).options(joinedload(Registration.ticket_type))
    return list(db.session.scalars(query.order_by(Registration.number)))


def held_words(registration: Registration) -> str:
    """The place that somebody has, or that is held for them, in words; "" for who has none."""
    mode, ticket_type = registration.mode, registration.ticket_type
    return place_words(mode, ticket_type.name if ticket_type else "") if mode is not None else ""


def wish_words(registration: Registration) -> str:
    """What somebody would take, in words (one query where the event has ticket types)."""
    ids = registration.wanted_ids
    if not ids:
        return where_words(registration.accepts)
    types = {one.id: one for one in db.session.scalars(select(TicketType).where(TicketType.id.in_(ids)))}
    return any_of(place_words(types[one].mode, types[one].name) for one in ids)


def find_active_registration(event_id: int, email: str) -> Registration | None:
    """The registration of this address, in upper or lower case, for this event that stands, or None."""
    query = select(Registration).where(Registration.event_id == event_id, Registration.folded_email == folded(email))
    return db.session.scalar(query.where(Registration.state.not_in(ENDED)))


def get_registration(event: Event, registration_id: int) -> Registration:
    """A registration of this event, with its decisions; raises NotFound."""
    found = db.session.scalar(_whole().where(Registration.id == registration_id, Registration.event_id == event.id))
    if found is None:
        raise NotFound(_("There is no such registration."))
    return found


def get_own_registration(registration_id: int, link_version: int) -> Registration:
    """The registration that a personal link opens, with its decisions; raises NotFound for a link that was revoked."""
    found = db.session.scalar(_whole().where(Registration.id == registration_id))
    if found is None or found.link_version != link_version:
        raise NotFound(_("This link is not valid any more. The newest mail has the link that works."))
    return found


def places_to_change_to(registration: Registration, catalogue: Catalogue, now: datetime) -> list[Place]:
    """The other kinds of place that somebody with a place could have instead, free or not; none once it has begun."""
    if registration.state is not RegistrationState.CONFIRMED or registration.mode is None:
        return []
    if not may_change(window_of(registration.event), now):
        return []
    held = catalogue.place(registration.mode, registration.ticket_type_id)
    return [one for one in catalogue.places if one != held and _is_open(catalogue.find_type(one), registration, now)]


def may_change_to(registration: Registration, place: Place, catalogue: Catalogue, tally: Tally) -> bool:
    """Whether somebody with a place could have another instead now: theirs counts as free, who waits comes first."""
    held = catalogue.place(registration.mode, registration.ticket_type_id) if registration.mode else place
    return replace(tally, places=tally.places.without(held)).place_for([place]) is not None


def _is_open(ticket_type: TicketType | None, registration: Registration, now: datetime) -> bool:
    if ticket_type is None:
        return True
    is_closed = ticket_type.needs_code or ticket_type.needs_approval or why_not_on_sale(ticket_type.sale, now)
    return not is_closed and is_of_domain(registration.email, ticket_type.domains)


def _to_invite(event: Event, slice_: Slice) -> Select[ExpressionOfInterest]:
    stands = select(Registration.folded_email).where(
        Registration.event_id == event.id, Registration.state.not_in(ENDED)
    )  # fmt: skip
    query = select(ExpressionOfInterest).where(
        ExpressionOfInterest.event_id == event.id, ExpressionOfInterest.state == InterestState.CONFIRMED,
        ExpressionOfInterest.folded_email.not_in(stands),
    )  # fmt: skip
    if slice_.leaning is not None:
        query = query.where(ExpressionOfInterest.leaning == slice_.leaning)
    return query


def list_to_invite(event: Event, slice_: Slice) -> Sequence[ExpressionOfInterest]:
    """Who of those who told us can be invited, the earliest first: confirmed, not invited before, not registered."""
    order = (ExpressionOfInterest.expressed_at, ExpressionOfInterest.id)
    return db.session.scalars(_to_invite(event, slice_).order_by(*order).limit(slice_.most)).all()


def count_to_invite(event: Event, slice_: Slice) -> int:
    """How many there are of those, whatever the most of the slice (one query)."""
    return db.session.scalar(select(func.count()).select_from(_to_invite(event, slice_).subquery())) or 0


def conversion_of(event: Event) -> Conversion:
    """What became of an event's invitations (one query)."""
    query = select(Registration.state, func.count()).where(
        Registration.event_id == event.id, Registration.hold_hours.is_not(None)
    )  # fmt: skip
    by_state: Counter[RegistrationState] = Counter(dict(db.session.execute(query.group_by(Registration.state)).all()))
    return Conversion(
        chosen=by_state.total(), waiting=by_state[RegistrationState.WAITING], held=by_state[RegistrationState.OFFERED],
        taken=by_state[RegistrationState.CONFIRMED],
        let_go=by_state[RegistrationState.EXPIRED] + by_state[RegistrationState.CANCELLED],
    )  # fmt: skip


def find_transfer(registration: Registration) -> Transfer | None:
    """Who was asked to take this place over and has not answered, or None."""
    return db.session.scalar(select(Transfer).where(Transfer.registration_id == registration.id))


def get_transfer(transfer_id: int, asked: int) -> Transfer:
    """What the link in a mail about handing on opens; raises NotFound once it was answered or somebody else asked."""
    whole = joinedload(Transfer.registration).joinedload(Registration.event).joinedload(Event.venue)
    found = db.session.scalar(select(Transfer).options(whole).where(Transfer.id == transfer_id))
    if found is None or found.asked != asked:
        raise NotFound(_("This link is not valid any more. The newest mail has the link that works."))
    return found


def _whole() -> Select[Registration]:
    event, ticket = joinedload(Registration.event).joinedload(Event.venue), joinedload(Registration.ticket_type)
    return select(Registration).options(event, ticket, selectinload(Registration.decisions))


def position_of(registration: Registration) -> int | None:
    """The place in the queue, from 1; None for who does not wait (one query)."""
    return count_waiting_before(registration) + 1 if registration.state is RegistrationState.WAITING else None


def count_waiting_before(registration: Registration) -> int:
    """How many wait who asked before this person (one query)."""
    before = select(func.count(Registration.id)).where(
        Registration.event_id == registration.event_id, Registration.state == RegistrationState.WAITING,
        Registration.number < registration.number,
    )  # fmt: skip
    return db.session.scalar(before) or 0


@dataclass(frozen=True)
class Filter:
    """Which registrations of an event are shown: None means any; `words` stand in name, address or organisation."""

    state: RegistrationState | None = None
    mode: AttendanceMode | None = None
    words: str = ""


def _filtered(query: Select[int], event: Event, chosen: Filter) -> Select[int]:
    query = query.where(Registration.event_id == event.id)
    if chosen.state is not None:
        query = query.where(Registration.state == chosen.state)
    if chosen.mode is AttendanceMode.IN_PERSON:
        query = query.where(
            (Registration.mode == chosen.mode) | (Registration.mode.is_(None) & Registration.accepts_in_person)
        )
    if chosen.mode is AttendanceMode.ONLINE:
        query = query.where(
            (Registration.mode == chosen.mode) | (Registration.mode.is_(None) & Registration.accepts_online)
        )
    if chosen.words:
        fields = (Registration.name, Registration.email, Registration.organisation)
        found = [field.icontains(chosen.words, autoescape=True) for field in fields]
        query = query.where(found[0] | found[1] | found[2])
    return query


def count_registrations(event: Event, chosen: Filter) -> int:
    """How many registrations of an event the filter lets through (one query)."""
    return db.session.scalar(_filtered(select(func.count(Registration.id)), event, chosen)) or 0


def list_registrations(
    event: Event, chosen: Filter, limit: int = 50, offset: int = 0
) -> list[tuple[Registration, int | None]]:
    """Registrations in the order of asking, each with its place in the queue, or None (two queries)."""
    ids = _filtered(select(Registration.id), event, chosen).order_by(Registration.number).limit(limit).offset(offset)
    other = aliased(Registration)
    before = select(func.count(other.id)).where(
        other.event_id == Registration.event_id, other.state == RegistrationState.WAITING,
        other.number <= Registration.number,
    )  # fmt: skip
    query = select(Registration, before.scalar_subquery()).where(Registration.id.in_(ids))
    rows = db.session.execute(query.order_by(Registration.number)).all()
    return [(one, position if one.state is RegistrationState.WAITING else None) for one, position in rows]


def count_uses(code: AccessCode) -> int:
    """How many registrations that stand were made with an access code."""
    uses = select(func.count(Registration.id)).where(Registration.access_code_id == code.id)
    return db.session.scalar(uses.where(Registration.state.not_in(ENDED))) or 0


def count_uses_by_code(event: Event) -> dict[int, int]:
    """How many registrations that stand were made with each access code, by its id (one query)."""
    uses = select(Registration.access_code_id, func.count()).where(Registration.event_id == event.id)
    uses = uses.where(Registration.state.not_in(ENDED), Registration.access_code_id.is_not(None))
    return {
        one: number for one, number in db.session.execute(uses.group_by(Registration.access_code_id)) if one is not None
    }


def count_by_type(event: Event) -> dict[int, int]:
    """How many places of each ticket type are taken or held, by its id (one query)."""
    held = select(Registration.ticket_type_id, func.count()).where(Registration.event_id == event.id)
    held = held.where(Registration.state.in_(HOLDING), Registration.ticket_type_id.is_not(None))
    return {
        one: number for one, number in db.session.execute(held.group_by(Registration.ticket_type_id)) if one is not None
    }


def count_type_users(ticket_type: TicketType) -> int:
    """How many registrations have a ticket type, want it, or wanted it before they ended."""
    padded = literal(" ") + Registration.wanted + literal(" ")
    wants = padded.contains(f" {ticket_type.id} ", autoescape=True)
    users = select(func.count(Registration.id)).where(Registration.event_id == ticket_type.event_id)
    return db.session.scalar(users.where(wants | (Registration.ticket_type_id == ticket_type.id))) or 0
