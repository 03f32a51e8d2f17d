"""What is new, who is told, what clashes. Pure."""

from conference.domain.schedule.rules.changes import Change, ChangeKind, Clock, changes_between
from conference.domain.schedule.rules.snapshots import (
    AppearanceSnapshot,
    PresentationSnapshot,
    SessionSnapshot,
    is_calendar_change,
    is_released,
)

__all__ = [
    "AppearanceSnapshot",
    "Change",
    "ChangeKind",
    "Clock",
    "PresentationSnapshot",
    "SessionSnapshot",
    "changes_between",
    "is_calendar_change",
    "is_released",
]
