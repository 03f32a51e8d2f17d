"""Briefings: issues with sections and items that point back at what they tell of."""

import enum
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, Prose, UtcDateTime, choice
from conference.core.personal import Purpose, may_name_people
from conference.core.text import SLUG_LENGTH
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.reflections.models import BlogPost, WriteUp


class BriefingState(enum.StrEnum):
    """The life of a briefing."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"


class ItemKind(enum.StrEnum):
    """What an item of a briefing is."""

    NEWS = "news"
    COMMENTARY = "commentary"
    EVENT = "event"
    REFLECTION = "reflection"
    CASE_STUDY = "case study"
    CALL = "call"


@may_name_people(Purpose.PROGRAMME)
class Briefing(Base):
    """One issue. `period` is "2021-10" or "2021-W41"."""

    __tablename__ = "briefing"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), unique=True)
    title: Mapped[str] = mapped_column(Line(200))
    period: Mapped[str] = mapped_column(Line(10))
    intro: Mapped[str] = mapped_column(Prose(5000), default="")
    state: Mapped[BriefingState] = mapped_column(choice(BriefingState), default=BriefingState.DRAFT)
    issued_on: Mapped[date] = mapped_column(Date, index=True)
    is_day_known: Mapped[bool] = mapped_column(default=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    sections: Mapped[list["BriefingSection"]] = relationship(
        order_by="BriefingSection.position, BriefingSection.id", cascade="all, delete-orphan"
    )


@may_name_people(Purpose.PROGRAMME)
class BriefingSection(Base):
    """A headed part of a briefing; a section of level 3 belongs under the one of level 2 before it."""

    __tablename__ = "briefing_section"

    id: Mapped[int] = mapped_column(primary_key=True)
    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefing.id", ondelete="CASCADE"), index=True)
    heading: Mapped[str] = mapped_column(Line(200))
    level: Mapped[int] = mapped_column(Integer, default=2)
    position: Mapped[int] = mapped_column(Integer, default=0)

    items: Mapped[list["BriefingItem"]] = relationship(
        order_by="BriefingItem.position, BriefingItem.id", cascade="all, delete-orphan"
    )


@may_name_people(Purpose.PROGRAMME)
class BriefingItem(Base):
    """One thing told, with the address outside that it is at, if any."""

    __tablename__ = "briefing_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("briefing_section.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ItemKind] = mapped_column(choice(ItemKind))
    title: Mapped[str] = mapped_column(Line(300))
    summary: Mapped[str] = mapped_column(Prose(2000), default="")
    organisation: Mapped[str] = mapped_column(Line(200), default="")
    url: Mapped[str] = mapped_column(Line(1000), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)

    links: Mapped[list["BriefingLink"]] = relationship(order_by="BriefingLink.id", cascade="all, delete-orphan")


class BriefingLink(Base):
    """An item tells of a page of ours: exactly one of the four is set; shown on both."""

    __tablename__ = "briefing_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("briefing_item.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    blog_post_id: Mapped[int | None] = mapped_column(ForeignKey("blog_post.id", ondelete="CASCADE"), index=True)
    write_up_id: Mapped[int | None] = mapped_column(ForeignKey("write_up.id", ondelete="CASCADE"), index=True)

    event: Mapped[Event | None] = relationship()
    session: Mapped[Session | None] = relationship()
    blog_post: Mapped[BlogPost | None] = relationship()
    write_up: Mapped[WriteUp | None] = relationship()
