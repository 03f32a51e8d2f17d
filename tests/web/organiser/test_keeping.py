"""How long what is kept is set on a page that says what would go; an event's page says what is still held."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask

from conference.domain.accounts.rules import Role
from conference.domain.records.queries.keeping import months_kept
from conference.domain.records.rules.keeping import Rule
from tests.factories import make_account
from tests.guards.house import AFTERWARDS, furnish
from tests.pages import Page, PageClient


def test_times_are_set_and_what_is_held_says_until_when(
    app: Flask, client: PageClient, stand_at: Callable[[datetime], None]
) -> None:
    furnish(2)
    stand_at(AFTERWARDS)
    owner = client.sign_in(make_account(Role.OWNER))
    assert "/organise/site/keeping/" in owner.page("/organise/site/").links
    assert "2 rows would go today" in owner.page("/organise/site/keeping/").text
    done = Page(owner.send("/organise/site/keeping/", mails="", registrations="6").text)
    assert "How long things are kept is saved." in done.text
    assert (months_kept()[Rule.MAILS], months_kept()[Rule.REGISTRATIONS]) == (None, 6)
    assert owner.send("/organise/site/keeping/", registrations="0", status=422)
    assert "/organise/event-0/records/" in owner.page("/organise/event-0/registrations/").links
    held = " ".join(owner.page("/organise/event-0/records/").text.split())
    assert "Registrations with name and address 2 Thursday 9 March 2023" in held
    client.sign_out()
    organiser = client.sign_in(make_account(Role.ORGANISER))
    assert organiser.page("/organise/site/keeping/", status=404).headings == ["This page is not here"]
