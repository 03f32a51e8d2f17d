"""How and when the people of a draft can take part: the table, and the form of one person in their own time zone."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.people.queries import get_person
from conference.domain.schedule.actions import plan_speaker
from conference.domain.schedule.models import SpeakerPlan
from conference.domain.schedule.queries import find_speaker_plan
from conference.domain.schedule.queries.rows import PersonRow, person_rows_of
from conference.domain.schedule.rules import MOST_SPANS
from conference.web.access import get_account, requires
from conference.web.forms.schedule import AvailabilityForm
from conference.web.organiser.asking import form_page
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.people import people_of_event_table
from conference.web.organiser.tables.picks import Picks, to_change
from conference.web.organiser.tables.shown import shown

blueprint = Blueprint("availability", __name__)
EMPTY_ROWS = 3


@blueprint.get("/<slug:event_slug>/schedule/people/")
@requires(Permission.EDIT_SCHEDULE)
def show(event_slug: str) -> ResponseReturnValue:
    """The table of everybody in the draft, with how and when they come."""
    event = get_event(event_slug)
    of = shown(people_of_event_table(event), person_rows_of(event), links.organise_availability(event_slug))
    lead = _(
        "Who stands in a session, and when they can come. The schedule hatches the times at which somebody cannot, "
        "and names a session that stands there anyway."
    )
    picks: Picks[PersonRow] = Picks(lambda row: row.person_id, [to_change(links.organise_many_comings(event_slug))])
    return table_page(of, title=_("People"), lead=lead, event=event, picks=picks)


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
