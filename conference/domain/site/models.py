"""The organisation's own settings, the files that people uploaded, and the PDFs that we made."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference import links
from conference.core.database import Base, Line, Prose, UtcDateTime
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, nothing_personal, personal
from conference.core.tokens import public_id

THE_ONE = 1
OWN_WORDS = personal(Purpose.STAFF, Erasing.STAYS)  # what the organisation says of itself: changed in the settings


class StoredFile(Base):
    """An uploaded file: its bytes lie in the storage under `storage_key`, never under its own name."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Line(40), unique=True, info=NOT_PERSONAL)
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.PROGRAMME, Erasing.NAMES_GO))
    media_type: Mapped[str] = mapped_column(Line(100), info=NOT_PERSONAL)
    size: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(Line(64), info=NOT_PERSONAL)
    storage_key: Mapped[str] = mapped_column(Line(200), info=NOT_PERSONAL)
    is_public: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Site(Base):
    """The one row of settings of this installation."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Line(120), info=OWN_WORDS)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    sender_email: Mapped[str] = mapped_column(Line(254), info=OWN_WORDS)
    reply_to: Mapped[str] = mapped_column(Line(254), default="", info=OWN_WORDS)
    home_zone: Mapped[str] = mapped_column(Line(60), default="Europe/London", info=NOT_PERSONAL)
    about: Mapped[str] = mapped_column(Prose(2000), default="", info=OWN_WORDS)
    privacy_notice: Mapped[str] = mapped_column(Prose(20000), default="", info=OWN_WORDS)
    footer: Mapped[str] = mapped_column(Line(500), default="", info=OWN_WORDS)
    is_set_up: Mapped[bool] = mapped_column(Boolean, default=False)
    public_version: Mapped[str] = mapped_column(Line(40), default=public_id, info=NOT_PERSONAL)

    logo: Mapped[StoredFile | None] = relationship()

    @property
    def logo_url(self) -> str | None:
        """The address of the logo, or None."""
        return links.file(self.logo.public_id, self.logo.name) if self.logo else None


@nothing_personal
class Document(Base):
    """A PDF that we hand out, under our own name for it ("write-up-12"): the newest file that could be made.

    `made_of` is the digest of the page that it was made of.
    """

    __tablename__ = "document"

    name: Mapped[str] = mapped_column(Line(60), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    made_of: Mapped[str] = mapped_column(Line(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    file: Mapped[StoredFile] = relationship()
