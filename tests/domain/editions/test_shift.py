"""Where the dates of an edition move to, and what the next one is called."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.zones import to_utc
from conference.domain.editions.rules import next_event_name, next_first_day, next_name, shift_between

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
SOC22, SOC23 = date(2022, 9, 8), date(2023, 9, 14)
local = datetime.fromisoformat


@pytest.mark.parametrize(("old", "new"), [
    ("2022-09-08", "2023-09-14"), ("2023-09-14", "2024-09-12"), ("2020-12-31", "2021-12-30"),
    ("2024-02-29", "2025-02-27"), ("2022-03-29", "2023-03-28"),
])  # fmt: skip
def test_the_usual_first_day_is_the_same_weekday_of_the_month(old: str, new: str) -> None:
    assert next_first_day(date.fromisoformat(old)) == date.fromisoformat(new)


@given(DAYS)
def test_the_usual_first_day_keeps_weekday_and_month(old: date) -> None:
    new = next_first_day(old)
    assert (new.weekday(), new.month, new.year) == (old.weekday(), old.month, old.year + 1)


def test_dates_of_soc22_become_those_of_soc23() -> None:
    shift = shift_between(SOC22, SOC23, [date(2022, 4, 4), date(2022, 9, 7)])
    dates = ("2022-04-04 12:00", "2022-09-07 23:59", "2022-09-08 09:00", "2022-09-09 17:00")
    moved = [shift.moved(local(at)) for at in dates]
    assert [f"{at:%A %Y-%m-%d %H:%M}" for at in moved] == [
        "Monday 2023-04-10 12:00", "Wednesday 2023-09-13 23:59", "Thursday 2023-09-14 09:00", "Friday 2023-09-15 17:00",
    ]  # fmt: skip
    assert shift.keeps_weekday


@given(DAYS, DAYS, st.lists(st.integers(1, 400), max_size=6))
def test_what_lies_before_keeps_its_weekday_its_order_and_its_distance(old: date, new: date, ahead: list[int]) -> None:
    before = [old - timedelta(days=days) for days in sorted(ahead, reverse=True)]
    shift = shift_between(old, new, before)
    moved = [shift.moved(datetime.combine(day, time(12))).date() for day in before]
    assert [day.weekday() for day in moved] == [day.weekday() for day in before]
    assert moved == sorted(moved)
    assert all(day < new for day in moved)
    assert all(abs((new - at).days - (old - day).days) <= 10 for at, day in zip(moved, before, strict=True))


@given(DAYS, DAYS, st.integers(0, 10))
def test_days_of_the_event_move_with_its_first_day(old: date, new: date, later: int) -> None:
    moved = shift_between(old, new).moved(datetime.combine(old, time(9, 30)) + timedelta(days=later))
    assert moved == datetime.combine(new, time(9, 30)) + timedelta(days=later)


def test_the_clock_shows_the_same_time_on_the_other_side_of_a_clock_change() -> None:
    shift = shift_between(date(2021, 10, 28), date(2021, 11, 4))
    moved = shift.moved(local("2021-10-28 15:00"))
    assert (to_utc(local("2021-10-28 15:00"), "Europe/London"), to_utc(moved, "Europe/London")) == (
        datetime(2021, 10, 28, 14, 0, tzinfo=UTC), datetime(2021, 11, 4, 15, 0, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [
    ("SOC22", "SOC23"), ("Social Outcomes Conference 2022", "Social Outcomes Conference 2023"), ("soc22", "soc23"),
    ("soc-2022", "soc-2023"), ("2022", "2023"), ("SOC 22", "SOC 23"), ("SOC’22", "SOC’23"), ("6th", "7th"),
    ("Sixth", "Seventh"), ("6", "7"), ("20th", "21st"), ("the twentieth", "the 21st"), ("22nd edition", "23rd edition"),
    ("EwE", "EwE"), ("SOC2022", "SOC2023"), ("SOC221", "SOC221"), ("", ""), ("999", "999"),
])  # fmt: skip
def test_names_of_the_next_edition(old: str, new: str) -> None:
    assert next_name(old, 2022, 2023) == new


@pytest.mark.parametrize(("old", "new"), [
    ("DENOG16", "DENOG17"), ("denog16", "denog17"), ("GPN 9", "GPN 10"), ("38C3", "39C3"), ("38c3", "39c3"),
    ("SOC22", "SOC23"), ("SOC2022", "SOC2023"), ("EwE", "EwE"), ("X999", "X999"), ("PyCon 09", "PyCon 10"),
    ("Building 2030 together", "Building 2030 together"), ("Our 6th GPN 9", "Our 7th GPN 9"),
])  # fmt: skip
def test_an_event_may_count_without_a_year(old: str, new: str) -> None:
    assert next_event_name(old, 2022, 2023) == new
