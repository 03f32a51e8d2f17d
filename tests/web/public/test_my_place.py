"""The pages of somebody with a place: taking what is held, changing, handing on; and the form with ticket types."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from conference import links
from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.registration.models import Registration, Transfer
from tests.domain.registration.registering import (
    IN_PERSON,
    NOW,
    ONLINE,
    cancel,
    mails,
    register,
    registration,
    standing,
)
from tests.domain.registration.test_tickets import code, quota, ticket
from tests.factories import make_event, make_site
from tests.pages import Page, PageClient

DAY = timedelta(days=1)


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(NOW)
    return make_event(slug="soc22", title="SOC22", short_title="SOC22", capacity_in_person=1, capacity_online=1,
                      starts_at=NOW + 9 * DAY, ends_at=NOW + 10 * DAY)  # fmt: skip


def own(registration_id: int) -> str:
    found = registration(registration_id)
    return links.sign(links.Purpose.REGISTRATION, found.id, found.link_version)


def test_a_place_that_is_held_is_taken(event: Event, client: PageClient) -> None:
    event.offer_hours = 24
    db.session.commit()
    ada, bo = register(event, "Ada"), register(event, "Bo")
    cancel(ada)
    page = client.page(links.my_registration(own(bo)))
    assert ("A place in person is held for you until" in page.text, "Take the place" in page.text) == (True, True)
    done = client.send(links.my_offer(own(bo)), follow=False, status=303)
    assert standing(bo) == [("confirmed", "in person")]
    assert "The place is yours." in client.page(done.location).text
    assert "No place is held for you now." in client.page(links.my_offer(own(bo))).text


def test_a_place_is_changed(event: Event, client: PageClient) -> None:
    ada = register(event, "Ada")
    address = links.my_place(own(ada))
    assert "There are free places." in client.page(address).text
    client.send(address, place="online", follow=False, status=303)
    assert standing(ada) == [("confirmed", "online")]
    register(event, "Bo")
    refused = client.send(address, place="in person", status=422)
    assert "No such place is free at the moment. You keep the place that you have." in refused.text
    assert standing(ada) == [("confirmed", "online")]


def test_a_place_is_handed_on_when_both_agree(event: Event, client: PageClient) -> None:
    ada = register(event, "Ada")
    mine = own(ada)
    said = client.send(links.my_hand_on(mine), name="Bo", email="bo@example.org")
    assert "Bo is asked by mail. You keep your place until they agree." in said.text
    assert "Bo was asked and has not answered yet." in client.page(links.my_hand_on(mine)).text
    transfer = db.session.query(Transfer).one()
    theirs = links.my_transfer(links.sign(links.Purpose.TRANSFER, transfer.id, transfer.asked))
    assert "Ada has a place and would like to hand it on to you." in client.page(theirs).text
    page = client.send(theirs)
    assert ("The place is yours." in page.text, registration(ada).name) == (True, "Bo")
    client.get(links.my_registration(mine), status=404)
    client.get(theirs, status=404)


def test_a_ticket_is_chosen_and_a_code_shows_a_hidden_one(event: Event, client: PageClient) -> None:
    seats = quota(event, "Seats", 1)
    student, stream = ticket(event, "Student", quotas=[seats]), ticket(event, "Stream", ONLINE)
    friend = ticket(event, "Friend", IN_PERSON, needs_code=True)
    code(event, friend, "spring", 5)
    address = links.register("soc22")
    page = client.page(address)
    assert ("Student" in page.text, "Friend" in page.text) == (True, False)
    who: dict[str, Any] = {"name": "Ada", "email": "ada@example.org", "ticket": str(student), "also": [str(stream)]}
    client.send(address, **who, follow=False, status=303)
    shown = client.page(f"{address}?code=spring")
    assert "Friend" in shown.text
    wrong = client.send(address, **{**who, "name": "Bo", "code": "winter"}, status=422)
    assert ("There is no such code." in wrong.text, Page(wrong.text).fields_of(-1)["name"]) == (True, "Bo")
    again = f"{address}?code=spring"
    client.send(again, name="Cy", email="cy@example.org", ticket=str(friend), follow=False, status=303)
    found = db.session.query(Registration).order_by(Registration.number).all()
    assert [(one.name, one.ticket_type and one.ticket_type.name) for one in found] == [
        ("Ada", "Student"), ("Cy", None)
    ]  # fmt: skip


def test_codes_are_not_tried_by_the_thousand(event: Event, client: PageClient) -> None:
    ticket(event, "Open")
    code(event, ticket(event, "Friend", needs_code=True), "spring", 5)
    address = links.register("soc22")
    for number in range(30):
        client.get(f"{address}?code=guess{number}")
    assert "Friend" not in client.page(f"{address}?code=spring").text
    sent = client.send(address, name="Ada", email="a@example.org", code="spring", status=422)
    assert "Too many codes were tried from here. Please try again in an hour." in sent.text


def test_a_link_is_sent_again_and_the_page_tells_nothing(event: Event, client: PageClient) -> None:
    register(event, "Ada")
    before, address = len(mails()), links.register_again("soc22")
    said = [Page(client.send(address, email=email).text).text for email in ("ADA@example.org", "bo@example.org")]
    assert ["If this address is registered, a mail with the link is on its way." in one for one in said] == [True] * 2
    assert mails()[before:] == [("registration/already_registered", "ada@example.org")]
    assert links.register_again("soc22") in client.page(links.register("soc22")).links
