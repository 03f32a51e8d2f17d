"""Saying that what a check found is right, taking that back, and releasing with what was said to be right."""

from datetime import datetime

from conference.core.database import db, lock
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.checks.models import AcceptedFinding
from conference.domain.checks.queries import clashes_said_right, find_accepted, findings_of
from conference.domain.checks.rules import Check, Finding
from conference.domain.events.models import Deadline, Event
from conference.domain.schedule.actions import publish_coming
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries import coming_release
from conference.domain.schedule.rules import check_is_as_seen, check_may_be_released


def release_programme(
    event: Event, *, actor: Account, now: datetime, note: str, seen: str, accepts_clashes: bool
) -> Release:  # fmt: skip
    """Publish the draft as it was seen on a page (`seen` is the mark of what a release would be).

    Raises Conflict where it is another now, where there is nothing new, or (unless they are accepted) for what cannot
    happen and nobody said to be right.
    """
    lock(event)
    coming = coming_release(event, now)
    check_is_as_seen(seen, coming.mark, is_new=coming.is_new)
    if not accepts_clashes:
        right = clashes_said_right(coming)
        check_may_be_released(clash for clash in coming.clashes if clash not in right)
    return publish_coming(coming, actor=actor, now=now, note=note)


def accept_finding(event: Event, finding: Finding, *, actor: Account, now: datetime) -> None:
    """Say that a finding is right: it is not shown again as long as what was found stays the same."""
    if find_accepted(event, finding.fingerprint) is None:
        db.session.add(AcceptedFinding(event_id=event.id, fingerprint=finding.fingerprint, account_id=actor.id, at=now))
        _record("call a finding right", event, finding, actor, now)


def accept_deadline(event: Event, deadline: Deadline, *, actor: Account, now: datetime) -> None:
    """Say that the time of a deadline is right, so that no check asks about it."""
    for finding in findings_of(event, now).open:
        if finding.place.key == f"deadline:{deadline.id}:at" and finding.check in {Check.DEADLINE, Check.ORDER}:
            accept_finding(event, finding, actor=actor, now=now)


def ask_again(event: Event, finding: Finding, *, actor: Account, now: datetime) -> None:
    """Take back that a finding is right."""
    accepted = find_accepted(event, finding.fingerprint)
    if accepted is not None:
        db.session.delete(accepted)
        _record("ask again about a finding", event, finding, actor, now)


def _record(action: str, event: Event, finding: Finding, actor: Account, now: datetime) -> None:
    record(action, event, actor=actor, now=now, event_id=event.id, check=finding.check.value,
           place=finding.place.words, why=finding.sentence)  # fmt: skip
