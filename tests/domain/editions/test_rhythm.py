"""The usual days of a series."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.domain.editions.rules import Rhythm, usual_days

TODAY = date(2021, 11, 1)  # a Monday
THURSDAY = 3


@pytest.mark.parametrize(("rhythm", "days"), [
    (Rhythm.WEEKLY, ["2021-11-04", "2021-11-11", "2021-11-25"]),
    (Rhythm.FORTNIGHTLY, ["2021-11-04", "2021-12-02", "2021-12-16"]),
    (Rhythm.FIRST, ["2021-11-04", "2021-12-02", "2022-01-06"]),
    (Rhythm.SECOND, ["2021-11-11", "2021-12-09", "2022-01-13"]),
    (Rhythm.THIRD, ["2021-12-16", "2022-01-20", "2022-02-17"]),
    (Rhythm.FOURTH, ["2021-11-25", "2021-12-23", "2022-01-27"]),
    (Rhythm.LAST, ["2021-11-25", "2021-12-30", "2022-01-27"]),
])  # fmt: skip
def test_the_next_free_days(rhythm: Rhythm, days: list[str]) -> None:
    found = usual_days(rhythm, THURSDAY, after=TODAY, held={date(2021, 10, 7), date(2021, 11, 18)}, number=3)
    assert [day.isoformat() for day in found] == days


@given(st.sampled_from(Rhythm), st.integers(0, 6), st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24),
       st.sets(st.integers(-60, 60)))  # fmt: skip
def test_they_are_later_on_the_weekday_free_and_as_many(
    rhythm: Rhythm, weekday: int, after: date, number: int, offsets: set[int]
) -> None:
    held = {after + timedelta(days=offset) for offset in offsets}
    days = usual_days(rhythm, weekday, after=after, held=held, number=number)
    assert (len(days), {day.weekday() for day in days}, days == sorted(set(days))) == (number, {weekday}, True)
    assert min(days) > after
    assert not held & set(days)
