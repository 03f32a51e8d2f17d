"""The organiser's door: links for helpers, counts, who was scanned again, taking an entry back, who came as a file."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from conference import links
from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.attendance.models import Door, Scan
from conference.domain.events.models import Event
from tests.domain.attendance.scanning import A_MINUTE, NINE, open_at, scan, stored, tell
from tests.domain.registration.registering import register
from tests.factories import make_account, make_event, make_session, make_site
from tests.pages import Page, PageClient


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(datetime(2022, 9, 8, 9, 0, tzinfo=UTC))
    return make_event(slug="soc22", short_title="SOC22", title="Social Outcomes Conference 2022")


def test_a_link_for_helpers_is_shown_once_and_opens_the_door(client: PageClient, event: Event) -> None:
    make_session(event, slug="dinner", title="Dinner")
    client.sign_in(make_account(Role.ORGANISER))
    new = links.organise_new_door("soc22")
    form = client.page(new).fields_of(-1) | {"name": "Dining hall", "what_for": "session dinner"}
    pages = [Page(client.post(new, form).text) for _time in range(2)]
    addresses = [link for page in pages for link in page.links if "/door/" in link and link.startswith("http")]
    assert len(addresses) == 2
    assert addresses[0] == addresses[1]
    assert [(door.name, door.session and door.session.title) for door in db.session.query(Door)] == [
        ("Dining hall", "Dinner")
    ]
    shown = client.page(links.organise_door("soc22"))
    assert [link for link in shown.links if link.startswith("http")] == []
    client.sign_out()
    assert "For the session “Dinner”" in client.page(addresses[0].removeprefix(client.base)).text


def test_counts_and_who_was_scanned_again_stand_there(client: PageClient, event: Event) -> None:
    ada, bob, main, side = register(event), register(event, "Bob"), open_at(event), open_at(event, "Side")
    tell(main, [scan(ada), scan(bob)])
    tell(side, [scan(ada, 2)], NINE + A_MINUTE)
    client.sign_in(make_account(Role.DOOR_HELPER))
    text = client.page(links.organise_door("soc22")).text
    assert "Came 2 of 2 with a place in person" in text
    assert "Main All days 2 Open Side All days 0 Open" in text
    assert "Ada 8 September 2022, 09:01 at “Side” 8 September 2022, 09:00 at “Main”" in text
    for path in (links.organise_new_door, links.organise_scans, links.organise_attendance):
        assert client.get(path("soc22"), status=404).status_code == 404


def test_a_link_is_withdrawn_and_an_entry_taken_back(client: PageClient, event: Event) -> None:
    ada, main = register(event), open_at(event)
    tell(main, [scan(ada)])
    client.sign_in(make_account(Role.ORGANISER))
    door, entry = db.session.query(Door.id).scalar(), db.session.query(Scan.id).scalar()
    assert "“Main” opens nothing any more." in client.send(links.organise_withdraw_door("soc22", door)).text
    assert client.get(links.door(main), status=404).status_code == 404
    undo = links.organise_entry("soc22", entry)
    assert "Please say why, in a few words." in client.send(undo, status=422).text
    assert "The entry of Ada is taken back." in client.send(undo, reason="The wrong Ada.").text
    assert [row[2] for row in stored()] == ["undone"]
    assert client.get(undo, status=404).status_code == 404


def test_who_came_is_a_file(client: PageClient, event: Event) -> None:
    ada, main = register(event, "=Ada", email="ada@example.org"), open_at(event)
    register(event, "Bob")
    tell(main, [scan(ada)])
    client.sign_in(make_account(Role.ORGANISER))
    file = client.get(links.organise_attendance("soc22") + "?as=csv")
    assert file.text.replace("\ufeff", "").splitlines() == [
        "Name,Organisation,Came,First came in,Days", "'=Ada,,Yes,\"8 September 2022, 09:00\",1", "Bob,,,,",
    ]  # fmt: skip
