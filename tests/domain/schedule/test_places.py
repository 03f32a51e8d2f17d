"""Where a session stands: its mark, its words, shifted, swapped, moved by somebody else meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.errors import Conflict, Invalid
from conference.domain.schedule.rules import Clock, SessionPlace, check_not_moved, shifted, swapped

TEN = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
CLOCK = Clock("Europe/London", "Oxford")
ROOMS = {7: "Hall"}
HALL = SessionPlace(TEN, 60, 7)


@given(st.integers(0, 10**6), st.integers(1, 288), st.none() | st.integers(1, 10**6))
def test_a_mark_gives_its_place_back(minutes: int, fives: int, room_id: int | None) -> None:
    place = SessionPlace(TEN + timedelta(minutes=minutes), fives * 5, room_id)
    assert SessionPlace.of_mark(place.mark) == place


NO_MARKS = [
    "", "..", "x", "20220908T0900", "20220908T0900.x.1", "20229908T0900.60.", "\x00", "20220908T0900.60.0",
    "20220909T0800.99999999999999999999999.2", "99991231T2359.60.2", "00010101T0000.5.1", ".-999999999.",
    "20220908T0900.-60.1", "20220908T0900.60.1\n", "20220908T0900.\u0666\u0660.1", "20220908T0900. 60.1",
]  # fmt: skip


@pytest.mark.parametrize("mark", NO_MARKS)
def test_what_is_no_mark_is_the_tray(mark: str) -> None:
    assert SessionPlace.of_mark(mark) == SessionPlace()


NUMBERS = st.integers().map(str) | st.text(max_size=30)
STARTS = st.datetimes().map(lambda at: at.strftime("%Y%m%dT%H%M")) | NUMBERS


@given(st.text() | st.tuples(STARTS, NUMBERS, NUMBERS).map(".".join))
def test_whatever_a_form_sends_as_a_mark_is_a_place_that_can_be_said(mark: str) -> None:
    place = SessionPlace.of_mark(mark)
    assert (place.mark, place.minutes >= 0) == (SessionPlace.of_mark(place.mark).mark, True)
    with pytest.raises(Conflict, match=r"^Olga has moved Keynote"):
        check_not_moved("Keynote", mark, SessionPlace(TEN, 60, 10**10), who="Olga", clock=CLOCK, rooms=ROOMS)


def test_a_place_in_words() -> None:
    when = "Thursday 8 September 2022, 10:00 to 11:00 (Oxford time, BST)"
    assert HALL.in_words(CLOCK, ROOMS) == f"{when}, Hall"
    assert SessionPlace(TEN, 60).in_words(CLOCK, ROOMS) == when
    assert SessionPlace().in_words(CLOCK, ROOMS) == "the tray"


def test_what_somebody_else_moved_is_said() -> None:
    check_not_moved("Keynote", HALL.mark, HALL, who="Olga", clock=CLOCK, rooms=ROOMS)
    with pytest.raises(Conflict) as refused:
        check_not_moved("Keynote", SessionPlace().mark, HALL, who="Olga", clock=CLOCK, rooms=ROOMS)
    assert refused.value.sentence == (
        "Olga has moved Keynote while your page was open, from the tray to Thursday 8 September 2022, 10:00 to 11:00 "
        "(Oxford time, BST), Hall. It stays there; move it again if you want it elsewhere."
    )


def test_a_place_shifted_by_minutes_or_to_a_day() -> None:
    assert shifted(HALL, "Europe/London", minutes=-15) == SessionPlace(TEN - timedelta(minutes=15), 60, 7)
    assert shifted(SessionPlace(), "Europe/London", minutes=5) == SessionPlace()
    assert shifted(HALL, "Europe/London", to_day=date(2022, 9, 8)) == HALL
    october = shifted(HALL, "Europe/London", to_day=date(2022, 10, 31), minutes=30)
    assert october.starts_at == datetime(2022, 10, 31, 10, 30, tzinfo=UTC)
    with pytest.raises(Invalid):
        shifted(SessionPlace(datetime(2022, 3, 26, 1, 30, tzinfo=UTC), 60), "Europe/London", to_day=date(2022, 3, 27))


def test_two_places_swapped_keep_their_lengths() -> None:
    other = SessionPlace(TEN + timedelta(hours=3), 90, 8)
    assert swapped(HALL, other) == (SessionPlace(TEN + timedelta(hours=3), 60, 8), SessionPlace(TEN, 90, 7))
