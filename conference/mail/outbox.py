"""Mail is a row before it is a message: posted in the transaction of the deed, sent by the worker."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, select, update
from sqlalchemy.orm import joinedload

from conference.core.addresses import clean_address, folded
from conference.core.clock import real_now
from conference.core.database import db, wake_worker_after_commit
from conference.core.errors import Conflict, NotFound
from conference.core.personal import is_mark
from conference.core.text import clean_line
from conference.core.tokens import public_id
from conference.core.words import _
from conference.mail.compose import Composed
from conference.mail.models import UNSENT_STATES, Envelope, EnvelopeState, Letter
from conference.mail.order import has_newer, hold_order

NAME_LENGTH = 200
OPEN_STATES = (*UNSENT_STATES, EnvelopeState.SENDING)
GIVEN_UP_STATES = (EnvelopeState.FAILED, EnvelopeState.BOUNCED)


@dataclass(frozen=True)
class Recipient:
    """Who gets a mail: one address, and the name that stands beside it."""

    email: str
    name: str = ""


def post(
    composed: Composed,
    to: Recipient,
    *,
    kind: str,
    now: datetime,
    key: str | None = None,
    about: str = "",
    event_id: int | None = None,
    why: str = "",
    delay: timedelta | None = None,
    ends: bool = False,
) -> Envelope:
    """Put a letter and its envelope in the outbox; an unsent one with the same key is superseded.

    With `ends` the same goes for every unsent one about the same: what they say is no longer so. `now` is application
    time; `delay` counts in real time. To somebody who was erased nothing goes. Raises Invalid for an address that no
    mail can reach.
    """
    hold_order(key, about if ends else "")
    if key is not None:
        _supersede(Envelope.key == key)
    if ends:
        withdraw_about([about])
    envelope = Envelope(
        letter=_letter_of(composed, kind, now, about, event_id),
        recipient_email=to.email if is_mark(to.email) else clean_address(to.email),
        recipient_name=clean_line(to.name)[:NAME_LENGTH].strip(),
        key=key,
        ends=about if ends else None,
        message_id=_message_id(composed.sender_email),
        state=EnvelopeState.SUPPRESSED if is_mark(to.email) else EnvelopeState.WAITING,
        why=why,
        not_before=None if delay is None else real_now() + delay,
        created_at=now,
    )
    db.session.add(envelope)
    db.session.flush()
    wake_worker_after_commit()
    return envelope


def _letter_of(composed: Composed, kind: str, now: datetime, about: str, event_id: int | None) -> Letter:
    return Letter(
        kind=kind,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        calendar=composed.calendar,
        calendar_method=composed.calendar_method,
        sender_name=composed.sender_name,
        sender_email=composed.sender_email,
        reply_to=composed.reply_to,
        about=about,
        event_id=event_id,
        created_at=now,
    )


def _message_id(sender_email: str) -> str:
    domain = sender_email.rpartition("@")[2].encode("idna").decode() or "localhost"
    return f"<{public_id()}@{domain}>"


def withdraw(key: str) -> None:
    """Let no unsent mail with this key go out any more: what it says is no longer so."""
    hold_order(key, "")
    _supersede(Envelope.key == key)


def withdraw_about(abouts: Sequence[str] | Select[str]) -> None:
    """Let no unsent mail about these go out any more, which may be chosen by a query (one query)."""
    _supersede(Envelope.letter_id.in_(select(Letter.id).where(Letter.about.in_(abouts))))


def _supersede(which: ColumnElement[bool]) -> None:
    unsent = update(Envelope).where(which, Envelope.state.in_(UNSENT_STATES))
    db.session.execute(unsent.values(state=EnvelopeState.SUPERSEDED))


def message_ids_of(envelope_ids: Collection[int]) -> list[str]:
    """By what mail programs know these mails (1 query)."""
    return list(db.session.scalars(select(Envelope.message_id).where(Envelope.id.in_(envelope_ids))))


def find_envelope(envelope_id: int) -> Envelope | None:
    """The envelope with its letter, or None."""
    return db.session.get(Envelope, envelope_id, options=[joinedload(Envelope.letter)])


def get_envelope(envelope_id: int) -> Envelope:
    """The envelope with its letter; raises NotFound."""
    envelope = find_envelope(envelope_id)
    if envelope is None:
        raise NotFound(_("There is no such mail."))
    return envelope


def list_envelopes(
    state: EnvelopeState | None = None,
    event_id: int | None = None,
    about: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Envelope]:
    """Envelopes with their letters, newest first (one query)."""
    found = select(Envelope).join(Envelope.letter).options(joinedload(Envelope.letter))
    if state is not None:
        found = found.where(Envelope.state == state)
    if event_id is not None:
        found = found.where(Letter.event_id == event_id)
    if about is not None:
        found = found.where(Letter.about == about)
    return list(db.session.scalars(found.order_by(Envelope.id.desc()).limit(limit).offset(offset)))


def count_by_state(event_id: int | None = None) -> dict[EnvelopeState, int]:
    """How many envelopes are in each state, all states named (one query)."""
    counted = select(Envelope.state, func.count()).group_by(Envelope.state)
    if event_id is not None:
        counted = counted.join(Envelope.letter).where(Letter.event_id == event_id)
    found: dict[EnvelopeState, int] = dict(db.session.execute(counted).all())
    return dict.fromkeys(EnvelopeState, 0) | found


def count_posted_to(email: str, kinds: Collection[str], since: datetime) -> int:
    """How many letters of these kinds were posted to an address, in any case, since this application time."""
    counted = select(func.count(Envelope.id)).join(Envelope.letter)
    is_theirs = Envelope.folded_email == folded(email)
    counted = counted.where(is_theirs, Envelope.created_at >= since, Letter.kind.in_(kinds))
    return db.session.scalar(counted) or 0


def retry(envelope: Envelope, now: datetime) -> None:
    """Send a mail that was given up once more, at once; raises Conflict where that is not the case or not wise."""
    if envelope.state not in GIVEN_UP_STATES:
        raise Conflict(_("This mail was not given up, so there is nothing to send again."))
    _check_is_newest(envelope)
    envelope.state = EnvelopeState.WAITING
    envelope.attempts, envelope.first_tried_at, envelope.not_before = 0, None, None
    db.session.flush()
    wake_worker_after_commit()


def _check_is_newest(envelope: Envelope) -> None:
    hold_order(envelope.key, envelope.letter.about)
    if db.session.scalar(select(Envelope.id).where(Envelope.id == envelope.id, has_newer())):
        raise Conflict(_("A newer mail has replaced this one, so the old one is not sent again."))


def hold_unsent() -> int:
    """Hold everything that was not sent (after a restore), until an organiser releases it; how many that is."""
    _leave_to_newer()
    unsent = update(Envelope).where(Envelope.state.in_(OPEN_STATES))
    held = unsent.values(state=EnvelopeState.HELD, lease_until=None, leased_by=None)
    return _rows(held)


def _leave_to_newer() -> None:
    """Of one that was being sent and a newer one that takes its place, the newer is held."""
    left = update(Envelope).where(Envelope.state == EnvelopeState.SENDING, has_newer())
    _rows(left.values(state=EnvelopeState.SUPERSEDED))


def release_held() -> int:
    """Let everything that is held go out; how many that is."""
    wake_worker_after_commit()
    return _rows(update(Envelope).where(Envelope.state == EnvelopeState.HELD).values(state=EnvelopeState.WAITING))


def is_old(before: datetime) -> ColumnElement[bool]:
    """Of a letter: it was written before this application time, and none of its envelopes has still to go."""
    is_open = select(Envelope.id).where(Envelope.letter_id == Letter.id, Envelope.state.in_(OPEN_STATES))
    return and_(Letter.created_at < before, ~is_open.correlate(Letter).exists())


def _rows(statement: object) -> int:
    done = db.session.execute(statement, execution_options={"synchronize_session": False})  # type: ignore[call-overload]
    return int(done.rowcount)
