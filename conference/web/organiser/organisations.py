"""Organisations that people come from."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.people.actions import add_organisation, edit_organisation
from conference.domain.people.models import Organisation
from conference.domain.people.queries import (
    count_people_by_organisation,
    get_organisation,
    list_organisations,
    organisations_nearly_called,
)
from conference.domain.records.rules.merging import RecordKind
from conference.web.access import get_account, requires
from conference.web.forms.people import NewOrganisationForm, OrganisationForm
from conference.web.organiser.asking import form_page
from conference.web.organiser.merging import merges_shown
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.people import organisations_table
from conference.web.organiser.tables.shown import shown

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations/")
@requires(Permission.EDIT_PEOPLE)
def show() -> ResponseReturnValue:
    """The table of all organisations."""
    table = organisations_table(count_people_by_organisation())
    of = shown(table, list_organisations(), links.organise_organisations())
    return table_page(of, title=_("Organisations"), lead=_("Where people come from, one record each."))


def _others(organisation: Organisation) -> str:
    return ", ".join(alias.name for alias in organisation.aliases)


@blueprint.route("/organisations/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def new() -> ResponseReturnValue:
    """Add an organisation; where a known name is nearly the same, those are shown first."""
    form = NewOrganisationForm()

    def add() -> tuple[str, str]:
        made = add_organisation(form.details, is_another=form.is_another.data, actor=get_account(), now=now())
        return links.organise_organisations(), _("%(name)s is added.", name=made.name)

    done = form.perform(add)
    near = [] if done or not form.is_submitted() else organisations_nearly_called(form.name.data or "")
    matches = [{"label": one.name, "url": links.organise_organisations(one.slug), "note": _others(one)} for one in near]
    return done or form_page(
        form,
        title=_("New organisation"),
        button=_("Add the organisation"),
        back=links.organise_organisations(),
        matches=matches,
    )


@blueprint.route("/organisations/<slug:slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def edit(slug: str) -> ResponseReturnValue:
    """Name, country and other names of an organisation."""
    found = get_organisation(slug)
    shown = {"name": found.name, "country": found.country, "aliases": "\n".join(one.name for one in found.aliases)}
    form = OrganisationForm(data=shown)

    def save() -> tuple[str, str]:
        organisation = get_organisation(slug)
        edit_organisation(organisation, form.details, actor=get_account(), now=now())
        return links.organise_organisations(), _("What is said about %(name)s is saved.", name=organisation.name)

    done = form.perform(save)
    history = f"{links.organise_organisations(found.slug)}history/"
    return done or form_page(
        form,
        title=found.name,
        button=_("Save"),
        back=links.organise_organisations(),
        history=history,
        same_url=links.organise_same(RecordKind.ORGANISATION, found.slug),
        merges=merges_shown(RecordKind.ORGANISATION, found),
    )
