"""Writing the draft of a programme. Readers see nothing of it before the release."""

from conference.domain.programme.actions.follows import follow_session, unfollow_session
from conference.domain.programme.actions.frame import (
    add_format,
    add_theme,
    edit_format,
    remove_room,
    remove_theme,
    rename_theme,
)
from conference.domain.programme.actions.many import (
    change_many_formats,
    remove_many_presentations,
    remove_many_rooms,
    remove_many_themes,
)
from conference.domain.programme.actions.parts import (
    add_presentation,
    edit_appearance,
    edit_presentation,
    move_presentation,
    remove_appearance,
    remove_presentation,
)
from conference.domain.programme.actions.sessions import add_session, change_session_state, edit_session

__all__ = [
    "add_format",
    "add_presentation",
    "add_session",
    "add_theme",
    "change_many_formats",
    "change_session_state",
    "edit_appearance",
    "edit_format",
    "edit_presentation",
    "edit_session",
    "follow_session",
    "move_presentation",
    "remove_appearance",
    "remove_many_presentations",
    "remove_many_rooms",
    "remove_many_themes",
    "remove_presentation",
    "remove_room",
    "remove_theme",
    "rename_theme",
    "unfollow_session",
]
