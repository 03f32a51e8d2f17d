"""Series."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.actions import create_series, edit_series
from conference.domain.events.models import Series
from conference.domain.events.queries import count_events_by_series, get_series, list_series
from conference.web.access import get_account, requires
from conference.web.forms.events import SeriesForm
from conference.web.organiser.asking import form_page
from conference.web.responses import page

blueprint = Blueprint("series", __name__)


@blueprint.get("/series/")
@requires(Permission.EDIT_EVENTS)
def show() -> ResponseReturnValue:
    """All series in their order."""
    counts = count_events_by_series()
    return page(rows=[_row(series, counts.get(series.id, 0)) for series in list_series()])


def _row(series: Series, number: int) -> dict[str, Any]:
    events = ngettext("%(num)s event", "%(num)s events", number)
    return {"title": {"text": series.title, "url": links.organise_series(series.slug)}, "events": events}


@blueprint.route("/series/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def new() -> ResponseReturnValue:
    """Make a series."""
    form = SeriesForm()

    def make() -> tuple[str, str]:
        series = create_series(form.details, slug=form.slug.data, actor=get_account(), now=now())
        return links.organise_series(), _("%(series)s is made.", series=series.title)

    done = form.perform(make)
    return done or form_page(form, title=_("New series"), button=_("Make the series"), back=links.organise_series())


@blueprint.route("/series/<slug:slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def edit(slug: str) -> ResponseReturnValue:
    """What is said about a series."""
    form = SeriesForm(obj=get_series(slug))

    def save() -> tuple[str, str]:
        series = get_series(slug)
        edit_series(series, form.details, slug=form.slug.data, actor=get_account(), now=now())
        return links.organise_series(series.slug), _("What is said about %(series)s is saved.", series=series.title)

    done = form.perform(save)
    return done or form_page(form, title=_("Series"), button=_("Save"), back=links.organise_series())
