"""Series, events, their places and rooms, opening hours, deadlines and teams."""

from datetime import date, datetime, time

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, Prose, UtcDateTime, choice
from conference.core.personal import Purpose, may_name_people
from conference.core.text import SLUG_LENGTH
from conference.domain.accounts.models import Account
from conference.domain.events.rules import AttendanceMode, EventKind, EventState, TeamRole


@may_name_people(Purpose.PROGRAMME)
class Series(Base):
    """What repeats: a conference with its editions, a run of webinars."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), unique=True)
    title: Mapped[str] = mapped_column(Line(200))
    short_title: Mapped[str] = mapped_column(Line(40), default="")
    summary: Mapped[str] = mapped_column(Line(400), default="")
    description: Mapped[str] = mapped_column(Prose(20000), default="")
    accent: Mapped[str] = mapped_column(Line(7), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)

    events: Mapped[list["Event"]] = relationship(back_populates="series", order_by="Event.starts_at, Event.id")


@may_name_people(Purpose.PROGRAMME)
class Venue(Base):
    """A building."""

    __tablename__ = "venue"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Line(200))
    street: Mapped[str] = mapped_column(Line(200), default="")
    city: Mapped[str] = mapped_column(Line(100), default="")
    country: Mapped[str] = mapped_column(Line(2), default="")
    directions: Mapped[str] = mapped_column(Prose(5000), default="")

    rooms: Mapped[list["Room"]] = relationship(back_populates="venue", order_by="Room.position, Room.id",
                                               cascade="all, delete-orphan")  # fmt: skip


@may_name_people(Purpose.PROGRAMME)
class Room(Base):
    """A room of a venue."""

    __tablename__ = "room"
    __table_args__ = (Index("uq_room_slug", "venue_id", "slug", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Line(120))
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH))
    capacity: Mapped[int | None] = mapped_column(Integer)
    building: Mapped[str] = mapped_column(Line(120), default="")
    has_streaming: Mapped[bool] = mapped_column(Boolean, default=False)
    directions: Mapped[str] = mapped_column(Prose(2000), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)

    venue: Mapped[Venue] = relationship(back_populates="rooms")


@may_name_people(Purpose.PROGRAMME)
class Event(Base):
    """One dated happening. Start and end are instants; `zone` is the IANA zone that its times are read in.

    Who waits gets a free place at once, or is offered it for `offer_hours`.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), unique=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(choice(EventKind))
    state: Mapped[EventState] = mapped_column(choice(EventState), default=EventState.DRAFT)
    title: Mapped[str] = mapped_column(Line(200))
    short_title: Mapped[str] = mapped_column(Line(40), default="")
    edition: Mapped[str] = mapped_column(Line(20), default="")
    summary: Mapped[str] = mapped_column(Line(400), default="")
    description: Mapped[str] = mapped_column(Prose(20000), default="")
    zone: Mapped[str] = mapped_column(Line(60))
    zone_place: Mapped[str] = mapped_column(Line(60), default="")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mode: Mapped[AttendanceMode] = mapped_column(choice(AttendanceMode))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    online_platform: Mapped[str] = mapped_column(Line(80), default="")
    join_link: Mapped[str] = mapped_column(Line(1000), default="")
    accent: Mapped[str] = mapped_column(Line(7), default="")
    capacity_in_person: Mapped[int | None] = mapped_column(Integer)
    capacity_online: Mapped[int | None] = mapped_column(Integer)
    offer_hours: Mapped[int | None] = mapped_column(Integer)
    registration_opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    registration_closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    topics: Mapped[str] = mapped_column(Prose(2000), default="")
    uid: Mapped[str] = mapped_column(Line(255), unique=True)
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_date_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    cancelled_because: Mapped[str] = mapped_column(Prose(1000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    series: Mapped[Series | None] = relationship(back_populates="events")
    venue: Mapped[Venue | None] = relationship()
    deadlines: Mapped[list["Deadline"]] = relationship(
        order_by="Deadline.at, Deadline.id", cascade="all, delete-orphan"
    )
    hours: Mapped[list["OpeningHours"]] = relationship(order_by="OpeningHours.day", cascade="all, delete-orphan")

    @property
    def name(self) -> str:
        """The short title where there is one ("SOC22"), else the title."""
        return self.short_title or self.title


@may_name_people(Purpose.PROGRAMME)
class Deadline(Base):
    """A named date of an event: the call closes, early tickets end."""

    __tablename__ = "deadline"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    url: Mapped[str] = mapped_column(Line(1000), default="")


class OpeningHours(Base):
    """From when to when the venue is open on one day, wall-clock times in the event's zone."""

    __tablename__ = "opening_hours"
    __table_args__ = (Index("uq_opening_hours", "event_id", "day", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)
    opens: Mapped[time] = mapped_column(Time)
    closes: Mapped[time] = mapped_column(Time)


class TeamMember(Base):
    """A member of staff with a role at one event only."""

    __tablename__ = "team_member"
    __table_args__ = (Index("uq_team_member", "event_id", "account_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[TeamRole] = mapped_column(choice(TeamRole))

    account: Mapped[Account] = relationship()
