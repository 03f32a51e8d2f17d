"""What a slot is held against: the event and its hours, the rooms, how many come, how and when its people can."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from conference.core.database import db
from conference.domain.events.models import Event, Room
from conference.domain.events.rules import AttendanceMode
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Session
from conference.domain.programme.rules import SessionState
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.models import SpeakerPlan
from conference.domain.schedule.rules import Frame, RoomFacts, Window


def frame_of(event: Event) -> Frame:
    """When the event is on and its venue open, how many come, when and from where its people can (4 queries)."""
    hours = {one.day: (one.opens, one.closes) for one in event.hours}
    plans = speaker_plans_of(event)
    available = {plan.person_id: times_of(plan) for plan in plans if plan.times}
    online = frozenset(plan.person_id for plan in plans if plan.is_online)
    return Frame(event.name, event.starts_at, event.ends_at, event.zone, event.zone_place, hours,
                 count_in_person(event), available, online)  # fmt: skip


def facts_of(room: Room | None) -> RoomFacts:
    """What of a room may clash; nothing where there is none."""
    return RoomFacts(room.capacity, room.building, room.has_streaming) if room else RoomFacts()


def count_in_person(event: Event) -> int:
    """How many have a place in person."""
    query = select(func.count()).where(Registration.event_id == event.id)
    query = query.where(
        Registration.state == RegistrationState.CONFIRMED, Registration.mode == AttendanceMode.IN_PERSON
    )
    return db.session.scalar(query) or 0


def speaker_plans_of(event: Event) -> list[SpeakerPlan]:
    """What is known of how and when people come to an event (2 queries)."""
    query = select(SpeakerPlan).where(SpeakerPlan.event_id == event.id).options(selectinload(SpeakerPlan.times))
    return list(db.session.scalars(query.order_by(SpeakerPlan.id)))


def find_speaker_plan(event: Event, person: Person) -> SpeakerPlan | None:
    """How and when a person comes to an event, or None where nothing was said."""
    query = select(SpeakerPlan).where(SpeakerPlan.event_id == event.id, SpeakerPlan.person_id == person.id)
    return db.session.scalar(query)


def stands_in(event: Event) -> ColumnElement[bool]:
    """Whether a person stands in a session of an event's draft."""
    there = select(Appearance.person_id).join(Session, Session.id == Appearance.session_id)
    return Person.id.in_(there.where(Session.event_id == event.id))


def events_to_come_with(person: Person, now: datetime) -> list[Event]:
    """The events, not over, in whose draft a person stands in a session that is not cancelled, in order of time."""
    there = select(Session.event_id).join(Appearance, Appearance.session_id == Session.id)
    there = there.where(Appearance.person_id == person.id, Session.state != SessionState.CANCELLED)
    query = select(Event).where(Event.id.in_(there), Event.ends_at > now)
    return list(db.session.scalars(query.order_by(Event.starts_at, Event.id)))


def times_of(plan: SpeakerPlan) -> tuple[Window, ...]:
    """When a person can take part, as instants."""
    return tuple((time.starts_at, time.ends_at) for time in plan.times)
