"""Ticket types of an event, the quotas that they share, and the codes that open hidden ones."""

from datetime import date, datetime

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, UtcDateTime, choice
from conference.core.personal import nothing_personal, say_of
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.tickets.rules import LONGEST_DOMAINS, Sale

draws_on = Table(
    "ticket_type_quota",
    Base.metadata,
    Column("ticket_type_id", ForeignKey("ticket_type.id", ondelete="CASCADE"), primary_key=True),
    Column("quota_id", ForeignKey("quota.id", ondelete="CASCADE"), primary_key=True, index=True),
)
say_of(draws_on, None)


@nothing_personal
class Quota(Base):
    """So many places of an event (None: no limit) for the ticket types that draw on it."""

    __tablename__ = "quota"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(80))
    size: Mapped[int | None] = mapped_column(Integer)


@nothing_personal
class TicketType(Base):
    """Who may come how. It draws on the event's places of its `mode`, and on each of its quotas besides.

    `days` are ISO dates in the event's zone, none for all days; `email_domains` stand between blanks.
    """

    __tablename__ = "ticket_type"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(80))
    description: Mapped[str] = mapped_column(Line(400), default="")
    mode: Mapped[AttendanceMode] = mapped_column(choice(AttendanceMode))
    days: Mapped[list[str]] = mapped_column(JSON, default=list)
    sells_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sells_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    needs_code: Mapped[bool] = mapped_column(Boolean, default=False)
    needs_approval: Mapped[bool] = mapped_column(Boolean, default=False)
    email_domains: Mapped[str] = mapped_column(Line(LONGEST_DOMAINS), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)

    event: Mapped[Event] = relationship()
    quotas: Mapped[list[Quota]] = relationship(secondary=draws_on, order_by="Quota.id")
    codes: Mapped[list["AccessCode"]] = relationship(
        back_populates="ticket_type", order_by="AccessCode.id", cascade="all, delete-orphan"
    )

    @property
    def sale(self) -> Sale:
        """When it can be had."""
        return Sale(self.name, self.sells_from, self.sells_until, self.event.zone, self.event.zone_place)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains whose people alone may take it; none: everybody may."""
        return tuple(self.email_domains.split())

    @property
    def on_days(self) -> tuple[date, ...]:
        """The days that it is for; none: all days."""
        return tuple(date.fromisoformat(one) for one in self.days)


@nothing_personal
class AccessCode(Base):
    """Words that open a hidden ticket type, so many times (None: without limit). `folded_code` compares it."""

    __tablename__ = "access_code"
    __table_args__ = (Index("uq_access_code", "event_id", "folded_code", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    ticket_type_id: Mapped[int] = mapped_column(ForeignKey("ticket_type.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(Line(40))
    folded_code: Mapped[str] = mapped_column(Line(40))
    uses: Mapped[int | None] = mapped_column(Integer)

    ticket_type: Mapped[TicketType] = relationship(back_populates="codes")
