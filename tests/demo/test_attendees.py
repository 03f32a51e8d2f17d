"""Sample attendees: the same on every run, growing with time, enough for a waiting list in June 2022."""

from collections import Counter
from datetime import UTC, date, datetime, time

import pytest

from conference.demo.attendees import capacity_of, interests_of, opens_at, registrations_of
from conference.demo.facts import Facts, load_facts
from conference.demo.samples import completed


@pytest.fixture(scope="module")
def facts() -> Facts:
    return completed(load_facts())


def at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(9), UTC)


def test_nobody_registers_before_registration_opens(facts: Facts) -> None:
    soc22 = facts.get_event("soc22")
    assert registrations_of(soc22, at("2022-06-12")) == ()
    assert opens_at(soc22, "registration opens") == datetime(2022, 6, 13, 8, tzinfo=UTC)


def test_a_week_after_opening_more_want_to_come_than_there_are_places(facts: Facts) -> None:
    soc22 = facts.get_event("soc22")
    made = registrations_of(soc22, at("2022-06-20"))
    in_person_only = [each for each in made if each.accepts_in_person and not each.accepts_online
                      and not each.cancelled_at]  # fmt: skip
    capacity = capacity_of(soc22)
    assert (capacity.in_person, capacity.online) == (30, 200)
    assert len(made) == 80
    assert len(in_person_only) == 36


def test_registrations_come_in_order_and_never_twice(facts: Facts) -> None:
    for event in facts.events:
        made = registrations_of(event, at("2030-01-01"))
        assert [each.number for each in made] == list(range(1, len(made) + 1))
        assert [each.registered_at for each in made] == sorted(each.registered_at for each in made)
        assert len({each.email for each in made}) == len(made)
        assert {each.is_sample for each in made} == {True}
        assert [each.email for each in made if not each.email.endswith("@example.org")] == []
        assert [each for each in made if not (each.accepts_in_person or each.accepts_online)] == []


def test_what_was_registered_stays_registered(facts: Facts) -> None:
    soc22 = facts.get_event("soc22")
    earlier, later = registrations_of(soc22, at("2022-06-20")), registrations_of(soc22, at("2022-09-09"))
    assert [(each.email, each.registered_at) for each in later[: len(earlier)]] == [
        (each.email, each.registered_at) for each in earlier
    ]
    assert len(later) == 150


def test_webinars_are_online_only(facts: Facts) -> None:
    webinar = facts.get_event("ewe-2022-commissioning-better-outcomes")
    made = registrations_of(webinar, at("2021-11-01"))
    assert Counter((each.accepts_in_person, each.accepts_online) for each in made) == {(False, True): 17}
    assert (capacity_of(webinar).in_person, capacity_of(webinar).online) == (None, 300)


def test_interest_in_soc22_by_the_first_of_november(facts: Facts) -> None:
    made = interests_of(facts.get_event("soc22"), at("2021-11-01"))
    assert Counter((each.confirmed_at is not None, each.withdrawn_at is not None) for each in made) == {
        (True, False): 11, (False, False): 2, (True, True): 1,
    }  # fmt: skip
    assert {topic for each in made for topic in each.topics} <= set(facts.get_event("soc22").themes)
    assert {each.purposes[0].value for each in made} == {"this event"}
    assert {each.is_sample for each in made} == {True}


def test_interest_ends_when_registration_opens_and_is_asked_for_conferences_only(facts: Facts) -> None:
    soc22 = facts.get_event("soc22")
    opened = opens_at(soc22, "registration opens")
    made = interests_of(soc22, at("2030-01-01"))
    assert len(made) == 40
    assert opened
    assert [each for each in made if each.expressed_at >= opened] == []
    assert interests_of(facts.get_event("ewe-2021-europe"), at("2030-01-01")) == ()


def test_the_same_on_every_run() -> None:
    one, other = completed(load_facts()), completed(load_facts())
    for event, same in zip(one.events, other.events, strict=True):
        assert registrations_of(event, at("2023-10-01")) == registrations_of(same, at("2023-10-01"))
        assert interests_of(event, at("2023-10-01")) == interests_of(same, at("2023-10-01"))
