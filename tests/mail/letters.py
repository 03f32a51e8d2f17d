"""Mails for tests, without templates."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import update

from conference.core.database import db, transaction
from conference.mail.compose import Composed
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import Recipient, post

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
INVITATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:one\r\n"
    "DTSTAMP:20211101T120000Z\r\nDTSTART:20220908T090000Z\r\nSUMMARY:Café at noon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def composed(**values: Any) -> Composed:
    """A mail with plain words in it."""
    plain = {
        "subject": "You are registered",
        "text": "You are registered.",
        "html": "<p>You are registered.</p>",
        "sender_name": "Social Outcomes Conference",
        "sender_email": "events@example.org",
        "reply_to": "team@example.org",
    }
    return Composed(**{**plain, **values})


def posted(to: str = "ada@example.org", mail: Composed | None = None, name: str = "Ada", **values: Any) -> int:
    """Post a mail in a transaction of its own; the id of its envelope."""
    with transaction():
        return post(mail or composed(), Recipient(to, name), **{"kind": "test", "now": NOW, **values}).id


def envelope(envelope_id: int) -> Envelope:
    """The envelope as it is in the database now."""
    db.session.rollback()
    found = db.session.get(Envelope, envelope_id)
    assert found is not None
    return found


def state(envelope_id: int) -> EnvelopeState:
    """The state of an envelope as it is in the database now."""
    return envelope(envelope_id).state


def let_time_pass(minutes: int) -> None:
    """Move every technical time in the outbox back, as if so much time had gone by."""
    gap = timedelta(minutes=minutes)
    with transaction():
        for one in db.session.query(Envelope):
            for column in ("not_before", "lease_until", "first_tried_at"):
                if getattr(one, column) is not None:
                    db.session.execute(
                        update(Envelope).where(Envelope.id == one.id).values({column: getattr(one, column) - gap})
                    )
