"""Deadlines, windows, weekdays, editions: dates that cannot be meant."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.domain.checks.rules import Check, Part, Slot, findings_in
from conference.domain.checks.rules.days import days_in, names_a_day_to_come
from conference.domain.editions.rules.stale import EditionFacts, Turn
from tests.domain.checks.given import abstract, dated, edition, facts, found, place, text, wall

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(("said", "days"), [
    ("8 September 2022", [(2022, 9, 8, 8, None)]),
    ("Thursday 8 - 9 Sept. 2022", [(2022, 9, 8, 9, 3)]),
    ("the 8th and 9th of September", [(None, 9, 8, 9, None)]),
    ("on Thursday, September 8, 2022 at 10:00", [(2022, 9, 8, 8, 3)]),
    ("September 8–9, 2022", [(2022, 9, 8, 9, None)]),
    ("2022-09-08", [(2022, 9, 8, 8, None)]),
    ("from 30 August to 2 September 2022", [(2022, 8, 30, 30, None), (2022, 9, 2, 2, None)]),
    ("September 2022, in 2022, May 10:30, 12 marches, room 9", []),
])  # fmt: skip
def test_days_are_read_as_they_are_written(said: str, days: list[tuple[int | None, ...]]) -> None:
    assert [(one.year, one.month, one.first, one.last, one.weekday) for one in days_in(said)] == days


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    (read,) = days_in(f"It was {WEEKDAYS[day.weekday()]} {day.day} {day:%B} {day.year}, they say.")
    assert (read.first_day(), read.last_day(), read.weekday) == (day, day, day.weekday())


@pytest.mark.parametrize(("said", "is_to_come"), [
    ("on 30 September 2024", False), ("on 1 October 2024", True), ("in October 2024", True), ("in May 2024", False),
    ("in 2025", True), ("in 2024", False), ("31 February 2025", True),
])  # fmt: skip
def test_what_is_still_to_come(said: str, is_to_come: bool) -> None:
    assert names_a_day_to_come(said, date(2024, 10, 1)) is is_to_come


def test_a_deadline_copied_from_the_year_before() -> None:
    assert found(
        text("Deadline for submissions: 24 March 2023, 12 noon. The first of these met on 8 September 2018."),
        deadlines=(dated("The call closes", wall("2023-03-24 12:00")), dated("Early tickets", wall("2024-06-01"))),
    ) == [
        ("deadline", "Friday 24 March 2023 is more than twelve months before SOC24."),
        ("deadline", "24 March 2023"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", [
    "The deadline was 24 March 2024.",
    "Proposals close twelve months before, on 6 September 2023.",
    "The conference began on 8 September 2018.",
])  # fmt: skip
def test_a_deadline_of_its_year_is_let_be(said: str) -> None:
    assert found(text(said)) == []


def test_what_a_session_says_of_deadlines_is_its_matter() -> None:
    assert found(abstract("The bill set a deadline of 1 April 2019 for every authority.")) == []


@pytest.mark.parametrize("day", ["31 February 2024", "31 June", "September 30-31, 2024", "29 February 2023"])
def test_a_day_that_no_calendar_has(day: str) -> None:
    assert found(text(f"Come in time: registration opens on {day}.")) == [("order", day)]


def test_a_day_that_leap_years_have() -> None:
    assert found(text("We met on 29 February, on 29 February 2024 and on 30-31 March.")) == []


def test_things_in_the_wrong_order() -> None:
    assert found(
        opens=dated("opens", wall("2024-09-05 10:00")), closes=dated("closes", wall("2024-09-05 10:00")),
        deadlines=(dated("Slides", wall("2024-09-07")), dated("Posters", wall("2024-09-06 09:00"))),
        slots=(Slot(place("slot"), "Welcome", wall("2024-09-05 10:00"), wall("2024-09-05 09:00")),),
    ) == [
        ("order", "Registration closes before it opens."),
        ("order", "Registration opens when SOC24 has begun."),
        ("order", "Slides is later than the end of SOC24."),
        ("order", "Welcome ends before it begins."),
    ]  # fmt: skip


def test_registration_that_never_ends() -> None:
    closes = dated("closes", wall("2025-09-06"))
    assert found(closes=closes) == [("order", "Registration is open longer than SOC24 lasts.")]


def test_a_weekday_that_the_day_does_not_have() -> None:
    said = "Friday 5 September is the first day, Friday 6 September 2024 the last, Monday 24 March was the deadline."
    assert found(text(said), text("Monday 5 September 2022 was a Monday.")) == [("order", "Friday 5 September")]


def test_a_second_meeting_before_the_first() -> None:
    others = (
        edition("SOC23", wall("2024-09-12")),
        edition("SOC25", wall("2025-09-04")),
        edition("EwE 1", wall("2030-01-01")),
    )
    assert found(editions=others) == [("order", "SOC24 is earlier than SOC23.")]


def test_a_slot_after_the_end_of_the_meeting() -> None:
    against = ((Check.HOURS, "It closes at 17."), (Check.CLASH, "The room is taken."))
    late = Slot(place("slot"), "Talk", wall("2024-09-05 16:45"), wall("2024-09-05 17:55"), against)
    assert found(slots=(late,)) == [("hours", "It closes at 17."), ("clash", "The room is taken.")]


def test_an_address_of_another_edition() -> None:
    editions = (edition("SOC23", wall("2023-09-14")),)
    addresses = ("/library/SOC23-levelling-up/", "/library/soc24-after-soc23/", "/soc230/", "/soc24/")
    texts = [text(one, Part.ADDRESS, f"material:{number}:url") for number, one in enumerate(addresses)]
    assert found(*texts, editions=editions) == [("edition", "SOC23")]


def test_a_draft_is_named_beside_the_sentence_only() -> None:
    drafts = (edition("SOC23", wall("2024-09-12"), is_public=False),)
    link = text("/library/soc23-levelling-up/", Part.ADDRESS)
    assert [(one.sentence, one.other and one.other.key) for one in findings_in(facts(link, editions=drafts))] == [
        ("SOC24 is earlier than another edition.", "edition:SOC23"),
        ("The address names another edition, and this is SOC24.", "edition:SOC23"),
    ]


def test_a_draft_that_an_edition_was_opened_from_is_not_named() -> None:
    old, new = EditionFacts("A secret", years=frozenset({2023})), EditionFacts("SOC24", years=frozenset({2024}))
    sentences = [
        finding.sentence
        for is_public in (True, False)
        for finding in findings_in(facts(text("SOC in 2023."), turn=Turn(replace(old, is_public=is_public), new)))
    ]
    assert sentences == [f"It speaks of {name}, from which this edition was opened." for name in
                         ("A secret", "another edition")]  # fmt: skip
