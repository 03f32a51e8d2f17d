"""Saying how long what is kept, and taking away what was kept for long enough."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from conference.core.database import db
from conference.core.jobs import queue_job
from conference.domain.accounts.actions import SYSTEM, record
from conference.domain.accounts.models import Account
from conference.domain.records.actions.erasing import SCRUBS, erase_rows
from conference.domain.records.models import KeptFor
from conference.domain.records.queries.keeping import Due, count_rows, due_by, months_kept
from conference.domain.records.rules.keeping import Rule, check_months, months_before
from conference.domain.site.queries import get_site

KEEPS = "keep no longer"


def set_months(months: Mapping[Rule, int | None], *, actor: Account | str, now: datetime) -> None:
    """Say for how many months each is kept (None: for ever). Raises Invalid for a number that is none."""
    before = months_kept()
    for rule, number in months.items():
        check_months(number, rule.value)
        db.session.merge(KeptFor(rule=rule, months=number))
    changes: dict[str, Any] = {rule.value: [before[rule], number] for rule, number in months.items()
                               if before[rule] != number}  # fmt: skip
    record("change keeping", get_site(), actor=actor, now=now, changes=changes)


def keep_no_longer(rule: Rule, now: datetime) -> int:
    """Take away what a rule has kept for long enough; how many rows that were. What is said twice is done once."""
    months = months_kept()[rule]
    gone = sum(_take_away(due) for due in due_by(rule, months_before(now, months))) if months else 0
    if gone:
        record("keep no longer", get_site(), actor=SYSTEM, now=now, what=rule.value, rows=gone)
        queue_job(SCRUBS, {"envelopes": []}, now, key=SCRUBS)
    return gone


def _take_away(due: Due) -> int:
    number, unseen = count_rows(due), {"synchronize_session": False}
    if number and due.rows_go:
        db.session.execute(delete(due.table).where(due.where), execution_options=unseen)
    elif number:
        if hasattr(due.table, "link_version"):
            older = update(due.table).where(due.where).values(link_version=due.table.link_version + 1)
            db.session.execute(older, execution_options=unseen)
        erase_rows(due.table.__table__, due.where)
    db.session.expire_all()
    return number
