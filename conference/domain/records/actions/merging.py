"""Making one record of two, and two of one again; saying that two are different."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, exists, insert, select, update

from conference.core.database import Base, db, lock
from conference.core.differences import Changes, change
from conference.core.errors import Conflict
from conference.core.rows import row_as_line, row_from_line
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.people.models import Organisation, Person
from conference.domain.people.queries import standing
from conference.domain.people.rules import folded
from conference.domain.records.models import KnownDifferent, RecordMerge
from conference.domain.records.queries.merging import (
    ALIASES,
    TABLES,
    Record,
    aliases_of,
    events_with,
    find_different,
    kind_of,
    list_merges,
    moves_between,
    records_of,
    said_in,
    stamp_of,
    table_of,
    write_ups_in_the_way,
)
from conference.domain.records.rules.merging import (
    REFERENCES,
    Move,
    Reference,
    Twice,
    check_are_two,
    check_may_merge,
    check_may_undo,
    check_unchanged,
    merged_values,
    new_alias,
    restored_values,
)
from conference.domain.site.actions import renew_documents, touch_public

Actor = Account | str
HIDDEN = {"email", "photo_id"}


def merge_records(
    kept: Record, gone: Record, taken: Collection[str], *, actor: Actor, now: datetime, seen: str | None = None
) -> RecordMerge:
    """Make one record of two of a kind: `gone` goes into `kept`; of the fields in `taken` its value stays.

    Whatever points at `gone` points at `kept` then, also in programmes as they were released (their words stay), and
    the address of `gone` leads to `kept` for ever. Raises Conflict where one of them was merged meanwhile, or changed
    since a page showed them (`seen` is what `stamp_of` said then).
    """
    _hold(kept, gone)
    if seen is not None:
        check_unchanged(seen, stamp_of(kept, gone))
    check_may_merge(gone.name, write_ups_in_the_way(kept, gone))
    moves, values = moves_between(kept, gone), merged_values(said_in(kept), said_in(gone), taken)
    merge = RecordMerge(
        kind=kind_of(kept), kept_id=kept.id, gone_id=gone.id, merged_at=now,
        account_id=actor.id if isinstance(actor, Account) else None,
        before={name: getattr(kept, name) for name in values}, after=values,
        added=_add_alias(kept, gone, values.get("name", kept.name)), aside=_set_aside(moves),
        moved={move.reference.name: _point_to(kept, move) for move in moves},
    )  # fmt: skip
    db.session.add(merge)
    gone.merged_into_id = kept.id
    _change(kept, gone, "merge records", values, actor, now)
    return merge


def _hold(kept: Record, gone: Record) -> None:
    """Lock both, in one order whichever stays; raises Conflict where they are one, or one stands no more.

    The events go first, so that no release copies into its snapshot who goes just then.
    """
    check_are_two(kept.id, gone.id)
    held = _hold_events(gone)
    for one in sorted((kept, gone), key=lambda one: one.id):
        lock(one)
        if one.merged_into_id is not None:
            raise Conflict(_("%(name)s was merged into another record meanwhile.", name=one.name))
    check_unchanged(held, events_with(gone))


def _hold_events(record: Record) -> list[int]:
    """Lock the events in whose draft somebody stands; their ids."""
    ids = events_with(record)
    for event_id in ids:
        lock(db.session.get_one(Event, event_id))
    return ids


def _add_alias(kept: Record, gone: Record, stays: str) -> list[int]:
    """Let the name that does not stay be a further one; its id, if it is new."""
    name = new_alias(kept.name, gone.name, stays, aliases_of(kept, gone))
    if not name:
        return []
    alias = ALIASES[kind_of(kept)](**{f"{kind_of(kept)}_id": kept.id}, name=name, folded_name=folded(name))
    db.session.add(alias)
    db.session.flush()
    return [alias.id]


def _set_aside(moves: Sequence[Move]) -> dict[str, list[str]]:
    """Take away what both have and only one may have; the rows, by table."""
    aside = {}
    for move in moves:
        if move.reference.twice is Twice.IS_KEPT_ASIDE:
            table = table_of(move.reference)
            twice = table.c.id.in_(move.twice)
            rows = db.session.execute(select(table).where(twice).order_by(table.c.id)).mappings()
            aside[table.name] = [row_as_line(dict(row)).decode() for row in rows]
            db.session.execute(delete(table).where(twice))
    return aside


def _point_to(kept: Record, move: Move) -> list[int]:
    table = table_of(move.reference)
    moved = update(table).where(table.c.id.in_(move.moves))
    db.session.execute(moved.values({move.reference.column: kept.id}))
    return list(move.moves)


def _change(kept: Record, gone: Record, deed: str, values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Give the record that stays its values, write the journal of both, and let the public pages follow."""
    if isinstance(kept, Person) and values.get("email", kept.email) != kept.email:
        kept.link_version += 1
    if "name" in values:
        kept.folded_name = folded(values["name"])
    changes = _named(change(kept, values, hidden=HIDDEN))
    db.session.flush()
    db.session.expire_all()
    record(deed, kept, actor=actor, now=now, within=gone, changes=changes, kept=kept.name, merged=gone.name)
    touch_public()
    renew_documents(now)


