"""Reading accounts and the journal."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from conference.core.addresses import folded
from conference.core.database import Base, db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.models import Account, JournalEntry, SignIn, StoredRole
from conference.domain.accounts.rules import SIGNED_IN_FOR, Role

NAMING = ("title", "name", "email", "file_name")


def find_account(email: str) -> Account | None:
    """The account with this address, in whatever case it is written, or None."""
    return db.session.scalar(select(Account).where(Account.folded_email == folded(email)))


def get_account(account_id: int) -> Account:
    """The account; raises NotFound."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound(_("There is no such account."))
    return account


def list_accounts() -> list[Account]:
    """All accounts by address."""
    return list(db.session.scalars(select(Account).order_by(Account.folded_email)))


def count_owners() -> int:
    """How many active owners there are."""
    owners = select(func.count(Account.id)).join(Account.roles)
    return db.session.scalar(owners.where(StoredRole.name == Role.OWNER.value, Account.active)) or 0


def find_first_owner() -> Account | None:
    """The active owner with the oldest account, or None."""
    owners = select(Account).join(Account.roles).where(StoredRole.name == Role.OWNER.value, Account.active)
    return db.session.scalar(owners.order_by(Account.id).limit(1))


def get_sign_in(sign_in_id: int) -> SignIn:
    """A sign-in with its account; raises NotFound."""
    sign_in = db.session.get(SignIn, sign_in_id, options=[joinedload(SignIn.account)])
    if sign_in is None:
        raise NotFound(_("This link is not valid any more."))
    return sign_in


def find_sign_in_of(browser: str) -> SignIn | None:
    """The newest sign-in that the browser with this digest asked for, or None."""
    asked = select(SignIn).where(SignIn.browser == browser).order_by(SignIn.id.desc()).limit(1)
    return db.session.scalar(asked)


def has_live_sign_in(sign_in_id: int, account_id: int, at: datetime) -> bool:
    """Whether this sign-in of the account still holds at the real instant `at`."""
    live = select(SignIn.id).where(SignIn.id == sign_in_id, SignIn.account_id == account_id)
    live = live.where(SignIn.used_at >= at - SIGNED_IN_FOR, SignIn.ended_at.is_(None))
    return db.session.scalar(live) is not None


def roles_of(account: Account) -> set[Role]:
    """The roles that an account has on the whole site."""
    return {Role(role.name) for role in account.roles} if account.active else set()


def journal_of(subject: Base) -> list[JournalEntry]:
    """What was done to this thing, newest first."""
    kind = subject.__tablename__
    query = select(JournalEntry).where(JournalEntry.subject_kind == kind, JournalEntry.subject_id == subject.id)  # type: ignore[attr-defined]
    return list(db.session.scalars(query.order_by(JournalEntry.id.desc())))


def mark_of_journal(without: Collection[str]) -> tuple[int, int]:
    """What is another after every deed (1 query): the last row of the journal, and how many there are.

    Deeds on these kinds of things are left out. The number counts because a row may be written before one with a
    lower id is.
    """
    query = select(func.coalesce(func.max(JournalEntry.id), 0), func.count())
    last, count = db.session.execute(query.where(JournalEntry.subject_kind.not_in(without))).one()
    return last, count


def list_history(subjects: Sequence[Base], limit: int = 50, offset: int = 0) -> list[JournalEntry]:
    """What was done to any of these things or to a part of one, newest first, with who did it (one query)."""
    found = select(JournalEntry).where(_about(subjects)).options(joinedload(JournalEntry.account))
    return list(db.session.scalars(found.order_by(JournalEntry.id.desc()).limit(limit).offset(offset)))


def count_history(subjects: Sequence[Base]) -> int:
    """How many deeds `list_history` finds on all its pages."""
    return db.session.scalar(select(func.count(JournalEntry.id)).where(_about(subjects))) or 0


def _about(subjects: Sequence[Base]) -> ColumnElement[bool]:
    ids: dict[str, list[int]] = {}
    for subject in subjects:
        ids.setdefault(subject.__tablename__, []).append(subject.id)  # type: ignore[attr-defined]
    columns = ((JournalEntry.subject_kind, JournalEntry.subject_id), (JournalEntry.within_kind, JournalEntry.within_id))
    return or_(*(and_(kind == name, its_id.in_(those)) for name, those in ids.items() for kind, its_id in columns))


def list_journal(event_id: int | None, limit: int = 50, offset: int = 0) -> list[JournalEntry]:
    """What was done at one event, or (None) anywhere, newest first, with who did it (one query)."""
    found = select(JournalEntry).options(joinedload(JournalEntry.account)).order_by(JournalEntry.id.desc())
    if event_id is not None:
        found = found.where(JournalEntry.event_id == event_id)
    return list(db.session.scalars(found.limit(limit).offset(offset)))


def subject_names(entries: Iterable[JournalEntry]) -> dict[tuple[str, int], str]:
    """What the things that entries are about are called today, by kind and id (one query for each kind)."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject_kind, set()).add(entry.subject_id)
    return {(kind, its_id): name for kind, ids in wanted.items() for its_id, name in _names_in(kind, ids)}


def _names_in(kind: str, ids: set[int]) -> list[tuple[int, str]]:
    table = Base.metadata.tables.get(kind)
    column = next((table.c[name] for name in NAMING if name in table.c), None) if table is not None else None
    if table is None or column is None:
        return []
    named = select(table.c.id, column).where(table.c.id.in_(ids))
    return [(its_id, name) for its_id, name in db.session.execute(named)]


def count_journal(event_id: int | None) -> int:
    """How many deeds the journal has of one event, or (None) altogether."""
    counted = select(func.count(JournalEntry.id))
    if event_id is not None:
        counted = counted.where(JournalEntry.event_id == event_id)
    return db.session.scalar(counted) or 0
