"""All that is held about somebody, for themselves: every row that is theirs, without what is a secret or of others."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from conference.core.database import db
from conference.core.personal import is_mark
from conference.core.rows import row_as_line
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.records.queries.erasing import BY_ADDRESS, Subject, own_rows

FORMAT = "conference-own-data/1"
NOT_THEIRS = {"known_different", "old_slug", "record_merge", "sign_in"}  # how records are kept, and how staff sign in
NOT_SHOWN = {  # keys, secrets, leases, doubles, and who of the staff did something
    "id", "account_id", "actor", "calendar", "columns", "ends", "first_tried_at", "folded_email", "folded_name",
    "fs_uniquifier", "html", "key", "lease_until", "leased_by", "link_version", "message_id", "not_before", "password",
    "proposal_number", "reply_to", "sequence", "ticket_key", "uid", "us_totp_secrets", "version",
}  # fmt: skip
PERSONAL_LINK = re.compile(r"/(?:my|speak|subscriptions|sign-in)/[A-Za-z0-9_.-]{20,}\S*")
NAMED: dict[str, tuple[Any, str]] = {"event_id": (Event, "event"), "session_id": (Session, "session")}
Rows = list[dict[str, Any]]


def own_data(subject: Subject) -> dict[str, Rows]:
    """Their rows by table, in the order in which the tables depend on each other; tables without any are left out.

    A personal link in a mail is left out: whoever was handed this file could use it.
    """
    found = {
        table.name: _rows(table, where, subject) for table, where in own_rows(subject) if table.name not in NOT_THEIRS
    }
    _name_in(found.values())
    return {name: rows for name, rows in reversed(found.items()) if rows}


def _rows(table: Table, where: Any, subject: Subject) -> Rows:
    """What is somebody else's stays out, though it hangs on something of theirs: to whom they handed a place on."""
    query = select(table).where(where).order_by(*table.primary_key.columns)
    if BY_ADDRESS in table.columns:
        query = query.where(table.c[BY_ADDRESS].in_(subject.traces.addresses))
    rows = db.session.execute(query).mappings()
    return [_shown(json.loads(row_as_line(dict(row)))) for row in rows]


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _without_links(value) for name, value in row.items()
            if value not in (None, "", [], {}) and _is_shown(name)}  # fmt: skip


def _is_shown(name: str) -> bool:
    return name in NAMED or not (name in NOT_SHOWN or name.endswith("_id"))


def _without_links(value: Any) -> Any:
    return PERSONAL_LINK.sub("/...", value) if isinstance(value, str) else value


def _name_in(tables: Iterable[Rows]) -> None:
    """Events and sessions by their names (a query each)."""
    rows = [row for table in tables for row in table]
    for column, (kind, name) in NAMED.items():
        ids = {row[column] for row in rows if column in row}
        titles = {one.id: one.title for one in db.session.scalars(select(kind).where(kind.id.in_(ids)))} if ids else {}
        for row in rows:
            if column in row:
                row[name] = titles.get(row.pop(column), "")


def file_of(subject: Subject, *, site: str, now: datetime) -> bytes:
    """The same as one JSON file (RFC 8259), with the addresses that it is about and when it was made (UTC)."""
    whole = {"format": FORMAT, "site": site, "made_at": now.isoformat(timespec="seconds"),
             "addresses": sorted(one for one in subject.traces.addresses if not is_mark(one)),
             "held": own_data(subject)}  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"
