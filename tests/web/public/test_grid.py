"""A day of a programme as a grid of time by room."""

from datetime import UTC, datetime, timedelta

import pytest

from conference.domain.events.models import Event
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import ReleasedSession
from conference.web.public.grid import MOST_COLUMNS, MOST_ROWS, Grid, find_grid

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def released(title: str, room: str, start: int, minutes: int, is_break: bool = False) -> ReleasedSession:
    """A session that starts so many minutes after nine; a room's name ends with its place among the rooms."""
    begins = NINE + start * MINUTE
    return ReleasedSession(
        session_id=1, slug="one", title=title, code="", is_break=is_break, format_name="Talk", theme_name="",
        state=SessionState.CONFIRMED, room_name=room, room_position=ord(room[-1:] or " "), starts_at=begins,
        ends_at=begins + minutes * MINUTE,
    )  # fmt: skip


def grid_of(*sessions: ReleasedSession) -> Grid:
    """The grid of a day in a zone without an offset."""
    grid = find_grid(sessions, Event(slug="soc22", zone="UTC"))
    assert grid is not None
    return grid


def places(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Row, rows, column and columns of what stands in a grid, by title."""
    return {one["title"]: (one["row"], one["span"], one["column"], one["columns"]) for one in grid.slots}


def test_sessions_at_the_same_time_in_one_room_stand_side_by_side() -> None:
    grid = grid_of(
        released("long", "Room 1", 0, 60), released("short", "Room 1", 30, 30), released("beside", "Room 2", 0, 30),
        released("after", "Room 1", 60, 30),
    )  # fmt: skip
    assert [(one["name"], one["column"], one["columns"]) for one in grid.rooms] == [("Room 1", 1, 2), ("Room 2", 3, 1)]
    assert places(grid) == {
        "long": (1, 12, 1, 1), "short": (7, 6, 2, 1), "beside": (1, 6, 3, 1), "after": (13, 6, 1, 2),
    }  # fmt: skip


def test_what_has_no_room_goes_across_all_only_where_nothing_else_is_on() -> None:
    grid = grid_of(
        released("welcome", "", 0, 30), released("talk", "Room 1", 30, 30), released("online", "", 45, 30),
        released("lunch", "Foyer", 90, 30, is_break=True),
    )  # fmt: skip
    assert [(one["name"], one["column"]) for one in grid.rooms] == [("Room 1", 1), ("No room", 2)]
    columns = [place[2] for place in places(grid).values()]
    assert columns == [0, 1, 2, 0]


@pytest.mark.parametrize(("hours", "minutes_a_row"), [(15, 5), (25, 10), (24 * 30, 240)])
def test_a_long_day_has_longer_rows(hours: int, minutes_a_row: int) -> None:
    (slot,) = grid_of(released("exhibition", "Room 1", 0, hours * 60)).slots
    assert (slot["row"], slot["span"]) == (1, hours * 60 // minutes_a_row)
    assert slot["span"] <= MOST_ROWS


def test_more_columns_than_the_stylesheet_has_do_not_fit() -> None:
    rooms = [released(str(at), f"Room {chr(at)}", 0, 30) for at in range(ord("a"), ord("a") + MOST_COLUMNS + 1)]
    assert [grid_of(*rooms[:-1]).fits, grid_of(*rooms).fits] == [True, False]
