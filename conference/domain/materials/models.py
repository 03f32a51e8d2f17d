"""Recordings, slides and other material of a session or a presentation."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, Line, UtcDateTime, choice
from conference.core.personal import Purpose, may_name_people
from conference.domain.materials.rules import MaterialKind
from conference.domain.programme.models import Session
from conference.domain.site.models import StoredFile


@may_name_people(Purpose.PROGRAMME)
class Material(Base):
    """A link or an uploaded file; public from `published_at` on."""

    __tablename__ = "material"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    presentation_id: Mapped[int | None] = mapped_column(ForeignKey("presentation.id", ondelete="SET NULL"))
    kind: Mapped[MaterialKind] = mapped_column(choice(MaterialKind))
    title: Mapped[str] = mapped_column(Line(200))
    url: Mapped[str] = mapped_column(Line(1000), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    position: Mapped[int] = mapped_column(Integer, default=0)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    session: Mapped[Session] = relationship()
    file: Mapped[StoredFile | None] = relationship()
