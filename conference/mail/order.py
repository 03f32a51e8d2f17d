"""Which mails give way to newer ones, and which wait until older ones have left: conditions on `Envelope`."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from conference.core.database import lock_name
from conference.mail.models import DUE_STATES, Envelope, EnvelopeState, Letter

TO_GO = (*DUE_STATES, EnvelopeState.SENDING)


def has_newer() -> ColumnElement[bool]:
    """Whether what an envelope says is no longer so: a newer one has its key, or ends all that it is about."""
    same_key, end = aliased(Envelope), aliased(Envelope)
    by_key = select(same_key.id).where(same_key.key == Envelope.key, same_key.id > Envelope.id)
    by_end = select(end.id).where(end.ends == _about(), end.id > Envelope.id)
    return or_(by_key.exists(), by_end.exists())


def has_older_to_go() -> ColumnElement[bool]:
    """Whether an older envelope about the same, to the same address, has still to leave."""
    older, letter = aliased(Envelope), aliased(Letter)
    same = letter.about == _about(), letter.about != "", older.folded_email == Envelope.folded_email
    waits = older.state.in_(TO_GO), older.id < Envelope.id
    return select(older.id).join(letter, letter.id == older.letter_id).where(*same, *waits).exists()


def _about() -> ColumnElement[str]:
    return select(Letter.about).where(Letter.id == Envelope.letter_id).correlate(Envelope).scalar_subquery()


def hold_order(key: str | None, about: str) -> None:
    """Until the transaction ends nobody else decides which of the mails with this key, or about this, is the newest."""
    if key is not None:
        lock_name(f"envelope:{key}")
    if about:
        lock_name(f"about:{about}")
