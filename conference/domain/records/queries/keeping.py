"""How long what is kept here, what has been kept for long enough, and what is still held of an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select

from conference.core.database import db
from conference.core.personal import MARK_START
from conference.domain.accounts.models import JournalEntry
from conference.domain.consents.models import Consent
from conference.domain.events.models import Event
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.programme.models import Session
from conference.domain.records.models import KeptFor
from conference.domain.records.rules.keeping import USUAL, Months, Rule, months_before
from conference.domain.registration.models import Registration, Transfer
from conference.domain.schedule.models import Objection, SpeakerPlan
from conference.mail.models import Letter
from conference.mail.outbox import is_old

NOTHING = "{}"
Where = ColumnElement[bool]


def months_kept() -> Months:
    """For how many months each is kept: as it was said, else as is usual (1 query)."""
    said = {one.rule: one.months for one in db.session.scalars(select(KeptFor))}
    return {**USUAL, **said}


@dataclass(frozen=True)
class Due:
    """Rows of a table that were kept for long enough: they go, or only what they say of people does."""

    table: Any
    where: Where
    rows_go: bool = False


def due_by(rule: Rule, before: datetime) -> list[Due]:
    """What a rule takes away, counted from before this instant; what was made up for the demo is of nobody."""
    over = select(Event.id).where(Event.ends_at < before)
    registered, told = Registration.event_id.in_(over) & _is_of_somebody(Registration), ExpressionOfInterest
    unconfirmed = (told.state == InterestState.UNCONFIRMED) & (told.expressed_at < before) & told.is_sample.is_(False)
    withdrawn = (told.state == InterestState.WITHDRAWN) & (told.withdrawn_at < before) & told.is_sample.is_(False)
    return {
        Rule.REGISTRATIONS: [
            Due(Transfer, Transfer.registration_id.in_(select(Registration.id).where(registered)), rows_go=True),
            Due(Registration, registered),
        ],
        Rule.INTEREST: [Due(told, told.event_id.in_(over) & _is_of_somebody(told))],
        Rule.UNCONFIRMED: _interest_with_consents(unconfirmed),
        Rule.WITHDRAWN: _interest_with_consents(withdrawn),
        Rule.PLANNING: [
            Due(SpeakerPlan, SpeakerPlan.event_id.in_(over), rows_go=True),
            Due(
                Objection, Objection.session_id.in_(select(Session.id).where(Session.event_id.in_(over))), rows_go=True
            ),
        ],
        Rule.MAILS: [Due(Letter, is_old(before), rows_go=True)],
        Rule.JOURNAL: [Due(JournalEntry, (JournalEntry.at < before) & _says_anything())],
    }[rule]


def _is_of_somebody(kind: Any) -> Where:
    where: Where = kind.email.not_like(f"{MARK_START}%") & kind.is_sample.is_(False)
    return where


def _interest_with_consents(which: Where) -> list[Due]:
    """Expressions of interest, and before them what was agreed to there."""
    its = select("interest:" + cast(ExpressionOfInterest.id, String)).where(which)
    return [Due(Consent, Consent.evidence.in_(its), rows_go=True), Due(ExpressionOfInterest, which, rows_go=True)]


def _says_anything() -> Where:
    return or_(*(cast(column, String) != NOTHING for column in (JournalEntry.detail, JournalEntry.changes)))


def count_due(now: datetime) -> dict[Rule, int]:
    """How many rows each rule would take away now, as long as they are kept today (at most 2 queries each)."""
    return {rule: sum(count_rows(due) for due in due_by(rule, months_before(now, months)))
            if months else 0 for rule, months in months_kept().items()}  # fmt: skip


def count_rows(due: Due) -> int:
    """How many rows they are (1 query)."""
    return _count(due.table, due.where)


def _count(table: Any, where: Where) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(where)) or 0


def count_held(event: Event) -> Mapping[str, int]:
    """What is still held of people at an event, by what it is (a query each)."""
    registered, told = Registration.event_id == event.id, ExpressionOfInterest.event_id == event.id
    sessions = select(Session.id).where(Session.event_id == event.id)
    return {
        "registrations": _count(Registration, registered & _is_of_somebody(Registration)),
        "nameless": _count(Registration, registered & Registration.email.like(f"{MARK_START}%")),
        "interest": _count(ExpressionOfInterest, told & _is_of_somebody(ExpressionOfInterest)),
        "samples": sum(
            _count(kind, its & kind.is_sample.is_(True))
            for kind, its in ((Registration, registered), (ExpressionOfInterest, told))
        ),
        "plans": _count(SpeakerPlan, SpeakerPlan.event_id == event.id),
        "objections": _count(Objection, Objection.session_id.in_(sessions)),
        "mails": _count(Letter, Letter.event_id == event.id),
        "deeds": _count(JournalEntry, (JournalEntry.event_id == event.id) & _says_anything()),
    }
