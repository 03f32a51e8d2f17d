"""Adding and editing people and organisations."""

from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from conference.core.database import transaction
from conference.core.errors import Conflict, Invalid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.people.actions import add_organisation, add_person, edit_organisation, edit_person
from conference.domain.people.models import Person
from conference.domain.people.queries import find_moved_person, get_person, list_everybody
from conference.domain.people.rules import OrganisationDetails, PersonDetails
from conference.domain.site.queries import find_public_version
from tests.factories import make_appearance, make_event, make_person, make_session, make_site

RODDEN = PersonDetails("Mark Rodden", email="mark@example.org", job_title="Director", aliases=("M. Rodden", "M Rodden"))


def add(details: PersonDetails, now: datetime, *, is_somebody_else: bool = False) -> Person:
    with transaction():
        return add_person(details, actor=SYSTEM, now=now, is_somebody_else=is_somebody_else)


def test_a_person_is_added_with_their_other_spellings(app: Flask, now: datetime) -> None:
    person = add(RODDEN, now)
    assert (person.slug, person.folded_name, person.email) == ("mark-rodden", "mark rodden", "mark@example.org")
    assert [alias.name for alias in person.aliases] == ["M Rodden"]
    assert [entry.action for entry in journal_of(person)] == ["add person"]


@pytest.mark.parametrize("name", ["Mark Roddan", "Rodden, Mark", "M. Rodden"])
def test_a_nearly_known_name_is_asked_about(app: Flask, now: datetime, name: str) -> None:
    add(RODDEN, now)
    with pytest.raises(Conflict, match="We know somebody of nearly this name") as refused:
        add(PersonDetails(name), now)
    assert (refused.value.field, len(list_everybody())) == ("name", 1)
    assert add(PersonDetails(name), now, is_somebody_else=True).name == name


def test_two_people_of_one_name_get_two_addresses(app: Flask, now: datetime) -> None:
    add(RODDEN, now)
    assert add(PersonDetails("Mark Rodden"), now, is_somebody_else=True).slug == "mark-rodden-2"


def test_editing_a_person_leaves_the_day_as_it_was(app: Flask, now: datetime) -> None:
    make_site()
    person = make_person("Nigel Ball", job_title="Executive Director")
    appearance = make_appearance(make_session(make_event()), person, job_title="Executive Director")
    version = find_public_version()
    with transaction():
        edit_person(person, PersonDetails("Nigel Ball", job_title="Former Executive Director"), slug="nigel-ball",
                    organisation=None, actor=SYSTEM, now=now)  # fmt: skip
    assert (person.job_title, appearance.job_title) == ("Former Executive Director", "Executive Director")
    assert find_public_version() != version


def test_an_old_address_leads_to_the_person_and_nobody_else_gets_it(app: Flask, now: datetime) -> None:
    make_site()
    person, other = add(RODDEN, now), make_person("Eleanor Carter")
    details = PersonDetails("Mark Rodden")
    with transaction():
        edit_person(person, details, slug="m-rodden", organisation=None, actor=SYSTEM, now=now)
    moved = find_moved_person("mark-rodden")
    assert moved is not None
    assert (moved.id, get_person("m-rodden").id, person.aliases) == (person.id, person.id, [])
    with pytest.raises(Conflict, match="or once had it"), transaction():
        edit_person(other, details, slug="mark-rodden", organisation=None, actor=SYSTEM, now=now)
    with pytest.raises(Invalid, match="lower-case letters"), transaction():
        edit_person(other, details, slug="Mark Rodden", organisation=None, actor=SYSTEM, now=now)


def test_aliases_are_replaced_one_by_one(app: Flask, now: datetime) -> None:
    make_site()
    person = add(replace(RODDEN, aliases=("Mark Roddan", "Marc Rodden")), now)
    kept = {alias.name: alias.id for alias in person.aliases}
    with transaction():
        edit_person(person, replace(RODDEN, aliases=("mark roddan", "Markus Rodden")), slug=person.slug,
                    organisation=None, actor=SYSTEM, now=now)  # fmt: skip
    assert sorted(alias.name for alias in person.aliases) == ["Markus Rodden", "mark roddan"]
    assert {alias.id for alias in person.aliases if alias.name == "mark roddan"} == {kept["Mark Roddan"]}


def test_an_organisation_is_asked_about_too(app: Flask, now: datetime) -> None:
    make_site()
    with transaction():
        organisation = add_organisation(OrganisationDetails("GSG", "GB"), actor=SYSTEM, now=now)
    with pytest.raises(Conflict, match="We know an organisation of nearly this name"), transaction():
        add_organisation(OrganisationDetails("GSG Impact"), actor=SYSTEM, now=now)
    with transaction():
        edit_organisation(organisation, OrganisationDetails("GSG Impact", "GB", ("GSG",)), actor=SYSTEM, now=now)
    assert (organisation.name, organisation.folded_name, [one.name for one in organisation.aliases]) == (
        "GSG Impact", "gsg impact", ["GSG"],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["ß" * 150, "ﬃ" * 100, "ﷺ" * 60])
def test_names_that_grow_when_folded_are_kept(app: Flask, now: datetime, name: str) -> None:
    make_site()
    person = add(PersonDetails(name, aliases=(f"{name} Junior",)), now)
    with transaction():
        organisation = add_organisation(OrganisationDetails(name, aliases=(f"Old {name}",)), actor=SYSTEM, now=now)
    assert (person.name, organisation.name, len(person.folded_name) <= 200) == (name, name, True)
    assert [one.name for one in list_everybody()] == [name]


def test_another_address_ends_the_links_that_went_to_the_old_one(app: Flask, now: datetime) -> None:
    make_site()
    person = add(replace(RODDEN, email=""), now)
    versions = []
    for email in ("mark@example.org", "mark@example.org", "m.rodden@example.org", ""):
        with transaction():
            edit_person(person, replace(RODDEN, email=email), slug="mark-rodden", organisation=None, actor=SYSTEM,
                        now=now)  # fmt: skip
        versions.append(person.link_version)
    assert versions == [1, 1, 2, 3]
