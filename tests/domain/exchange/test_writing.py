"""Writing changes: nothing that somebody else was quicker with."""

from conference.domain.events.models import Room
from conference.domain.exchange.actions.writing import set_fields
from conference.domain.exchange.rules import Difference

NAMES = {"name": "name", "capacity": "capacity"}


def test_a_field_that_was_changed_just_now_is_left() -> None:
    room = Room(name="Great Hall", capacity=80)
    changes = [Difference("name", "Hall", "Main Hall"), Difference("capacity", 80, 120), Difference("people", [], [1])]
    assert set_fields(room, changes, NAMES) == ["capacity"]
    assert (room.name, room.capacity) == ("Great Hall", 120)
