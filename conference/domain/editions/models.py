"""From which event an edition was opened; what the webinars of a series share."""

from dataclasses import fields
from datetime import time

from sqlalchemy import ForeignKey, Integer, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, choice
from conference.core.personal import nothing_personal
from conference.domain.editions.rules import Rhythm, TemplateDetails
from conference.domain.events.models import Event, Series
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.models import Format


class EditionOrigin(Base):
    """The event that an edition was opened from: what its texts may still speak of."""

    __tablename__ = "edition_origin"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)

    event: Mapped[Event] = relationship(foreign_keys=event_id)
    earlier: Mapped[Event] = relationship(foreign_keys=earlier_id)


@nothing_personal
class SeriesTemplate(Base):
    """What a new webinar of a series begins with. Times are wall-clock times in `zone`; Monday is 0."""

    __tablename__ = "series_template"

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), primary_key=True)
    weekday: Mapped[int] = mapped_column(Integer)
    rhythm: Mapped[Rhythm] = mapped_column(choice(Rhythm))
    starts: Mapped[time] = mapped_column(Time)
    minutes: Mapped[int] = mapped_column(Integer)
    zone: Mapped[str] = mapped_column(Line(60))
    zone_place: Mapped[str] = mapped_column(Line(60), default="")
    mode: Mapped[AttendanceMode] = mapped_column(choice(AttendanceMode))
    online_platform: Mapped[str] = mapped_column(Line(80), default="")
    format_id: Mapped[int] = mapped_column(ForeignKey("format.id"))
    capacity_in_person: Mapped[int | None] = mapped_column(Integer)
    capacity_online: Mapped[int | None] = mapped_column(Integer)
    opens_days_before: Mapped[int | None] = mapped_column(Integer)
    closes_minutes_before: Mapped[int | None] = mapped_column(Integer)

    series: Mapped[Series] = relationship()
    format: Mapped[Format] = relationship()

    @property
    def details(self) -> TemplateDetails:
        """What it says, apart from the format."""
        return TemplateDetails(**{one.name: getattr(self, one.name) for one in fields(TemplateDetails)})
