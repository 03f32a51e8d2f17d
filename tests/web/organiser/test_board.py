"""The board of a day: which rooms get a column."""

from pathlib import Path

import pytest

from conference.domain.events.models import Room
from conference.web.organiser.board import MOST_ROOMS, rooms_shown

SHEET = Path(__file__).parents[3] / "static/css/planner.css"


@pytest.mark.parametrize(
    ("count", "used", "left_out"),
    [
        (3, set(), []),
        (MOST_ROOMS, {1}, []),
        (MOST_ROOMS + 2, set(), [120, 121]),
        (MOST_ROOMS + 2, {None, 121}, [119, 120]),
    ],
)
def test_rooms_in_use_come_first_where_there_are_more_than_columns(
    count: int, used: set[int | None], left_out: list[int]
) -> None:  # fmt: skip
    rooms = [Room(id=number) for number in range(1, count + 1)]
    assert rooms_shown(rooms, used) == [room for room in rooms if room.id not in left_out]


def test_the_stylesheet_has_a_place_for_each_column() -> None:
    sheet = SHEET.read_text()
    for at in range(MOST_ROOMS + 1):
        assert f".x-{at} {{ --x: {at} }}" in sheet
        assert f".n-{at + 1} {{ --rooms: {at + 1} }}" in sheet
