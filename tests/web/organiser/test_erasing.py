"""Asking before somebody is erased: who registered, who told us of their interest, who is needed yet."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.consents.models import Consent
from conference.domain.interest.models import ExpressionOfInterest, InterestState
from conference.domain.registration.models import Registration
from tests.factories import make_account
from tests.guards.house import AFTERWARDS, NOW, furnish
from tests.pages import Page, PageClient

REGISTERED, INTERESTED = "/organise/people/registered/1/erase/", "/organise/people/interested/1/erase/"


@pytest.fixture
def olga(app: Flask, client: PageClient) -> PageClient:
    """The browser of an organiser, in a house full of rows."""
    furnish(2)
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def test_who_registered_is_erased_at_every_event(olga: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(AFTERWARDS)
    assert REGISTERED in olga.page("/organise/event-0/registrations/1/").links
    assert INTERESTED in olga.page("/organise/event-0/interest/").links
    asked = olga.page(REGISTERED)
    for words in (
        "Name, address and organisation in 2 registrations and expressions of interest",
        "1 consent",
        "The text of 1 mail",
        "1 registration, without name",
        "1 expression of interest, without",
    ):
        assert words in asked.text
    assert "They are erased." in Page(olga.send(REGISTERED).text).text
    one, interest = db.session.get_one(Registration, 1), db.session.get_one(ExpressionOfInterest, 1)
    assert (one.name, one.email, one.state) == ("Name withheld", "withheld-1", "confirmed")
    assert (interest.email, interest.state) == ("withheld-1", InterestState.WITHDRAWN)
    assert [consent.email for consent in db.session.query(Consent)] == ["attendee1@example.org"]
    assert REGISTERED not in olga.page("/organise/event-0/registrations/1/").links
    assert olga.page(REGISTERED, status=404).headings == ["This page is not here"]
    assert olga.page(INTERESTED, status=404).headings == ["This page is not here"]


def test_who_is_needed_yet_is_refused(olga: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(NOW)
    asked = olga.page(REGISTERED)
    assert "They are registered for E0, which is not over. Cancel that first." in asked.text
    assert "Erase this person" not in asked.text
