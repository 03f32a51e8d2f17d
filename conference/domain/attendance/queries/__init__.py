"""Reading tickets, doors, and who came."""

from conference.domain.attendance.queries.arrivals import (
    Heard,
    arrival_of,
    find_heard,
    get_entry,
    heard_of,
    list_scans_by_key,
    list_scans_that_count,
    registrations_for,
    slot_of,
)
from conference.domain.attendance.queries.badges import (
    Badge,
    are_badges_kept,
    list_kept_badges,
    name_of_badges,
    sheets_of,
)
from conference.domain.attendance.queries.counts import (
    ComingRow,
    Counts,
    ScanRow,
    counts_of,
    list_attendance,
    list_scans,
)
from conference.domain.attendance.queries.doors import (
    DoorPerson,
    find_by_name,
    find_door,
    get_door,
    get_open_door,
    list_doors,
    names_of_doors,
    people_at,
    span_of_door,
)
from conference.domain.attendance.queries.tickets import Ticket, ticket_of

__all__ = [
    "Badge",
    "ComingRow",
    "Counts",
    "DoorPerson",
    "Heard",
    "ScanRow",
    "Ticket",
    "are_badges_kept",
    "arrival_of",
    "counts_of",
    "find_by_name",
    "find_door",
    "find_heard",
    "get_door",
    "get_entry",
    "get_open_door",
    "heard_of",
    "list_attendance",
    "list_doors",
    "list_kept_badges",
    "list_scans",
    "list_scans_by_key",
    "list_scans_that_count",
    "name_of_badges",
    "names_of_doors",
    "people_at",
    "registrations_for",
    "sheets_of",
    "slot_of",
    "span_of_door",
    "ticket_of",
]
