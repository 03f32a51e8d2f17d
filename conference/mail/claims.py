"""Who has which envelope in hand: what the worker reads and writes in its short transactions."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import aliased, joinedload

from conference.core.database import db, lock_name
from conference.mail.models import DUE_STATES, UNSENT_STATES, Envelope, EnvelopeState
from conference.mail.order import has_newer, has_older_to_go, hold_order

LEASE = timedelta(minutes=5)


def claim(at: datetime, limit: int, worker: str) -> list[Envelope]:
    """Lease the oldest envelopes that are due (real time) to this worker, with their letters.

    They come detached: the worker reads them after its transaction, and `settle` alone writes them.
    """
    lock_name("claim:envelope")
    _leave_to_newer(at)
    claimed = _list_due(at, limit)
    for envelope in claimed:
        envelope.state, envelope.attempts = EnvelopeState.SENDING, envelope.attempts + 1
        envelope.leased_by, envelope.lease_until = worker, at + LEASE
        envelope.first_tried_at = envelope.first_tried_at or at
    db.session.flush()
    db.session.expunge_all()
    return claimed


def _leave_to_newer(at: datetime) -> None:
    """What a crash left half-sent is not sent again where a newer envelope has taken its place."""
    left = update(Envelope).where(Envelope.state == EnvelopeState.SENDING, Envelope.lease_until <= at, has_newer())
    db.session.execute(_quiet(left.values(state=EnvelopeState.SUPERSEDED)))


def _list_due(at: datetime, limit: int) -> list[Envelope]:
    """What waits and what a crash left, in the order of posting.

    Not what shares its key with one in hand, nor what comes after one about the same that has still to leave.
    """
    sending = aliased(Envelope)
    in_hand = sending.key == Envelope.key, sending.state == EnvelopeState.SENDING, sending.id != Envelope.id
    is_waiting = and_(Envelope.state.in_(DUE_STATES), or_(Envelope.not_before.is_(None), Envelope.not_before <= at))
    is_left = and_(Envelope.state == EnvelopeState.SENDING, Envelope.lease_until <= at)
    due = select(Envelope).where(or_(is_waiting, is_left), ~select(sending.id).where(*in_hand).exists())
    due = due.where(~has_older_to_go()).options(joinedload(Envelope.letter)).order_by(Envelope.id).limit(limit)
    return list(db.session.scalars(due.with_for_update(skip_locked=True, of=Envelope)))


def settle(envelope: Envelope, state: EnvelopeState, **values: Any) -> bool:
    """Write down what became of an envelope; False when its lease ran out and another worker has it.

    One that would wait again is superseded where a newer one has taken its place meanwhile.
    """
    if state in UNSENT_STATES and _is_replaced(envelope):
        state = EnvelopeState.SUPERSEDED
    is_mine = Envelope.state == EnvelopeState.SENDING, Envelope.leased_by == envelope.leased_by
    settled = update(Envelope).where(Envelope.id == envelope.id, *is_mine)
    done: Any = db.session.execute(_quiet(settled.values(state=state, lease_until=None, leased_by=None, **values)))
    return bool(done.rowcount == 1)


def _is_replaced(envelope: Envelope) -> bool:
    hold_order(envelope.key, envelope.letter.about)
    return db.session.scalar(select(Envelope.id).where(Envelope.id == envelope.id, has_newer())) is not None


def list_holders() -> list[str]:
    """The names of the workers that have an envelope in hand (one query)."""
    held = select(Envelope.leased_by).where(Envelope.state == EnvelopeState.SENDING, Envelope.leased_by.is_not(None))
    return [name for name in db.session.scalars(held.distinct()) if name]


def end_leases(workers: list[str], at: datetime, *, is_calm: bool = True) -> None:
    """Let others take up what these workers, which are no more, had in hand.

    A worker goes through its batch in order, so only the oldest may have gone out already: the others are free at
    once. That one waits until it is calm, which is when whoever asks has lived for a while: else a program that dies
    at every start would send the same mail at every start.
    """
    left = Envelope.state == EnvelopeState.SENDING, Envelope.leased_by.in_(workers)
    begun = list(db.session.scalars(select(func.min(Envelope.id)).where(*left).group_by(Envelope.leased_by)))
    others = update(Envelope).where(*left, Envelope.id.not_in(begun))
    free: dict[str, Any] = {"lease_until": at, "leased_by": None}
    db.session.execute(_quiet(others.values(attempts=Envelope.attempts - 1, **free)))
    still_held = update(Envelope).where(Envelope.id.in_(begun), Envelope.lease_until > at)
    db.session.execute(_quiet(still_held.values(**(free if is_calm else {"lease_until": at + LEASE}))))


def _quiet(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)
