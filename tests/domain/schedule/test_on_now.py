"""What is on, and what comes next."""

from datetime import UTC, datetime, timedelta

from conference.domain.schedule.rules import Span, on_now, overlapping

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SPANS = (Span(NINE + 2 * HOUR, NINE + 3 * HOUR, "later"), Span(NINE, NINE + HOUR, "first"))


def test_a_session_runs_from_its_start_until_just_before_its_end() -> None:
    moment = timedelta(microseconds=1)
    at = [on_now(SPANS, NINE + shift).current for shift in (-moment, 0 * HOUR, HOUR - moment, HOUR)]
    assert at == [(), ("first",), ("first",), ()]


def test_next_is_the_first_that_begins_later() -> None:
    at = [on_now(SPANS, NINE + shift).following for shift in (-HOUR, 0 * HOUR, HOUR, 2 * HOUR)]
    assert at == ["first", "later", "later", None]


def test_two_overlap_where_they_share_a_moment() -> None:
    long = Span(NINE + HOUR / 2, NINE + 2 * HOUR, "long")
    assert overlapping((*SPANS, long)) == [("first", "long")]
