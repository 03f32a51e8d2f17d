"""What was merged, so that it can be undone; which records are said to be different; how long what is kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.database import Base, UtcDateTime, choice
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, nothing_personal, personal
from conference.domain.accounts.models import Account
from conference.domain.records.rules.keeping import Rule
from conference.domain.records.rules.merging import RecordKind


class RecordMerge(Base):
    """One record that went into another of its kind; it stays as a row, seen nowhere, until the merge is undone.

    `moved` holds the ids that moved by reference ("appearance.person_id"), `aside` the rows that were taken away by
    table, as `core.rows` writes them, `added` the ids of aliases that were made; `before` and `after` are the fields of
    the record that stayed that were changed.
    """

    __tablename__ = "record_merge"
    __table_args__ = (Index("ix_record_merge_kept", "kind", "kept_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RecordKind] = mapped_column(choice(RecordKind))
    kept_id: Mapped[int] = mapped_column(Integer)
    gone_id: Mapped[int] = mapped_column(Integer)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    merged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved: Mapped[dict[str, list[int]]] = mapped_column(JSON, info=NOT_PERSONAL)
    aside: Mapped[dict[str, list[str]]] = mapped_column(JSON, info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))
    added: Mapped[list[int]] = mapped_column(JSON, info=NOT_PERSONAL)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))
    after: Mapped[dict[str, Any]] = mapped_column(JSON, info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))

    account: Mapped[Account | None] = relationship()


class KnownDifferent(Base):
    """Two records of nearly one name that somebody said are two; `low_id` is the smaller id."""

    __tablename__ = "known_different"
    __table_args__ = (Index("uq_known_different", "kind", "low_id", "high_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RecordKind] = mapped_column(choice(RecordKind))
    low_id: Mapped[int] = mapped_column(Integer)
    high_id: Mapped[int] = mapped_column(Integer)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


@nothing_personal
class KeptFor(Base):
    """How many months something is kept, where that was said (`rules/keeping.py`); None keeps it for ever."""

    __tablename__ = "kept_for"

    rule: Mapped[Rule] = mapped_column(choice(Rule), primary_key=True)
    months: Mapped[int | None] = mapped_column(Integer)
