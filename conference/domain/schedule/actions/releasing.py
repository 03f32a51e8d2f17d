"""Publishing a release: the snapshot, its number, what is new, the pointer, the notices, in one transaction."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from conference.core.database import db, lock
from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.people.queries import people_by_id
from conference.domain.schedule import notices
from conference.domain.schedule.models import CurrentRelease, Release, ReleasedSession
from conference.domain.schedule.queries import (
    TELLS_SPEAKERS,
    ComingRelease,
    Pair,
    as_released,
    coming_release,
    find_current_release,
    last_released,
    news_of_current,
    numbers_told,
)
from conference.domain.schedule.rules import News, SessionSnapshot, is_calendar_change
from conference.domain.site.actions import renew_documents, touch_public
from conference.mail.models import Letter
from conference.mail.outbox import withdraw, withdraw_about

Last = dict[int, tuple[ReleasedSession, SessionSnapshot]]


def publish_release(event: Event, *, actor: Account | str, now: datetime, note: str = "") -> Release:
    """Make the draft the programme that readers see, as the next numbered release, and tell whom it concerns.

    Of a draft event speakers hear as soon as it is announced. Raises Conflict where there is nothing to release, or
    nothing new.
    """
    lock(event)
    return publish_coming(coming_release(event, now), actor=actor, now=now, note=note)


def publish_coming(
    coming: ComingRelease, *, actor: Account | str, now: datetime, note: str, tells_speakers: bool = True
) -> Release:
    """As `publish_release`, of what was read under the lock; without telling speakers where another letter does."""
    event = coming.event
    _check_is_new(coming)
    release = Release(
        event=event,
        number=coming.number,
        released_at=now,
        account=actor if isinstance(actor, Account) else None,
        note=note,
        changes=[asdict(change) for change in coming.changes] if coming.current else [],
        is_told=event.state is not EventState.DRAFT,
    )
    last = last_released(event)
    release.sessions = [_released(snapshot, last, now) for snapshot in coming.after]
    db.session.add(release)
    db.session.flush()
    _point_to(release)
    touch_public()
    renew_documents(now)  # they name sessions as they are released
    if tells_speakers and release.is_told:
        _tell_speakers(release, coming.news, now)
    record("publish release", release, actor=actor, now=now, event_id=event.id, number=release.number)
    return release


def tell_of_release(event: Event, now: datetime) -> None:
    """Tell speakers what their event's current release says, as far as they do not know it: it is a draft no more."""
    release = find_current_release(event)
    if release is not None:
        _tell_speakers(release, news_of_current(release, now), now)
        release.is_told = True


def hold_letters(event: Event) -> None:
    """Keep back what has not been sent to speakers: their event is a draft again. It is told with the next release."""
    of_releases = Letter.event_id == event.id, Letter.kind == TELLS_SPEAKERS
    withdraw_about(select(Letter.about).where(*of_releases))


def _check_is_new(coming: ComingRelease) -> None:
    if not coming.before and not coming.after:
        raise Conflict(_("There is nothing to release yet: no session is confirmed."))
    if not coming.is_new:
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
    is_first = {*numbers_told(release.event)} <= {release.number}
    for (person_id, session_id), one in news.items():
        if one is not None and people[person_id].email:
            notices.your_session(release, people[person_id], one, released.get(session_id), now, is_first=is_first)
        else:
            withdraw(notices.key_of_speaker(release.event, person_id, session_id))


def _point_to(release: Release) -> None:
    pointer = db.session.get(CurrentRelease, release.event_id)
    if pointer is None:
        db.session.add(CurrentRelease(event_id=release.event_id, release=release))
    else:
        pointer.release = release
    db.session.flush()
