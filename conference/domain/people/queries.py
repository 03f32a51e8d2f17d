"""Reading people and organisations."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.slugs import find_old_slug
from conference.core.text import fold
from conference.core.words import _
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias

ROWS_A_PAGE = 50


def find_person(slug: str) -> Person | None:
    """The person with this slug, or None."""
    return db.session.scalar(select(Person).where(Person.slug == slug))


def get_person(slug: str) -> Person:
    """The person with this slug; raises NotFound."""
    person = find_person(slug)
    if person is None:
        raise NotFound(_("There is no such person."))
    return person


def get_person_by_id(person_id: int) -> Person:
    """The person with this id; raises NotFound."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound(_("There is no such person."))
    return person


def find_moved_person(slug: str) -> Person | None:
    """The person who once had this slug, or None."""
    person_id = find_old_slug("person", slug)
    return db.session.get(Person, person_id) if person_id else None


def _matching(search: str) -> Select[Person]:
    words = fold(search).split()
    query = select(Person)
    for word in words:
        alias = select(PersonAlias.id).where(PersonAlias.person_id == Person.id)
        found = Person.folded_name.contains(word, autoescape=True)
        query = query.where(or_(found, alias.where(PersonAlias.folded_name.contains(word, autoescape=True)).exists()))
    return query


def list_people(search: str = "", page: int = 1) -> list[Person]:
    """One page of 50 people by name, those whose name or alias holds every word of `search`."""
    query = _matching(search).options(joinedload(Person.organisation)).order_by(Person.folded_name, Person.id)
    return list(db.session.scalars(query.limit(ROWS_A_PAGE).offset((max(page, 1) - 1) * ROWS_A_PAGE)))


def count_people(search: str = "") -> int:
    """How many people `list_people` finds on all its pages."""
    return db.session.scalar(select(func.count()).select_from(_matching(search).subquery())) or 0


def names_of_people() -> list[tuple[int, str]]:
    """Every name and alias of every person, as (person id, name)."""
    names = db.session.execute(select(Person.id, Person.name)).tuples().all()
    aliases = db.session.execute(select(PersonAlias.person_id, PersonAlias.name)).tuples().all()
    return [*names, *aliases]


def people_by_id(ids: set[int]) -> dict[int, Person]:
    """The people with these ids."""
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(ids)))}


def get_organisation(slug: str) -> Organisation:
    """The organisation with this slug; raises NotFound."""
    organisation = db.session.scalar(select(Organisation).where(Organisation.slug == slug))
    if organisation is None:
        raise NotFound(_("There is no such organisation."))
    return organisation


def list_organisations() -> list[Organisation]:
    """All organisations by name, with their aliases."""
    query = select(Organisation).options(selectinload(Organisation.aliases))
    return list(db.session.scalars(query.order_by(Organisation.folded_name, Organisation.id)))


def names_of_organisations() -> list[tuple[int, str]]:
    """Every name and alias of every organisation, as (organisation id, name)."""
    names = db.session.execute(select(Organisation.id, Organisation.name)).tuples().all()
    aliases = db.session.execute(select(OrganisationAlias.organisation_id, OrganisationAlias.name)).tuples().all()
    return [*names, *aliases]
