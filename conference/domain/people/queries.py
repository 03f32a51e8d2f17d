"""Reading people and organisations."""

from typing import TypeVar

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.slugs import find_old_slug, old_slugs
from conference.core.words import _
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias
from conference.domain.people.rules import near_matches

Merged = TypeVar("Merged", Person, Organisation)
IS_SOMEBODY = and_(Person.merged_into_id.is_(None), Person.erased_at.is_(None))  # neither merged nor erased


def find_person(slug: str) -> Person | None:
    """The person with this slug, or None."""
    return db.session.scalar(_people().where(Person.slug == slug))


def _people() -> Select[Person]:
    return select(Person).where(IS_SOMEBODY)


def _organisations() -> Select[Organisation]:
    return select(Organisation).where(Organisation.merged_into_id.is_(None))


def standing(record: Merged) -> Merged:
    """The record that this one was merged into, at the end of the chain; itself where it was not merged."""
    while record.merged_into_id is not None:
        record = db.session.get_one(type(record), record.merged_into_id)
    return record


def get_person(slug: str) -> Person:
    """The person with this slug; raises NotFound."""
    person = find_person(slug)
    if person is None:
        raise NotFound(_("There is no such person."))
    return person


def find_moved_person(slug: str) -> Person | None:
    """The person who once had this slug, under their own or in a record that was merged into theirs, or None."""
    person = find_owner_of_slug(slug)
    return standing(person) if person else None


def find_owner_of_slug(slug: str) -> Person | None:
    """Whose slug this is or was, merged or not, or None."""
    person_id = find_old_slug("person", slug)
    owner = db.session.scalar(select(Person).where(Person.slug == slug))
    return owner or (db.session.get(Person, person_id) if person_id else None)


def list_everybody() -> list[Person]:
    """All people by name."""
    return list(db.session.scalars(_people().order_by(Person.folded_name, Person.id)))


def names_of_people() -> list[tuple[int, str]]:
    """Every name and alias of every person, as (person id, name)."""
    names = db.session.execute(select(Person.id, Person.name).where(IS_SOMEBODY)).all()
    aliased = select(PersonAlias.person_id, PersonAlias.name).join(PersonAlias.person).where(IS_SOMEBODY)
    aliases = db.session.execute(aliased).all()
    return [(row[0], row[1]) for row in (*names, *aliases)]


def slugs_of_people() -> set[str]:
    """Every slug that a person has, or once had, in whatever record."""
    return set(db.session.scalars(select(Person.slug))) | old_slugs("person")


def slugs_of_organisations() -> set[str]:
    """Every slug that an organisation has."""
    return set(db.session.scalars(select(Organisation.slug)))


def people_nearly_called(name: str) -> list[Person]:
    """Whose name or alias is nearly this one, the nearest first."""
    ids = near_matches(name, names_of_people())
    found = people_by_id(set(ids))
    return [found[person_id] for person_id in ids]


def organisations_nearly_called(name: str) -> list[Organisation]:
    """Which organisations have a name or alias that is nearly this one, the nearest first."""
    ids = near_matches(name, names_of_organisations())
    query = _organisations().where(Organisation.id.in_(ids)).options(selectinload(Organisation.aliases))
    found = {organisation.id: organisation for organisation in db.session.scalars(query)}
    return [found[organisation_id] for organisation_id in ids]


def people_by_id(ids: set[int]) -> dict[int, Person]:
    """The people with these ids."""
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(ids)))}


def get_organisation(slug: str) -> Organisation:
    """The organisation with this slug; raises NotFound."""
    organisation = db.session.scalar(_organisations().where(Organisation.slug == slug))
    if organisation is None:
        raise NotFound(_("There is no such organisation."))
    return organisation


def list_organisations() -> list[Organisation]:
    """All organisations by name, with their aliases."""
    query = _organisations().options(selectinload(Organisation.aliases))
    return list(db.session.scalars(query.order_by(Organisation.folded_name, Organisation.id)))


def count_people_by_organisation() -> dict[int, int]:
    """How many people belong to each organisation today, by its id (1 query); those without any are left out."""
    query = select(Organisation.id, func.count()).join(Person, Person.organisation_id == Organisation.id)
    query = query.where(IS_SOMEBODY)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Organisation.id))}


def names_of_organisations() -> list[tuple[int, str]]:
    """Every name and alias of every organisation, as (organisation id, name)."""
    stands = Organisation.merged_into_id.is_(None)
    names = db.session.execute(select(Organisation.id, Organisation.name).where(stands)).all()
    aliased = select(OrganisationAlias.organisation_id, OrganisationAlias.name).join(OrganisationAlias.organisation)
    aliases = db.session.execute(aliased.where(stands)).all()
    return [(row[0], row[1]) for row in (*names, *aliases)]
