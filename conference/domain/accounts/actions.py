"""Writing accounts, sign-ins and the journal."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from conference.core.addresses import clean_address
from conference.core.database import Base, db, lock_name
from conference.core.differences import Changes, differences
from conference.core.errors import Conflict, NotFound
from conference.core.text import clean_line
from conference.core.tokens import digest, random_key
from conference.core.words import _
from conference.domain.accounts.models import Account, JournalEntry, SignIn, StoredRole
from conference.domain.accounts.queries import count_owners, find_account, roles_of
from conference.domain.accounts.rules import (
    MOST_TABLES,
    MOST_TRIES,
    Role,
    check_columns,
    check_owner_remains,
    is_unused,
)
from conference.domain.site.actions import SiteSettings, change_site
from conference.domain.site.queries import get_site

VISITOR = "visitor"
ATTENDEE = "attendee"
SPEAKER = "speaker"
SYSTEM = "system"
SIGN_INS_KEPT_FOR = timedelta(days=30)
SHOWN_SETTINGS = ("name", "sender_email", "reply_to", "home_zone", "about", "privacy_notice", "footer", "logo")


def record(action: str, subject: Base, *, actor: Account | str, now: datetime, event_id: int | None = None,
           within: Base | None = None, changes: Changes | None = None, **detail: Any) -> None:  # fmt: skip
    """Write one row of the journal, in the transaction of the deed.

    `actor` is an account, or one of the words above for people without one; `within` is the record that the subject is
    a part of, whose history shows the deed too; `changes` is what `core.differences` says; `detail` holds JSON values
    and no names or addresses of attendees.
    """
    db.session.flush()
    account = actor if isinstance(actor, Account) else None
    entry = JournalEntry(
        at=now, account_id=account.id if account else None, actor=account.email if account else str(actor),
        action=action, subject_kind=subject.__tablename__, subject_id=subject.id,  # type: ignore[attr-defined]
        event_id=event_id, changes=changes or {}, detail=detail, **_inside(within),
    )  # fmt: skip
    db.session.add(entry)


def record_each(
    action: str, kind: type[Base], changes: Mapping[int, Changes], *, actor: Account | str, now: datetime,
    event_id: int | None = None, within: Mapping[int, Base] | None = None,
    details: Mapping[int, Mapping[str, Any]] | None = None,
) -> None:  # fmt: skip
    """As `record`, for many subjects of one kind; what is said of them stands by their ids, where there is any."""
    account = actor if isinstance(actor, Account) else None
    common = {"at": now, "account_id": account.id if account else None, "action": action,
              "actor": account.email if account else str(actor), "subject_kind": kind.__tablename__,
              "event_id": event_id}  # fmt: skip
    rows = [{**common, "subject_id": its_id, "changes": changed, "detail": dict((details or {}).get(its_id, {})),
             **_inside((within or {}).get(its_id))} for its_id, changed in changes.items()]  # fmt: skip
    if rows:
        db.session.execute(insert(JournalEntry), rows)


def _inside(record: Base | None) -> dict[str, Any]:
    """What the journal says of the record that a subject is a part of."""
    return {"within_kind": record.__tablename__ if record else None,
            "within_id": record.id if record else None}  # type: ignore[attr-defined]  # fmt: skip


def add_staff(email: str, name: str, role: Role | None, *, actor: Account | str, now: datetime) -> Account:
    """Let somebody sign in, with a role on the whole site (None: with roles at single events only).

    Raises Invalid for what is no address, Conflict where the address has an account.
    """
    address = clean_address(email)
    if find_account(address) is not None:
        raise Conflict(_("This address has an account already."), "email")
    account = Account(
        email=address, name=clean_line(name), fs_uniquifier=random_key(), created_at=now, roles=_stored(role)
    )
    db.session.add(account)
    record("add staff", account, actor=actor, now=now, role=role.value if role else "")
    return account


def change_role(account: Account, role: Role | None, *, actor: Account | str, now: datetime) -> None:
    """Give an account another role on the whole site (None: none); it is signed out everywhere.

    Raises Conflict where no owner would remain.
    """
    _check_owner_remains(account, role)
    before = {"role": ", ".join(sorted(one.name for one in account.roles))}
    account.roles = _stored(role)
    _end_sessions(account)
    record("change role", account, actor=actor, now=now, changes=differences(before, {"role": role}))


def deactivate(account: Account, *, actor: Account | str, now: datetime) -> None:
    """Close an account: it is signed out everywhere and cannot sign in. Raises Conflict for the last owner."""
    _check_owner_remains(account, None)
    account.active = False
    _end_sessions(account)
    record("close account", account, actor=actor, now=now)


def reactivate(account: Account, *, actor: Account | str, now: datetime) -> None:
    """Open an account again, with the role that it had."""
    account.active = True
    record("open account again", account, actor=actor, now=now)


def end_sessions(account: Account, *, actor: Account | str, now: datetime) -> None:
    """Sign an account out everywhere; links and codes on their way die too."""
    _end_sessions(account)
    record("sign out everywhere", account, actor=actor, now=now)


def choose_columns(account: Account, table: str, keys: Sequence[str], *, now: datetime) -> None:
    """Remember what columns of a table somebody wants to see, by their keys; raises Invalid for what is no key."""
    check_columns(table, keys)
    kept = dict(list(account.columns.items())[-MOST_TABLES:])
    account.columns = {**kept, table: list(keys)}
    record("choose columns", account, actor=account, now=now, table=table)


def change_settings(to: SiteSettings, *, actor: Account | str, now: datetime) -> None:
    """Change the settings of the site; raises Invalid for an address or a zone that is none."""
    site = get_site()
    before = {name: getattr(site, name) for name in SHOWN_SETTINGS}
    change_site(site, to, now)
    changes = differences(before, {name: getattr(site, name) for name in SHOWN_SETTINGS})
    record("change site settings", site, actor=actor, now=now, changes=changes)


def _stored(role: Role | None) -> list[StoredRole]:
    if role is None:
        return []
    found = db.session.scalar(select(StoredRole).where(StoredRole.name == role.value))
    return [found or StoredRole(name=role.value)]


def _check_owner_remains(account: Account, role: Role | None) -> None:
    lock_name("owners")
    is_owner = Role.OWNER in roles_of(account)
    check_owner_remains(count_owners(), is_owner and role is not Role.OWNER)


def _end_sessions(account: Account) -> None:
    account.fs_uniquifier = random_key()
    account.link_version += 1
    db.session.flush()


def ask_to_sign_in(email: str, browser_key: str, next_path: str, code_secret: str, *, at: datetime) -> SignIn:
    """Note that a browser asks for a mail with a link and a code; without an account where the address is nobody's.

    The same is done for every address, so that neither the answer nor its time tells which ones are known.
    `code_secret` makes the code; `at` is real time.
    """
    account = find_account(email)
    db.session.execute(delete(SignIn).where(SignIn.asked_at < at - SIGN_INS_KEPT_FOR))
    sign_in = SignIn(
        account=account if account and account.active else None, browser=digest(browser_key),
        code_secret=code_secret, next_path=next_path, asked_at=at,
    )  # fmt: skip
    db.session.add(sign_in)
    db.session.flush()
    return sign_in


def prepare_sign_in(account: Account, at: datetime) -> SignIn:
    """A sign-in for a link that is handed over without a mail; `at` is real time. Raises Conflict if closed."""
    if not account.active:
        raise Conflict(_("This account is closed."))
    sign_in = SignIn(account_id=account.id, asked_at=at)
    db.session.add(sign_in)
    db.session.flush()
    return sign_in


def use_sign_in(sign_in: SignIn, version: int | None, asker_key: str, *, now: datetime, at: datetime) -> Account:
    """Use a sign-in, once; `version` is the link version that a link was made with (None for a typed code).

    A repeat by the same page within a minute is let through (a double click). Raises NotFound for a used one, for
    one made before the account's sessions were ended, and for a closed account. `at` is real time.
    """
    account, asker = sign_in.account, digest(asker_key)
    is_current = account is not None and account.active and version in {None, account.link_version}
    if account is None or not is_current or not is_unused(sign_in.used_at, sign_in.used_by, asker, at):
        raise NotFound(_("This link was used before, or is too old."))
    if sign_in.used_at is None:
        _mark_used(sign_in, asker, at)
        account.signed_in_at = now
        record("sign in", account, actor=account, now=now)
    return account


def _mark_used(sign_in: SignIn, asker: str, at: datetime) -> None:
    unused = update(SignIn).where(SignIn.id == sign_in.id, SignIn.used_at.is_(None))
    done = db.session.execute(unused.values(used_at=at, used_by=asker))
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound(_("This link was used before, or is too old."))


def take_try(sign_in_id: int) -> bool:
    """Count one try to type the code, before it is looked at; False after five, when the code is dead."""
    left = update(SignIn).where(SignIn.id == sign_in_id, SignIn.tries < MOST_TRIES)
    return db.session.execute(left.values(tries=SignIn.tries + 1)).rowcount == 1  # type: ignore[attr-defined,no-any-return]


def end_sign_in(sign_in_id: int, at: datetime) -> None:
    """Sign out: the sign-in holds no longer, also in a copied cookie. `at` is real time."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(ended_at=at))
