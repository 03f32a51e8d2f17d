"""Staff accounts, and the journal of who did what."""

from datetime import datetime
from typing import Any

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.addresses import FoldsAddress
from conference.core.database import Base, Line, UtcDateTime
from conference.core.differences import Changes
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, nothing_personal, personal

account_role = Table(
    "account_role",
    Base.metadata,
    Column("account_id", Integer, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", Integer, ForeignKey("role.id"), primary_key=True),
)


@nothing_personal
class StoredRole(Base, RoleMixin):
    """A role as the sign-in library keeps it; what it may do stands in `rules.py`."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Line(40), unique=True)
    description: Mapped[str] = mapped_column(Line(200), default="")


class Account(FoldsAddress, Base, UserMixin):
    """A member of staff who can sign in. Mails go to the address as it was typed; `folded_email` compares it.

    `columns` are those that they want to see of a table of the workbench, by its key.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.STAFF, Erasing.NUMBERED))
    folded_email: Mapped[str] = mapped_column(Line(254), unique=True, info=personal(Purpose.STAFF, Erasing.NUMBERED))
    name: Mapped[str] = mapped_column(Line(200), default="", info=personal(Purpose.STAFF, Erasing.EMPTIED))
    password: Mapped[str | None] = mapped_column(Line(255), info=personal(Purpose.STAFF, Erasing.EMPTIED))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(Line(64), unique=True, info=NOT_PERSONAL)
    us_totp_secrets: Mapped[str | None] = mapped_column(Line(2000), info=personal(Purpose.STAFF, Erasing.EMPTIED))
    us_phone_number: Mapped[str | None] = mapped_column(Line(128), info=personal(Purpose.STAFF, Erasing.EMPTIED))
    link_version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    columns: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict, info=NOT_PERSONAL)

    roles: Mapped[list[StoredRole]] = relationship(  # type: ignore[assignment]
        secondary=account_role, lazy="selectin"
    )

    @property
    def shown_name(self) -> str:
        """Their name, or the address of who has said none."""
        return self.name or self.email


class SignIn(Base):
    """One sign-in, from asking for it to signing out; all its instants are real time.

    `account_id` is empty where the address asked for is nobody's, so that both cases take the same way. `browser` and
    `used_by` are digests of a key that only the asking and the using page hold; `code_secret` makes the mailed code.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(
        Line(64), default="", index=True, info=personal(Purpose.SIGN_IN, Erasing.ROW_GOES)
    )
    code_secret: Mapped[str] = mapped_column(Line(500), default="", info=personal(Purpose.SIGN_IN, Erasing.ROW_GOES))
    next_path: Mapped[str] = mapped_column(Line(500), default="", info=personal(Purpose.SIGN_IN, Erasing.ROW_GOES))
    tries: Mapped[int] = mapped_column(Integer, default=0)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_by: Mapped[str] = mapped_column(Line(64), default="", info=personal(Purpose.SIGN_IN, Erasing.ROW_GOES))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account | None] = relationship()


class JournalEntry(Base):
    """One deed: who did what to which thing, written in the transaction of the deed.

    `within_kind` and `within_id` name the record that the thing is a part of: the session of a presentation.
    `changes` are the fields that it changed, as `core.differences` keeps them.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_subject", "subject_kind", "subject_id"),
        Index("ix_journal_entry_within", "within_kind", "within_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.JOURNAL, Erasing.NAMES_GO))
    action: Mapped[str] = mapped_column(Line(60), info=NOT_PERSONAL)
    subject_kind: Mapped[str] = mapped_column(Line(40), info=NOT_PERSONAL)
    subject_id: Mapped[int] = mapped_column(Integer)
    within_kind: Mapped[str | None] = mapped_column(Line(40), info=NOT_PERSONAL)
    within_id: Mapped[int | None] = mapped_column(Integer)
    event_id: Mapped[int | None] = mapped_column(Integer, index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=personal(Purpose.JOURNAL, Erasing.EMPTIED))
    changes: Mapped[Changes] = mapped_column(JSON, default=dict, info=personal(Purpose.JOURNAL, Erasing.EMPTIED))

    account: Mapped[Account | None] = relationship()
