"""Saying that what a check found is right, taking that back, and releasing with what was said to be right."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from conference.core.database import db, lock
from conference.core.errors import Conflict, Refusal
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.checks.models import AcceptedFinding
from conference.domain.checks.queries import clashes_said_right, find_accepted, findings_of, open_clashes
from conference.domain.checks.rules import Check, Finding
from conference.domain.events.models import Deadline, Event
from conference.domain.events.rules import EventState
from conference.domain.schedule.actions import move_event, publish_coming
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
        check_may_be_released(open_clashes(coming, clashes_said_right(coming)))
    return publish_coming(coming, actor=actor, now=now, note=note)


def announce_all(events: Sequence[Event], seen: Mapping[str, str], *, actor: Account, now: datetime) -> dict[str, str]:
    """Announce drafts and release their programmes, each whole or not at all; why which was not done, by name.

    `seen` are the marks of what their releases would be, as a page showed them, by address of the event.
    """
    refused = {}
    for event in events:
        name = event.name
        try:
            with db.session.begin_nested():
                _announce(event, seen.get(event.slug, ""), actor, now)
        except Refusal as refusal:
            refused[name] = refusal.sentence
    return refused


def _announce(event: Event, seen: str, actor: Account, now: datetime) -> None:
    if not seen:
        raise Conflict(_("What it would make public was not shown yet. Look at that first."))
    lock(event)
    coming = coming_release(event, now)
    check_is_as_seen(seen, coming.mark, is_new=False)
    if open_clashes(coming, clashes_said_right(coming)):
        raise Conflict(_("Its schedule holds what cannot happen; the page of its release names it."))
    if coming.is_new or coming.current is None:
        publish_coming(coming, actor=actor, now=now, note="")
    move_event(event, EventState.ANNOUNCED, actor=actor, now=now)


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
