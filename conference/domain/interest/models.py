"""Expressions of interest: "tell me about this event"."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.addresses import FoldsAddress
from conference.core.database import Base, Line, UtcDateTime, choice
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, personal
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.rules import InterestState

__all__ = ["ExpressionOfInterest", "InterestState"]


class ExpressionOfInterest(FoldsAddress, Base):
    """One address and one event. `leaning` hybrid means "either way".

    Mails go to the address as it was typed; `folded_email` compares it.

    `proposed` holds newer answers that are not applied; `proposal_number` counts those, so that the link of an older
    mail cannot apply newer answers.
    """

    __tablename__ = "expression_of_interest"
    __table_args__ = (
        Index("uq_interest", "event_id", "folded_email", unique=True),
        Index("ix_interest_state", "event_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.INTEREST, Erasing.NUMBERED))
    folded_email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.INTEREST, Erasing.NUMBERED))
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.INTEREST, Erasing.WITHHELD))
    organisation: Mapped[str] = mapped_column(Line(200), default="", info=personal(Purpose.INTEREST, Erasing.EMPTIED))
    leaning: Mapped[AttendanceMode] = mapped_column(choice(AttendanceMode))
    topics: Mapped[list[str]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    purposes: Mapped[list[str]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    state: Mapped[InterestState] = mapped_column(choice(InterestState), default=InterestState.UNCONFIRMED)
    proposed: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), info=personal(Purpose.INTEREST, Erasing.EMPTIED)
    )
    proposal_number: Mapped[int] = mapped_column(Integer, default=0)
    link_version: Mapped[int] = mapped_column(Integer, default=1)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    expressed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
