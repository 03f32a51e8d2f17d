"""The outbox is emptied: a few envelopes are leased, delivered outside any transaction, and settled one by one.

A crash between delivery and settling sends one mail again with the same Message-ID, never zero times.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from conference.core.clock import real_now
from conference.core.database import transaction
from conference.core.text import clean_line
from conference.mail.claims import claim, settle
from conference.mail.message import Unsendable, message_of
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.transport import Permanent, Refused, Temporary, Transport, Unreachable

BATCH = 20
ONE_LETTER = timedelta(minutes=3)  # what one delivery may take with all its time-outs
GAPS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 240)]
PAUSE = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(hours=72)
ERROR_LENGTH = 500

log = structlog.get_logger()


def never() -> bool:
    """The answer of a worker that nobody has asked to stop."""
    return False


def drain(transport: Transport, worker: str, should_stop: Callable[[], bool] = never) -> int:
    """Send what is due until nothing is, the server cannot be reached, or `should_stop` says so; how many were sent."""
    sent = 0
    try:
        while not should_stop():
            with transaction():
                batch = claim(real_now(), BATCH, worker)
            number, may_go_on = _send(batch, transport, should_stop)
            sent += number
            if not batch or not may_go_on:
                break
    finally:
        transport.close()
    return sent


def _send(batch: Sequence[Envelope], transport: Transport, should_stop: Callable[[], bool]) -> tuple[int, bool]:
    sent = 0
    for place, envelope in enumerate(batch):
        if should_stop() or _is_late(envelope):
            _give_back(batch[place:], None)
            return sent, not should_stop()
        refusal = _deliver(envelope, transport)
        at = real_now()
        with transaction():
            settle(envelope, **what_follows(envelope, refusal, at))
        sent += refusal is None
        if isinstance(refusal, Unreachable):
            _give_back(batch[place + 1 :], at + PAUSE)
            return sent, False
    return sent, True


def _is_late(envelope: Envelope) -> bool:
    return envelope.lease_until is None or real_now() + ONE_LETTER > envelope.lease_until


def _deliver(envelope: Envelope, transport: Transport) -> Refused | None:
    """Hand one envelope over; what went wrong, or None. A fault of one letter never stops the others."""
    try:
        transport.deliver(message_of(envelope.letter, envelope, real_now()), envelope.recipient_email)
    except Refused as refusal:
        log.warning("mail not sent", envelope=envelope.id, kind=type(refusal).__name__)
        return refusal
    except Unsendable as error:
        log.warning("mail not sent", envelope=envelope.id, kind="Unsendable")
        return Permanent(f"No mail can be made of it: {error}")
    except Exception as error:
        log.exception("mail not sent", envelope=envelope.id)
        return Temporary(f"A fault of this program: {type(error).__name__}")
    return None


def what_follows(envelope: Envelope, refusal: Refused | None, at: datetime) -> dict[str, Any]:
    """The state and times of an envelope after a try at `at` (real time).

    Tries come 1, 5, 30, 120 and then every 240 minutes, up to 72 hours from the first. While the server cannot be
    reached it is asked each minute, and that counts for no letter.
    """
    if refusal is None:
        return {"state": EnvelopeState.SENT, "sent_at": at, "last_error": "", "not_before": None}
    error = clean_line(refusal.reason)[:ERROR_LENGTH].strip()
    gap = GAPS[min(envelope.attempts, len(GAPS)) - 1]
    attempts = envelope.attempts
    if isinstance(refusal, Unreachable):
        gap, attempts = PAUSE, attempts - 1
    is_last = at + gap > (envelope.first_tried_at or at) + GIVE_UP_AFTER
    if is_last or not isinstance(refusal, Temporary):
        return {"state": EnvelopeState.FAILED, "last_error": error, "not_before": None}
    return {"state": EnvelopeState.RETRY, "last_error": error, "not_before": at + gap, "attempts": attempts}


def _give_back(envelopes: Sequence[Envelope], not_before: datetime | None) -> None:
    with transaction():
        for envelope in envelopes:
            state = EnvelopeState.RETRY if envelope.last_error else EnvelopeState.WAITING
            settle(envelope, state, not_before=not_before, attempts=envelope.attempts - 1)
