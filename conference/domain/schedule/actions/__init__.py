"""Placing sessions, releasing the programme, and what is told at once."""

from conference.domain.schedule.actions.at_once import (
    cancel_event,
    change_event_dates,
    change_event_venue,
    change_join_link,
    move_event,
)
from conference.domain.schedule.actions.blocks import move_block, swap_sessions
from conference.domain.schedule.actions.editing import redo_step, undo_step
from conference.domain.schedule.actions.many import change_many_sessions
from conference.domain.schedule.actions.placing import (
    add_appearance,
    cancel_session,
    expect_people,
    move_session,
    place_session,
    unplace_session,
)
from conference.domain.schedule.actions.previews import (
    close_preview,
    object_to_time,
    open_preview,
    settle_objection,
    tell_speakers_of_preview,
)
from conference.domain.schedule.actions.releasing import publish_coming, publish_release
from conference.domain.schedule.actions.speakers import change_many_comings, facts_of_coming, plan_speaker
from conference.domain.schedule.actions.telling import TELLS, tell_some

__all__ = [
    "TELLS",
    "add_appearance",
    "cancel_event",
    "cancel_session",
    "change_event_dates",
    "change_event_venue",
    "change_join_link",
    "change_many_comings",
    "change_many_sessions",
    "close_preview",
    "expect_people",
    "facts_of_coming",
    "move_block",
    "move_event",
    "move_session",
    "object_to_time",
    "open_preview",
    "place_session",
    "plan_speaker",
    "publish_coming",
    "publish_release",
    "redo_step",
    "settle_objection",
    "swap_sessions",
    "tell_some",
    "tell_speakers_of_preview",
    "undo_step",
    "unplace_session",
]
