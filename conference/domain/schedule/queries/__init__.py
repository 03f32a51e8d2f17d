"""Reading releases, the draft, and the calendar entries of both."""

from conference.domain.schedule.queries.calendars import (
    calendar_entries_of,
    entries_of_series,
    entry_of_event,
    entry_of_session,
    place_of,
)
from conference.domain.schedule.queries.releases import (
    PersonOfRelease,
    ProgrammeDay,
    ProgrammeDays,
    appearances_of_person,
    current_sessions,
    days_of,
    find_current_release,
    find_released_session,
    get_current_release,
    get_release,
    get_released_session,
    list_releases,
    people_of,
    released_sessions,
)
from conference.domain.schedule.queries.snapshots import (
    clock_of,
    draft_snapshots,
    last_released,
    pending_changes,
    snapshots_of,
)

__all__ = [
    "PersonOfRelease",
    "ProgrammeDay",
    "ProgrammeDays",
    "appearances_of_person",
    "calendar_entries_of",
    "clock_of",
    "current_sessions",
    "days_of",
    "draft_snapshots",
    "entries_of_series",
    "entry_of_event",
    "entry_of_session",
    "find_current_release",
    "find_released_session",
    "get_current_release",
    "get_release",
    "get_released_session",
    "last_released",
    "list_releases",
    "pending_changes",
    "people_of",
    "place_of",
    "released_sessions",
    "snapshots_of",
]
