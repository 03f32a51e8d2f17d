"""Organisers see who is interested: counted by leaning, topic and purpose, with everybody's answers."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.rules import InterestState
from tests.factories import NOW, make_account, make_event, make_expression, make_site
from tests.pages import Page, PageClient
from tests.web.organiser.test_registrations import queries_of

PATH = "/organise/soc22/interest/"


@pytest.fixture
def event(app: Flask, client: PageClient) -> Event:
    make_site()
    client.sign_in(make_account(Role.ORGANISER))
    return make_event(slug="soc22", short_title="SOC22", state=EventState.ANNOUNCED)


def test_the_counts_are_of_those_who_confirmed(client: PageClient, event: Event) -> None:
    assert "Nobody has told us yet" in client.page(PATH).text
    make_expression(event, leaning=AttendanceMode.ONLINE, topics=["Health", "Housing"])
    make_expression(event, topics=["Housing"], state=InterestState.REGISTERED)
    make_expression(event, topics=["Health"], state=InterestState.UNCONFIRMED, confirmed_at=None)
    text = client.page(PATH).text
    assert "Confirmed by mail 2 Of these invited 0 Of these registered 1 Not confirmed yet 1 Withdrawn 0" in text
    assert "In person 0 Online 1 Either way 1" in text
    assert "Housing 2 Health 1" in text
    assert "This event 2 Later editions 0 Weekly briefing 0" in text


def test_the_state_stands_in_the_address(client: PageClient, event: Event) -> None:
    make_expression(event, email="ada@example.org")
    make_expression(event, email="bob@example.org", state=InterestState.WITHDRAWN)
    text = client.page(f"{PATH}?state=withdrawn").text
    assert ("ada@" in text, "bob@" in text) == (False, True)
    client.page(f"{PATH}?state=nonsense&page=zero")


def test_fifty_on_a_page_and_always_as_many_queries(client: PageClient, event: Event) -> None:
    make_expression(event)
    one = queries_of(client, PATH)
    for _number in range(50):
        make_expression(event)
    assert queries_of(client, PATH) == one
    assert f"{PATH}?page=2" in client.page(PATH).links


def test_people_are_invited_for_some_hours(
    client: PageClient, event: Event, stand_at: Callable[[datetime], None]
) -> None:
    stand_at(NOW)
    event.capacity_in_person = 1
    db.session.commit()
    for number in range(3):
        make_expression(event, email=f"p{number}@example.org", leaning=AttendanceMode.IN_PERSON)
    address = f"{PATH}invite/"
    page = client.page(address)
    assert ("Free: In person 1" in page.text, page.fields_of(-1)["most"], page.fields_of(-1)["hours"]) == (
        True, "3", "72"
    )  # fmt: skip
    wrong = client.send(address, hours="0", status=422)
    assert "Please give a whole number from 1 to 1440." in wrong.text
    said = Page(client.send(address, most="2").text).text
    assert "A place is held for 1 person, who is told by mail." in said
    assert "Chosen to be invited 2 Wait for a place 1 A place is held 1 Took it 0 Let it go 0" in said
    assert "Of these invited 1" in said


def test_an_editor_sees_none_of_it(app: Flask, event: Event) -> None:
    PageClient(app).sign_in(make_account(Role.EDITOR)).get(PATH, status=404)
