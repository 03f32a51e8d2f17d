"""Organisers see who registered and why, cancel with a question first, and change how many places there are."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from conference import links
from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from tests.domain.registration.registering import IN_PERSON, ONLINE, cancel, mails, register, standing
from tests.factories import make_account, make_event, make_site
from tests.pages import Page, PageClient
from tests.statements import statements

PATH = "/organise/soc22/registrations/"


@pytest.fixture
def event(app: Flask, client: PageClient, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(datetime(2022, 6, 20, 12, 0, tzinfo=UTC))
    client.sign_in(make_account(Role.ORGANISER, email="anna@example.org"))
    return make_event(slug="soc22", short_title="SOC22", capacity_in_person=1)


def test_the_list_says_who_has_a_place_and_who_waits(client: PageClient, event: Event) -> None:
    assert "Nobody has registered yet" in client.page(PATH).text
    register(event, organisation="Engines")
    register(event, "Bob")
    register(event, "Cleo", (ONLINE,))
    text = client.page(PATH).text
    assert "In person 1 of 1 places taken Online 1 places taken, without limit Waiting 1" in text
    assert "Ada Has a place in person 1 ada@example.org Engines 1 November 2021, 12:00" in text
    assert "Bob Waits, number 1 in person 2 bob@example.org" in text


def test_the_filter_stands_in_the_address(client: PageClient, event: Event) -> None:
    register(event)
    register(event, "Bob")
    register(event, "Cleo", (ONLINE,))

    def names(query: str) -> list[str]:
        text = client.page(f"{PATH}?{query}").text
        return [name for name in ("ada@", "bob@", "cleo@") if name in text]

    assert names("state=waiting") == ["bob@"]
    assert names("mode=online") == ["cleo@"]
    assert names("words=BOB") == ["bob@"]
    assert names("page=99") == []
    assert names("state=nonsense&mode=hybrid&page=999999999999") == ["ada@", "bob@", "cleo@"]
    assert "Nobody fits this filter." in client.page(f"{PATH}?state=cancelled").text


def test_fifty_on_a_page_and_the_filter_goes_along(client: PageClient, event: Event) -> None:
    event.capacity_in_person = 0
    db.session.commit()
    for number in range(52):
        register(event, f"Person{number}")
    first = client.page(f"{PATH}?state=waiting")
    assert "52 registrations, in the order of asking" in first.text
    assert f"{PATH}?state=waiting&page=2" in first.links
    assert "Waits, number 52" in client.page(f"{PATH}?state=waiting&page=2").text


def test_the_list_costs_the_same_for_one_and_for_thirty(client: PageClient, event: Event) -> None:
    counts = []
    for number in range(31):
        register(event, f"Person{number}")
        if number in {0, 30}:
            counts.append(queries_of(client, PATH))
    assert counts[0] == counts[1]


def queries_of(client: PageClient, path: str) -> int:
    with statements() as sent:
        client.get(path)
    return len(sent)


def test_one_person_with_decisions_and_mails(client: PageClient, event: Event) -> None:
    ada, bob = register(event), register(event, "Bob")
    cancel(ada)
    text = client.page(f"{PATH}{bob}/").text
    assert "A place in person became free. You were the first on the waiting list who accepts one" in text
    assert "you were put on the waiting list, at number 1" in text
    assert "You have a place at SOC22 now" in text
    client.get(f"/organise/{make_event().slug}/registrations/{bob}/", status=404)


def test_cancelling_asks_first_and_moves_the_next_up(client: PageClient, event: Event) -> None:
    ada, bob = register(event), register(event, "Bob")
    page = client.page(f"{PATH}{ada}/cancel/")
    assert page.headings == ["Cancel the registration of Ada?"]
    assert standing(ada) == [("confirmed", "in person")]
    after = Page(client.send(f"{PATH}{ada}/cancel/").text)
    assert "The registration is cancelled, and the person is told by mail. 1 person moved up" in after.text
    assert standing(ada, bob) == [("cancelled", None), ("confirmed", "in person")]
    assert mails() == [("registration/cancelled", "ada@example.org"), ("registration/moved_up", "bob@example.org")]


def test_more_places_move_people_up(client: PageClient, event: Event) -> None:
    ids = [register(event), register(event, "Bob"), register(event, "Cleo")]
    after = Page(client.send(f"{PATH}places/", in_person="2", online="").text)
    assert "The number of places is saved. 1 person moved up from the waiting list and is told." in after.text
    assert standing(*ids) == [("confirmed", "in person"), ("confirmed", "in person"), ("waiting", None)]


def test_fewer_places_say_how_many_are_too_many(client: PageClient, event: Event) -> None:
    register(event)
    after = Page(client.send(f"{PATH}places/", in_person="0", online="100").text)
    assert "1 more have a place in person than there are places now: nobody loses theirs." in after.text
    assert "1 of 0 places taken, 1 too many" in after.text


@pytest.mark.parametrize("typed", ["-1", "many", "9" * 30, "1.5"])
def test_what_is_no_number_of_places_is_said_at_its_field(client: PageClient, event: Event, typed: str) -> None:
    page = Page(client.send(f"{PATH}places/", status=422, in_person=typed).text)
    assert page.fields_of(-1)["in_person"] == typed
    assert "needs another look" in page.text


def test_places_are_asked_for_what_the_event_offers(client: PageClient, event: Event) -> None:
    make_event(slug="ewe", mode=AttendanceMode.ONLINE, capacity_in_person=7)
    path = links.organise_capacity("ewe")
    assert "in_person" not in client.page(path).fields_of(-1)
    client.send(path, online="25")
    db.session.rollback()
    changed = db.session.query(Event).filter_by(slug="ewe").one()
    assert (changed.capacity_online, changed.capacity_in_person) == (25, 7)


def test_an_editor_sees_none_of_it(app: Flask, event: Event) -> None:
    ada = register(event, accepts=(IN_PERSON,))
    editor = PageClient(app).sign_in(make_account(Role.EDITOR))
    for path in (PATH, f"{PATH}{ada}/", f"{PATH}{ada}/cancel/", f"{PATH}places/"):
        editor.get(path, status=404)
