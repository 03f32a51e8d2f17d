"""Writing accounts and the journal."""

from datetime import datetime
from typing import Any

from conference.core.database import Base, db
from conference.domain.accounts.models import Account, JournalEntry

VISITOR = "visitor"
ATTENDEE = "attendee"
SPEAKER = "speaker"
SYSTEM = "system"


def record(action: str, subject: Base, *, actor: Account | str, now: datetime, event_id: int | None = None,
           **detail: Any) -> None:  # fmt: skip
    """Write one row of the journal, in the transaction of the deed.

    `actor` is an account, or one of the words above for people without one; `detail` holds JSON values and no
    names or addresses of attendees.
    """
    db.session.flush()
    account = actor if isinstance(actor, Account) else None
    entry = JournalEntry(
        at=now, account_id=account.id if account else None, actor=account.email if account else str(actor),
        action=action, subject_kind=subject.__tablename__, subject_id=subject.id,  # type: ignore[attr-defined]
        event_id=event_id, detail=detail,
    )  # fmt: skip
    db.session.add(entry)
