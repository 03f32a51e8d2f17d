"""People: the table of everybody, a new person with a warning, a known person."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.people.actions import add_person, edit_person
from conference.domain.people.models import Organisation, Person
from conference.domain.people.queries import (
    get_organisation,
    get_person,
    list_organisations,
    people_nearly_called,
)
from conference.domain.records.rules.merging import RecordKind
from conference.domain.schedule.queries import events_to_come_with
from conference.domain.schedule.queries.rows import PersonRow, person_rows
from conference.web.access import get_account, may, requires
from conference.web.forms.people import NewPersonForm, PersonForm
from conference.web.organiser.asking import choices, form_page
from conference.web.organiser.merging import merges_shown
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.people import people_table
from conference.web.organiser.tables.picks import Picks, to_change
from conference.web.organiser.tables.shown import shown

blueprint = Blueprint("people", __name__)


@blueprint.get("/people/")
@requires(Permission.EDIT_PEOPLE)
def show() -> ResponseReturnValue:
    """The table of everybody."""
    of = shown(people_table(), person_rows(), links.organise_people())
    picks: Picks[PersonRow] = Picks(lambda row: row.person_id, [to_change(links.organise_many_people())])
    lead = _("Everybody who speaks, chairs or writes, one record each.")
    return table_page(of, title=_("People"), lead=lead, picks=picks)


@blueprint.route("/people/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def new() -> ResponseReturnValue:
    """Add a person; where a known name is nearly the same, those are shown first."""
    form = NewPersonForm(data={"organisation": ""})
    form.organisation.choices = _organisation_choices()

    def add() -> tuple[str, str]:
        person = add_person(
            form.details,
            organisation=_organisation(form.organisation.data),
            actor=get_account(),
            is_somebody_else=form.is_somebody_else.data,
            now=now(),
        )
        return links.organise_person(person.slug), _("%(name)s is added.", name=person.name)

    done = form.perform(add)
    near = [] if done or not form.is_submitted() else people_nearly_called(form.name.data or "")
    return done or form_page(
        form,
        title=_("New person"),
        button=_("Add the person"),
        back=links.organise_people(),
        matches=[_match(person) for person in near],
    )


def _match(person: Person) -> dict[str, str]:
    what = ", ".join(filter(None, [person.job_title, person.affiliation, *(one.name for one in person.aliases)]))
    return {"label": person.name, "url": links.organise_person(person.slug), "note": what}


@blueprint.route("/people/<slug:slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def edit(slug: str) -> ResponseReturnValue:
    """What is said about a person today."""
    found = get_person(slug)
    form = PersonForm(data=_shown(found))
    form.organisation.choices = _organisation_choices()

    def save() -> tuple[str, str]:
        person = get_person(slug)
        edit_person(
            person,
            form.details,
            slug=form.slug.data,
            organisation=_organisation(form.organisation.data),
            actor=get_account(),
            now=now(),
        )
        return links.organise_person(person.slug), _("What is said about %(name)s is saved.", name=person.name)

    lead = _("What they were on past days stays as it is.")
    return form.perform(save) or form_page(
        form,
        title=found.name,
        button=_("Save"),
        back=links.organise_people(),
        lead=lead,
        history=f"{links.organise_person(found.slug)}history/",
        same_url=links.organise_same(RecordKind.PERSON, found.slug),
        erase_url=links.organise_erase(found.slug),
        merges=merges_shown(RecordKind.PERSON, found),
        plans=_plans(found),
    )


def _plans(person: Person) -> list[dict[str, str]]:
    """Where it is said when they can come, for each event to come that they stand in."""
    if not may(Permission.EDIT_SCHEDULE):
        return []
    return [
        {"label": event.name, "url": links.organise_availability(event.slug, person.slug)}
        for event in events_to_come_with(person, now())
    ]


def _shown(person: Person) -> dict[str, Any]:
    names = ("name", "slug", "honorific", "email", "job_title", "affiliation", "biography")
    return {
        **{name: getattr(person, name) for name in names},
        "organisation": person.organisation.slug if person.organisation else "",
        "aliases": "\n".join(alias.name for alias in person.aliases),
    }


def _organisation_choices() -> list[tuple[str, str]]:
    return choices([(one.slug, one.name) for one in list_organisations()], nothing=_("None"))


def _organisation(slug: str) -> Organisation | None:
    return get_organisation(slug) if slug else None
