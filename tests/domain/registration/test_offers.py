"""Offers that hold a place for a time, and places that an organiser gives out of turn."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.core.jobs import Job
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.registration.actions.queue import EXPIRES, accept_offer, expire_offers, give_place
from conference.domain.registration.queries import count_places
from conference.domain.registration.rules.places import Place
from tests.domain.registration.registering import (
    IN_PERSON,
    NOW,
    cancel,
    decisions,
    mails,
    register,
    registration,
    standing,
)
from tests.factories import make_account, make_event, make_site

DAY = timedelta(days=1)
HALL = Place(IN_PERSON)


@pytest.fixture
def event(app: Flask) -> Event:
    """One place, held for 48 hours for who is next; the event is in three days."""
    make_site()
    return make_event(slug="soc22", capacity_in_person=1, offer_hours=48, starts_at=NOW + 3 * DAY,
                      ends_at=NOW + 4 * DAY)  # fmt: skip


def accept(registration_id: int, at: datetime) -> None:
    with transaction():
        accept_offer(registration(registration_id), at)


def expire(at: datetime) -> list[str]:
    with transaction():
        return [one.name for one in expire_offers(get_event("soc22"), at)]


def test_a_free_place_is_held_for_the_next_who_takes_it(event: Event) -> None:
    first, second, third = register(event, "Ada"), register(event, "Bo"), register(event, "Cy")
    cancel(first)
    assert standing(second, third) == [("offered", "in person"), ("waiting", None)]
    assert decisions(second)[-1].startswith("A place in person became free. You were the first on the waiting list")
    assert mails()[-1] == ("registration/offered", "bo@example.org")
    accept(second, NOW + DAY)
    accept(second, NOW + DAY)
    assert standing(second, third) == [("confirmed", "in person"), ("waiting", None)]
    assert decisions(second)[-1] == "You took the place in person that was held for you."
    assert mails()[-1] == ("registration/confirmed", "bo@example.org")


def test_what_is_not_taken_in_time_goes_to_the_next(event: Event) -> None:
    first, second, third = register(event, "Ada"), register(event, "Bo"), register(event, "Cy")
    cancel(first)
    assert expire(NOW + 2 * DAY - timedelta(seconds=1)) == []
    assert expire(NOW + 2 * DAY) == ["Cy"]
    assert standing(second, third) == [("expired", None), ("offered", "in person")]
    assert mails()[-2:] == [("registration/expired", "bo@example.org"), ("registration/offered", "cy@example.org")]
    with pytest.raises(Conflict):
        accept(second, NOW + 2 * DAY)
    again = register(event, "Bo", now=NOW + 2 * DAY)
    assert standing(again) == [("waiting", None)]
    assert registration(third).offered_until == NOW + 3 * DAY


def test_nobody_takes_a_place_too_late_even_where_no_job_ran(event: Event) -> None:
    first, second = register(event, "Ada"), register(event, "Bo")
    cancel(first)
    with pytest.raises(Conflict):
        accept(second, NOW + 2 * DAY)
    third = register(event, "Cy", now=NOW + 2 * DAY)
    assert standing(second, third) == [("expired", None), ("confirmed", "in person")]


def test_no_offer_is_made_once_the_event_has_started(event: Event) -> None:
    first, second = register(event, "Ada"), register(event, "Bo")
    assert cancel(first, now=NOW + 3 * DAY) == []
    assert standing(second) == [("waiting", None)]


def test_a_job_waits_for_the_first_offer_to_end(event: Event) -> None:
    first, _second, _third = register(event, "Ada"), register(event, "Bo"), register(event, "Cy")
    cancel(first)
    expire(NOW + 2 * DAY)
    jobs = db.session.scalars(select(Job).where(Job.kind == EXPIRES)).all()
    assert [job.argument for job in jobs] == [{"event": event.id}]


def test_who_leaves_lets_the_place_that_was_held_go_on(event: Event) -> None:
    first, second, third = register(event, "Ada"), register(event, "Bo"), register(event, "Cy")
    cancel(first)
    cancel(second)
    assert standing(second, third) == [("cancelled", None), ("offered", "in person")]
    assert decisions(second)[-1] == "You gave your place back."


def test_a_place_out_of_turn_needs_a_reason_and_a_free_place(event: Event) -> None:
    olga = make_account(name="Olga")
    first, second, third = register(event, "Ada"), register(event, "Bo"), register(event, "Cy")

    def give(one: int, reason: str, *, is_beyond: bool = False) -> None:
        with transaction():
            give_place(registration(one), HALL, reason=reason, is_beyond=is_beyond, actor=olga, now=NOW)

    with pytest.raises(Invalid) as no_reason:
        give(third, " ")
    assert no_reason.value.field == "reason"
    with pytest.raises(Conflict) as none_free:
        give(third, "She chairs.")
    assert none_free.value.field == "is_beyond"
    give(third, "She chairs.", is_beyond=True)
    assert standing(first, second, third) == [("confirmed", "in person"), ("waiting", None), ("confirmed", "in person")]
    assert decisions(third)[-1] == "The organisers gave you a place in person out of turn: She chairs."
    assert count_places(get_event("soc22")).places.over(IN_PERSON) == 1
    cancel(first)
    assert standing(second) == [("waiting", None)]
    with pytest.raises(Conflict):
        give(third, "Once more.")


def test_who_asks_again_after_the_offer_ended_is_new_even_where_no_job_ran(event: Event) -> None:
    first, second = register(event, "Ada"), register(event, "Bo")
    cancel(first)
    again = register(event, "Bo", now=NOW + 2 * DAY)
    assert standing(second, again) == [("expired", None), ("confirmed", "in person")]
