"""Webinars of a series: what they share, and new ones made from that, one or several at once."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.editions.actions import make_webinars, set_template
from conference.domain.editions.models import SeriesTemplate
from conference.domain.editions.queries import days_held, find_template
from conference.domain.editions.rules import Rhythm, times_of, usual_days
from conference.domain.events.models import Series
from conference.domain.events.queries import get_series
from conference.domain.events.rules import AttendanceMode
from conference.domain.people.queries import list_everybody
from conference.domain.programme.queries import get_format, offered_formats
from conference.domain.site.queries import get_site
from conference.web.access import get_account, requires
from conference.web.forms.webinars import MOST_SPEAKERS, TemplateForm, WebinarsForm
from conference.web.organiser.asking import choices, form_page, options
from conference.web.responses import page

blueprint = Blueprint("webinars", __name__)
MOST_AT_ONCE = 24
OFFERED = (1, 3, 6, 12)


@blueprint.route("/series/<slug:slug>/template/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def template(slug: str) -> ResponseReturnValue:
    """What a new webinar of a series begins with."""
    found = get_series(slug)
    known = find_template(found)
    form = TemplateForm(data=_shown(known))
    formats = {one.slug: one.name for one in (*offered_formats(), *([known.format] if known else []))}
    form.format.choices = choices(list(formats.items()), nothing=_("Choose a format"))

    def save() -> tuple[str, str]:
        series = get_series(slug)
        set_template(series, form.details, session_format=get_format(form.format.data), actor=get_account(), now=now())
        return links.organise_new_webinars(series.slug), _("The template is saved. New webinars begin with it.")

    return form.perform(save) or form_page(
        form, title=_("Template of %(series)s", series=found.title), button=_("Save the template"),
        back=links.organise_series(slug),
        lead=_("Every new webinar of the series begins with it. Those that are made already stay as they are."),
    )  # fmt: skip


def _shown(known: SeriesTemplate | None) -> dict[str, Any]:
    if known is None:
        return {"rhythm": Rhythm.FIRST.value, "mode": AttendanceMode.ONLINE.value, "zone": get_site().home_zone,
                "minutes": 60, "weekday": "3", "opens_days_before": 60, "closes_minutes_before": 15}  # fmt: skip
    return {**asdict(known.details), "weekday": str(known.weekday), "rhythm": known.rhythm.value,
            "mode": known.mode.value, "format": known.format.slug}  # fmt: skip


@blueprint.route("/series/<slug:slug>/webinars/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def new(slug: str) -> ResponseReturnValue:
    """Make one webinar on the next usual day, or several (`number` in the address) on the days shown."""
    series = get_series(slug)
    known = find_template(series)
    if known is None:
        return redirect(links.organise_series_template(slug))
    number = min(max(request.args.get("number", 1, type=int), 1), MOST_AT_ONCE)
    people = [(one.slug, one.name) for one in list_everybody()] if number == 1 else []
    form = WebinarsForm.for_number(number, choices(people, nothing=_("Nobody yet")))(
        data=_proposal(series, known, number)
    )

    def make() -> tuple[str, str]:
        made = make_webinars(get_series(slug), form.plans, actor=get_account(), now=now())
        words = ngettext("%(num)s webinar is a draft now. Nobody sees it yet.",
                         "%(num)s webinars are drafts now. Nobody sees them yet.", len(made))  # fmt: skip
        return links.organise(made[0].slug) if len(made) == 1 else links.organise_series(slug), words

    return form.perform(make) or page(
        form=form, series=series, lead=_lead(known), back=links.organise_series(slug),
        numbers=options([(str(one), str(one)) for one in OFFERED[1:]], str(number), _("1")),
        template_url=links.organise_series_template(slug),
    )  # fmt: skip


def _proposal(series: Series, known: SeriesTemplate, number: int) -> dict[str, Any]:
    """The next free usual days; where several are made, each has a title to begin with."""
    today = zones.day_of(now(), known.zone)
    days = usual_days(known.rhythm, known.weekday, after=today, held=days_held(series), number=number)
    titles = {f"title_{at}": _title(series, day) for at, day in enumerate(days)} if number > 1 else {}
    nobody = {f"speaker_{at}": "" for at in range(MOST_SPEAKERS)}
    return {**titles, **nobody, **{f"day_{at}": day for at, day in enumerate(days)}}


def _title(series: Series, day: date) -> str:
    return _("%(series)s, %(month)s %(year)s", series=series.title, month=zones.month_words(day), year=str(day.year))


def _lead(known: SeriesTemplate) -> str:
    times = times_of(replace(known.details, opens_days_before=None, closes_minutes_before=None), date.min)
    how = ", ".join(filter(None, [_(known.mode.value), known.online_platform, known.format.name]))
    zone = zones.clock_words(known.details.zone, known.details.zone_place)
    return _("From %(start)s to %(end)s (%(zone)s), %(how)s: so the template of the series says.", how=how,
             start=f"{times.starts:%H:%M}", end=f"{times.ends:%H:%M}", zone=zone)  # fmt: skip
