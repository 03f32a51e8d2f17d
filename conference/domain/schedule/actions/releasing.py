"""Publishing a release: the snapshot, its number, what is new, the pointer, the notices, in one transaction."""

from dataclasses import asdict
from datetime import datetime

from conference.core.database import db, lock
from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.people.queries import people_by_id
from conference.domain.schedule import notices
from conference.domain.schedule.models import CurrentRelease, Release, ReleasedSession
from conference.domain.schedule.queries import (
    Pair,
    as_released,
    clock_of,
    draft_snapshots,
    find_current_release,
    last_released,
    list_releases,
    news_of_release,
    plan_of,
    snapshots_of,
)
from conference.domain.schedule.rules import (
    News,
    SessionSnapshot,
    changes_between,
    check_may_be_released,
    is_calendar_change,
    is_different,
)
from conference.domain.site.actions import renew_documents, touch_public
from conference.mail.outbox import withdraw

Last = dict[int, tuple[ReleasedSession, SessionSnapshot]]


def publish_release(
    event: Event, *, actor: Account | str, now: datetime, note: str = "", accepts_clashes: bool = True
) -> Release:
    """Make the draft the programme that readers see, as the next numbered release, and tell whom it concerns.

    Raises Conflict where there is nothing to release, or nothing new, or (unless they are accepted) a hard clash.
    """
    if not accepts_clashes:
        lock(event)
        check_may_be_released(plan_of(event).clashes)
    return release_draft(event, actor=actor, now=now, note=note, tells_speakers=True)


def release_draft(
    event: Event, *, actor: Account | str, now: datetime, note: str, tells_speakers: bool
) -> Release:  # fmt: skip
    """As `publish_release`; without telling speakers where another letter tells them at once."""
    lock(event)
    current, after = find_current_release(event), draft_snapshots(event)
    before, news = snapshots_of(current), news_of_release(event, after, now) if tells_speakers else {}
    _check_is_new(before, after)
    release = Release(
        event=event,
        number=max((one.number for one in list_releases(event)), default=0) + 1,
        released_at=now,
        account=actor if isinstance(actor, Account) else None,
        note=note,
        changes=[asdict(change) for change in changes_between(before, after, clock_of(event))] if current else [],
    )
    last = last_released(event)
    release.sessions = [_released(snapshot, last, now) for snapshot in after]
    db.session.add(release)
    db.session.flush()
    _point_to(release)
    touch_public()
    renew_documents(now)  # they name sessions as they are released
    _tell_speakers(release, news, now)
    record("publish release", release, actor=actor, now=now, event_id=event.id, number=release.number)
    return release


def _check_is_new(before: list[SessionSnapshot], after: list[SessionSnapshot]) -> None:
    if not before and not after:
        raise Conflict(_("There is nothing to release yet: no session is confirmed."))
    if not is_different(before, after):
        raise Conflict(_("Nothing has changed since the last release."))


def _released(snapshot: SessionSnapshot, last: Last, now: datetime) -> ReleasedSession:
    return as_released(snapshot, *_calendar_version(snapshot, last, now))


def _calendar_version(snapshot: SessionSnapshot, last: Last, now: datetime) -> tuple[int, datetime]:
    """SEQUENCE and last change of the public calendar entry (RFC 5546, section 2.1.4)."""
    if snapshot.session_id not in last:
        return 0, now
    released, before = last[snapshot.session_id]
    if is_calendar_change(before, snapshot):
        return released.sequence + 1, now
    return released.sequence, released.changed_at


def _tell_speakers(release: Release, news: dict[Pair, News | None], now: datetime) -> None:
    released = {session.session_id: session for session in release.sessions}
    people = people_by_id({person_id for person_id, _session_id in news})
    for (person_id, session_id), one in news.items():
        if one is not None and people[person_id].email:
            notices.your_session(release, people[person_id], one, released.get(session_id), now)
        else:
            withdraw(notices.key_of_speaker(release.event, person_id, session_id))


def _point_to(release: Release) -> None:
    pointer = db.session.get(CurrentRelease, release.event_id)
    if pointer is None:
        db.session.add(CurrentRelease(event_id=release.event_id, release=release))
    else:
        pointer.release = release
    db.session.flush()
