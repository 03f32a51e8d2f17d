"""Placing sessions, releasing the programme, and what is told at once."""

from conference.domain.schedule.actions.at_once import (
    cancel_event,
    change_event_dates,
    change_event_venue,
    change_join_link,
)
from conference.domain.schedule.actions.editing import redo_step, undo_step
from conference.domain.schedule.actions.placing import (
    add_appearance,
    cancel_session,
    expect_people,
    move_session,
    place_session,
    unplace_session,
)
from conference.domain.schedule.actions.releasing import publish_release

__all__ = [
    "add_appearance",
    "cancel_event",
    "cancel_session",
    "change_event_dates",
    "change_event_venue",
    "change_join_link",
    "expect_people",
    "move_session",
    "place_session",
    "publish_release",
    "redo_step",
    "undo_step",
    "unplace_session",
]
