"""Reading what a merge would do, what was merged, and which records may be the same."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, and_, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from conference.core.database import Base, db
from conference.core.errors import NotFound
from conference.core.text import fold
from conference.core.tokens import digest
from conference.core.words import _
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias
from conference.domain.people.queries import get_organisation, get_person, names_of_organisations, names_of_people
from conference.domain.people.rules import near_matches, near_pairs
from conference.domain.programme.models import Appearance, Session
from conference.domain.records.models import KnownDifferent, RecordMerge
from conference.domain.records.rules.merging import FIELDS, REFERENCES, Move, RecordKind, Reference, Row, move_of
from conference.domain.reflections.models import BlogAuthor, WriteUp
from conference.domain.reflections.rules import WriteUpState

Record = Person | Organisation
TABLES: dict[RecordKind, Any] = {RecordKind.PERSON: Person, RecordKind.ORGANISATION: Organisation}
ALIASES: dict[RecordKind, Any] = {RecordKind.PERSON: PersonAlias, RecordKind.ORGANISATION: OrganisationAlias}
MOST_FOUND = 100
SHARED_WORDS = {RecordKind.PERSON: 2, RecordKind.ORGANISATION: 1}


def get_record(kind: RecordKind, slug: str) -> Record:
    """The person or organisation with this slug; raises NotFound."""
    return get_person(slug) if kind is RecordKind.PERSON else get_organisation(slug)


def kind_of(record: Record) -> RecordKind:
    """What a record is."""
    return RecordKind(record.__tablename__)


def said_in(record: Record) -> dict[str, Any]:
    """The fields of a record that a merge chooses among."""
    return {field: getattr(record, field) for field in FIELDS[kind_of(record)]}


def table_of(reference: Reference) -> Table:
    """The table that a reference names."""
    return Base.metadata.tables[reference.table]


def moves_between(kept: Record, gone: Record) -> list[Move]:
    """What would move to `kept`, reference by reference (one query or two each)."""
    return [_move(reference, kept.id, gone.id) for reference in REFERENCES[kind_of(kept)]]


def _move(reference: Reference, kept_id: int, gone_id: int) -> Move:
    ours = _rows(reference, kept_id) if reference.same else []
    return move_of(reference, _rows(reference, gone_id), ours)


def _rows(reference: Reference, record_id: int) -> list[Row]:
    table = table_of(reference)
    columns = [table.c[name] for name in reference.same]
    query = select(table.c.id, *columns).where(table.c[reference.column] == record_id).order_by(table.c.id)
    return [Row(row[0], tuple(row[1:])) for row in db.session.execute(query)]


def events_with(record: Record) -> list[int]:
    """The events, by id, in whose draft a person stands; of an organisation none, for no release names it."""
    if not isinstance(record, Person):
        return []
    query = select(Session.event_id).join(Appearance, Appearance.session_id == Session.id).distinct()
    return list(db.session.scalars(query.where(Appearance.person_id == record.id).order_by(Session.event_id)))


@dataclass(frozen=True)
class SaidTwice:
    """What of both would stand in one place, where they do not say the same; that of the record that stays is kept."""

    title: str
    kept: str
    gone: str


def said_twice(kept: Record, gone: Record) -> list[SaidTwice]:
    """Posts on the day in sessions, and bylines of blog posts, of which only that of `kept` is shown from now on."""
    if not isinstance(kept, Person):
        return []
    mine, theirs = aliased(Appearance), aliased(Appearance)
    is_same = and_(theirs.session_id == mine.session_id, theirs.role == mine.role,
                   theirs.presentation_id.is_not_distinct_from(mine.presentation_id))  # fmt: skip
    posts = select(mine, theirs).join(theirs, is_same).order_by(mine.id).options(
        joinedload(mine.session), joinedload(mine.organisation), joinedload(theirs.organisation))  # fmt: skip
    rows = db.session.execute(posts.where(mine.person_id == kept.id, theirs.person_id == gone.id))
    found = [SaidTwice(one.session.title, _post(one), _post(other)) for one, other in rows]
    return [one for one in [*found, *_bylines_twice(kept, gone)] if one.kept != one.gone]


def _post(one: Appearance) -> str:
    where = one.organisation.name if one.organisation else ""
    return ", ".join(dict.fromkeys(filter(None, [one.job_title, one.affiliation, where])))


def _bylines_twice(kept: Record, gone: Record) -> list[SaidTwice]:
    mine, theirs = aliased(BlogAuthor), aliased(BlogAuthor)
    both = select(mine, theirs).join(theirs, theirs.blog_post_id == mine.blog_post_id).order_by(mine.id)
    both = both.options(joinedload(mine.blog_post))
    rows = db.session.execute(both.where(mine.person_id == kept.id, theirs.person_id == gone.id))
    return [SaidTwice(one.blog_post.title, *(", ".join(filter(None, [by.name, by.role])) for by in (one, other)))
            for one, other in rows]  # fmt: skip


def write_ups_in_the_way(kept: Record, gone: Record) -> list[str]:
    """The titles of sessions that `gone` has written up, not withdrawn, and `kept` too in any state."""
    if not isinstance(gone, Person):
        return []
    theirs = select(WriteUp.session_id).where(WriteUp.person_id == kept.id)
    query = select(Session.title).join(WriteUp, WriteUp.session_id == Session.id)
    query = query.where(WriteUp.person_id == gone.id, WriteUp.state != WriteUpState.WITHDRAWN)
    return list(db.session.scalars(query.where(WriteUp.session_id.in_(theirs)).order_by(Session.title, Session.id)))


def aliases_of(*records: Record) -> list[str]:
    """The other names of these records."""
    return [alias.name for record in records for alias in record.aliases]


def list_merges(kept: Record) -> list[RecordMerge]:
    """What was merged into a record and not taken out again, the newest first, with who did it."""
    query = select(RecordMerge).where(RecordMerge.kind == kind_of(kept), RecordMerge.kept_id == kept.id)
    query = query.where(RecordMerge.undone_at.is_(None)).options(joinedload(RecordMerge.account))
    return list(db.session.scalars(query.order_by(RecordMerge.id.desc())))


def get_merge(merge_id: int) -> RecordMerge:
    """A merge, undone or not; raises NotFound."""
    merge = db.session.get(RecordMerge, merge_id)
    if merge is None:
        raise NotFound(_("There is no such merge."))
    return merge


def records_of(merge: RecordMerge) -> tuple[Record, Record]:
    """The record that stayed, and the one that went into it."""
    table = TABLES[merge.kind]
    return db.session.get_one(table, merge.kept_id), db.session.get_one(table, merge.gone_id)


def stamp_of(kept: Record, gone: Record) -> str:
    """A mark of all that a merge of these two would do; another one as soon as either is changed."""
    moves = [(move.reference.name, move.moves, move.twice) for move in moves_between(kept, gone)]
    return digest(repr((said_in(kept), said_in(gone), moves, said_twice(kept, gone))))


def records_nearly_called(record: Record) -> list[Record]:
    """Which others have a name or alias that is nearly one of this record's, the nearest first."""
    known = names_of_people() if isinstance(record, Person) else names_of_organisations()
    mine = [record.name, *aliases_of(record)]
    others = [(its_id, name) for its_id, name in known if its_id != record.id]
    ids = list(dict.fromkeys(its_id for name in mine for its_id in near_matches(name, others)))
    found = records_by_id(kind_of(record), set(ids))
    return [found[its_id] for its_id in ids]


