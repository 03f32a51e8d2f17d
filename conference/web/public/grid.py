"""One day of a released programme as a grid: minutes become rows, rooms become columns. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from conference.core.zones import to_local
from conference.domain.events.models import Event
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import ReleasedSession
from conference.web.cards import session_card

MINUTES_A_ROW = 5
MOST_ROWS = 192
MOST_ROOMS = 25
LABEL_EVERY = timedelta(minutes=30)


@dataclass(frozen=True)
class Grid:
    """The values of the macro `programme_grid`."""

    rooms: list[str]
    times: list[dict[str, Any]]
    slots: list[dict[str, Any]]


def find_grid(
    sessions: Sequence[ReleasedSession], event: Event, address_of: Callable[[ReleasedSession], str] | None = None
) -> Grid | None:  # fmt: skip
    """The grid of one day's sessions; None when there is none, or more than a grid can show (then a list serves).

    `address_of`: as in `cards.session_card`.
    """
    placed = [session for session in sessions if session.starts_at and session.ends_at]
    rooms = _rooms(placed)
    if not placed or len(rooms) > MOST_ROOMS:
        return None
    first = min(_local(session.starts_at, event) for session in placed).replace(minute=0, second=0)
    last = max(_local(session.ends_at, event) for session in placed)
    if _row(last, first) > MOST_ROWS:
        return None
    slots = [_slot(session_card(session, event, address_of), session, event, first, rooms) for session in placed]
    return Grid(rooms, _times(first, last), slots)


def _rooms(sessions: Sequence[ReleasedSession]) -> list[str]:
    in_order = sorted({(session.room_position, session.room_name) for session in sessions if session.room_name})
    return list(dict.fromkeys(name for _position, name in in_order))


def _local(instant: datetime | None, event: Event) -> datetime:
    if instant is None:
        raise ValueError("only placed sessions stand in a grid")
    return to_local(instant, event.zone)


def _row(at: datetime, first: datetime) -> int:
    return 1 + int((at - first).total_seconds() // 60) // MINUTES_A_ROW


def _times(first: datetime, last: datetime) -> list[dict[str, Any]]:
    steps = int((last - first) / LABEL_EVERY) + 1
    marks = [first + step * LABEL_EVERY for step in range(steps)]
    return [{"row": _row(mark, first), "label": f"{mark:%H:%M}"} for mark in marks if mark < last]


def _slot(
    card: dict[str, Any], session: ReleasedSession, event: Event, first: datetime, rooms: list[str]
) -> dict[str, Any]:  # fmt: skip
    start, end = _local(session.starts_at, event), _local(session.ends_at, event)
    cancelled = session.state is SessionState.CANCELLED
    across = session.is_break or not session.room_name
    return {
        **{name: card[name] for name in ("title", "url", "time", "room", "star", "code", "people", "state", "tone")},
        "iso": start.isoformat(), "end_iso": end.isoformat(),
        "row": _row(start, first), "span": max(1, _row(end, first) - _row(start, first)),
        "column": 0 if across else rooms.index(session.room_name) + 1, "columns": 1,
        "format": None if session.is_break else session.format_name,
        "kind": "cancelled" if cancelled else "break" if session.is_break else "",
    }  # fmt: skip
