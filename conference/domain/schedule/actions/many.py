"""Many sessions of the draft changed together, all of them or none. Readers see it with the next release."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from conference.core.database import lock
from conference.core.many import Seen, check_many
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Room
from conference.domain.programme.actions import change_session_state, edit_session
from conference.domain.programme.models import Format, Session, Theme
from conference.domain.programme.queries import details_of, get_format, get_theme, lock_sessions
from conference.domain.programme.rules import SessionDetails
from conference.domain.schedule.actions.editing import put_sessions
from conference.domain.schedule.actions.placing import expect_people
from conference.domain.schedule.queries import get_room, place_of_draft
from conference.domain.schedule.rules import SessionFacts, SessionPlace, SessionsChange

OF_EDITING = {"format", "theme", "mode", "language"}


def change_many_sessions(
    event: Event, change: SessionsChange, seen: Seen, *, actor: Account | str, now: datetime
) -> int:  # fmt: skip
    """Change many sessions of an event, each with its row of the journal; how many were not so already.

    `seen` are their marks on a page, by id. Raises Conflict where one has been changed since or cannot become what is
    wanted, NotFound for a format, theme or room that is not there: then none is changed. Other rooms are one step in
    the schedule, which can be undone; the draft may hold the clashes that come of it.
    """
    lock(event)
    sessions = lock_sessions(event, seen)
    check_many(change, seen, {one.id: (one.title, facts_of_session(one)) for one in sessions})
    kind = get_format(change.format) if change.format else None
    theme = get_theme(event, change.theme) if change.theme else None
    changed = [one for one in sessions if change.differences(facts_of_session(one))]
    moved = [one for one in changed if "room" in change.differences(facts_of_session(one))]
    for session in changed:
        _change(session, change, kind, theme, {"actor": actor, "now": now})
    if moved:
        room = get_room(event, change.room) if change.room else None
        put_sessions(event, [(one, _place_in(room, one)) for one in moved], actor=actor, now=now)
    return len(changed)


def facts_of_session(session: Session) -> SessionFacts:
    """What a session is now."""
    return SessionFacts(
        session.state, session.format.slug, session.theme.slug if session.theme else "", session.mode, session.language,
        session.expected, str(session.room_id or ""), session.starts_at is not None, session.version,
    )  # fmt: skip


def _place_in(room: Room | None, session: Session) -> SessionPlace:
    return replace(place_of_draft(session), room_id=room.id if room else None)


def _change(
    session: Session, change: SessionsChange, kind: Format | None, theme: Theme | None, by: dict[str, Any]
) -> None:  # fmt: skip
    differs = change.differences(facts_of_session(session))
    if change.state is not None and "state" in differs:
        change_session_state(session, change.state, **by)
    if "expected" in differs:
        expect_people(session, change.expected, **by)
    if OF_EDITING & differs.keys():
        edit_session(
            session, _details(session, change), slug=session.slug, session_format=kind or session.format,
            theme=session.theme if change.theme is None else theme, version=session.version, **by,
        )  # fmt: skip


def _details(session: Session, change: SessionsChange) -> SessionDetails:
    details = details_of(session)
    return replace(details, mode=change.mode or details.mode, language=change.language or details.language)
