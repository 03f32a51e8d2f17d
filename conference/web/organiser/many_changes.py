"""Many people, rooms or formats changed at once."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.many import Seen
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.actions import change_many_rooms
from conference.domain.events.queries import get_event, get_venue_of
from conference.domain.events.rules import RoomsChange
from conference.domain.people.actions import change_many_people
from conference.domain.people.queries import get_organisation, list_organisations
from conference.domain.people.rules import PeopleChange, PersonFacts
from conference.domain.programme.actions import change_many_formats
from conference.domain.programme.models import Format
from conference.domain.programme.queries import list_formats
from conference.domain.programme.rules import FormatsChange
from conference.domain.schedule.actions import change_many_comings, facts_of_coming
from conference.domain.schedule.queries.rows import (
    PersonRow,
    RoomRow,
    count_sessions_by_format,
    person_rows,
    person_rows_of,
    room_rows_of,
)
from conference.domain.schedule.rules import ComingChange
from conference.web.access import get_account, requires
from conference.web.forms.fields import NONE
from conference.web.forms.many import (
    YES_OR_NO,
    ComingChangeForm,
    FormatsChangeForm,
    PeopleChangeForm,
    RoomsChangeForm,
)
from conference.web.organiser.many_page import Many, many_page
from conference.web.organiser.tables.frame import formats_table
from conference.web.organiser.tables.people import people_of_event_table, people_table
from conference.web.organiser.tables.places import rooms_table

blueprint = Blueprint("many_changes", __name__)


@blueprint.route("/people/many/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def people() -> ResponseReturnValue:
    """Change where many people are today."""

    def many() -> Many[PersonRow]:
        named = [*((one.slug, one.name) for one in list_organisations()), (NONE, _("No organisation"))]
        return Many(
            people_table(), person_rows(), links.organise_people(), lambda row: row.person_id,
            lambda row: PersonFacts(row.name, row.organisation_slug, row.affiliation), PeopleChangeForm,
            {"organisation": named},
        )  # fmt: skip

    def change(to: PeopleChange, seen: Seen) -> int:
        organisation = get_organisation(to.organisation) if to.organisation else None
        return change_many_people(to, seen, organisation=organisation, actor=get_account(), now=now())

    return many_page(many, change, title=_("Change many people"), lead=_("What they were on past days stays as it is."))


@blueprint.route("/<slug:event_slug>/schedule/many-people/", methods=["GET", "POST"])
@requires(Permission.EDIT_SCHEDULE)
def comings(event_slug: str) -> ResponseReturnValue:
    """Say of many people how they come to an event."""

    def many() -> Many[PersonRow]:
        event = get_event(event_slug)
        return Many(
            people_of_event_table(event), person_rows_of(event), links.organise_availability(event_slug),
            lambda row: row.person_id, lambda row: facts_of_coming(row.name, row.plan), ComingChangeForm,
            {"is_online": [("True", _("Online")), ("False", _("In the room"))]},
        )  # fmt: skip

    def change(to: ComingChange, seen: Seen) -> int:
        return change_many_comings(get_event(event_slug), to, seen, actor=get_account(), now=now())

    lead = _("The schedule names whoever comes online and stands in a room without streaming.")
    return many_page(many, change, title=_("How many people come"), lead=lead, event=get_event(event_slug))


@blueprint.route("/events/<slug:slug>/rooms/many/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def rooms(slug: str) -> ResponseReturnValue:
    """Change many rooms of an event's venue."""

    def many() -> Many[RoomRow]:
        event = get_event(slug)
        return Many(
            rooms_table(event, has_links=True), room_rows_of(event), links.organise_rooms(slug),
            lambda row: row.room_id, lambda row: row, RoomsChangeForm, {"has_streaming": YES_OR_NO},
        )  # fmt: skip

    def change(to: RoomsChange, seen: Seen) -> int:
        return change_many_rooms(get_venue_of(get_event(slug)), to, seen, actor=get_account(), now=now())

    lead = _("Rooms belong to the venue: all events there have them so.")
    return many_page(many, change, title=_("Change many rooms"), lead=lead, event=get_event(slug))


@blueprint.route("/formats/many/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def formats() -> ResponseReturnValue:
    """Change many formats."""

    def many() -> Many[Format]:
        return Many(
            formats_table(count_sessions_by_format()), list_formats(), links.organise_formats(), lambda one: one.id,
            lambda one: one, FormatsChangeForm, dict.fromkeys(("is_streamed", "is_break", "is_offered"), YES_OR_NO),
        )  # fmt: skip

    def change(to: FormatsChange, seen: Seen) -> int:
        return change_many_formats(to, seen, actor=get_account(), now=now())

    lead = _("Sessions that are there keep their length; a format says what new ones get.")
    return many_page(many, change, title=_("Change many formats"), lead=lead)
