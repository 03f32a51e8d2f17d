"""The draft and the releases of an event as snapshots that rules can compare."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.programme.queries import sessions_of
from conference.domain.schedule.models import Release, ReleasedAppearance, ReleasedPresentation, ReleasedSession
from conference.domain.schedule.queries.releases import find_current_release, released_sessions
from conference.domain.schedule.rules import (
    AppearanceSnapshot,
    Change,
    Clock,
    PresentationSnapshot,
    SessionSnapshot,
    changes_between,
    is_different,
    is_released,
)


def clock_of(event: Event) -> Clock:
    """The event's zone for saying times in words."""
    return Clock(event.zone, event.zone_place)


def draft_snapshots(event: Event, before: Iterable[SessionSnapshot] | None = None) -> list[SessionSnapshot]:
    """What the next release would hold, in order of time; give `before`, what readers see, where it is loaded."""
    public = snapshots_of(find_current_release(event)) if before is None else before
    return [snapshot_of(session) for session in to_release(sessions_of(event), public)]


def to_release(drafted: Iterable[Session], before: Iterable[SessionSnapshot]) -> list[Session]:
    """Those sessions of a draft that the next release would hold, in their order; `before`: what readers see."""
    public = {snapshot.session_id for snapshot in before}
    return [session for session in drafted if is_released(session.state, session.id in public)]


def snapshot_of(session: Session) -> SessionSnapshot:
    """A session of the draft as it stands."""
    room, theme = session.room, session.theme
    return SessionSnapshot(
        session_id=session.id, slug=session.slug, title=session.title, state=session.state, mode=session.mode,
        format_slug=session.format.slug, format_name=session.format.name, code=session.code,
        abstract=session.abstract, is_break=session.format.is_break, theme_slug=theme.slug if theme else "",
        theme_name=theme.name if theme else "", language=session.language, room_name=room.name if room else "",
        room_slug=room.slug if room else "", room_position=room.position if room else 0,
        starts_at=session.starts_at, ends_at=session.ends_at, position=session.position, uid=session.uid,
        is_sample=session.is_sample, is_time_sample=session.is_time_sample,
        presentations=tuple(PresentationSnapshot(one.id, one.title, one.abstract) for one in session.presentations),
        appearances=tuple(
            AppearanceSnapshot(one.person_id, one.person.name, one.role, one.job_title, one.affiliation,
                               one.presentation_id)
            for one in session.appearances
        ),
    )  # fmt: skip


def snapshots_of(release: Release | None) -> list[SessionSnapshot]:
    """What a release holds, in order of time; nothing for None."""
    return [_of_released(session) for session in released_sessions(release)] if release else []


def _of_released(session: ReleasedSession) -> SessionSnapshot:
    return SessionSnapshot(
        session_id=session.session_id, slug=session.slug, title=session.title, state=session.state,
        mode=session.mode, format_slug=session.format_slug, format_name=session.format_name, code=session.code,
        abstract=session.abstract, is_break=session.is_break, theme_slug=session.theme_slug,
        theme_name=session.theme_name, language=session.language, room_name=session.room_name,
        room_slug=session.room_slug, room_position=session.room_position, starts_at=session.starts_at,
        ends_at=session.ends_at, position=session.position, uid=session.uid, is_sample=session.is_sample,
        is_time_sample=session.is_time_sample,
        presentations=tuple(
            PresentationSnapshot(one.presentation_id, one.title, one.abstract) for one in session.presentations
        ),
        appearances=tuple(
            AppearanceSnapshot(one.person_id, one.name, one.role, one.job_title, one.affiliation, one.presentation_id)
            for one in session.appearances
        ),
    )  # fmt: skip


def as_released(snapshot: SessionSnapshot, sequence: int, changed_at: datetime) -> ReleasedSession:
    """A row, not stored yet, that holds what a snapshot says; with SEQUENCE and last change of its calendar entry."""
    values = {name: value for name, value in vars(snapshot).items() if name not in {"presentations", "appearances"}}
    released = ReleasedSession(**values, sequence=sequence, changed_at=changed_at)
    released.presentations = [ReleasedPresentation(**vars(one), position=at)
                              for at, one in enumerate(snapshot.presentations)]  # fmt: skip
    released.appearances = [ReleasedAppearance(**vars(one), position=at)
                            for at, one in enumerate(snapshot.appearances)]  # fmt: skip
    return released


def last_released(event: Event) -> dict[int, tuple[ReleasedSession, SessionSnapshot]]:
    """How each session of the event stood in the newest release that held it, by session id."""
    newest = (
        select(func.max(ReleasedSession.id))
        .join(Release, Release.id == ReleasedSession.release_id)
        .where(Release.event_id == event.id)
        .group_by(ReleasedSession.session_id)
    )
    query = select(ReleasedSession).where(ReleasedSession.id.in_(newest))
    found = db.session.scalars(
        query.options(selectinload(ReleasedSession.presentations), selectinload(ReleasedSession.appearances))
    )
    return {session.session_id: (session, _of_released(session)) for session in found}


def has_unreleased(event: Event) -> bool:
    """Whether the draft differs in anything from what readers see."""
    before = snapshots_of(find_current_release(event))
    return is_different(before, draft_snapshots(event, before))


def pending_changes(event: Event) -> list[Change]:
    """What the next release would change, in words."""
    before = snapshots_of(find_current_release(event))
    return changes_between(before, draft_snapshots(event, before), clock_of(event))