def find_records(record: Record, search: str) -> list[Record]:
    """The others of its kind whose name or alias holds every word of `search`, by name, a hundred at most."""
    known = names_of_people() if isinstance(record, Person) else names_of_organisations()
    words = fold(search).split()
    ids = {its_id for its_id, name in known if its_id != record.id and all(word in fold(name) for word in words)}
    found = records_by_id(kind_of(record), ids if words else set())
    return sorted(found.values(), key=lambda one: (one.folded_name, one.id))[:MOST_FOUND]


def merged_records(kept: Record) -> list[Record]:
    """Every record that went into this one, also by way of another, in order of ids."""
    table = TABLES[kind_of(kept)]
    found: list[Record] = []
    ids = [kept.id]
    while ids:
        layer = db.session.scalars(select(table).where(table.merged_into_id.in_(ids)).order_by(table.id)).all()
        found += layer
        ids = [record.id for record in layer]
    return found


def records_by_id(kind: RecordKind, ids: set[int]) -> dict[int, Record]:
    """The records of a kind with these ids and their other names, merged or not (2 queries)."""
    table = TABLES[kind]
    query = select(table).where(table.id.in_(ids)).options(selectinload(table.aliases))
    return {record.id: record for record in db.session.scalars(query)}


@dataclass(frozen=True)
class Pair:
    """Two records that may be one; `is_same_address`: they have one mail address."""

    one_id: int
    other_id: int
    is_same_address: bool = False


def pairs_alike(kind: RecordKind) -> list[Pair]:
    """The records of one mail address or of nearly one name, two and two, the surest first.

    Those that somebody said are different are left out.
    """
    names = names_of_people() if kind is RecordKind.PERSON else names_of_organisations()
    addressed = _pairs_of_one_address() if kind is RecordKind.PERSON else []
    apart = {(one.low_id, one.high_id) for one in list_different(kind)}
    near = near_pairs(names, least_shared=SHARED_WORDS[kind])
    found = {pair: Pair(*pair) for pair in near} | {pair: Pair(*pair, is_same_address=True) for pair in addressed}
    order = [*addressed, *(pair for pair in near if pair not in set(addressed))]
    return [found[pair] for pair in order if pair not in apart]


def _pairs_of_one_address() -> list[tuple[int, int]]:
    address = func.lower(Person.email)
    standing = select(Person.id, address).where(Person.email.is_not(None), Person.merged_into_id.is_(None))
    by_address: dict[str, list[int]] = {}
    for person_id, email in db.session.execute(standing.order_by(Person.id)):
        by_address.setdefault(email, []).append(person_id)
    return [(ids[0], other) for ids in by_address.values() for other in ids[1:]]


def list_different(kind: RecordKind) -> list[KnownDifferent]:
    """The pairs that somebody said are two, the newest first."""
    query = select(KnownDifferent).where(KnownDifferent.kind == kind).order_by(KnownDifferent.id.desc())
    return list(db.session.scalars(query))


def find_different(one: Record, other: Record) -> KnownDifferent | None:
    """What somebody said of these two being two, or None."""
    low, high = sorted((one.id, other.id))
    query = select(KnownDifferent).where(KnownDifferent.kind == kind_of(one))
    return db.session.scalar(query.where(KnownDifferent.low_id == low, KnownDifferent.high_id == high))
