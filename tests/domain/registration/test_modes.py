"""A way of attending that people have chosen is not taken from an event before somebody has spoken to them."""

from datetime import datetime

import pytest
from flask import Flask

from conference.core.database import transaction
from conference.core.errors import Conflict
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode, EventDetails
from conference.domain.registration.actions.capacity import edit_event_details
from tests.domain.registration.registering import IN_PERSON, NOW, ONLINE, cancel, register, standing
from tests.factories import make_event, make_site

ADVICE = "Cancel those registrations first: they are told by mail, and can register again as the event then is."


@pytest.fixture(autouse=True)
def _site(app: Flask) -> None:
    make_site()


def become(event: Event, mode: AttendanceMode, now: datetime = NOW) -> None:
    with transaction():
        edit_event_details(get_event(event.slug), EventDetails(event.title, mode), slug=event.slug, series=None,
                           actor=SYSTEM, now=now)  # fmt: skip


def test_places_in_person_are_not_taken_away_unsaid() -> None:
    event = make_event(capacity_in_person=2)
    ids = [register(event, name) for name in ("Ada", "Bob", "Cleo")]
    register(event, "Dan", (IN_PERSON, ONLINE))
    with pytest.raises(Conflict) as refused:
        become(event, ONLINE)
    assert (refused.value.sentence, refused.value.field) == (
        f"2 people have a place in person, 1 waits for one. {ADVICE}", "mode",
    )  # fmt: skip
    assert get_event(event.slug).mode is AttendanceMode.HYBRID
    for one in reversed(ids):
        cancel(one)
    become(event, ONLINE)
    assert get_event(event.slug).mode is ONLINE


def test_places_online_neither() -> None:
    event = make_event()
    register(event, "Ada", (ONLINE,))
    with pytest.raises(Conflict) as refused:
        become(event, IN_PERSON)
    assert refused.value.sentence == f"1 person has a place online, 0 wait for one. {ADVICE}"


def test_what_was_can_be_put_right_afterwards() -> None:
    event = make_event()
    register(event)
    become(event, ONLINE, event.ends_at)
    assert get_event(event.slug).mode is ONLINE


def test_who_waited_for_what_is_offered_now_moves_up_at_once() -> None:
    event = make_event(mode=IN_PERSON, capacity_in_person=0)
    ada = register(event)
    with transaction():
        get_event(event.slug).capacity_in_person = 1
    become(event, AttendanceMode.HYBRID)
    assert standing(ada) == [("confirmed", "in person")]
