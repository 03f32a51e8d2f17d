"""What people agreed to: the wording that was shown, for which purpose, and when it was taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, UtcDateTime, choice
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, nothing_personal, personal
from conference.domain.consents.rules import ConsentPurpose

__all__ = ["Consent", "ConsentPurpose", "Wording"]


@nothing_personal
class Wording(Base):
    """The sentence that stood beside a tick; never edited, a new sentence is a new row."""

    __tablename__ = "wording"
    __table_args__ = (Index("uq_wording", "purpose", "digest", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[ConsentPurpose] = mapped_column(choice(ConsentPurpose))
    text: Mapped[str] = mapped_column(Line(500))
    digest: Mapped[str] = mapped_column(Line(64))
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Consent(Base):
    """One address agreed to one purpose; for an event or a series when the purpose needs one.

    `evidence` names where it was given, like "interest:12": taking back what was given there leaves others alone.
    """

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_of", "email", "purpose"), Index("ix_consent_evidence", "evidence"))

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.CONSENT, Erasing.ROW_GOES))
    purpose: Mapped[ConsentPurpose] = mapped_column(choice(ConsentPurpose))
    wording_id: Mapped[int] = mapped_column(ForeignKey("wording.id"))
    event_id: Mapped[int | None] = mapped_column(index=True)
    series_id: Mapped[int | None] = mapped_column()
    evidence: Mapped[str] = mapped_column(Line(200), info=NOT_PERSONAL)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    wording: Mapped[Wording] = relationship()
