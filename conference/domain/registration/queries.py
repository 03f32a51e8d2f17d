"""Reading registrations, and counting places from rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from conference.core.addresses import folded
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.places import IN_ORDER, Entry, Places, modes_offered
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.windows import Window, why_closed


@dataclass(frozen=True)
class Tally:
    """An event's registrations, counted: places, how many wait (by what they accept), the highest number given."""

    places: Places
    waiting: dict[frozenset[AttendanceMode], int]
    last_number: int

    @property
    def waiting_in_all(self) -> int:
        """How many wait."""
        return sum(self.waiting.values())

    @property
    def has_movers(self) -> bool:
        """Whether a place is free that somebody who waits would take."""
        return any(self.places.has_free(mode) for accepts in self.waiting for mode in accepts)


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


def count_places(event: Event) -> Tally:
    """Count the rows of an event (one query); inside the lock of the event this is what decides."""
    columns = (Registration.state, Registration.mode, Registration.accepts_in_person, Registration.accepts_online)
    counted = select(*columns, func.count(), func.max(Registration.number))
    rows = db.session.execute(counted.where(Registration.event_id == event.id).group_by(*columns)).all()
    taken: Counter[AttendanceMode] = Counter()
    waiting: Counter[frozenset[AttendanceMode]] = Counter()
    for state, mode, in_person, online, number, _last in rows:
        if state is RegistrationState.CONFIRMED and mode is not None:
            taken[mode] += number
        elif state is RegistrationState.WAITING:
            waiting[accepted(in_person, online)] += number
    return Tally(Places(capacity_of(event), taken), dict(waiting), max((row[-1] for row in rows), default=0))


def capacity_of(event: Event) -> dict[AttendanceMode, int | None]:
    """How many places an event has in each way of attending that it offers; None for no limit."""
    set_ = {AttendanceMode.IN_PERSON: event.capacity_in_person, AttendanceMode.ONLINE: event.capacity_online}
    return {mode: set_[mode] for mode in modes_offered(event.mode)}


def accepted(in_person: bool, online: bool) -> frozenset[AttendanceMode]:
    """The ways of attending that two ticks stand for."""
    return frozenset(mode for mode, is_accepted in zip(IN_ORDER, (in_person, online), strict=True) if is_accepted)


def list_queue(event: Event) -> list[Entry]:
    """Who waits, in the order of asking, without loading anybody (one query)."""
    columns = (Registration.number, Registration.accepts_in_person, Registration.accepts_online)
    query = select(*columns).where(Registration.event_id == event.id, Registration.state == RegistrationState.WAITING)
    rows = db.session.execute(query.order_by(Registration.number))
    return [Entry(number, accepted(in_person, online)) for number, in_person, online in rows]


def list_by_number(event: Event, numbers: Sequence[int]) -> list[Registration]:
    """The registrations of these numbers, in their order."""
    query = select(Registration).where(Registration.event_id == event.id, Registration.number.in_(numbers))
    return list(db.session.scalars(query.order_by(Registration.number)))


def find_active_registration(event_id: int, email: str) -> Registration | None:
    """The registration of this address, in upper or lower case, for this event that stands, or None."""
    query = select(Registration).where(Registration.event_id == event_id, Registration.folded_email == folded(email))
    return db.session.scalar(query.where(Registration.state != RegistrationState.CANCELLED))


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


def _whole() -> Select[Registration]:
    event = joinedload(Registration.event).joinedload(Event.venue)
    return select(Registration).options(event, selectinload(Registration.decisions))


def position_of(registration: Registration) -> int | None:
    """The place in the queue, from 1; None for who does not wait (one query)."""
    if registration.state is not RegistrationState.WAITING:
        return None
    before = select(func.count(Registration.id)).where(
        Registration.event_id == registration.event_id, Registration.state == RegistrationState.WAITING,
        Registration.number <= registration.number,
    )  # fmt: skip
    return db.session.scalar(before)


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
