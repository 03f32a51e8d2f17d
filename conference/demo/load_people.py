"""Organisations and people, with the other spellings they were met under, and what each person is on the day."""

from conference.core.database import db
from conference.core.text import fold
from conference.demo.loading import Loading
from conference.demo.samples import day_of_event
from conference.demo.shapes import AppearanceFacts, OrganisationFacts, PersonFacts
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias


def load_people(loading: Loading) -> None:
    """Everybody whom the world of the day names."""
    loading.organisations = {facts.id: _organisation(facts) for facts in loading.world.organisations}
    db.session.add_all(loading.organisations.values())
    newest = _newest_appearances(loading)
    loading.people = {facts.id: _person(facts, newest.get(facts.id), loading) for facts in loading.world.people}
    db.session.add_all(loading.people.values())
    db.session.flush()


def _organisation(facts: OrganisationFacts) -> Organisation:
    return Organisation(
        slug=facts.id, name=facts.name, folded_name=fold(facts.name), country=facts.country, is_sample=facts.is_sample,
        aliases=[OrganisationAlias(name=alias, folded_name=fold(alias)) for alias in facts.aliases],
    )  # fmt: skip


def _person(facts: PersonFacts, newest: AppearanceFacts | None, loading: Loading) -> Person:
    aliases = {fold(alias): alias for alias in facts.aliases if fold(alias) != fold(facts.name)}
    return Person(
        slug=facts.id, name=facts.name, folded_name=fold(facts.name), honorific=facts.honorific,
        email=facts.email or None, job_title=newest.job_title if newest else "",
        affiliation=newest.affiliation if newest else "",
        organisation=loading.organisation_of(newest.affiliation) if newest else None,
        is_sample=facts.is_sample, created_at=loading.now, link_version=1,
        aliases=[PersonAlias(name=name, folded_name=folded) for folded, name in aliases.items()],
    )  # fmt: skip


def _newest_appearances(loading: Loading) -> dict[str, AppearanceFacts]:
    """The latest appearance of each person that tells what they are: the role that they have today."""
    newest = {}
    for event in sorted(loading.world.events, key=lambda each: day_of_event(each.event, 1)):
        for session in event.sessions:
            told = {each.person_id: each for each in session.appearances if each.job_title or each.affiliation}
            newest.update(told)
    return newest
