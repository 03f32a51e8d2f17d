"""Steps in the draft schedule: sessions put elsewhere together, and each step taken back or again by who took it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict
from conference.core.words import _, ngettext
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import ScheduleEdit
from conference.domain.schedule.queries import clock_of, place_of_draft, rooms_by_id
from conference.domain.schedule.queries.edits import last_editor_of, next_step, step_to_redo, step_to_undo
from conference.domain.schedule.rules import SessionPlace, check_not_moved, check_still_there

Actor = Account | str
Move = tuple[Session, SessionPlace]


def put_sessions(event: Event, moves: Sequence[Move], *, actor: Actor, now: datetime) -> None:
    """Put sessions where a rule allowed it, as one step that its maker can take back. The event is locked."""
    step, account = next_step(event), actor if isinstance(actor, Account) else None
    if account is not None:
        _forget_undone(event, account)
    for session, place in moves:
        edit = ScheduleEdit(event_id=event.id, step=step, session=session, account_id=account.id if account else None,
                            before=place_of_draft(session).mark, after=place.mark,
                            was_time_sample=session.is_time_sample, made_at=now, changed_at=now)  # fmt: skip
        _put(session, place, "place session" if place.starts_at else "unplace session", actor, now)
        db.session.add(edit)
    db.session.flush()


def _forget_undone(event: Event, account: Account) -> None:
    mine = ScheduleEdit.event_id == event.id, ScheduleEdit.account_id == account.id
    db.session.execute(delete(ScheduleEdit).where(*mine, ScheduleEdit.is_undone))


def _put(session: Session, place: SessionPlace, deed: str, actor: Actor, now: datetime) -> None:
    room = rooms_by_id(session.event).get(place.room_id) if place.room_id else None
    changes = change(session, {"starts_at": place.starts_at, "ends_at": place.ends_at, "room": room,
                               "minutes": place.minutes or session.minutes})  # fmt: skip
    if place.starts_at is not None:
        session.is_time_sample = False
    record(deed, session, actor=actor, now=now, event_id=session.event_id, changes=changes)


def check_seen(session: Session, seen: str | None) -> None:
    """Raise Conflict where a session is not where a page saw it (a mark; None: nothing was seen)."""
    if seen is not None and not SessionPlace.of_mark(seen).is_same(place_of_draft(session)):
        check_not_moved(session.title, seen, place_of_draft(session), who=last_editor_of(session),
                        clock=clock_of(session.event), rooms=_room_names(session.event))  # fmt: skip


def _room_names(event: Event) -> dict[int, str]:
    return {room_id: room.name for room_id, room in rooms_by_id(event).items()}


def undo_step(event: Event, *, actor: Account, now: datetime) -> str:
    """Take back the last step that `actor` took; a sentence says what is where again.

    Raises Conflict where there is none, or where somebody has moved one of its sessions since.
    """
    lock(event)
    edits = step_to_undo(event, actor)
    if not edits:
        raise Conflict(_("There is nothing of yours to undo."))
    return _turn(event, edits, "undo schedule edit", actor, now)


def redo_step(event: Event, *, actor: Account, now: datetime) -> str:
    """Take the step again that `actor` took back last; raises Conflict as `undo_step`."""
    lock(event)
    edits = step_to_redo(event, actor)
    if not edits:
        raise Conflict(_("There is nothing of yours to do again."))
    return _turn(event, edits, "redo schedule edit", actor, now)


def _turn(event: Event, edits: Sequence[ScheduleEdit], deed: str, actor: Account, now: datetime) -> str:
    _check(event, edits)
    for edit in edits:
        _put(edit.session, SessionPlace.of_mark(edit.there), deed, actor, now)
        edit.is_undone, edit.changed_at = not edit.is_undone, now
        if edit.is_undone:
            edit.session.is_time_sample = edit.was_time_sample
        db.session.flush()
    return _said(event, edits)


def _check(event: Event, edits: Sequence[ScheduleEdit]) -> None:
    rooms = _room_names(event)
    for edit in edits:
        session = edit.session
        lock(session)
        if session.state is SessionState.CANCELLED:
            raise Conflict(_("%(title)s is cancelled since then.", title=session.title))
        check_still_there(session.title, SessionPlace.of_mark(edit.here), place_of_draft(session),
                          who=last_editor_of(session), clock=clock_of(event), rooms=rooms)  # fmt: skip
        room_id = SessionPlace.of_mark(edit.there).room_id
        if room_id is not None and room_id not in rooms:
            raise Conflict(_("The room where %(title)s was is not there any more.", title=session.title))


def _said(event: Event, edits: Sequence[ScheduleEdit]) -> str:
    if len(edits) > 1:
        return ngettext("%(num)s session is moved.", "%(num)s sessions are moved.", len(edits))
    session = edits[0].session
    place = place_of_draft(session).in_words(clock_of(event), _room_names(event))
    return _("%(title)s is in %(place)s.", title=session.title, place=place) if session.starts_at is None else _(
        "%(title)s: %(place)s.", title=session.title, place=place)  # fmt: skip
