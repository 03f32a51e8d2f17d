"""Ticket types, quotas and codes in the workbench; deciding, and a place out of turn."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from conference import links
from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.tickets.models import AccessCode, Quota, TicketType
from tests.domain.registration.registering import NOW, decisions, standing
from tests.domain.registration.test_tickets import ask, ticket
from tests.factories import make_account, make_event, make_site
from tests.pages import Page, PageClient
from tests.statements import statements


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(NOW)
    return make_event(slug="soc22", capacity_in_person=1, capacity_online=None)


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def test_a_quota_a_type_and_a_code_are_made(event: Event, olga: PageClient) -> None:
    olga.send(links.organise_new_quota("soc22"), name="Seats", size="30")
    seats = db.session.query(Quota).one()
    olga.send(
        links.organise_new_ticket("soc22"), name="Friends", mode="in person", quotas=[str(seats.id)], needs_code="y",
        email_domains="@ox.ac.uk, example.org", sells_until="2022-05-01T09:00",
    )  # fmt: skip
    made = db.session.query(TicketType).one()
    assert (made.name, [one.name for one in made.quotas], made.needs_code, made.domains) == (
        "Friends", ["Seats"], True, ("ox.ac.uk", "example.org")
    )  # fmt: skip
    here = links.organise_ticket("soc22", made.id)
    assert "There are no codes yet, so nobody sees this ticket type." in olga.page(here).text
    olga.send(f"{here}codes/new/", code="spring", uses="5")
    said = olga.send(f"{here}codes/new/", code="SPRING", status=422)
    assert "There is such a code already." in said.text
    found = db.session.query(AccessCode).one()
    olga.send(f"{here}codes/{found.id}/end/")
    db.session.expire_all()
    assert db.session.query(AccessCode).one().uses == 0
    olga.send(f"{here}remove/")
    assert db.session.query(TicketType).count() == 0


def test_bad_answers_are_said_at_their_fields_and_lose_nothing(event: Event, olga: PageClient) -> None:
    said = olga.send(links.organise_new_ticket("soc22"),
                     name="Friends", mode="in person", email_domains="nonsense", status=422)  # fmt: skip
    assert "“nonsense” is not the domain of an address, like example.org." in said.text
    assert Page(said.text).fields_of(-1)["name"] == "Friends"


def test_an_organiser_decides_and_gives_a_place_out_of_turn(event: Event, olga: PageClient) -> None:
    press = ticket(event, "Press", needs_approval=True)
    ada, bo = ask(event, "Ada", press), ask(event, "Bo", press)
    olga.send(links.organise_approval("soc22", ada), answer="yes")
    said = olga.send(links.organise_approval("soc22", bo), answer="no", status=422)
    assert "Please say why: the person reads it." in said.text
    olga.send(links.organise_approval("soc22", bo), answer="yes")
    assert standing(ada, bo) == [("confirmed", "in person"), ("waiting", None)]
    address = links.organise_giving("soc22", bo)
    assert "0 people wait before Bo." in olga.page(address).text
    said = olga.send(address, place=str(press), reason="He reports.", status=422)
    assert "No such place is free." in said.text
    olga.send(address, place=str(press), reason="He reports.", is_beyond="y")
    assert decisions(bo)[-1] == "The organisers gave you a place in person (Press) out of turn: He reports."


def test_the_page_asks_as_often_for_many_types_as_for_one(event: Event, olga: PageClient) -> None:
    slug, event_id = event.slug, event.id

    def asked() -> int:
        db.session.remove()
        with statements() as sent:
            olga.page(links.organise_tickets(slug))
        return len(sent)

    ticket(event, "One")
    few = asked()
    db.session.add_all(
        TicketType(event_id=event_id, name=f"Type {one}", mode=AttendanceMode.IN_PERSON) for one in range(20)
    )
    db.session.commit()
    assert asked() == few
