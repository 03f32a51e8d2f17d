"""Formats of sessions: data, not code."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.programme.actions import add_format, edit_format
from conference.domain.programme.models import Format
from conference.domain.programme.queries import get_format, list_formats
from conference.domain.schedule.queries.rows import count_sessions_by_format
from conference.web.access import get_account, requires
from conference.web.forms.programme import FormatForm
from conference.web.organiser.asking import form_page
from conference.web.organiser.tables.frame import formats_table
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.picks import Picks, to_change
from conference.web.organiser.tables.shown import shown

blueprint = Blueprint("formats", __name__)


@blueprint.get("/formats/")
@requires(Permission.EDIT_PROGRAMME)
def show() -> ResponseReturnValue:
    """The table of all formats."""
    of = shown(formats_table(count_sessions_by_format()), list_formats(), links.organise_formats())
    picks: Picks[Format] = Picks(lambda one: one.id, [to_change(links.organise_many_formats())])
    return table_page(of, title=_("Formats"), lead=_("Kinds of sessions, with their usual length."), picks=picks)


@blueprint.route("/formats/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def new() -> ResponseReturnValue:
    """Add a format."""
    form = FormatForm(data={"minutes": 60, "is_streamed": True, "is_offered": True})

    def add() -> tuple[str, str]:
        made = add_format(form.details, actor=get_account(), now=now())
        return links.organise_formats(), _("%(name)s is added.", name=made.name)

    done = form.perform(add)
    return done or form_page(form, title=_("New format"), button=_("Add the format"), back=links.organise_formats())


@blueprint.route("/formats/<slug:slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(slug: str) -> ResponseReturnValue:
    """What is said about a format."""
    found = get_format(slug)
    form = FormatForm(obj=found)

    def save() -> tuple[str, str]:
        edit_format(get_format(slug), form.details, actor=get_account(), now=now())
        return links.organise_formats(), _("What is said about the format is saved.")

    done = form.perform(save)
    history = f"{links.organise_formats(slug)}history/"
    return done or form_page(form, title=found.name, button=_("Save"), back=links.organise_formats(), history=history)
