"""Writing the sessions of a draft. Readers see nothing of it before the release."""

from dataclasses import asdict
from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.slugs import find_old_slug, free_slug, remember_slug
from conference.core.text import is_slug, slug_of
from conference.core.tokens import new_uid
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.programme.models import Format, Session, Theme
from conference.domain.programme.queries import edits_since, find_session, slugs_of_sessions
from conference.domain.programme.rules import (
    SessionDetails,
    SessionState,
    check_minutes,
    check_move,
    check_not_overtaken,
)

Actor = Account | str


def add_session(
    event: Event, details: SessionDetails, *, session_format: Format, actor: Actor, now: datetime,
    theme: Theme | None = None,
) -> Session:  # fmt: skip
    """Add a session as a draft, not yet placed."""
    lock(event)
    check_minutes(details.minutes)
    slug = free_slug(slug_of(details.title, "session"), slugs_of_sessions(event))
    session = Session(event=event, slug=slug, uid=new_uid(), created_at=now, format=session_format, theme=theme,
                      **asdict(details))  # fmt: skip
    db.session.add(session)
    record("add session", session, actor=actor, now=now, event_id=event.id)
    return session


def edit_session(
    session: Session, details: SessionDetails, *, slug: str, session_format: Format, theme: Theme | None, version: int,
    actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Change what is said about a session. `version` is the one that the editor saw.

    Raises Conflict where somebody else edited it since, Invalid for the length of a session that is placed.
    """
    lock(session)
    _check_not_overtaken(session, version)
    if details.minutes != session.minutes:
        check_minutes(details.minutes)
        if session.starts_at is not None:
            raise Invalid(_("This session is on the schedule. Change its length there."), "minutes")
    after = {**asdict(details), "slug": slug, "format": session_format, "theme": theme}
    if slug != session.slug:
        _move_to_slug(session, slug)
    changes = change(session, after, hidden={"join_link"})
    db.session.flush()
    record("edit session", session, actor=actor, now=now, event_id=session.event_id, changes=changes,
           version=session.version)  # fmt: skip


def _check_not_overtaken(session: Session, version: int) -> None:
    edits = edits_since(session, version)
    fields = dict.fromkeys(field for edit in edits for field in edit.changes)
    names = {edit.account.name or edit.actor if edit.account else edit.actor for edit in edits}
    check_not_overtaken(", ".join(sorted(names)), fields)


def _move_to_slug(session: Session, slug: str) -> None:
    if not is_slug(slug):
        raise Invalid(_("Please use lower-case letters, digits and single hyphens."), "slug")
    if find_session(session.event, slug) or find_old_slug("session", slug, session.event_id) not in {None, session.id}:
        raise Conflict(_("Another session of this event has this address, or once had it."), "slug")
    remember_slug("session", session.slug, session.id, session.event_id)


def change_session_state(session: Session, state: SessionState, *, actor: Actor, now: datetime) -> None:
    """Confirm a session, put it back to draft, cancel it, say that it was held; the next release makes it public.

    A cancelled session that is taken up again has no place: others may have its room and its people by now.
    """
    lock(session)
    check_move(session.state, state)
    if session.state is SessionState.CANCELLED and state is not SessionState.CANCELLED:
        session.starts_at = session.ends_at = session.room_id = None
    changes = change(session, {"state": state})
    record("change session state", session, actor=actor, now=now, event_id=session.event_id, changes=changes)
