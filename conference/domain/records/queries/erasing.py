"""Who somebody is in all our tables, what of them is where, and what has to be done before they can be erased."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, cast, false, func, or_, select, true
from sqlalchemy import Text as LongText

from conference.core.addresses import folded as folded_address
from conference.core.database import Base, Line, db
from conference.core.errors import NotFound
from conference.core.personal import Erasing, can_hold_words, is_mark, mark_of, tag_of
from conference.core.tables import list_tables
from conference.core.text import cut_text, fold
from conference.core.words import _
from conference.domain.accounts.models import Account, JournalEntry
from conference.domain.consents.models import Consent
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.people.models import Person, PersonAlias
from conference.domain.people.rules import folded
from conference.domain.records.rules.erasing import Traces, withheld_words
from conference.domain.reflections.models import BlogAuthor, WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.domain.registration.models import Registration
from conference.domain.schedule.models import ReleasedAppearance
from conference.mail.models import Envelope, Letter

THEIRS_BY_KEY = ("person", "registration", "expression_of_interest")
BY_ADDRESS = "folded_email"
GO_WITH_THEM = {"known_different", "old_slug"}  # rows that say nothing without them
ADDRESSED = (Registration, ExpressionOfInterest, Account)
Where = ColumnElement[bool]
NOTHING: Mapping[str, Where] = {}


@dataclass(frozen=True)
class Subject:
    """One human, by the ids of all that is theirs; `namesakes`: names that others have too, so they stay in texts."""

    people: frozenset[int]
    registrations: frozenset[int]
    interests: frozenset[int]
    accounts: frozenset[int]
    traces: Traces
    namesakes: frozenset[str] = frozenset()

    def with_families(self) -> "Subject":
        """The same, and looked for by their family names alone too."""
        return replace(self, traces=self.traces.with_families())

    def ids_in(self, table: str) -> frozenset[int]:
        """The ids of their rows in one of the tables that others point at."""
        return {"person": self.people, "registration": self.registrations,
                "expression_of_interest": self.interests, "account": self.accounts}[table]  # fmt: skip


def get_registered(registration_id: int) -> Registration:
    """A registration of whatever event; raises NotFound."""
    found = db.session.get(Registration, registration_id)
    if found is None:
        raise NotFound(_("There is no such registration."))
    return found


def subject_of_person(person: Person) -> Subject:
    """All that is theirs, also by the addresses in their records and in those that were merged into them."""
    return _gathered({person.id}, set(), mark_of(person.id))


def subject_of(row: Registration | ExpressionOfInterest) -> Subject:
    """All that is of the one who registered, or told us of their interest: by the address.

    Raises NotFound where they were erased already.
    """
    if is_mark(row.email):
        raise NotFound(_("Nothing is kept about them any more."))
    letter = "r" if isinstance(row, Registration) else "i"
    return _gathered(set(), {row.folded_email}, mark_of(row.id, letter))


def _gathered(people: set[int], addresses: set[str], mark: str) -> Subject:
    found, known = _people(people, addresses), -1
    while known != len(people) + len(addresses):
        known = len(people) + len(addresses)
        people |= {one.id for one in found} | {one.merged_into_id for one in found if one.merged_into_id}
        addresses |= {folded_address(one.email) for one in found if one.email}
        found = _people(people, addresses)
    registered, interested, staff = (
        _with_address(kind, addresses) for kind in (Registration, ExpressionOfInterest, Account)
    )
    names = {one.name for one in (*found, *registered, *interested, *staff) if one.name} | _other_names(people)
    names -= {withheld_words()}
    shared = _shared(names, people, addresses)
    return Subject(
        frozenset(people), _ids(registered), _ids(interested), _ids(staff),
        Traces(frozenset(addresses), frozenset(names - shared), mark), frozenset(shared),
    )  # fmt: skip


def _ids(rows: Iterable[Any]) -> frozenset[int]:
    return frozenset(row.id for row in rows)


def _people(ids: Collection[int], addresses: Collection[str]) -> list[Person]:
    theirs = or_(Person.id.in_(ids), Person.merged_into_id.in_(ids), func.lower(Person.email).in_(addresses))
    return list(db.session.scalars(select(Person).where(theirs).order_by(Person.id)))


def _with_address(kind: Any, addresses: Collection[str]) -> list[Any]:
    return list(db.session.scalars(select(kind).where(kind.folded_email.in_(addresses)).order_by(kind.id)))


def _other_names(people: Collection[int]) -> set[str]:
    """Their other spellings, and their names as programmes and posts have printed them."""
    queries = [
        select(kind.name).where(kind.person_id.in_(people)) for kind in (PersonAlias, ReleasedAppearance, BlogAuthor)
    ]
    return {name for query in queries for name in db.session.scalars(query.distinct()) if name}


def _shared(names: Collection[str], people: Collection[int], addresses: Collection[str]) -> set[str]:
    """Which of their names another person has, or somebody with another address."""
    keys = {folded(name) for name in names}
    queries = [
        select(Person.folded_name).where(Person.folded_name.in_(keys), Person.id.not_in(people)),
        select(PersonAlias.folded_name).where(PersonAlias.folded_name.in_(keys), PersonAlias.person_id.not_in(people)),
        *(select(kind.name).where(kind.name.in_(names), kind.folded_email.not_in(addresses))
          for kind in ADDRESSED),
    ]  # fmt: skip
    taken = {fold(name) for query in queries for name in db.session.scalars(query.distinct())}
    return {name for name in names if fold(name) in taken}


def own_rows(subject: Subject) -> Iterator[tuple[Table, Where]]:
    """Where in each table their rows are; those of a table come before those that it points at."""
    by_hand = _rows_by_hand(subject)
    for table in reversed(list_tables()):
        theirs = [*_by_key(table, subject), *by_hand.get(table.name, ())]
        if theirs:
            yield table, or_(*theirs)


def _by_key(table: Table, subject: Subject) -> Iterator[Where]:
    if BY_ADDRESS in table.columns:
        yield table.c[BY_ADDRESS].in_(subject.traces.addresses)
    for name in THEIRS_BY_KEY:
        ids = subject.ids_in(name)
        if ids and table.name == name:
            yield table.c.id.in_(ids)
        for column in table.columns if ids else ():
            if any(key.column.table.name == name for key in column.foreign_keys) and column.name != "merged_into_id":
                yield column.in_(ids)


def _rows_by_hand(subject: Subject) -> Mapping[str, Iterable[Where]]:
    """Rows that no foreign key ties to them. Mails are looked up at once: their envelopes lose the address before."""
    mails = Envelope.folded_email.in_(subject.traces.addresses)
    letters = db.session.scalars(select(Envelope.letter_id).where(mails)).all()
    tables = Base.metadata.tables
    merge, apart, old = (tables[name].c for name in ("record_merge", "known_different", "old_slug"))
    sign_in = tables["sign_in"].c
    return {
        "sign_in": [sign_in.account_id.in_(subject.accounts)],
        "consent": [func.lower(Consent.email).in_(subject.traces.addresses)],
        "letter": [Letter.id.in_(letters)],
        "journal_entry": [_journalled(subject)],
        "record_merge": [
            and_(merge.kind == "person", merge[one].in_(subject.people)) for one in ("kept_id", "gone_id")
        ],
        "known_different": [
            and_(apart.kind == "person", apart[one].in_(subject.people)) for one in ("low_id", "high_id")
        ],
        "old_slug": [and_(old.kind == "person", old.target_id.in_(subject.people))],
    }


def _journalled(subject: Subject) -> Where:
    about = [
        and_(kind == name, its_id.in_(subject.ids_in(name)))
        for name in (*THEIRS_BY_KEY, "account")
        for kind, its_id in ((JournalEntry.subject_kind, JournalEntry.subject_id),
                             (JournalEntry.within_kind, JournalEntry.within_id))
    ]  # fmt: skip
    return or_(false(), *about)


def is_of_somebody(table: Table) -> bool:
    """Whether each row is one person's, so that a row of another with the same name is left alone."""
    return BY_ADDRESS in table.columns or table.name in {"consent", "person", "person_alias"}