def _named(changes: Changes) -> Changes:
    """The journal keeps the names of organisations, not their ids."""
    if pair := changes.pop("organisation_id", None):
        found = [db.session.get(Organisation, its_id) if its_id else None for its_id in pair]
        changes["organisation"] = [one.name if one else None for one in found]
    return changes


def undo_merge(merge: RecordMerge, *, actor: Actor, now: datetime) -> Record:
    """Make two records of one again, both as they were but for what was edited since; the one that comes back.

    Raises Conflict where one of them was merged again since: that is undone first.
    """
    kept, gone = _both(merge)
    later = [_name(merge, one.gone_id) for one in list_merges(kept) if one.id > merge.id]
    check_may_undo(is_undone=merge.undone_at is not None, name=kept.name, later=later,
                   merged_into=_name(merge, kept.merged_into_id))  # fmt: skip
    for reference in REFERENCES[merge.kind]:
        _point_back(reference, merge)
    _put_back(merge.aside)
    _take_alias_back(merge)
    gone.merged_into_id, merge.undone_at = None, now
    values = _with_organisation(restored_values(said_in(kept), merge.before, merge.after))
    _change(kept, gone, "undo merge", values, actor, now)
    return gone


def _take_alias_back(merge: RecordMerge) -> None:
    """Delete the alias that was made, if it is still one of the record that stayed."""
    aliases = ALIASES[merge.kind]
    owner = getattr(aliases, f"{merge.kind}_id")
    db.session.execute(delete(aliases).where(aliases.id.in_(merge.added), owner == merge.kept_id))


def _point_back(reference: Reference, merge: RecordMerge) -> None:
    """What moved and is still there belongs to the other again."""
    table, ids = table_of(reference), merge.moved.get(reference.name, [])
    column = table.c[reference.column]
    back = update(table).where(table.c.id.in_(ids), column == merge.kept_id)
    db.session.execute(back.values({reference.column: merge.gone_id}))


def _both(merge: RecordMerge) -> tuple[Record, Record]:
    table = TABLES[merge.kind]
    _hold_events(db.session.get_one(table, merge.kept_id))
    for its_id in sorted((merge.kept_id, merge.gone_id)):
        lock(db.session.get_one(table, its_id))
    lock(merge)
    return records_of(merge)


def _name(merge: RecordMerge, its_id: int | None) -> str:
    return str(db.session.get_one(TABLES[merge.kind], its_id).name) if its_id else ""


def _put_back(aside: Mapping[str, Sequence[str]]) -> None:
    """Write the rows that were taken away again, as far as what they point at is still there."""
    for name, lines in aside.items():
        table = Base.metadata.tables[name]
        for line in lines:
            row = _fitting(table, _with_organisation(row_from_line(table, line.encode())))
            if row is not None:
                db.session.execute(insert(table).values(row))


def _fitting(table: Table, row: dict[str, Any]) -> dict[str, Any] | None:
    """The row without what is gone since; None where it cannot stand without that. Its id, unless that is taken."""
    for column in table.c:
        for key in column.foreign_keys:
            if row[column.name] is None or _is_there(key.column.table, row[column.name]):
                continue
            if not column.nullable:
                return None
            row[column.name] = None
    return {name: value for name, value in row.items() if name != "id"} if _is_there(table, row["id"]) else row


def _with_organisation(values: dict[str, Any]) -> dict[str, Any]:
    """The values from before a merge; where their organisation was merged since, with the one that stands."""
    known = db.session.get(Organisation, values.get("organisation_id") or 0)
    return {**values, "organisation_id": standing(known).id} if known else values


def _is_there(table: Table, its_id: int) -> bool:
    return bool(db.session.scalar(select(exists().where(table.c.id == its_id))))


def say_different(one: Record, other: Record, *, actor: Actor, now: datetime) -> None:
    """Say that two records of nearly one name are two; they are not shown as one any more."""
    check_are_two(one.id, other.id)
    if find_different(one, other) is None:
        low, high = sorted((one.id, other.id))
        db.session.add(KnownDifferent(kind=kind_of(one), low_id=low, high_id=high, said_at=now))
        record("say different", one, actor=actor, now=now, other=other.name)


def ask_again(one: Record, other: Record, *, actor: Actor, now: datetime) -> None:
    """Take it back that two records are different."""
    known = find_different(one, other)
    if known is not None:
        db.session.delete(known)
        record("ask again whether the same", one, actor=actor, now=now, other=other.name)
