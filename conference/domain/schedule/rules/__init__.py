"""What is new, who is told, what clashes. Pure."""

from conference.domain.schedule.rules.availability import MOST_SPANS, check_spans, merged
from conference.domain.schedule.rules.blocks import Block, check_shift
from conference.domain.schedule.rules.changes import Change, ChangeKind, Clock, changes_between
from conference.domain.schedule.rules.clashes import (
    check_is_as_seen,
    check_may_be_released,
    check_no_clash,
    find_all_clashes,
    find_clashes,
)
from conference.domain.schedule.rules.many import ComingChange, ComingFacts, SessionFacts, SessionsChange
from conference.domain.schedule.rules.on_now import OnNow, Span, on_now, overlapping
from conference.domain.schedule.rules.placements import (
    Clash,
    ClashKind,
    Frame,
    Placement,
    RoomFacts,
    Window,
    overlaps,
    slot,
)
from conference.domain.schedule.rules.places import SessionPlace, check_not_moved, check_still_there, shifted, swapped
from conference.domain.schedule.rules.previews import may_be_previewed
from conference.domain.schedule.rules.reasons import reasons_between
from conference.domain.schedule.rules.snapshots import (
    AppearanceSnapshot,
    PresentationSnapshot,
    SessionSnapshot,
    differing,
    is_calendar_change,
    is_different,
    is_released,
)
from conference.domain.schedule.rules.telling import Matter, News, NewsKind, news_by_person

__all__ = [
    "MOST_SPANS",
    "AppearanceSnapshot",
    "Block",
    "Change",
    "ChangeKind",
    "Clash",
    "ClashKind",
    "Clock",
    "ComingChange",
    "ComingFacts",
    "Frame",
    "Matter",
    "News",
    "NewsKind",
    "OnNow",
    "Placement",
    "PresentationSnapshot",
    "RoomFacts",
    "SessionFacts",
    "SessionPlace",
    "SessionSnapshot",
    "SessionsChange",
    "Span",
    "Window",
    "changes_between",
    "check_is_as_seen",
    "check_may_be_released",
    "check_no_clash",
    "check_not_moved",
    "check_shift",
    "check_spans",
    "check_still_there",
    "differing",
    "find_all_clashes",
    "find_clashes",
    "is_calendar_change",
    "is_different",
    "is_released",
    "may_be_previewed",
    "merged",
    "news_by_person",
    "on_now",
    "overlapping",
    "overlaps",
    "reasons_between",
    "shifted",
    "slot",
    "swapped",
]