def goes_whole(table: Table) -> bool:
    """Whether rows of a table go with the one whose they are."""
    tags = [tag_of(column) for column in table.columns]
    return table.name in GO_WITH_THEM or any(tag and tag.erasing is Erasing.ROW_GOES for tag in tags)


def count_own(subject: Subject) -> dict[str, int]:
    """How many rows are theirs, by table; those without any are left out."""
    counts = {table.name: db.session.scalar(select(func.count()).select_from(table).where(where)) or 0
              for table, where in own_rows(subject)}  # fmt: skip
    return {name: number for name, number in counts.items() if number}


@dataclass(frozen=True)
class Mention:
    """A row that names them: where it is, and what the columns that do say, and would say without them."""

    table: Table
    key: Where
    row: Mapping[str, Any]
    said: Sequence[Any]
    values: Mapping[str, Any]


def mentions_of(subject: Subject, besides: Mapping[str, Where] = NOTHING) -> Iterator[Mention]:
    """Every row of whatever table that names them or holds an address of theirs, apart from records of other people.

    Rows of which `besides` holds, by table, are left out.
    """
    for table in list_tables():
        columns = _searched(table)
        if columns:
            yield from _mentions_in(table, columns, subject.traces, besides.get(table.name, false()))


def count_mentions(subject: Subject) -> tuple[int, int]:
    """How many rows name them that are not theirs; and how many more say their family name alone."""
    own = {table.name: where for table, where in own_rows(subject)}
    found = [subject.traces.is_in(list(one.said)) for one in mentions_of(subject.with_families(), own)]
    return found.count(True), found.count(False)


