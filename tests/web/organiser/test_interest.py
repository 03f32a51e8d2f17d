"""Organisers see who is interested: counted by leaning, topic and purpose, with everybody's answers."""

import pytest
from flask import Flask

from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.rules import InterestState
from tests.factories import make_account, make_event, make_expression, make_site
from tests.pages import PageClient
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
    assert "Confirmed by mail 2 Of these registered 1 Not confirmed yet 1 Withdrawn 0" in text
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


def test_an_editor_sees_none_of_it(app: Flask, event: Event) -> None:
    PageClient(app).sign_in(make_account(Role.EDITOR)).get(PATH, status=404)
