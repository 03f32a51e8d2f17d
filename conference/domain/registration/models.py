"""Registrations: one person at one event, with a place or in the queue for one."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.addresses import FoldsAddress
from conference.core.database import Base, Line, UtcDateTime, choice
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, personal
from conference.core.tokens import new_ticket_key
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.rules.places import ids_in
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.tickets.models import TicketType

ACTIVE = text("state NOT IN ('cancelled', 'expired')")


class Registration(FoldsAddress, Base):
    """One person at one event. `number` is the order of asking at this event.

    `mode` and `ticket_type` are those of the place that is held, or on offer until `offered_until`. What the person
    would take are the ways of attending, or `wanted`: ids of ticket types between blanks, the best liked first, where
    the event has any.

    Mails go to the address as it was typed; `folded_email` compares it.

    `hold_hours` is set for who was invited: so long is a place held for them.

    `uid` and `sequence` are those of the person's calendar invitation, `invited_by` the organiser's address in the one
    that was sent last ("" before any): a cancellation must name the same.

    `ticket_key` is the secret that the ticket shows at the door; who hands a ticket on makes it anew.
    """

    __tablename__ = "registration"
    __table_args__ = (
        Index(
            "uq_registration_active",
            "event_id",
            "folded_email",
            unique=True,
            sqlite_where=ACTIVE,
            postgresql_where=ACTIVE,
        ),
        Index("uq_registration_number", "event_id", "number", unique=True),
        Index("ix_registration_state", "event_id", "state", "mode", "ticket_type_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.REGISTRATION, Erasing.NUMBERED))
    folded_email: Mapped[str] = mapped_column(
        Line(254), index=True, info=personal(Purpose.REGISTRATION, Erasing.NUMBERED)
    )
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.REGISTRATION, Erasing.WITHHELD))
    organisation: Mapped[str] = mapped_column(
        Line(200), default="", info=personal(Purpose.REGISTRATION, Erasing.EMPTIED)
    )
    state: Mapped[RegistrationState] = mapped_column(choice(RegistrationState))
    accepts_in_person: Mapped[bool] = mapped_column(Boolean)
    accepts_online: Mapped[bool] = mapped_column(Boolean)
    wanted: Mapped[str] = mapped_column(Line(200), default="", info=NOT_PERSONAL)
    mode: Mapped[AttendanceMode | None] = mapped_column(choice(AttendanceMode))
    ticket_type_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_type.id"), index=True)
    access_code_id: Mapped[int | None] = mapped_column(ForeignKey("access_code.id"), index=True)
    hold_hours: Mapped[int | None] = mapped_column(Integer)
    offered_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    uid: Mapped[str] = mapped_column(Line(255), unique=True, info=NOT_PERSONAL)
    ticket_key: Mapped[str] = mapped_column(Line(16), unique=True, default=new_ticket_key, info=NOT_PERSONAL)
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    invited_by: Mapped[str] = mapped_column(
        Line(254), default="", info=personal(Purpose.REGISTRATION, Erasing.NAMES_GO)
    )
    link_version: Mapped[int] = mapped_column(Integer, default=1)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    ticket_type: Mapped[TicketType | None] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", cascade="all, delete-orphan")

    @property
    def accepts(self) -> frozenset[AttendanceMode]:
        """The ways of attending that the person would take."""
        in_person = {AttendanceMode.IN_PERSON} if self.accepts_in_person else set()
        return frozenset(in_person | ({AttendanceMode.ONLINE} if self.accepts_online else set()))

    @property
    def is_invited(self) -> bool:
        """Whether the organisers invited somebody who had told of their interest."""
        return self.hold_hours is not None

    @property
    def wanted_ids(self) -> tuple[int, ...]:
        """The ids of the ticket types that the person would take, the best liked first."""
        return ids_in(self.wanted)


class Decision(Base):
    """One decision about a registration, in words that the person can read."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(Line(500), info=personal(Purpose.REGISTRATION, Erasing.NAMES_GO))


class Transfer(FoldsAddress, Base):
    """A place that its owner would hand on to this person, who has not agreed yet; one for each registration.

    `asked` counts the times that somebody was named, so that an older mail opens nothing.
    """

    __tablename__ = "transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.REGISTRATION, Erasing.ROW_GOES))
    folded_email: Mapped[str] = mapped_column(
        Line(254), index=True, info=personal(Purpose.REGISTRATION, Erasing.ROW_GOES)
    )
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.REGISTRATION, Erasing.ROW_GOES))
    asked: Mapped[int] = mapped_column(Integer, default=1)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)

    registration: Mapped[Registration] = relationship()
