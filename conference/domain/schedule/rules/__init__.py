"""What is new, who is told, what clashes. Pure."""

from conference.domain.schedule.rules.changes import Change, ChangeKind, Clock, changes_between
from conference.domain.schedule.rules.clashes import (
    Clash,
    ClashKind,
    Frame,
    Placement,
    check_no_clash,
    find_all_clashes,
    find_clashes,
    slot,
)
from conference.domain.schedule.rules.on_now import OnNow, Span, on_now
from conference.domain.schedule.rules.snapshots import (
    AppearanceSnapshot,
    PresentationSnapshot,
    SessionSnapshot,
    is_calendar_change,
    is_different,
    is_released,
)
from conference.domain.schedule.rules.telling import News, NewsKind, news_by_person

__all__ = [
    "AppearanceSnapshot",
    "Change",
    "ChangeKind",
    "Clash",
    "ClashKind",
    "Clock",
    "Frame",
    "News",
    "NewsKind",
    "OnNow",
    "Placement",
    "PresentationSnapshot",
    "SessionSnapshot",
    "Span",
    "changes_between",
    "check_no_clash",
    "find_all_clashes",
    "find_clashes",
    "is_calendar_change",
    "is_different",
    "is_released",
    "news_by_person",
    "on_now",
    "slot",
]
