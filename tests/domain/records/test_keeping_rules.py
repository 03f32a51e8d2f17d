"""How long what is kept, counted and said."""

from datetime import UTC, datetime

import pytest

from conference.core.errors import Invalid
from conference.core.purposes import Purpose
from conference.domain.records.rules.keeping import (
    USUAL,
    Rule,
    check_months,
    kept_words,
    months_before,
    what_words,
)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2022-03-31", 1, "2022-02-28"), ("2024-03-31", 1, "2024-02-29"), ("2022-01-15", 24, "2020-01-15"),
     ("2022-12-31", -2, "2023-02-28"), ("2022-12-01", 12, "2021-12-01")],
)  # fmt: skip
def test_months_are_those_of_the_calendar(day: str, months: int, before: str) -> None:
    at = datetime.fromisoformat(f"{day}T12:30:00").replace(tzinfo=UTC)
    assert months_before(at, months).isoformat() == f"{before}T12:30:00+00:00"


def test_each_rule_and_each_purpose_has_its_words() -> None:
    assert set(USUAL) == set(Rule)
    assert len({what_words(rule) for rule in Rule}) == len(Rule)
    assert all(kept_words(purpose, USUAL) for purpose in Purpose)
    assert kept_words(Purpose.REGISTRATION, USUAL) == "24 months after the end of the event"
    assert kept_words(Purpose.MAIL, {**USUAL, Rule.MAILS: 1}) == "1 month"
    assert kept_words(Purpose.INTEREST, {**USUAL, Rule.INTEREST: None}) == "Until you ask us to erase it"


@pytest.mark.parametrize("months", [0, -1, 241])
def test_a_time_that_is_none_is_refused(months: int) -> None:
    check_months(None, "mails")
    check_months(1, "mails")
    with pytest.raises(Invalid):
        check_months(months, "mails")
