"""Doors (links with which helpers check people in) and every scan that was made at them."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import ID_ONCE, Base, Line, UtcDateTime, choice
from conference.core.personal import Purpose, may_name_people, nothing_personal
from conference.domain.attendance.rules import Answer
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.registration.models import Registration

ENTRY_OF_DAY = text("answer = 'came in' AND session_id IS NULL")
ENTRY_OF_SESSION = text("answer = 'came in' AND session_id IS NOT NULL")


@may_name_people(Purpose.REGISTRATION)
class Door(Base):
    """A link that can check people in and nothing else; of its token only the digest is kept.

    It is for the whole event, for one `day` (in the event's zone) or for one session.
    """

    __tablename__ = "door"
    __table_args__ = (ID_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(100))
    day: Mapped[date | None] = mapped_column(Date)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    token_digest: Mapped[str] = mapped_column(Line(64), unique=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    session: Mapped[Session | None] = relationship()


@nothing_personal
class Scan(Base):
    """One scan of somebody who is known, at one door. The one that CAME_IN is the entry: nothing else says who came.

    `key` is the id that the phone gave it, so that a scan that is told twice is one. `day` is that of the scan in the
    event's zone. `was_late`: it was told some time after it was made.
    """

    __tablename__ = "scan"
    __table_args__ = (
        Index("uq_scan_key", "door_id", "key", unique=True),
        Index(
            "uq_scan_entry_of_day", "registration_id", "day", unique=True,
            sqlite_where=ENTRY_OF_DAY, postgresql_where=ENTRY_OF_DAY,
        ),
        Index(
            "uq_scan_entry_of_session", "registration_id", "session_id", unique=True,
            sqlite_where=ENTRY_OF_SESSION, postgresql_where=ENTRY_OF_SESSION,
        ),
        Index("ix_scan_answer", "event_id", "answer", "scanned_at"),
        ID_ONCE,
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    door_id: Mapped[int] = mapped_column(ForeignKey("door.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(Date)
    key: Mapped[str] = mapped_column(Line(64))
    answer: Mapped[Answer] = mapped_column(choice(Answer))
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    was_late: Mapped[bool] = mapped_column(Boolean, default=False)

    door: Mapped[Door] = relationship()
    registration: Mapped[Registration] = relationship()
