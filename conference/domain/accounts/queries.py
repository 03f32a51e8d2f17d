"""Reading accounts and the journal."""

from sqlalchemy import select

from conference.core.database import Base, db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.models import Account, JournalEntry
from conference.domain.accounts.rules import Role


def find_account(email: str) -> Account | None:
    """The account with this address, or None."""
    return db.session.scalar(select(Account).where(Account.email == email))


def get_account(account_id: int) -> Account:
    """The account; raises NotFound."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound(_("There is no such account."))
    return account


def list_accounts() -> list[Account]:
    """All accounts by address."""
    return list(db.session.scalars(select(Account).order_by(Account.email)))


def roles_of(account: Account) -> set[Role]:
    """The roles that an account has on the whole site."""
    return {Role(role.name) for role in account.roles} if account.active else set()


def journal_of(subject: Base) -> list[JournalEntry]:
    """What was done to this thing, newest first."""
    kind = subject.__tablename__
    query = select(JournalEntry).where(JournalEntry.subject_kind == kind, JournalEntry.subject_id == subject.id)  # type: ignore[attr-defined]
    return list(db.session.scalars(query.order_by(JournalEntry.id.desc())))
