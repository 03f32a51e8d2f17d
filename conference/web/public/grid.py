"""One day of a released programme as a grid: minutes become rows, rooms become columns. Pure.

A room with sessions at the same time takes as many columns as it has of them. A break, and what has no room, goes
across all rooms where nothing else is on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from conference.core.words import _
from conference.core.zones import to_local
from conference.domain.events.models import Event
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import ReleasedSession
from conference.web.cards import session_card
from conference.web.lanes import Lane, lanes_of

MOST_ROWS = 192  # as many as programme.css has: 16 hours of five minutes
MOST_COLUMNS = 40  # the same
MINUTES_A_ROW = (5, 10, 15, 30)
LABEL_EVERY = timedelta(minutes=30)


@dataclass(frozen=True)
class Grid:
    """The values of the macro `programme_grid`; `columns`: how many stand side by side, which may be too many."""

    columns: int
    rooms: list[dict[str, Any]]
    times: list[dict[str, Any]]
    slots: list[dict[str, Any]]

    @property
    def fits(self) -> bool:
        """Whether there are columns enough for it: else a list serves."""
        return self.columns <= MOST_COLUMNS


@dataclass(frozen=True)
class Rows:
    """The rows of a grid: from when on, and how many minutes each is."""

    first: datetime
    minutes: int

    def row_of(self, at: datetime) -> int:
        """The row in which a local time is, from 1."""
        return 1 + int((at - self.first).total_seconds() // 60) // self.minutes

    def span_of(self, start: datetime, end: datetime) -> tuple[int, int]:
        """The first row, and the first one after it."""
        row = self.row_of(start)
        return row, max(row + 1, self.row_of(end))


@dataclass(frozen=True)
class Column:
    """A room: its first column, from 1, and how many it takes."""

    name: str
    at: int
    width: int


def find_grid(
    sessions: Sequence[ReleasedSession], event: Event, address_of: Callable[[ReleasedSession], str] | None = None
) -> Grid | None:  # fmt: skip
    """The grid of one day's sessions; None when none of them has a time.

    `address_of`: as in `cards.session_card`.
    """
    times = {one: (to_local(one.starts_at, event.zone), to_local(one.ends_at, event.zone))
             for one in sessions if one.starts_at and one.ends_at}  # fmt: skip
    if not times:
        return None
    rows, last = _rows(times)
    spans = {session: rows.span_of(*span) for session, span in times.items()}
    in_rooms = _in_rooms(spans)
    lanes = {room: lanes_of({one: spans[one] for one in taken}) for room, taken in in_rooms.items()}
    columns = _columns(lanes)
    places = {one: _place(columns[room], lane) for room, taken in lanes.items() for one, lane in taken.items()}
    return Grid(
        sum(column.width for column in columns.values()),
        [{"name": one.name, "column": one.at, "columns": one.width} for one in columns.values()],
        _labels(rows, last),
        [_slot(session_card(one, event, address_of), one, times[one], spans[one], places.get(one)) for one in times],
    )


def _rows(times: Mapping[ReleasedSession, tuple[datetime, datetime]]) -> tuple[Rows, datetime]:
    """Rows from the full hour on, as fine as there are rows for; and when the last session ends."""
    first = min(start for start, _end in times.values()).replace(minute=0, second=0)
    last = max(end for _start, end in times.values())
    minutes = int((last - first).total_seconds() // 60) + 1
    hours = -(-minutes // (MOST_ROWS * 60))
    return Rows(first, next((one for one in MINUTES_A_ROW if minutes <= one * MOST_ROWS), hours * 60)), last


def _in_rooms(spans: Mapping[ReleasedSession, tuple[int, int]]) -> dict[str, list[ReleasedSession]]:
    """What stands in columns, by the name of the room, in the order of rooms; what has none comes last."""
    alone = {session for session, lane in lanes_of(spans).items() if lane.of == 1}
    found: dict[str, list[ReleasedSession]] = {}
    for one in sorted(spans, key=lambda one: (not one.room_name, one.room_position, one.room_name)):
        if one not in alone or (one.room_name and not one.is_break):
            found.setdefault(one.room_name, []).append(one)
    return found


def _columns(lanes: Mapping[str, Mapping[ReleasedSession, Lane]]) -> dict[str, Column]:
    found, at = {}, 1
    for room, taken in lanes.items():
        width = max(lane.of for lane in taken.values())
        found[room] = Column(room or _("No room"), at, width)
        at += width
    return found


def _place(column: Column, lane: Lane) -> tuple[int, int]:
    """The first column, and how many: the last of those beside each other takes what is left of the room's."""
    return column.at + lane.at, column.width - lane.at if lane.at == lane.of - 1 else 1


def _labels(rows: Rows, last: datetime) -> list[dict[str, Any]]:
    every = max(LABEL_EVERY, timedelta(minutes=rows.minutes))
    marks = [rows.first + step * every for step in range((last - rows.first) // every + 1)]
    return [{"row": rows.row_of(mark), "label": f"{mark:%H:%M}"} for mark in marks if mark < last]


def _slot(
    card: dict[str, Any], session: ReleasedSession, times: tuple[datetime, datetime], rows: tuple[int, int],
    place: tuple[int, int] | None,
) -> dict[str, Any]:  # fmt: skip
    """`place`: the first column and how many; None goes across all."""
    cancelled = session.state is SessionState.CANCELLED
    return {
        **{name: card[name] for name in ("title", "url", "time", "room", "star", "code", "people", "state", "tone")},
        "iso": times[0].isoformat(), "end_iso": times[1].isoformat(),
        "row": rows[0], "span": rows[1] - rows[0],
        "column": place[0] if place else 0, "columns": place[1] if place else 1,
        "format": None if session.is_break else session.format_name,
        "kind": "cancelled" if cancelled else "break" if session.is_break else "",
    }  # fmt: skip
