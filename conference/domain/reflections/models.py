"""What an event leaves behind: write-ups, takeaways, quotes, highlights and blog posts."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import ID_ONCE, Base, Line, Prose, UtcDateTime, choice
from conference.core.personal import Erasing, Purpose, may_name_people, personal
from conference.core.text import SLUG_LENGTH
from conference.domain.events.models import Event
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.reflections.rules import WriteUpState


class WriteUp(Base):
    """A speaker's text on one session. `byline` is name, job title and affiliation as on the day it was submitted."""

    __tablename__ = "write_up"
    __table_args__ = (
        Index("uq_write_up_number", "session_id", "number", unique=True),
        Index("uq_write_up_author", "session_id", "person_id", unique=True),
        ID_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    number: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[WriteUpState] = mapped_column(choice(WriteUpState), default=WriteUpState.DRAFT)
    title: Mapped[str] = mapped_column(Line(250), default="", info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO))
    standfirst: Mapped[str] = mapped_column(Line(500), default="", info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO))
    body: Mapped[str] = mapped_column(Prose(20000), default="", info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO))
    open_question: Mapped[str] = mapped_column(
        Line(500), default="", info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO)
    )
    byline: Mapped[str] = mapped_column(Line(810), default="", info=personal(Purpose.PROGRAMME, Erasing.WITHHELD))
    note: Mapped[str] = mapped_column(Prose(4000), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    requested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)

    __mapper_args__ = {"version_id_col": version}

    session: Mapped[Session] = relationship()
    person: Mapped[Person] = relationship()
    takeaways: Mapped[list["Takeaway"]] = relationship(
        order_by="Takeaway.position, Takeaway.id", cascade="all, delete-orphan"
    )
    quotes: Mapped[list["Quote"]] = relationship(order_by="Quote.position, Quote.id", cascade="all, delete-orphan")


@may_name_people(Purpose.PROGRAMME)
class Takeaway(Base):
    """A numbered point of a session; of a write-up, or an editor's own (then public at once)."""

    __tablename__ = "takeaway"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    write_up_id: Mapped[int | None] = mapped_column(ForeignKey("write_up.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    text: Mapped[str] = mapped_column(Line(600))

    session: Mapped[Session] = relationship()


class Quote(Base):
    """Words that somebody said in a session. `attributed_as` is who they were on the day."""

    __tablename__ = "quote"
    __table_args__ = ID_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    write_up_id: Mapped[int | None] = mapped_column(ForeignKey("write_up.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    text: Mapped[str] = mapped_column(Line(600), info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO))
    attributed_as: Mapped[str] = mapped_column(
        Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.WITHHELD)
    )
    has_consent: Mapped[bool] = mapped_column(Boolean, default=False)
    source_url: Mapped[str] = mapped_column(Line(1000), default="", info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO))

    session: Mapped[Session] = relationship()
    person: Mapped[Person | None] = relationship()


@may_name_people(Purpose.PROGRAMME)
class Highlight(Base):
    """A sentence or two on what came of a session, or of a whole day, for the reflection page."""

    __tablename__ = "highlight"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    day: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Prose(2000))
    source_url: Mapped[str] = mapped_column(Line(1000), default="")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    session: Mapped[Session | None] = relationship()


@may_name_people(Purpose.PROGRAMME)
class BlogPost(Base):
    """A post on our blog or elsewhere. `posted_on` may be unknown; public from `published_at` on."""

    __tablename__ = "blog_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), unique=True)
    title: Mapped[str] = mapped_column(Line(300))
    url: Mapped[str] = mapped_column(Line(1000))
    publication: Mapped[str] = mapped_column(Line(120), default="")
    kind: Mapped[str] = mapped_column(Line(40), default="blog post")
    posted_on: Mapped[date | None] = mapped_column(Date)
    summary: Mapped[str] = mapped_column(Prose(2000), default="")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    authors: Mapped[list["BlogAuthor"]] = relationship(
        order_by="BlogAuthor.position, BlogAuthor.id", cascade="all, delete-orphan"
    )
    session_links: Mapped[list["BlogPostSession"]] = relationship(
        back_populates="blog_post", cascade="all, delete-orphan"
    )
    event_links: Mapped[list["BlogPostEvent"]] = relationship(back_populates="blog_post", cascade="all, delete-orphan")


class BlogAuthor(Base):
    """Who wrote a post, with the role as on the posting day."""

    __tablename__ = "blog_author"
    __table_args__ = ID_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    blog_post_id: Mapped[int] = mapped_column(ForeignKey("blog_post.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.PROGRAMME, Erasing.WITHHELD))
    role: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    position: Mapped[int] = mapped_column(Integer, default=0)

    blog_post: Mapped[BlogPost] = relationship(back_populates="authors")
    person: Mapped[Person | None] = relationship()


class BlogPostSession(Base):
    """A post reflects on a session; shown on both."""

    __tablename__ = "blog_post_session"

    blog_post_id: Mapped[int] = mapped_column(ForeignKey("blog_post.id", ondelete="CASCADE"), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), primary_key=True, index=True)

    blog_post: Mapped[BlogPost] = relationship(back_populates="session_links")
    session: Mapped[Session] = relationship()


class BlogPostEvent(Base):
    """A post reflects on a whole event; shown on both."""

    __tablename__ = "blog_post_event"

    blog_post_id: Mapped[int] = mapped_column(ForeignKey("blog_post.id", ondelete="CASCADE"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True)

    blog_post: Mapped[BlogPost] = relationship(back_populates="event_links")
    event: Mapped[Event] = relationship()
