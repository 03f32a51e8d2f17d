"""The empty form is made once for many visitors, and still belongs to each of them alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from conference.core import clock
from conference.core.database import db, transaction
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.web import prepared, versions
from tests.factories import NOW, make_event, make_site
from tests.pages import Page, PageClient
from tests.statements import statements


@pytest.fixture(autouse=True)
def event(app: Flask, monkeypatch: pytest.MonkeyPatch, stand_at: Callable[[datetime], None]) -> Event:
    """An event with one place, on a site whose looks at the database last, however slow the machine is."""
    for module in (clock, versions):
        monkeypatch.setattr(module, "SECONDS_BETWEEN_LOOKS", 1e9)
    stand_at(NOW)
    make_site()
    return make_event(slug="soc22", mode=AttendanceMode.IN_PERSON, capacity_in_person=1)


def own(page: Page) -> tuple[str, str]:
    """The key and the token of the page's form."""
    fields = page.fields_of(-1)
    return fields["form_key"], fields["csrf_token"]


def sent(client: PageClient, page: Page, name: str) -> int:
    """Send the form of a page; the status."""
    typed = {"name": name, "email": f"{name}@example.org"}
    return client.post("/soc22/register/", {**page.fields_of(-1), **typed}, follow=False).status_code


def test_each_visitor_gets_a_key_and_a_token_of_their_own(app: Flask, client: PageClient) -> None:
    other = PageClient(app)
    client.page("/soc22/register/")
    with statements() as asked:
        pages = client.page("/soc22/register/"), other.page("/soc22/register/"), client.page("/soc22/register/")
    keys, tokens = {own(page)[0] for page in pages}, {own(page)[1] for page in pages}
    assert (len(keys), len(tokens) > 1, asked) == (3, True, [])
    assert [sent(client, pages[0], "ada"), sent(other, pages[1], "bea"), sent(client, pages[2], "cid")] == [303] * 3
    assert sorted(db.session.scalars(db.select(Registration.name))) == ["ada", "bea", "cid"]


def test_the_token_of_another_visitor_is_refused(app: Flask, client: PageClient) -> None:
    other = PageClient(app)
    client.page("/soc22/register/")
    page = other.page("/soc22/register/")
    client.page("/soc22/register/")
    assert (sent(client, page, "ada"), db.session.scalars(db.select(Registration.name)).all()) == (422, [])


def test_the_next_visitor_sees_that_it_is_full_now(client: PageClient) -> None:
    first = client.page("/soc22/register/")
    assert sent(client, first, "ada") == 303
    assert ("free places" in first.text, "waiting list" in client.page("/soc22/register/").text) == (True, True)


def test_a_closed_form_is_prepared_without_a_cookie(app: Flask, client: PageClient, event: Event) -> None:
    with transaction():
        db.session.get_one(Event, event.id).registration_closes_at = NOW - timedelta(days=1)
    client.get("/soc22/register/")
    response = PageClient(app).get("/soc22/register/")
    assert ("Set-Cookie" in response.headers, Page(response.text).controls) == (False, [])


def test_a_page_whose_key_is_not_found_is_not_given_to_others(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(RuntimeError, match="form_key is not where it was looked for"):
        prepared._with_places('<input type="hidden" name="form_key" value="one">')
