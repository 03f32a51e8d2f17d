"""What people are told: of releases and of changes of the event itself, and that a draft can be looked at."""

from conference.domain.schedule.notices.changes import (
    event_cancelled,
    event_cancelled_for_interested,
    event_cancelled_for_speaker,
    event_changed,
    event_changed_for_interested,
    key_of_speaker,
    sentences_of,
    standing_of,
    your_session,
)
from conference.domain.schedule.notices.previews import preview_mail, preview_ready

__all__ = [
    "event_cancelled",
    "event_cancelled_for_interested",
    "event_cancelled_for_speaker",
    "event_changed",
    "event_changed_for_interested",
    "key_of_speaker",
    "preview_mail",
    "preview_ready",
    "sentences_of",
    "standing_of",
    "your_session",
]
