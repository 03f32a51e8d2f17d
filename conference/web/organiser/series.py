"""Series."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.editions.queries import find_template
from conference.domain.editions.rules import has_editions
from conference.domain.events.actions import create_series, edit_series
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import count_events_by_series, events_of_series, get_series, list_series
from conference.web.access import get_account, requires
from conference.web.cards import days_of_event
from conference.web.forms.events import SeriesForm
from conference.web.organiser.announcing import drafts_to_come
from conference.web.organiser.asking import form_page
from conference.web.organiser.listing import state_words
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
    found = get_series(slug)
    form = SeriesForm(obj=found)

    def save() -> tuple[str, str]:
        series = get_series(slug)
        edit_series(series, form.details, slug=form.slug.data, actor=get_account(), now=now())
        return links.organise_series(series.slug), _("What is said about %(series)s is saved.", series=series.title)

    done = form.perform(save)
    events = events_of_series(found, drafts=True)
    return done or form_page(
        form,
        title=_("Series"),
        button=_("Save"),
        back=links.organise_series(),
        rows=[_event_row(event) for event in events],
        has_editions=any(has_editions(event.kind) for event in events),
        parts=_parts(found),
        history=f"{links.organise_series(slug)}history/",
    )


def _parts(series: Series) -> list[dict[str, str]]:
    has_template = find_template(series) is not None
    template = {
        "url": links.organise_series_template(series.slug),
        "label": _("Template of its webinars"),
        "note": _("Day, time, length, platform, places") if has_template else _("Nothing is said yet"),
    }
    new = {
        "url": links.organise_new_webinars(series.slug),
        "label": _("Make a webinar from the template"),
        "note": _("One, or several at once"),
    }
    announce = {
        "url": links.organise_announcing(series.slug),
        "label": _("Announce and release webinars"),
        "note": _("Drafts of this series, several at once"),
    }
    drafts = [announce] if drafts_to_come(series) else []
    return [*drafts, new, template] if has_template else [*drafts, template]


def _event_row(event: Event) -> dict[str, Any]:
    following = {"text": _("Open the next edition"), "url": links.organise_next_edition(event.slug)}
    return {
        "name": {"text": event.name, "url": links.organise(event.slug)},
        "days": zones.days_words(*days_of_event(event)),
        "state": state_words(event, now()),
        "next": following if has_editions(event.kind) else "",
    }
