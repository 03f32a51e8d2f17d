"""Edits of the draft schedule: the steps that somebody may take back or again, and who moved a session last."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.words import _
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.schedule.models import ScheduleEdit
from conference.domain.schedule.queries.board import place_of_draft
from conference.domain.schedule.rules import SessionPlace


def next_step(event: Event) -> int:
    """The number of the next step of an event's draft."""
    return (db.session.scalar(select(func.max(ScheduleEdit.step)).where(ScheduleEdit.event_id == event.id)) or 0) + 1


def step_to_undo(event: Event, account: Account) -> list[ScheduleEdit]:
    """The edits of the last step that this member of staff took and did not take back; empty for none."""
    return _edits(event, _steps_of(event, account, is_undone=False)[-1:])


def step_to_redo(event: Event, account: Account) -> list[ScheduleEdit]:
    """The edits of the step that this member of staff took back last; empty for none."""
    return _edits(event, _steps_of(event, account, is_undone=True)[:1])


def may_undo(event: Event, account: Account) -> tuple[bool, bool]:
    """Whether there is a step to take back, and one to take again (1 query)."""
    query = select(ScheduleEdit.is_undone).where(
        ScheduleEdit.event_id == event.id, ScheduleEdit.account_id == account.id
    )
    found = set(db.session.scalars(query.distinct()))
    return False in found, True in found


def _steps_of(event: Event, account: Account, *, is_undone: bool) -> list[int]:
    query = select(ScheduleEdit.step).where(ScheduleEdit.event_id == event.id)
    query = query.where(ScheduleEdit.account_id == account.id, ScheduleEdit.is_undone.is_(is_undone))
    return list(db.session.scalars(query.distinct().order_by(ScheduleEdit.step)))


def _edits(event: Event, steps: list[int]) -> list[ScheduleEdit]:
    query = select(ScheduleEdit).where(ScheduleEdit.event_id == event.id, ScheduleEdit.step.in_(steps))
    query = query.options(joinedload(ScheduleEdit.session).joinedload(Session.room)).order_by(ScheduleEdit.id)
    return list(db.session.scalars(query))


def last_editor_of(session: Session) -> str:
    """Who put a session where it stands, by name; nobody is named where it came there otherwise (other dates)."""
    query = select(ScheduleEdit).where(ScheduleEdit.session_id == session.id).options(joinedload(ScheduleEdit.account))
    edit = db.session.scalars(query.order_by(ScheduleEdit.changed_at.desc(), ScheduleEdit.id.desc())).first()
    if edit is None or edit.account is None:
        return _("Somebody")
    put = SessionPlace.of_mark(edit.here)
    return edit.account.shown_name if put.is_same(place_of_draft(session)) else _("Somebody")
