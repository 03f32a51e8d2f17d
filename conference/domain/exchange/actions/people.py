"""Writing the people of a file."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import selectinload

from conference.core.database import db
from conference.core.slugs import FreeSlugs
from conference.core.text import slug_of
from conference.core.tokens import fixed_uid
from conference.domain.exchange.actions.writing import Writing, changes_of, insert_all, load, set_fields
from conference.domain.exchange.rules import EMAIL, Deed, Thing, person_slug_in
from conference.domain.people.actions import NOT_SLUGS
from conference.domain.people.models import Person, PersonAlias
from conference.domain.people.queries import slugs_of_people
from conference.domain.people.rules import folded
from conference.formats.programmes.values import FilePerson

FIELDS = ("name", "job_title", "affiliation", "biography")


def write_people(writing: Writing) -> None:
    """New people with their further names, and what changes of those that we know."""
    deeds = writing.new(Thing.PERSON)
    slugs = FreeSlugs(slugs_of_people() | NOT_SLUGS) if deeds else FreeSlugs(())
    ids = writing.insert(Thing.PERSON, Person, [_row(writing, deed, slugs) for deed in deeds])
    insert_all(PersonAlias, [row for deed, person_id in zip(deeds, ids, strict=True)
                             for row in _aliases(person_id, deed.item.said.get("aliases", ()))])  # fmt: skip
    changed = writing.changed(Thing.PERSON)
    done = {person.id: changes_of(changed[person.id], _change(person, changed[person.id]))
            for person in load(Person, changed, selectinload(Person.aliases))}  # fmt: skip
    db.session.flush()
    writing.record("edit person", Person, done)


def _row(writing: Writing, deed: Deed, slugs: FreeSlugs) -> dict[str, Any]:
    person = writing.programme.people[deed.item.index or 0]
    said = {name: deed.item.said.get(name, "") for name in FIELDS}
    return {**said, EMAIL: deed.item.said.get(EMAIL), "folded_name": folded(person.name),
            "slug": slugs.take(_slug(person, writing.held.home)), "created_at": writing.now}  # fmt: skip


def _slug(person: FilePerson, home: str) -> str:
    """That of the address where the identity bears it out, for then it is one that we wrote; else one of the name."""
    own = person_slug_in(person.url, home)
    if own and person.identity.value == fixed_uid(f"person:{own}"):
        return own
    return slug_of(person.name, "person")


def _aliases(person_id: int, names: Iterable[str]) -> list[dict[str, Any]]:
    by_fold = {folded(name): name for name in names if folded(name)}
    return [{"person_id": person_id, "name": name, "folded_name": key} for key, name in by_fold.items()]


def _give_address(person: Person, deed: Deed) -> list[str]:
    """Personal links that went to another address open nothing any more."""
    changes = [one for one in deed.changes if one.field == EMAIL and one.before == (person.email or "")]
    for change in changes:
        person.link_version += bool(person.email)
        person.email = change.after
    return [one.field for one in changes]


def _change(person: Person, deed: Deed) -> list[str]:
    """Write the changes; the name before stays as a further one."""
    before = person.name
    done = [*set_fields(person, deed.changes, {name: name for name in FIELDS}), *_give_address(person, deed)]
    further = [name for change in deed.changes if change.field == "aliases" for name in change.after]
    if person.name != before:
        person.folded_name = folded(person.name)
        further.append(before)
    known = {person.folded_name, "", *(alias.folded_name for alias in person.aliases)}
    for name in further:
        if folded(name) not in known:
            known.add(folded(name))
            person.aliases.append(PersonAlias(name=name, folded_name=folded(name)))
    return [*done, *(["aliases"] if further else [])]