def count_unpublished(subject: Subject) -> int:
    """How many write-ups of theirs nobody has read yet."""
    query = select(func.count(WriteUp.id)).where(WriteUp.person_id.in_(subject.people))
    return db.session.scalar(query.where(WriteUp.state != WriteUpState.PUBLISHED)) or 0


def _searched(table: Table) -> list[Any]:
    searched = {Erasing.NAMES_GO} if is_of_somebody(table) else set(Erasing) - {Erasing.STAYS}
    tagged = [(column, tag_of(column)) for column in table.columns if can_hold_words(column)]
    return [column for column, tag in tagged if tag is not None and tag.erasing in searched]


def _mentions_in(table: Table, columns: list[Any], traces: Traces, besides: Where) -> Iterator[Mention]:
    keys = list(table.primary_key.columns)
    query = select(*keys, *(column for column in columns if column.name not in {key.name for key in keys}))
    query = query.where(_may_name(columns, traces), besides.is_not(true()))
    for row in db.session.execute(query).mappings().all():
        values = {column.name: _without(column, row[column], traces) for column in columns if traces.is_in(row[column])}
        if values:
            key = and_(*(column == row[column] for column in keys))
            said = [row[name] for name in values]
            yield Mention(table, key, {column.name: row[column] for column in keys}, said, values)


def _without(column: Any, value: Any, traces: Traces) -> Any:
    new = traces.without(value, is_slug=column.name.endswith("slug"))
    return cut_text(new, column.type.length) if isinstance(column.type, Line) else new


def _may_name(columns: list[Any], traces: Traces) -> Where:
    """A quick look by the database: whether any letters of theirs stand there at all."""
    pieces = traces.plain_pieces
    if pieces is None:
        return true()
    return or_(false(), *(_joined(column).icontains(piece, autoescape=True) for column in columns for piece in pieces))


def _joined(column: Any) -> Any:
    """The column as text, lines of iCalendar that were broken made whole."""
    return func.replace(cast(column, LongText), "\r\n ", "")
