"""Writing the sessions of a file: new ones in bulk, changed ones field by field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from conference.core.database import db
from conference.core.slugs import FreeSlugs
from conference.core.text import is_slug, slug_of
from conference.core.tokens import new_uid
from conference.core.zones import minutes_between
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.exchange.actions.fillings import Posts, fill, fill_anew, usual_posts
from conference.domain.exchange.actions.writing import AT_ONCE, Writing, changes_of, load, set_fields
from conference.domain.exchange.rules import (
    LANGUAGE_LENGTH,
    USUAL_MINUTES,
    VALUE_LENGTH,
    Deed,
    Difference,
    Thing,
    resolved,
    session_slug_in,
)
from conference.domain.programme.models import Session
from conference.domain.programme.queries import slugs_of_sessions
from conference.domain.programme.rules import SessionState
from conference.formats.programmes.slugs import is_ours
from conference.formats.programmes.values import FileSession, Scheme

USUAL_LANGUAGE = "en"
COLUMNS = {"title": "title", "abstract": "abstract", "code": "code", "language": "language", "format": "format_id",
           "theme": "theme_id", "room": "room_id"}  # fmt: skip


def write_sessions(writing: Writing) -> None:
    """New sessions stand behind those of the event, in the order of the file."""
    if writing.event is None:
        return
    _write_new(writing, writing.event)
    changed = writing.changed(Thing.SESSION)
    sessions = load(Session, changed, selectinload(Session.presentations), selectinload(Session.appearances))
    usual = usual_posts(writing)
    done = {session.id: _change(session, changed[session.id], writing.ids, usual) for session in sessions}
    db.session.flush()
    changes = {its_id: changes_of(changed[its_id], fields) for its_id, fields in done.items() if fields}
    writing.record("edit session", Session, changes, {one.id: {"version": one.version} for one in sessions})


def _write_new(writing: Writing, event: Event) -> None:
    deeds = writing.new(Thing.SESSION)
    if not deeds:
        return
    files = [writing.programme.sessions[deed.item.index or 0] for deed in deeds]
    saids = [resolved(deed.item.said, writing.ids) for deed in deeds]
    uids, slugs = _taken_uids(files), FreeSlugs(slugs_of_sessions(event))
    common = {
        "event_id": event.id, "created_at": writing.now, "mode": event.mode.value,
        "language": _usual_language(writing.programme.sessions), "minutes": USUAL_MINUTES, "code": "", "abstract": "",
        "theme": None, "room": None, "starts_at": None,
    }  # fmt: skip
    last = select(func.coalesce(func.max(Session.position), -1)).where(Session.event_id == event.id)
    first = 1 + db.session.scalars(last).one()
    rows = [
        {**_row({**common, **said}), "position": first + at, "uid": _uid(one, uids),
         "slug": slugs.take(_slug(one, writing))}
        for at, (one, said) in enumerate(zip(files, saids, strict=True))
    ]  # fmt: skip
    fill_anew(writing, dict(zip(writing.insert(Thing.SESSION, Session, rows, "uid"), saids, strict=True)))


def _row(said: Mapping[str, Any]) -> dict[str, Any]:
    starts_at = _instant(said["starts_at"])
    columns = {COLUMNS.get(name, name): value for name, value in said.items()}
    for name in ("people", "posts", "presentations"):
        columns.pop(name, None)
    ends_at = None if starts_at is None else starts_at + timedelta(minutes=said["minutes"])
    return {**columns, "starts_at": starts_at, "ends_at": ends_at, "mode": AttendanceMode(said["mode"]),
            "state": SessionState(said["state"])}  # fmt: skip


def _instant(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words)


def _usual_language(sessions: Sequence[FileSession]) -> str:
    """That of most sessions which say one, for those that say none."""
    said = Counter(one.language for one in sessions if 0 < len(one.language) <= LANGUAGE_LENGTH)
    return max(said, key=lambda one: said[one], default=USUAL_LANGUAGE)


def _taken_uids(sessions: Sequence[FileSession]) -> set[str]:
    """Those of the UIDs of the file that a session of ours has already, in whatever event."""
    wanted = [one.identity.value for one in sessions if len(one.identity.value) <= VALUE_LENGTH]
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        query = select(Session.uid).where(Session.uid.in_(wanted[start : start + AT_ONCE]))
        found.update(db.session.scalars(query))
    return found


def _uid(session: FileSession, taken: set[str]) -> str:
    """The UID of the file stays, so that calendars which have the session already know it again; else a new one."""
    identity = session.identity
    is_uid = identity.scheme in (Scheme.GUID, Scheme.UID) and not identity.slot
    if not is_uid or len(identity.value) > VALUE_LENGTH or identity.value in taken:
        return new_uid()
    taken.add(identity.value)
    return identity.value


def _slug(session: FileSession, writing: Writing) -> str:
    """That of our own address or our own file; else one of the title."""
    said = session_slug_in(session.url, writing.held.home)
    if not said and is_ours(writing.programme.heading.generator) and is_slug(session.slug):
        said = session.slug
    return said or slug_of(session.title, "session")


def _change(session: Session, deed: Deed, ids: Mapping[str, int], usual: Posts) -> list[str]:
    """Write the changes that nobody was quicker with; the names of the fields."""
    changes = [Difference(one.field, one.before, resolved({one.field: one.after}, ids)[one.field])
               for one in deed.changes]  # fmt: skip
    done = set_fields(session, changes, COLUMNS)
    after = {one.field: one.after for one in changes}
    if "mode" in after:
        session.mode = AttendanceMode(after["mode"])
    if "state" in after:
        session.state = SessionState(after["state"])
    if {"starts_at", "minutes"} & after.keys():
        _place(session, after)
    fill(session, after, deed.item.said.get("presentations"), usual)
    return [one.field for one in changes if one.field in done or one.field not in COLUMNS]


def _place(session: Session, after: Mapping[str, Any]) -> None:
    if "minutes" in after:
        session.minutes = after["minutes"]
    elif session.starts_at and session.ends_at:
        session.minutes = minutes_between(session.starts_at, session.ends_at)
    starts_at = _instant(after["starts_at"]) if "starts_at" in after else session.starts_at
    session.starts_at, session.is_time_sample = starts_at, False
    session.ends_at = None if starts_at is None else starts_at + timedelta(minutes=session.minutes)
