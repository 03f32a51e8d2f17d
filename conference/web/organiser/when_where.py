"""When and where an event is, when its venue is open, its deadlines, and the link to join it."""

from datetime import date
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import Invalid, NotFound
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.checks.actions import accept_deadline
from conference.domain.events.actions import add_deadline, remove_deadline, set_opening_hours
from conference.domain.events.models import Deadline, Event
from conference.domain.events.queries import get_event, get_venue, list_venues
from conference.domain.events.rules import EventState
from conference.domain.schedule.actions import change_event_dates, change_event_venue, change_join_link
from conference.domain.schedule.queries import count_active_registrations, count_interested
from conference.web.access import get_account, requires
from conference.web.cards import zone_of_event
from conference.web.forms.base import ButtonForm
from conference.web.forms.events import DatesForm, DeadlineForm, HoursForm, JoiningForm, PlaceForm
from conference.web.organiser.asking import ask_page, choices, form_page, wall_time
from conference.web.organiser.listing import days_of
from conference.web.responses import page

blueprint = Blueprint("when_where", __name__)


@blueprint.route("/<slug:event_slug>/edit/dates/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def dates(event_slug: str) -> ResponseReturnValue:
    """Other dates; who registered or asked to hear of the event is told at once."""
    found = get_event(event_slug)
    form = DatesForm(data=_dates_of(found))

    def save() -> tuple[str, str]:
        event = get_event(event_slug)
        change_event_dates(
            event, zone=form.zone.data, zone_place=form.zone_place.data or "", starts=form.starts.data,
            ends=form.ends.data, moves_sessions=form.moves_sessions.data, actor=get_account(), now=now(),
        )  # fmt: skip
        return links.organise_event(event.slug), _("The dates are saved.")

    return form.perform(save) or form_page(
        form, title=_("Dates"), button=_("Save the dates"), event=found, back=links.organise_event(event_slug),
        lead=_told_words(found),
    )  # fmt: skip


def _dates_of(event: Event) -> dict[str, Any]:
    return {"starts": wall_time(event.starts_at, event), "ends": wall_time(event.ends_at, event), "zone": event.zone,
            "zone_place": event.zone_place}  # fmt: skip


def _told_words(event: Event) -> str:
    """Who is told at once of a change of the event itself."""
    registered, interested = count_active_registrations(event), count_interested(event)
    if not registered and not interested:
        return _("Nobody has registered or asked to hear of it, so nobody is told.")
    people = {
        "registered": ngettext("%(num)s registered person", "%(num)s registered people", registered),
        "interested": ngettext("%(num)s interested person", "%(num)s interested people", interested),
    }
    if event.state is EventState.DRAFT:
        return _("Told as soon as the event is no draft any more: %(registered)s, %(interested)s.", **people)
    return _("Told at once when they change: %(registered)s, %(interested)s.", **people)


@blueprint.route("/<slug:event_slug>/edit/place/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def place(event_slug: str) -> ResponseReturnValue:
    """The venue of an event."""
    found = get_event(event_slug)
    form = PlaceForm(data={"venue": str(found.venue_id or "")})
    named = [(venue.id, ", ".join(filter(None, [venue.name, venue.city]))) for venue in list_venues()]
    form.venue.choices = choices(named, nothing=_("No venue"))

    def save() -> tuple[str, str]:
        event = get_event(event_slug)
        venue = get_venue(int(form.venue.data)) if form.venue.data else None
        change_event_venue(event, venue, actor=get_account(), now=now())
        return links.organise_event(event.slug), _("The venue is saved.")

    return form.perform(save) or form_page(
        form,
        title=_("Venue"),
        button=_("Save the venue"),
        event=found,
        back=links.organise_event(event_slug),
        lead=_("Who registered is told at once of a new venue."),
    )


@blueprint.route("/<slug:event_slug>/edit/joining/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def joining(event_slug: str) -> ResponseReturnValue:
    """The link to join online; whoever has a place online gets a new one at once."""
    found = get_event(event_slug)
    form = JoiningForm(obj=found)

    def save() -> tuple[str, str]:
        event = get_event(event_slug)
        change_join_link(event, form.join_link.data or "", actor=get_account(), now=now())
        return links.organise_event(event.slug), _("The link is saved.")

    return form.perform(save) or form_page(
        form,
        title=_("Link to join"),
        button=_("Save the link"),
        event=found,
        back=links.organise_event(event_slug),
        lead=_("Who has a place online gets a new link at once, by mail."),
    )


@blueprint.route("/<slug:event_slug>/edit/hours/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def hours(event_slug: str) -> ResponseReturnValue:
    """From when to when the venue is open on each day of the event."""
    found = get_event(event_slug)
    known = {one.day: one for one in found.hours}
    shown = {f"{name}_{day:%Y%m%d}": getattr(one, name) for day, one in known.items() for name in ("opens", "closes")}
    form = HoursForm.for_days(days_of(found))(data=shown)

    def save() -> tuple[str, str]:
        event = get_event(event_slug)
        set_opening_hours(event, {day: _hours(form, day) for day in form.days}, actor=get_account(), now=now())
        return links.organise_event(event.slug), _("The opening hours are saved.")

    return form.perform(save) or form_page(
        form,
        title=_("Opening hours"),
        button=_("Save the hours"),
        event=found,
        back=links.organise_event(event_slug),
        lead=_("The schedule names every session outside of them. Leave a day empty on which the venue is closed."),
    )


def _hours(form: HoursForm, day: date) -> Any:
    opens, closes = (form[f"{name}_{day:%Y%m%d}"].data for name in ("opens", "closes"))
    if (opens is None) != (closes is None):
        raise Invalid(
            _("Please give both times, or neither."), f"{'opens' if opens is None else 'closes'}_{day:%Y%m%d}"
        )
    return None if opens is None else (opens, closes)


@blueprint.route("/<slug:event_slug>/edit/deadlines/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def deadlines(event_slug: str) -> ResponseReturnValue:
    """The named deadlines of an event, and the form that adds one."""
    found = get_event(event_slug)
    form = DeadlineForm()

    def add() -> tuple[str, str]:
        event = get_event(event_slug)
        made = add_deadline(
            event, name=form.name.data, at=form.at.data, url=form.url.data or "", is_right=form.is_right.data,
            actor=get_account(), now=now(),
        )  # fmt: skip
        if form.is_right.data:
            accept_deadline(event, made, actor=get_account(), now=now())
        return links.organise_event_deadlines(event.slug), _("The deadline is added.")

    return form.perform(add) or page(
        form=form,
        event=found,
        rows=[_deadline_row(found, one) for one in found.deadlines],
        zone=zone_of_event(found),
    )


def _deadline_row(event: Event, deadline: Deadline) -> dict[str, Any]:
    when = f"{zones.date_words(zones.day_of(deadline.at, event.zone))}, {zones.time_words(deadline.at, event.zone)}"
    url = f"{links.organise_event_deadlines(event.slug)}{deadline.id}/remove/"
    return {"name": deadline.name, "when": when, "url": deadline.url, "remove": {"text": _("Remove"), "url": url}}


@blueprint.route("/<slug:event_slug>/edit/deadlines/<id:deadline_id>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def remove(event_slug: str, deadline_id: int) -> ResponseReturnValue:
    """Ask before a deadline goes."""
    found, form = get_event(event_slug), ButtonForm()
    back = links.organise_event_deadlines(event_slug)

    def take_away() -> tuple[str, str]:
        remove_deadline(get_event(event_slug), deadline_id, actor=get_account(), now=now())
        return back, _("The deadline is gone.")

    if (done := form.perform(take_away)) is not None:
        return done
    name = next((one.name for one in found.deadlines if one.id == deadline_id), None)
    if name is None:
        raise NotFound(_("There is no such deadline."))
    return ask_page(
        form,
        title=_("Remove a deadline"),
        button=_("Remove it"),
        back=back,
        event=found,
        consequences=[_("%(name)s is not shown on the page of the event any more.", name=name)],
    )
