"""Sample expressions of interest and registrations, as the rules would have left them. No mail is written."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from conference.core.database import db
from conference.core.tokens import digest, fixed_ticket_key, fixed_uid
from conference.demo.attendees import SampleInterest, interests_of, registrations_of
from conference.demo.load_site import SENDER
from conference.demo.load_tickets import load_ticket_types
from conference.demo.loading import Loading
from conference.demo.publication import EventOnDay
from conference.demo.seating import Hall, Seat, seats_of
from conference.domain.consents.models import Consent, Wording
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.queries import wordings_of
from conference.domain.interest.rules import InterestState
from conference.domain.registration.models import Decision, Registration, Transfer
from conference.domain.registration.queries import capacity_of, window_of
from conference.domain.tickets.models import TicketType


def load_attendance(loading: Loading) -> None:
    """Interest and registrations of every event, by the instant at which the demo starts."""
    wordings: dict[tuple[ConsentPurpose, str], Wording] = {}
    for on_day in loading.world.events:
        event = loading.events[on_day.event.id]
        tickets = load_ticket_types(event)
        hall = Hall(window_of(event), capacity_of(event), {mode: one.name for mode, one in tickets.items()})
        seats = seats_of(hall, registrations_of(on_day.event, loading.now))
        db.session.add_all(_registration(event, seat, tickets) for seat in seats)
        _hand_on(event, loading.now)
        _load_interest(on_day, event, {seat.sample.email: seat for seat in seats}, wordings, loading)
    db.session.flush()


def _hand_on(event: Event, now: datetime) -> None:
    """Somebody who would hand the place on and waits for the answer, at an event that is still to come."""
    db.session.flush()
    query = select(Registration).where(Registration.event_id == event.id, Registration.mode.is_not(None))
    owner = db.session.scalar(query.order_by(Registration.number).limit(1)) if event.starts_at > now else None
    if owner is not None:
        db.session.add(Transfer(registration=owner, name="Sample Person 900", email="sample.person.900@example.org",
                                asked_at=owner.registered_at))  # fmt: skip


def _registration(event: Event, seat: Seat, tickets: Mapping[AttendanceMode, TicketType]) -> Registration:
    """The row; who had a place got an invitation, and its withdrawal on cancelling."""
    sample = seat.sample
    return Registration(
        event=event, number=sample.number, email=sample.email, name=sample.name, organisation=sample.organisation,
        state=seat.state, mode=seat.mode, ticket_type=tickets.get(seat.mode) if seat.mode else None,
        wanted=" ".join(str(tickets[mode].id) for mode in seat.modes if mode in tickets),
        accepts_in_person=sample.accepts_in_person,
        accepts_online=sample.accepts_online, uid=fixed_uid(f"registration:{sample.event_id}:{sample.number}"),
        ticket_key=fixed_ticket_key(f"registration:{sample.event_id}:{sample.number}"),
        sequence=1 if seat.cancelled_at and seat.had_place else 0, invited_by=SENDER if seat.had_place else "",
        link_version=1, is_sample=True, registered_at=sample.registered_at, confirmed_at=seat.confirmed_at,
        cancelled_at=seat.cancelled_at, decisions=[Decision(at=at, words=words) for at, words in seat.decisions],
    )  # fmt: skip


def _load_interest(on_day: EventOnDay, event: Event, seats: dict[str, Seat],
                   wordings: dict[tuple[ConsentPurpose, str], Wording], loading: Loading) -> None:  # fmt: skip
    samples = interests_of(on_day.event, loading.now)
    rows = [_expression(event, sample, seats.get(sample.email)) for sample in samples]
    db.session.add_all(rows)
    db.session.flush()
    texts = wordings_of(event) if samples else {}
    for sample, row in zip(samples, rows, strict=True):
        if sample.confirmed_at is not None:
            for purpose in sample.purposes:
                db.session.add(_consent(row, sample, purpose, texts[purpose], wordings))


def _expression(event: Event, sample: SampleInterest, seat: Seat | None) -> ExpressionOfInterest:
    return ExpressionOfInterest(
        event=event, email=sample.email, name=sample.name, organisation=sample.organisation, leaning=sample.leaning,
        topics=list(sample.topics), purposes=[each.value for each in sample.purposes], state=_state(sample, seat),
        proposal_number=0, link_version=1, is_sample=True, expressed_at=sample.expressed_at,
        confirmed_at=sample.confirmed_at, withdrawn_at=sample.withdrawn_at,
    )  # fmt: skip


def _state(sample: SampleInterest, seat: Seat | None) -> InterestState:
    if sample.withdrawn_at is not None:
        return InterestState.WITHDRAWN
    if seat is not None:
        return InterestState.REGISTERED
    return InterestState.CONFIRMED if sample.confirmed_at else InterestState.UNCONFIRMED


def _consent(row: ExpressionOfInterest, sample: SampleInterest, purpose: ConsentPurpose, text: str,
             wordings: dict[tuple[ConsentPurpose, str], Wording]) -> Consent:  # fmt: skip
    given_at, event = sample.confirmed_at or sample.expressed_at, row.event
    wording = wordings.setdefault((purpose, text), Wording(purpose=purpose, text=text, digest=digest(text),
                                                           since=given_at))  # fmt: skip
    return Consent(
        email=row.email, purpose=purpose, wording=wording, evidence=f"interest:{row.id}",
        event_id=event.id if purpose is ConsentPurpose.THIS_EVENT else None,
        series_id=event.series_id if purpose is ConsentPurpose.LATER_EDITIONS else None,
        given_at=given_at, withdrawn_at=sample.withdrawn_at,
    )  # fmt: skip
