"""How and when the people of a draft can take part: the list, and the form of one person in their own time zone."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.text import clean_line, fold
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.people.models import Person
from conference.domain.people.queries import get_person
from conference.domain.schedule.actions import plan_speaker
from conference.domain.schedule.models import SpeakerPlan
from conference.domain.schedule.queries import find_speaker_plan, people_of_draft, speaker_plans_of
from conference.domain.schedule.rules import MOST_SPANS
from conference.web.access import get_account, requires
from conference.web.forms.schedule import AvailabilityForm
from conference.web.organiser.asking import form_page
from conference.web.organiser.listing import pages_of
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("availability", __name__)
EMPTY_ROWS = 3
LONGEST_SEARCH = 100


@blueprint.get("/<slug:event_slug>/schedule/people/")
@requires(Permission.EDIT_SCHEDULE)
def show(event_slug: str) -> ResponseReturnValue:
    """Everybody in the draft whose name the filter leaves, fifty a page, with how and when they come."""
    event = get_event(event_slug)
    search = clean_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    words = fold(search).split()
    people = [(one, number) for one, number in people_of_draft(event) if all(word in one.folded_name for word in words)]
    paging = Paging(page_number(request.args.get("page", "")), len(people))
    plans = {plan.person_id: plan for plan in speaker_plans_of(event)}
    shown = people[paging.offset : paging.offset + paging.size]
    address = links.organise_availability(event.slug)
    return page(
        event=event,
        rows=[_row(event, person, number, plans.get(person.id)) for person, number in shown],
        paging=paging,
        url_of=pages_of(address, {"search": search}),
        fields=[{"name": "search", "label": _("Name"), "value": search}],
        clear_url=address if search else None,
        counted=ngettext("%(num)s person", "%(num)s people", paging.total),
    )


def _row(event: Event, person: Person, number: int, plan: SpeakerPlan | None) -> dict[str, Any]:
    return {
        "name": {"text": person.name, "url": links.organise_availability(event.slug, person.slug)},
        "sessions": str(number),
        "how": _("Online") if plan and plan.is_online else "",
        "when": "; ".join(
            zones.span_words(time.starts_at, time.ends_at, event.zone, event.zone_place or None) for time in plan.times
        )
        if plan
        else "",
        "zone": plan.zone if plan else "",
    }


@blueprint.route("/<slug:event_slug>/schedule/people/<slug:person_slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_SCHEDULE)
def edit(event_slug: str, person_slug: str) -> ResponseReturnValue:
    """From where, how and when a person comes; times are read in their own zone."""
    event, person = get_event(event_slug), get_person(person_slug)
    plan = find_speaker_plan(event, person)
    rows = min(MOST_SPANS, len(plan.times if plan else []) + EMPTY_ROWS)
    form = AvailabilityForm.for_rows(rows)(data=_shown(event, plan))

    def save() -> tuple[str, str]:
        plan_speaker(
            get_event(event_slug),
            get_person(person_slug),
            zone=form.zone.data,
            is_online=form.is_online.data,
            spans=form.spans,
            actor=get_account(),
            now=now(),
        )
        return links.organise_availability(event_slug), _("What is known of %(name)s is saved.", name=person.name)

    return form.perform(save) or form_page(
        form,
        title=person.name,
        button=_("Save"),
        event=event,
        back=links.organise_availability(event_slug),
        lead=_("When can they take part in %(event)s? Where no time is given they can at any time.", event=event.name),
    )


def _shown(event: Event, plan: SpeakerPlan | None) -> dict[str, Any]:
    if plan is None:
        return {"zone": event.zone}
    values: dict[str, Any] = {"zone": plan.zone, "is_online": plan.is_online}
    for number, time in enumerate(plan.times, 1):
        for name, at in (("from", time.starts_at), ("until", time.ends_at)):
            values[f"{name}_{number}"] = zones.to_local(at, plan.zone).replace(tzinfo=None)
    return values
