"""Releases (published, unchanging versions of a programme); edits of the draft; when speakers can come."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import ID_ONCE, Base, Line, Prose, UtcDateTime, choice
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, may_name_people, nothing_personal, personal
from conference.core.text import SLUG_LENGTH
from conference.core.tokens import digest
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.rules import AppearanceRole, SessionState


@may_name_people(Purpose.PROGRAMME)
class Release(Base):
    """One published version. `changes` is the list of sentences that say what is new since the one before.

    `is_told`: speakers know of it, by its letters; what is released of a draft event they hear once that is announced.
    """

    __tablename__ = "release"
    __table_args__ = (Index("uq_release_number", "event_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(Line(400), default="")
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    is_told: Mapped[bool] = mapped_column(Boolean, default=True)

    event: Mapped[Event] = relationship()
    account: Mapped[Account | None] = relationship()
    sessions: Mapped[list["ReleasedSession"]] = relationship(
        back_populates="release", order_by="ReleasedSession.starts_at, ReleasedSession.position, ReleasedSession.id",
        cascade="all, delete-orphan",
    )  # fmt: skip


@nothing_personal
class ScheduleEdit(Base):
    """One session put elsewhere in the draft: who, when, from where to where. Edits of one deed share their `step`.

    `before` and `after` are marks of places (rules.SessionPlace). An edit that was undone stays until its maker does
    something else; `changed_at` is when it was made, undone or done again. `was_time_sample`: the time before was made
    up for the demo.
    """

    __tablename__ = "schedule_edit"
    __table_args__ = (Index("ix_schedule_edit_step", "event_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    step: Mapped[int] = mapped_column(Integer)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    before: Mapped[str] = mapped_column(Line(60))
    after: Mapped[str] = mapped_column(Line(60))
    was_time_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_undone: Mapped[bool] = mapped_column(Boolean, default=False)

    session: Mapped[Session] = relationship()
    account: Mapped[Account | None] = relationship()

    @property
    def here(self) -> str:
        """Where it put the session, as things stand: made, or undone."""
        return self.before if self.is_undone else self.after

    @property
    def there(self) -> str:
        """Where the session goes when it is undone, or done again."""
        return self.after if self.is_undone else self.before


class SpeakerPlan(Base):
    """How a person comes to an event: from where (`zone`), in the room or online, and when; no times: always."""

    __tablename__ = "speaker_plan"
    __table_args__ = (Index("uq_speaker_plan", "event_id", "person_id", unique=True), ID_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    zone: Mapped[str] = mapped_column(Line(60), info=personal(Purpose.PLANNING, Erasing.ROW_GOES))
    is_online: Mapped[bool] = mapped_column(Boolean, default=False)

    times: Mapped[list["AvailableTime"]] = relationship(order_by="AvailableTime.starts_at, AvailableTime.id",
                                                        cascade="all, delete-orphan")  # fmt: skip


class AvailableTime(Base):
    """A time in which a person can take part."""

    __tablename__ = "available_time"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("speaker_plan.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Preview(Base):
    """Whether those who have the link may see the draft of an event; raising `link_version` withdraws older links."""

    __tablename__ = "preview"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    link_version: Mapped[int] = mapped_column(Integer, default=1)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()


class Objection(Base):
    """A person says that the planned time of a session does not suit them; settled once an organiser has seen to it.

    `planned` is the mark of the place that it stood at (rules.SessionPlace).
    """

    __tablename__ = "objection"
    __table_args__ = (Index("uq_objection", "session_id", "person_id", unique=True), ID_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Prose(1000), info=personal(Purpose.PLANNING, Erasing.ROW_GOES))
    planned: Mapped[str] = mapped_column(Line(60), info=NOT_PERSONAL)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_settled: Mapped[bool] = mapped_column(Boolean, default=False)

    session: Mapped[Session] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def mark(self) -> str:
        """A short text that differs wherever what was said does: what a page has seen of it."""
        return digest(f"{self.said_at.isoformat()} {self.planned} {self.words}")


class CurrentRelease(Base):
    """The one pointer of an event: which release its readers see."""

    __tablename__ = "current_release"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"))

    release: Mapped[Release] = relationship()


@may_name_people(Purpose.PROGRAMME)
class ReleasedSession(Base):
    """A session as it was released. `sequence` and `changed_at` are those of its public calendar entry."""

    __tablename__ = "released_session"
    __table_args__ = (
        Index("uq_released_session", "release_id", "session_id", unique=True),
        Index("uq_released_session_slug", "release_id", "slug", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH))
    code: Mapped[str] = mapped_column(Line(20), default="")
    title: Mapped[str] = mapped_column(Line(250))
    abstract: Mapped[str] = mapped_column(Prose(20000), default="")
    format_slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH))
    format_name: Mapped[str] = mapped_column(Line(60))
    is_break: Mapped[bool] = mapped_column(Boolean, default=False)
    theme_slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), default="")
    theme_name: Mapped[str] = mapped_column(Line(200), default="")
    mode: Mapped[AttendanceMode] = mapped_column(choice(AttendanceMode))
    language: Mapped[str] = mapped_column(Line(10), default="en")
    state: Mapped[SessionState] = mapped_column(choice(SessionState))
    room_name: Mapped[str] = mapped_column(Line(120), default="")
    room_slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), default="")
    room_position: Mapped[int] = mapped_column(Integer, default=0)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    position: Mapped[int] = mapped_column(Integer, default=0)
    uid: Mapped[str] = mapped_column(Line(255))
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    is_time_sample: Mapped[bool] = mapped_column(Boolean, default=False)

    release: Mapped[Release] = relationship(back_populates="sessions")
    session: Mapped[Session] = relationship()
    presentations: Mapped[list["ReleasedPresentation"]] = relationship(
        order_by="ReleasedPresentation.position, ReleasedPresentation.id", cascade="all, delete-orphan"
    )
    appearances: Mapped[list["ReleasedAppearance"]] = relationship(
        back_populates="released_session",
        order_by="ReleasedAppearance.position, ReleasedAppearance.id",
        cascade="all, delete-orphan",
    )


@may_name_people(Purpose.PROGRAMME)
class ReleasedPresentation(Base):
    """A presentation as it was released."""

    __tablename__ = "released_presentation"

    id: Mapped[int] = mapped_column(primary_key=True)
    released_session_id: Mapped[int] = mapped_column(ForeignKey("released_session.id", ondelete="CASCADE"), index=True)
    presentation_id: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Line(300))
    abstract: Mapped[str] = mapped_column(Prose(20000), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)


class ReleasedAppearance(Base):
    """Who stood in a released session, with name, role, job title and affiliation as released."""

    __tablename__ = "released_appearance"
    __table_args__ = ID_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    released_session_id: Mapped[int] = mapped_column(ForeignKey("released_session.id", ondelete="CASCADE"), index=True)
    presentation_id: Mapped[int | None] = mapped_column(Integer)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.PROGRAMME, Erasing.WITHHELD))
    role: Mapped[AppearanceRole] = mapped_column(choice(AppearanceRole))
    job_title: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    affiliation: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    position: Mapped[int] = mapped_column(Integer, default=0)

    released_session: Mapped[ReleasedSession] = relationship(back_populates="appearances")
    person: Mapped[Person] = relationship()
