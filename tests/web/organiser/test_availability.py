"""How and when people can come, on the workbench, and what the schedule makes of it."""

from typing import Any

import pytest

from conference.domain.accounts.rules import Role
from tests.factories import make_account, make_appearance, make_person, make_site
from tests.pages import Page, PageClient
from tests.web.organiser.test_schedule import SCHEDULE, make_keynote, make_soc32, place

PEOPLE = f"{SCHEDULE}people/"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def test_a_person_who_cannot_come_is_named_in_the_schedule(olga: PageClient) -> None:
    keynote = make_keynote(make_soc32())
    place(olga, "keynote", "10:00")
    [path] = [link for link in olga.page(f"{SCHEDULE}sessions/keynote/").links if link.startswith(PEOPLE)]
    assert keynote.appearances[0].person.slug in path
    page = Page(olga.send(path, zone="America/New_York", is_online="y", from_1="2032-09-08T06:00",
                          until_1="2032-09-08T10:00").text)  # fmt: skip
    assert "What is known of Joseph Stiglitz is saved." in page.text
    assert (
        "Joseph Stiglitz 1 Speaker Online Wednesday 8 September 2032, 11:00 to 15:00 (Oxford time, BST) "
        "America/New_York"
    ) in page.text
    body = olga.get(f"{SCHEDULE}2032-09-08/").text
    assert (
        "Joseph Stiglitz cannot come at that time, only Wednesday 8 September 2032, 11:00 to 15:00" in Page(body).text
    )
    assert 'data-away="0+36 84+36"' in body
    assert olga.page(path).fields_of(-1)["from_1"] == "2032-09-08T06:00"


def test_the_people_come_fifty_a_page_and_by_name(olga: PageClient) -> None:
    keynote = make_keynote(make_soc32())
    for number in range(60):
        make_appearance(keynote, make_person(f"Person {number:02}"))
    page = olga.page(PEOPLE)
    assert ("61 people" in page.text, "Person 48" in page.text, "Person 49" in page.text) == (True, True, False)
    page = olga.page(f"{PEOPLE}?search=stig")
    assert ("1 person" in page.text, "Joseph Stiglitz 1" in page.text) == (True, True)


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"zone": "Atlantis"}, "Atlantis"),
    ({"from_1": "2032-09-08T06:00"}, "Please give both times, or neither."),
    ({"from_1": "2032-09-08T06:00", "until_1": "2032-09-08T05:00"}, "The end must come after the start."),
])  # fmt: skip
def test_what_makes_no_sense_is_said_at_its_field(olga: PageClient, typed: dict[str, Any], sentence: str) -> None:
    keynote = make_keynote(make_soc32())
    path = f"{PEOPLE}{keynote.appearances[0].person.slug}/"
    page = Page(olga.send(path, status=422, **typed).text)
    assert (sentence in page.text, {name: page.fields_of(-1)[name] for name in typed}) == (True, typed)
