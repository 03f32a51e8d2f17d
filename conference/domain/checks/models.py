"""What somebody said to be right, of what the checks found."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, UtcDateTime
from conference.core.personal import nothing_personal
from conference.domain.accounts.models import Account


@nothing_personal
class AcceptedFinding(Base):
    """A finding of an event that somebody said to be right, known by its fingerprint.

    A text that changed has another fingerprint, so it is asked again.
    """

    __tablename__ = "accepted_finding"
    __table_args__ = (Index("uq_accepted_finding", "event_id", "fingerprint", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(Line(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    account: Mapped[Account | None] = relationship()
