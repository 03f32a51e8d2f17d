"""People of the running site who stand in two records: two that were made one, and two that may be one."""

from flask import Flask

from conference import links
from conference.core.clock import now
from conference.core.database import transaction
from conference.domain.accounts.queries import find_first_owner
from conference.domain.people.actions import add_person
from conference.domain.people.queries import get_person
from conference.domain.people.rules import PersonDetails
from conference.domain.records.actions.merging import merge_records
from tests.browser.places import Place

MERGED = PersonDetails("J. Stiglitz", job_title="Professor of Economics", biography="He writes.")
ALIKE = PersonDetails("Joseph E. Stiglitz", job_title="Economist", affiliation="Columbia", email="j@example.org")


def merge_people(app: Flask, slug: str) -> Place:
    """Merge somebody into this person, and add one who may be the same; the page that shows what merging does."""
    with app.app_context(), transaction():
        actor, at, kept = find_first_owner(), now(), get_person(slug)
        assert actor is not None
        gone = add_person(MERGED, actor=actor, now=at, is_somebody_else=True)
        alike = add_person(ALIKE, actor=actor, now=at, is_somebody_else=True)
        merge_records(kept, gone, {"job_title", "biography"}, actor=actor, now=at)
        return Place("organiser.merging.person", links.organise_same("person", slug, alike.slug), is_of_event=False)
