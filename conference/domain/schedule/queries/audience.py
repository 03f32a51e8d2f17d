"""Who is told of a change of the event itself: whoever is registered, and whoever wanted to hear of it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from conference.core.database import db
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.rules import Matter

Subject = Registration | ExpressionOfInterest
STILL_INTERESTED = (InterestState.CONFIRMED, InterestState.INVITED)


def audience_of(event: Event, matter: Matter) -> list[Select[str]]:
    """Queries for all whom a matter concerns, each named like "registration:12", in the order of asking.

    A new place concerns the registered, a new link to join only those with a place online.
    """
    if matter is Matter.JOIN:
        return [_named("registration", Registration.id, *joins_online(event))]
    registered = _named("registration", Registration.id, *_is_active(event))
    if matter is Matter.PLACE:
        return [registered]
    return [registered, _named("interest", ExpressionOfInterest.id, *_is_interested(event))]


def _named(name: str, key: InstrumentedAttribute[int], *conditions: ColumnElement[bool]) -> Select[str]:
    return select((literal(f"{name}:") + cast(key, String)).label("about")).where(*conditions).order_by(key)


def joins_online(event: Event) -> tuple[ColumnElement[bool], ...]:
    """The condition on registrations of those who hold a place online."""
    is_confirmed = Registration.state == RegistrationState.CONFIRMED
    return Registration.event_id == event.id, is_confirmed, Registration.mode == AttendanceMode.ONLINE


def _is_active(event: Event) -> tuple[ColumnElement[bool], ...]:
    return Registration.event_id == event.id, Registration.state != RegistrationState.CANCELLED


def _is_interested(event: Event) -> tuple[ColumnElement[bool], ...]:
    return ExpressionOfInterest.event_id == event.id, ExpressionOfInterest.state.in_(STILL_INTERESTED)


def subjects_of(abouts: Collection[str]) -> dict[str, Subject]:
    """The registrations and expressions of interest of these names (2 queries); who is gone is left out."""
    registered = select(Registration).where(Registration.id.in_(_keys(abouts, "registration")))
    interested = select(ExpressionOfInterest).where(ExpressionOfInterest.id.in_(_keys(abouts, "interest")))
    found: dict[str, Subject] = {f"registration:{one.id}": one for one in db.session.scalars(registered)}
    return {**found, **{f"interest:{one.id}": one for one in db.session.scalars(interested)}}


def _keys(abouts: Collection[str], name: str) -> list[int]:
    parts = [about.partition(":") for about in abouts]
    return [int(key) for found, _colon, key in parts if found == name]


def is_told(subject: Subject) -> bool:
    """Whether somebody still wants to hear of the event: not who cancelled, withdrew, or agreed to other news only."""
    if isinstance(subject, Registration):
        return subject.state is not RegistrationState.CANCELLED
    return subject.state in STILL_INTERESTED and _may_hear(subject.purposes)


def _may_hear(purposes: list[str]) -> bool:
    return ConsentPurpose.THIS_EVENT.value in purposes


def count_active_registrations(event: Event) -> int:
    """How many hold a place or wait for one."""
    return db.session.scalar(select(func.count(Registration.id)).where(*_is_active(event))) or 0


def count_interested(event: Event) -> int:
    """How many confirmed that they want to hear of an event, and neither registered nor withdrew."""
    agreed = db.session.scalars(select(ExpressionOfInterest.purposes).where(*_is_interested(event)))
    return sum(map(_may_hear, agreed))
