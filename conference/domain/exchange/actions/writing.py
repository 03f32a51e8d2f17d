"""Writing what was chosen of a file, in bulk: one statement for all new rows of a table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.sql.base import ExecutableOption

from conference.core.database import Base, db
from conference.core.differences import Changes
from conference.domain.accounts.actions import record_each
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Venue
from conference.domain.exchange.rules import Deed, Difference, Held, Thing
from conference.domain.people.models import Person
from conference.formats.programmes.values import Programme

AT_ONCE = 500  # values in one IN (...)
INSTANTS = frozenset({"starts_at"})
PLAIN = frozenset({"abstract", "affiliation", "biography", "capacity", "code", "directions", "job_title", "language",
                   "minutes", "mode", "name", "state", "title"})  # fmt: skip
Record = TypeVar("Record", bound=Base)


@dataclass
class Writing:
    """One import while it is written: what is to do, where it goes, and the ids of what is new by item key."""

    programme: Programme
    held: Held
    deeds: Sequence[Deed]
    event: Event | None
    venue: Venue | None
    actor: Account | str
    now: datetime
    ids: dict[str, int] = field(default_factory=dict)

    def new(self, thing: Thing) -> list[Deed]:
        """What is new of this kind, in the order of the file."""
        return [one for one in self.deeds if one.item.thing is thing and one.is_new]

    def changed(self, thing: Thing) -> dict[int, Deed]:
        """What changes of this kind, by the id of ours."""
        return {one.item.target: one for one in self.deeds
                if one.item.thing is thing and one.item.target is not None and one.changes}  # fmt: skip

    def insert(self, thing: Thing, kind: type[Base], rows: Sequence[Mapping[str, Any]], by: str = "slug") -> list[int]:
        """Write the new things of a kind, a row each (`by`: a column that tells them apart); their ids are recorded."""
        ids = list(insert_rows(kind, rows, by).values())
        self.ids.update({deed.item.key: row_id for deed, row_id in zip(self.new(thing), ids, strict=True)})
        self.record(f"add {thing}", kind, {row_id: {} for row_id in ids})
        return ids

    def record(
        self, action: str, kind: type[Base], changes: Mapping[int, Changes],
        details: Mapping[int, Mapping[str, Any]] | None = None,
    ) -> None:  # fmt: skip
        """One row of the journal for each; an import says which it was by its own row."""
        event_id = self.event.id if self.event else None
        record_each(action, kind, changes, actor=self.actor, now=self.now, event_id=event_id, details=details)


def insert_rows(kind: type[Base], rows: Sequence[Mapping[str, Any]], *by: str) -> dict[tuple[Any, ...], int]:
    """Write rows with the same columns; their ids by the columns that tell them apart, in the order of the rows.

    One statement for up to a thousand: asked for ids in the order of the rows, SQLite would take one for each.
    """
    if not rows:
        return {}
    columns = [getattr(kind, name) for name in (*by, "id")]
    written = {tuple(row[:-1]): row[-1] for row in db.session.execute(insert(kind).returning(*columns), list(rows))}
    keys = [tuple(row[name] for name in by) for row in rows]
    return {key: written[key] for key in keys}


def insert_all(kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows with the same columns whose ids nobody needs."""
    if rows:
        db.session.execute(insert(kind), list(rows))


def load(kind: type[Record], ids: Iterable[int], *options: ExecutableOption) -> list[Record]:
    """The records with these ids as they stand now, held until the transaction ends."""
    wanted: list[int] = sorted(ids)
    found: list[Record] = []
    its_id: Any = kind.id  # type: ignore[attr-defined]
    for start in range(0, len(wanted), AT_ONCE):
        query = select(kind).where(its_id.in_(wanted[start : start + AT_ONCE])).order_by(its_id).options(*options)
        found.extend(db.session.scalars(query.with_for_update().execution_options(populate_existing=True)))
    return found


def hold_people(ids: Collection[int]) -> bool:
    """Let nobody merge these people until the transaction ends; False where one of them was merged already."""
    wanted, standing = sorted(ids), Person.merged_into_id.is_(None)
    found = 0
    for start in range(0, len(wanted), AT_ONCE):
        query = select(Person.id).where(Person.id.in_(wanted[start : start + AT_ONCE]), standing).order_by(Person.id)
        found += len(db.session.scalars(query.with_for_update(read=True, key_share=True)).all())
    return found == len(wanted)


def changes_of(deed: Deed, done: Collection[str]) -> Changes:
    """What was set, as the journal keeps it; of what is named by an id only that it was changed."""
    changes = {one.field: one for one in deed.changes}
    return {field: _pair(changes[field]) if field in changes else None for field in done}


def _pair(one: Difference) -> list[Any] | None:
    if one.field in INSTANTS:
        return [value and {"at": value} for value in (one.before, one.after)]
    return [one.before, one.after] if one.field in PLAIN else None


def set_fields(record: Base, changes: Iterable[Difference], names: Mapping[str, str]) -> list[str]:
    """Give columns (`names`: by field) their new values, unless somebody else changed them just now; what was set."""
    done = []
    for change in changes:
        name = names.get(change.field)
        if name is not None and getattr(record, name) == change.before:
            setattr(record, name, change.after)
            done.append(change.field)
    return done
