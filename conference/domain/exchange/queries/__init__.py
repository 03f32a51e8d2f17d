"""Reading imports and what they are compared with; a release as a file."""

from conference.domain.exchange.queries.files import programme_file_of, release_json_of
from conference.domain.exchange.queries.held import find_venue_of, held_of, make_report, settled_for
from conference.domain.exchange.queries.imports import (
    asked_of,
    bytes_of,
    choices_of,
    count_given_up,
    count_waiting_imports,
    find_applying,
    find_import,
    find_standstill,
    get_any_import,
    get_import,
    how_of,
    list_imports,
    list_left_imports,
    outcome_of,
    report_of,
    standstills_of,
)
from conference.domain.exchange.queries.known_event import find_event_of_file
from conference.domain.exchange.queries.ticks import choosable, mark_of, mark_of_report, seen_mark, ticked_items

__all__ = [
    "asked_of",
    "bytes_of",
    "choices_of",
    "choosable",
    "count_given_up",
    "count_waiting_imports",
    "find_applying",
    "find_event_of_file",
    "find_import",
    "find_standstill",
    "find_venue_of",
    "get_any_import",
    "get_import",
    "held_of",
    "how_of",
    "list_imports",
    "list_left_imports",
    "make_report",
    "mark_of",
    "mark_of_report",
    "outcome_of",
    "programme_file_of",
    "release_json_of",
    "report_of",
    "seen_mark",
    "settled_for",
    "standstills_of",
    "ticked_items",
]
