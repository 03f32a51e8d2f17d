"""From which event an edition was opened."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base
from conference.domain.events.models import Event


class EditionOrigin(Base):
    """The event that an edition was opened from: what its texts may still speak of."""

    __tablename__ = "edition_origin"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)

    event: Mapped[Event] = relationship(foreign_keys=event_id)
    earlier: Mapped[Event] = relationship(foreign_keys=earlier_id)
