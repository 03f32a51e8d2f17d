"""Imports of files, and which of our records is known in which source by what name."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from conference.core.database import ID_ONCE, Base, Line, UtcDateTime, choice
from conference.core.personal import Erasing, Purpose, may_name_people, personal
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.exchange.rules import VALUE_LENGTH, ImportState, Thing
from conference.domain.site.models import StoredFile
from conference.formats.programmes.values import Scheme

OF_NO_EVENT = text("event_id IS NULL")


@may_name_people(Purpose.IMPORT)
class ProgrammeImport(Base):
    """One file on its way in. Without an event it makes one, or is a file of people only.

    `how`, `asked`, `report`, `choices` and `outcome` hold what the rules of the feature say (`rules/answers.py`,
    `rules/reports.py`), `ticked` the marks of what is ticked in the report (`queries/ticks.py`). `doing`,
    `progress_done` and `progress_total` are for showing how far the worker is.
    """

    __tablename__ = "programme_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    file_name: Mapped[str] = mapped_column(Line(200))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    format: Mapped[str] = mapped_column(Line(40), default="")
    state: Mapped[ImportState] = mapped_column(choice(ImportState), default=ImportState.UPLOADED)
    doing: Mapped[str] = mapped_column(Line(200), default="")
    progress_done: Mapped[int] = mapped_column(Integer, default=0)
    progress_total: Mapped[int] = mapped_column(Integer, default=0)
    how: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    report: Mapped[dict[str, Any]] = deferred(mapped_column(JSON, default=dict))
    ticked: Mapped[list[str]] = deferred(mapped_column(JSON, default=list))
    choices: Mapped[dict[str, Any]] = deferred(mapped_column(JSON, default=dict))
    outcome: Mapped[dict[str, Any]] = deferred(mapped_column(JSON, default=dict))
    sentence: Mapped[str] = mapped_column(Line(1000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event | None] = relationship()
    account: Mapped[Account | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()


class SourceIdentity(Base):
    """By what one of our records is known in the files of an event; `event_id` is null for files of people only.

    `said` is what the last import from there said, field by field: where ours differs from it, an organiser has
    edited the field since. `file` is the format and the name of the file that said it.
    """

    __tablename__ = "source_identity"
    __table_args__ = (
        Index("uq_source_identity", "event_id", "thing", "scheme", "value", "slot", unique=True),
        Index("uq_source_identity_of_people", "thing", "scheme", "value", "slot", unique=True,
              sqlite_where=OF_NO_EVENT, postgresql_where=OF_NO_EVENT),
        ID_ONCE,
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    thing: Mapped[Thing] = mapped_column(choice(Thing))
    scheme: Mapped[Scheme] = mapped_column(choice(Scheme))
    value: Mapped[str] = mapped_column(Line(VALUE_LENGTH), info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))
    slot: Mapped[int] = mapped_column(Integer, default=0)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    format_id: Mapped[int | None] = mapped_column(ForeignKey("format.id", ondelete="CASCADE"), index=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))
    file: Mapped[str] = mapped_column(Line(250), default="", info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
