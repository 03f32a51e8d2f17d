"""People and organisations on the workbench."""

import pytest

from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.people.queries import get_organisation, get_person, list_everybody
from tests.factories import make_account, make_person, make_site
from tests.pages import Page, PageClient

NEW = "/organise/people/new/"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def test_a_person_is_added(olga: PageClient) -> None:
    page = Page(olga.send(NEW, name="Mark Rodden", email="mark@example.org", aliases="M. Rodden\nMark Roddan\n").text)
    assert (page.headings, "Mark Rodden is added." in page.text) == (["Mark Rodden"], True)
    assert sorted(alias.name for alias in get_person("mark-rodden").aliases) == ["M. Rodden", "Mark Roddan"]


def test_a_person_with_a_name_in_hangul_is_added_and_found(olga: PageClient) -> None:
    olga.send(NEW, name="\uae40\ucca0\uc218")
    assert [(one.name, one.folded_name) for one in list_everybody()] == [("\uae40\ucca0\uc218", "\uae40\ucca0\uc218")]


def test_a_nearly_known_name_shows_who_may_be_meant(olga: PageClient) -> None:
    make_person("Mark Rodden", slug="mark-rodden", affiliation="GO Lab")
    page = Page(olga.send(NEW, status=422, name="Mark Roddan", email="mark@example.org").text)
    assert "We know somebody of nearly this name. See below whether it is the same." in page.text
    assert ("/organise/people/mark-rodden/" in page.links, page.fields_of(-1)["email"]) == (True, "mark@example.org")
    assert len(list_everybody()) == 1
    olga.send(NEW, name="Mark Roddan", is_somebody_else="y")
    assert len(list_everybody()) == 2


def test_a_person_is_edited(olga: PageClient) -> None:
    make_person("Nigel Ball", slug="nigel-ball", job_title="Executive Director")
    olga.send("/organise/people/nigel-ball/", job_title="Former Executive Director", slug="nigel")
    db.session.rollback()
    assert get_person("nigel").job_title == "Former Executive Director"


def test_the_list_is_searched_and_paged(olga: PageClient) -> None:
    for number in range(51):
        make_person(f"Sample Person {number:02}")
    assert "51 people" in olga.page("/organise/people/").text
    assert "Page 2 of 2" in olga.page("/organise/people/?page=2").text
    page = olga.page("/organise/people/?search=person+07")
    assert ("1 person of 51" in page.text, "Sample Person 07" in page.text) == (True, True)
    assert "0 people of 51 Nothing fits" in olga.page("/organise/people/?search=100%00%25").text


def test_organisations(olga: PageClient) -> None:
    olga.send("/organise/organisations/new/", name="GSG", country="gb")
    page = Page(olga.send("/organise/organisations/new/", status=422, name="GSG Impact").text)
    assert "We know an organisation of nearly this name." in page.text
    olga.send("/organise/organisations/gsg/", name="GSG Impact", aliases="GSG")
    db.session.rollback()
    assert (get_organisation("gsg").name, "GSG Impact GB GSG" in olga.page("/organise/organisations/").text) == (
        "GSG Impact", True,
    )  # fmt: skip
