"""Saying that what a check found is right, and taking that back."""

from datetime import datetime

from conference.core.database import db
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.checks.models import AcceptedFinding
from conference.domain.checks.queries import find_accepted
from conference.domain.checks.rules import Finding
from conference.domain.events.models import Event


def accept_finding(event: Event, finding: Finding, *, actor: Account, now: datetime) -> None:
    """Say that a finding is right: it is not shown again as long as what was found stays the same."""
    if find_accepted(event, finding.fingerprint) is None:
        db.session.add(AcceptedFinding(event_id=event.id, fingerprint=finding.fingerprint, account_id=actor.id, at=now))
        _record("call a finding right", event, finding, actor, now)


def ask_again(event: Event, finding: Finding, *, actor: Account, now: datetime) -> None:
    """Take back that a finding is right."""
    accepted = find_accepted(event, finding.fingerprint)
    if accepted is not None:
        db.session.delete(accepted)
        _record("ask again about a finding", event, finding, actor, now)


def _record(action: str, event: Event, finding: Finding, actor: Account, now: datetime) -> None:
    record(action, event, actor=actor, now=now, event_id=event.id, check=finding.check.value,
           place=finding.place.words, why=finding.sentence)  # fmt: skip
