"""Writing people and organisations, with a warning where a new name is nearly a known one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from conference.core.database import db, lock, lock_all
from conference.core.differences import change, differences
from conference.core.errors import Conflict, Invalid
from conference.core.many import Seen, check_many
from conference.core.slugs import free_slug, remember_slug
from conference.core.text import is_slug, slug_of
from conference.core.words import _
from conference.domain.accounts.actions import record, record_each
from conference.domain.accounts.models import Account
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias
from conference.domain.people.queries import (
    Merged,
    find_owner_of_slug,
    names_of_organisations,
    names_of_people,
    slugs_of_organisations,
    slugs_of_people,
    standing,
)
from conference.domain.people.rules import (
    OrganisationDetails,
    PeopleChange,
    PersonDetails,
    PersonFacts,
    folded,
    near_matches,
)
from conference.domain.site.actions import renew_documents, touch_public

Actor = Account | str
NOT_SLUGS = {"alike", "many", "merges", "new"}  # addresses of other pages


def add_person(
    details: PersonDetails, *, actor: Actor, now: datetime, organisation: Organisation | None = None,
    is_somebody_else: bool = False,
) -> Person:  # fmt: skip
    """Add a person; raises Conflict at `name` where a known name is nearly this one and that was not said to differ."""
    if not is_somebody_else:
        _check_is_new(near_matches(details.name, names_of_people()))
    if organisation is not None:
        hold_record(organisation)
    person = Person(slug=free_slug(slug_of(details.name, "person"), slugs_of_people() | NOT_SLUGS), created_at=now)
    _describe(person, details, organisation)
    db.session.add(person)
    record("add person", person, actor=actor, now=now)
    return person


def edit_person(
    person: Person, details: PersonDetails, *, slug: str, organisation: Organisation | None, actor: Actor, now: datetime
) -> None:
    """Change what is said about a person today; what they were on past days stays as it is.

    Personal links that went to another address open nothing any more. Raises Conflict where the record, or that of the
    organisation, was merged into another.
    """
    if organisation is not None:
        hold_record(organisation)
    hold_record(person)
    before = said_of_person(person)
    if slug != person.slug:
        _check_person_slug(person, slug)
        remember_slug("person", person.slug, person.id)
        person.slug = slug
    if person.email and (details.email or None) != person.email:
        person.link_version += 1
    _describe(person, details, organisation)
    touch_public()
    renew_documents(now)
    changes = differences(before, said_of_person(person), hidden={"email"})
    record("edit person", person, actor=actor, now=now, changes=changes)


def change_many_people(
    to: PeopleChange, seen: Seen, *, organisation: Organisation | None, actor: Actor, now: datetime
) -> int:
    """Change where many people are today, all or none; how many were not so already. What they were stays as it is.

    `organisation` is what `to` names; `seen` are the people's marks on a page, by id. Raises Conflict where one has
    been changed since.
    """
    if organisation is not None:
        hold_record(organisation)
    people = lock_all(Person, seen, Person.merged_into_id.is_(None))
    facts = {one.id: facts_of_person(one) for one in people}
    check_many(to, seen, {key: (one.name, one) for key, one in facts.items()})
    values = {**to.wanted, **({"organisation": organisation} if to.organisation is not None else {})}
    changes = {one.id: change(one, values) for one in people if to.differences(facts[one.id])}
    touch_public()
    renew_documents(now)
    record_each("edit person", Person, changes, actor=actor, now=now)
    return len(changes)


def facts_of_person(person: Person) -> PersonFacts:
    """What a person is today, as far as many can be changed together."""
    return PersonFacts(person.name, person.organisation.slug if person.organisation else "", person.affiliation)


def hold_record(record: Merged) -> None:
    """Lock a record that is to be changed or named somewhere; raises Conflict where it was merged into another.

    So what names a record is there before a merge, and moves with it, or comes after, and is refused.
    """
    lock(record)
    if record.merged_into_id is not None:
        raise Conflict(_("%(name)s is the same as %(other)s now. Choose them there.", name=record.name,
                         other=standing(record).name))  # fmt: skip


def hold_standing(ids: Iterable[int]) -> dict[int, int]:
    """Lock the people whom these ids mean; by each the id of the record that it went into, else its own."""
    return {person_id: _standing_of(person_id) for person_id in sorted(set(ids))}


def _standing_of(person_id: int) -> int:
    person = db.session.get_one(Person, person_id)
    lock(person)
    return person.id if person.merged_into_id is None else _standing_of(person.merged_into_id)


def said_of_person(person: Person) -> dict[str, Any]:
    """What an organiser says about a person, field by field."""
    names = ("name", "slug", "honorific", "email", "job_title", "affiliation", "organisation", "biography")
    return {**{name: getattr(person, name) for name in names}, "aliases": sorted(one.name for one in person.aliases)}


def _check_is_new(matches: list[int]) -> None:
    if matches:
        raise Conflict(_("We know somebody of nearly this name. See below whether it is the same."), "name")


def _check_person_slug(person: Person, slug: str) -> None:
    if not is_slug(slug):
        raise Invalid(_("Please use lower-case letters, digits and single hyphens."), "slug")
    owner = find_owner_of_slug(slug)
    if slug in NOT_SLUGS or (owner is not None and owner.id != person.id):
        raise Conflict(_("Another person has this address, or once had it."), "slug")


def _describe(person: Person, details: PersonDetails, organisation: Organisation | None) -> None:
    person.name, person.folded_name = details.name, folded(details.name)
    person.honorific, person.email = details.honorific, details.email or None
    person.job_title, person.affiliation = details.job_title, details.affiliation
    person.biography, person.organisation = details.biography, organisation
    kept = {alias.folded_name: alias for alias in person.aliases}
    wanted = {folded(alias): alias for alias in details.aliases if folded(alias)}
    person.aliases = [kept.get(key) or PersonAlias(name=name, folded_name=key) for key, name in wanted.items()]
    for alias in person.aliases:
        alias.name = wanted[alias.folded_name]


def add_organisation(
    details: OrganisationDetails, *, actor: Actor, now: datetime, is_another: bool = False
) -> Organisation:
    """Add an organisation; raises Conflict at `name` as `add_person` does."""
    if not is_another and near_matches(details.name, names_of_organisations()):
        raise Conflict(_("We know an organisation of nearly this name. See below whether it is the same."), "name")
    slug = free_slug(slug_of(details.name, "organisation"), slugs_of_organisations() | NOT_SLUGS)
    organisation = Organisation(slug=slug)
    _describe_organisation(organisation, details)
    db.session.add(organisation)
    record("add organisation", organisation, actor=actor, now=now)
    return organisation


def edit_organisation(
    organisation: Organisation, details: OrganisationDetails, *, actor: Actor, now: datetime
) -> None:  # fmt: skip
    """Change an organisation's name, country and other names; raises Conflict where it was merged into another."""
    hold_record(organisation)
    before = said_of_organisation(organisation)
    _describe_organisation(organisation, details)
    touch_public()
    changes = differences(before, said_of_organisation(organisation))
    record("edit organisation", organisation, actor=actor, now=now, changes=changes)


def said_of_organisation(organisation: Organisation) -> dict[str, Any]:
    """What an organiser says about an organisation, field by field."""
    aliases = sorted(one.name for one in organisation.aliases)
    return {"name": organisation.name, "country": organisation.country, "aliases": aliases}


def _describe_organisation(organisation: Organisation, details: OrganisationDetails) -> None:
    organisation.name, organisation.folded_name = details.name, folded(details.name)
    organisation.country = details.country
    kept = {alias.name: alias for alias in organisation.aliases}
    organisation.aliases = [kept.get(name) or OrganisationAlias(name=name, folded_name=folded(name))
                            for name in dict.fromkeys(details.aliases) if folded(name)]  # fmt: skip
