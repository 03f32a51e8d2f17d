"""Columns of a table that a member of staff wants to see for good."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.actions import choose_columns
from conference.domain.accounts.rules import Permission
from conference.web.access import get_account, own_path, requires
from conference.web.forms.base import Form
from conference.web.organiser.asking import form_page

blueprint = Blueprint("columns", __name__)


class ColumnsForm(Form):
    """The key of a table, those of its columns between blanks, and the page to go back to."""

    table = HiddenField()
    columns = HiddenField()
    back = HiddenField()


@blueprint.post("/site/columns/")
@blueprint.post("/<slug:event_slug>/columns/")
@requires(Permission.EDIT_PROGRAMME)
def keep(event_slug: str = "") -> ResponseReturnValue:
    """Show these columns from now on."""
    form = ColumnsForm()
    back = own_path(form.back.data or "") or links.organise(event_slug)

    def choose() -> tuple[str, str]:
        choose_columns(get_account(), form.table.data or "", (form.columns.data or "").split(), now=now())
        return back, _("From now on you see these columns.")

    return form.perform(choose) or form_page(form, title=_("Columns"), button=_("Always show these columns"), back=back)
