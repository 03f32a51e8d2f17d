"""Blocks of sessions moved by minutes or to another day, two sessions that change places, each as one step."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask

from conference.core.database import transaction
from conference.core.errors import Conflict, Invalid
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.schedule.actions import move_block, swap_sessions, undo_step
from conference.domain.schedule.queries import place_of_draft
from conference.domain.schedule.rules import Block, SessionPlace
from tests.domain.schedule.test_placing import TEN, make_hall, place, room
from tests.factories import make_account, make_session

THURSDAY, FRIDAY = date(2022, 9, 8), date(2022, 9, 9)


@pytest.fixture
def olga(app: Flask) -> Account:
    return make_account(Role.ORGANISER, name="Olga")


def make_day(now: datetime) -> tuple[Event, dict[str, Session]]:
    """Room A at 10 and at 12, room B at 11, and one session in the tray."""
    event = make_hall()
    sessions = {name: make_session(event, title=name) for name in ("Early", "Late", "Beside", "Unplaced")}
    place(sessions["Early"], now)
    place(sessions["Late"], now, "2022-09-08 12:00")
    place(sessions["Beside"], now, "2022-09-08 11:00", 1)
    return event, sessions


def starts(sessions: dict[str, Session]) -> dict[str, float | None]:
    """Hours after ten on Thursday."""
    return {name: (one.starts_at - TEN) / timedelta(hours=1) if one.starts_at else None
            for name, one in sessions.items()}  # fmt: skip


@pytest.mark.parametrize(("of_room", "from_time", "deed", "after"), [
    (None, time(), {"minutes": 15}, {"Early": 0.25, "Late": 2.25, "Beside": 1.25}),
    (0, time(), {"minutes": -30}, {"Early": -0.5, "Late": 1.5, "Beside": 1}),
    (None, time(11), {"minutes": 60}, {"Early": 0, "Late": 3, "Beside": 2}),
    (None, time(), {"to_day": FRIDAY}, {"Early": 24, "Late": 26, "Beside": 25}),
    (0, time(12), {"to_day": FRIDAY, "minutes": -60}, {"Early": 0, "Late": 25, "Beside": 1}),
])  # fmt: skip
def test_a_block_moves_together_and_back(
    olga: Account, now: datetime, of_room: int | None, from_time: time, deed: dict[str, Any], after: dict[str, float]
) -> None:
    event, sessions = make_day(now)
    before = starts(sessions)
    block = Block(THURSDAY, None if of_room is None else room(event, of_room).id, from_time)
    with transaction():
        count = move_block(event, block, actor=olga, now=now, **deed)
    assert starts(sessions) == {**after, "Unplaced": None}
    assert count == sum(before[name] != hours for name, hours in after.items())
    with transaction():
        undo_step(event, actor=olga, now=now)
    assert starts(sessions) == before


def test_what_a_block_may_not(olga: Account, now: datetime) -> None:
    event, sessions = make_day(now)
    block = Block(THURSDAY, room(event).id, time(12))
    with pytest.raises(Conflict) as refused, transaction():
        move_block(event, block, minutes=-90, actor=olga, now=now)
    assert refused.value.sentence == (
        "Late: Room A is taken by Early: Thursday 8 September 2022, 10:00 to 11:00 (London time, BST)."
    )
    for minutes in (0, 7, 24 * 60 + 5):
        with pytest.raises(Invalid) as wrong, transaction():
            move_block(event, block, minutes=minutes, to_day=THURSDAY, actor=olga, now=now)
        assert wrong.value.field == "minutes"
    with pytest.raises(Conflict, match=r"^No session begins there\.$"), transaction():
        move_block(event, Block(FRIDAY), minutes=5, actor=olga, now=now)
    assert starts(sessions) == {"Early": 0, "Late": 2, "Beside": 1, "Unplaced": None}


def test_a_block_may_take_old_clashes_along_and_bring_accepted_ones(olga: Account, now: datetime) -> None:
    event, sessions = make_day(now)
    with transaction():
        move_block(event, Block(THURSDAY, room(event).id, time(12)), minutes=-90, actor=olga, now=now,
                   accepts_clashes=True)  # fmt: skip
    with transaction():
        move_block(event, Block(THURSDAY), minutes=60, actor=olga, now=now)
    assert starts(sessions) == {"Early": 1, "Late": 1.5, "Beside": 2, "Unplaced": None}


def test_two_sessions_change_places(olga: Account, now: datetime) -> None:
    event, sessions = make_day(now)
    early, beside, unplaced = (sessions[name] for name in ("Early", "Beside", "Unplaced"))
    with transaction():
        swap_sessions(early, beside, actor=olga, now=now)
    assert (place_of_draft(early), place_of_draft(beside)) == (
        SessionPlace(TEN + timedelta(hours=1), 60, room(event, 1).id), SessionPlace(TEN, 60, room(event).id),
    )  # fmt: skip
    with transaction():
        swap_sessions(unplaced, early, actor=olga, now=now)
    assert (unplaced.starts_at, early.starts_at, early.room) == (TEN + timedelta(hours=1), None, None)
    for _step in range(2):
        with transaction():
            undo_step(event, actor=olga, now=now)
    assert starts(sessions) == {"Early": 0, "Late": 2, "Beside": 1, "Unplaced": None}


def test_what_cannot_be_swapped(olga: Account, now: datetime) -> None:
    event, sessions = make_day(now)
    other = make_session(event)
    for one, two in ((sessions["Unplaced"], other), (sessions["Early"], sessions["Early"])):
        with pytest.raises(Conflict, match=r"^Please choose two sessions"), transaction():
            swap_sessions(one, two, actor=olga, now=now)
    with pytest.raises(Conflict, match=r"^Somebody has moved Late while your page was open"), transaction():
        swap_sessions(sessions["Early"], sessions["Late"], actor=olga, now=now,
                      seen=place_of_draft(sessions["Early"]).mark, seen_other=".60.")  # fmt: skip


def test_a_block_keeps_its_times_over_a_change_of_the_clock() -> None:
    place_ = SessionPlace(datetime(2022, 10, 29, 9, 0, tzinfo=UTC), 60)
    assert Block(date(2022, 10, 29), None, time(10)).holds(place_, "Europe/London")
    assert not Block(date(2022, 10, 29), None, time(10, 5)).holds(place_, "Europe/London")
    assert not Block(date(2022, 10, 29)).holds(SessionPlace(), "Europe/London")
