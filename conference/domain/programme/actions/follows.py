"""Saying that a session takes up an earlier one of its series. Shown on both at once, as far as both are released."""

from datetime import datetime

from conference.core.database import db, lock
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.programme.models import Session, SessionFollows
from conference.domain.programme.queries import find_follows
from conference.domain.programme.rules import check_may_follow
from conference.domain.site.actions import touch_public

Actor = Account | str


def follow_session(later: Session, earlier: Session, *, actor: Actor, now: datetime) -> None:
    """Say that a session takes up an earlier one; nothing happens where that is said already.

    Raises Invalid unless the earlier one stands in an event of the same series that began before.
    """
    lock(later)
    check_may_follow(
        is_same_series=later.event.series_id is not None and later.event.series_id == earlier.event.series_id,
        is_before=earlier.event.starts_at < later.event.starts_at,
    )
    if find_follows(later, earlier.id) is not None:
        return
    db.session.add(SessionFollows(earlier_id=earlier.id, later_id=later.id))
    touch_public()
    record("session follows", later, actor=actor, now=now, event_id=later.event_id, earlier_id=earlier.id)


def unfollow_session(later: Session, earlier_id: int, *, actor: Actor, now: datetime) -> None:
    """Say so no more; nothing happens where it was not said."""
    lock(later)
    found = find_follows(later, earlier_id)
    if found is None:
        return
    db.session.delete(found)
    touch_public()
    record("session follows no more", later, actor=actor, now=now, event_id=later.event_id, earlier_id=earlier_id)
