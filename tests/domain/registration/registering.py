"""Registering in tests: the action in a transaction of its own, and the mails that wait."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.accounts.actions import ATTENDEE
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.actions.capacity import change_capacity
from conference.domain.registration.actions.ending import cancel_registration
from conference.domain.registration.actions.registering import Wish, register_attendee
from conference.domain.registration.models import Registration
from conference.mail.models import Envelope, EnvelopeState, Letter

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
IN_PERSON, ONLINE = AttendanceMode.IN_PERSON, AttendanceMode.ONLINE


def register(event: Event, name: str = "Ada", accepts: Collection[AttendanceMode] = (IN_PERSON,), **values: Any) -> int:
    """Register somebody at example.org; the id of the registration."""
    plain = {"name": name, "email": f"{name.lower()}@example.org", "organisation": "", "now": NOW}
    with transaction():
        return register_attendee(get_event(event.slug), **{"wish": Wish(accepts), **plain, **values}).id


def registration(registration_id: int) -> Registration:
    """The registration as it is in the database now."""
    db.session.rollback()
    found = db.session.get(Registration, registration_id)
    assert found is not None
    return found


def cancel(registration_id: int, actor: Any = ATTENDEE, now: datetime = NOW) -> list[int]:
    """Cancel a registration; the ids of those who moved up."""
    with transaction():
        return [moved.id for moved in cancel_registration(registration(registration_id), actor=actor, now=now)]


def set_capacity(event: Event, in_person: int | None, online: int | None, actor: Any = "system") -> Any:
    """Change how many places there are: how many moved up, and how many places are missing."""
    with transaction():
        change = change_capacity(get_event(event.slug), in_person=in_person, online=online, offer_hours=None,
                                 actor=actor, now=NOW)  # fmt: skip
        return len(change.movers), change.over


def standing(*ids: int) -> list[tuple[str, str | None]]:
    """State and mode of these registrations."""
    found = [registration(one) for one in ids]
    return [(one.state.value, one.mode.value if one.mode else None) for one in found]


def decisions(registration_id: int) -> list[str]:
    """What was decided about a registration, in order."""
    return [decision.words for decision in registration(registration_id).decisions]


def mails(*, unsent_only: bool = True) -> list[tuple[str, str]]:
    """Kind and address of the mails in the outbox, in order."""
    query = select(Letter.kind, Envelope.recipient_email).join(Envelope.letter).order_by(Envelope.id)
    if unsent_only:
        query = query.where(Envelope.state == EnvelopeState.WAITING)
    return [(kind, email) for kind, email in db.session.execute(query)]


def newest_letter() -> Letter:
    """The letter that was written last."""
    return db.session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
