"""Formats, themes, sessions, presentations and who appears in them."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import ID_ONCE, Base, Line, Prose, UtcDateTime, choice
from conference.core.personal import Erasing, Purpose, may_name_people, nothing_personal, personal
from conference.core.text import SLUG_LENGTH
from conference.domain.events.models import Event, Room
from conference.domain.events.rules import AttendanceMode
from conference.domain.people.models import Organisation, Person
from conference.domain.programme.rules import AppearanceRole, SessionState


@nothing_personal
class Format(Base):
    """A kind of session, with its usual length in minutes; not `is_offered` is what only those events are asked for
    that use it.
    """

    __tablename__ = "format"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(Line(60))
    minutes: Mapped[int] = mapped_column(Integer, default=60)
    is_streamed: Mapped[bool] = mapped_column(Boolean, default=True)
    is_break: Mapped[bool] = mapped_column(Boolean, default=False)
    is_offered: Mapped[bool] = mapped_column(Boolean, default=True)


@may_name_people(Purpose.PROGRAMME)
class Theme(Base):
    """A strand of an event's programme (what others call a track)."""

    __tablename__ = "theme"
    __table_args__ = (Index("uq_theme_slug", "event_id", "slug", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH))
    name: Mapped[str] = mapped_column(Line(200))
    position: Mapped[int] = mapped_column(Integer, default=0)


@may_name_people(Purpose.PROGRAMME)
class Session(Base):
    """A titled slot of a programme: the draft that organisers work on. Readers see the release (schedule)."""

    __tablename__ = "session"
    __table_args__ = (Index("uq_session_slug", "event_id", "slug", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH))
    code: Mapped[str] = mapped_column(Line(20), default="")
    title: Mapped[str] = mapped_column(Line(250))
    abstract: Mapped[str] = mapped_column(Prose(20000), default="")
    format_id: Mapped[int] = mapped_column(ForeignKey("format.id"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="SET NULL"))
    mode: Mapped[AttendanceMode] = mapped_column(choice(AttendanceMode))
    state: Mapped[SessionState] = mapped_column(choice(SessionState), default=SessionState.DRAFT)
    minutes: Mapped[int] = mapped_column(Integer)
    expected: Mapped[int | None] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(Line(10), default="en")
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id", ondelete="SET NULL"))
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    position: Mapped[int] = mapped_column(Integer, default=0)
    join_link: Mapped[str] = mapped_column(Line(1000), default="")
    uid: Mapped[str] = mapped_column(Line(255), unique=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    is_time_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}

    event: Mapped[Event] = relationship()
    format: Mapped[Format] = relationship()
    theme: Mapped[Theme | None] = relationship()
    room: Mapped[Room | None] = relationship()
    presentations: Mapped[list["Presentation"]] = relationship(
        back_populates="session", order_by="Presentation.position, Presentation.id", cascade="all, delete-orphan"
    )
    appearances: Mapped[list["Appearance"]] = relationship(
        back_populates="session", order_by="Appearance.position, Appearance.id", cascade="all, delete-orphan"
    )


@may_name_people(Purpose.PROGRAMME)
class Presentation(Base):
    """One titled contribution inside a session."""

    __tablename__ = "presentation"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Line(300))
    abstract: Mapped[str] = mapped_column(Prose(20000), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)

    session: Mapped[Session] = relationship(back_populates="presentations")
    appearances: Mapped[list["Appearance"]] = relationship(back_populates="presentation")


class Appearance(Base):
    """A person in a session in a role; job title and affiliation are those of the day and never change after it."""

    __tablename__ = "appearance"
    __table_args__ = ID_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    presentation_id: Mapped[int | None] = mapped_column(ForeignKey("presentation.id", ondelete="SET NULL"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[AppearanceRole] = mapped_column(choice(AppearanceRole))
    job_title: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    affiliation: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(Integer, default=0)

    session: Mapped[Session] = relationship(back_populates="appearances")
    presentation: Mapped[Presentation | None] = relationship(back_populates="appearances")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class SessionFollows(Base):
    """A later session takes up an earlier one, across years; shown on both."""

    __tablename__ = "session_follows"
    __table_args__ = (Index("uq_session_follows", "earlier_id", "later_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    later_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))

    earlier: Mapped[Session] = relationship(foreign_keys=earlier_id)
    later: Mapped[Session] = relationship(foreign_keys=later_id)
