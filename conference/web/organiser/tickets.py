"""The ticket types of an event, the quotas that they share, and the codes that open hidden ones."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.core.zones import days_between
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.registration.actions.capacity import (
    edit_quota,
    edit_ticket_type,
    remove_quota,
    remove_ticket_type,
)
from conference.domain.registration.queries import (
    catalogue_of,
    count_by_type,
    count_places,
    count_uses,
    count_uses_by_code,
)
from conference.domain.tickets.actions import add_access_code, add_quota, add_ticket_type, end_access_code
from conference.domain.tickets.models import AccessCode, Quota, TicketType
from conference.domain.tickets.queries import get_access_code, get_quota, get_ticket_type, quotas_of
from conference.domain.tickets.rules import why_not_on_sale
from conference.web.access import get_account, requires
from conference.web.cards import mode_words
from conference.web.forms.base import ButtonForm
from conference.web.forms.tickets import AccessCodeForm, QuotaForm, TicketTypeForm, shown_values
from conference.web.organiser.asking import ask_page, form_page, wall_time
from conference.web.organiser.registrations import moved_words
from conference.web.responses import page

blueprint = Blueprint("tickets", __name__)


@blueprint.get("/<slug:event_slug>/registrations/tickets/")
@requires(Permission.EDIT_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """What people can choose, how many places of each are taken, and the quotas."""
    event = get_event(event_slug)
    catalogue, held = catalogue_of(event), count_by_type(event)
    taken = count_places(event, catalogue).places.taken
    types = [_type_row(event, one, held.get(one.id, 0)) for one in catalogue.types.values()]
    return page(event=event, types=types, quotas=[_quota_row(event, one, taken.get(one.id, 0))
                                                  for one in quotas_of(event)])  # fmt: skip


def _type_row(event: Event, ticket_type: TicketType, held: int) -> dict[str, Any]:
    notes = [
        why_not_on_sale(ticket_type.sale, now()), _("Hidden.") if ticket_type.needs_code else "",
        _("Needs approval.") if ticket_type.needs_approval else "",
    ]  # fmt: skip
    return {
        "name": {"text": ticket_type.name, "url": links.organise_ticket(event.slug, ticket_type.id)},
        "mode": mode_words(ticket_type.mode), "quotas": ", ".join(one.name for one in ticket_type.quotas),
        "held": str(held), "notes": " ".join(note for note in notes if note),
    }  # fmt: skip


def _quota_row(event: Event, quota: Quota, taken: int) -> dict[str, Any]:
    return {
        "name": {"text": quota.name, "url": links.organise_quota(event.slug, quota.id)}, "taken": str(taken),
        "size": _("no limit") if quota.size is None else str(quota.size),
    }  # fmt: skip


def _form(event: Event, **values: Any) -> TicketTypeForm:
    days = days_between(event.starts_at, event.ends_at, event.zone)
    return TicketTypeForm(event, days, quotas_of(event), **values)


@blueprint.route("/<slug:event_slug>/registrations/tickets/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def add(event_slug: str) -> ResponseReturnValue:
    """A new ticket type."""
    event, back = get_event(event_slug), links.organise_tickets(event_slug)
    form = _form(event)

    def save() -> tuple[str, str]:
        made = add_ticket_type(get_event(event_slug), form.details, form.quota_ids, actor=get_account(), now=now())
        return back, _("“%(type)s” is added.", type=made.name)

    lead = _(
        "Once an event has ticket types, people choose one of them. Each draws on the places of the event, in person or"
        " online, and on the quotas that you tick."
    )
    return form.perform(save) or form_page(form, title=_("New ticket type"), button=_("Add the ticket type"), back=back,
                                           lead=lead, event=event)  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/tickets/<id:ticket_type_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def edit(event_slug: str, ticket_type_id: int) -> ResponseReturnValue:
    """One ticket type, and its codes."""
    event, back = get_event(event_slug), links.organise_tickets(event_slug)
    found = get_ticket_type(event, ticket_type_id)
    form = _form(event, data=shown_values(found, lambda at: wall_time(at, event)))

    def save() -> tuple[str, str]:
        own = get_ticket_type(get_event(event_slug), ticket_type_id)
        movers = edit_ticket_type(own, form.details, form.quota_ids, actor=get_account(), now=now())
        return back, " ".join([_("The ticket type is saved."), *moved_words(movers)])

    here, uses = links.organise_ticket(event_slug, ticket_type_id), count_uses_by_code(event)
    return form.perform(save) or form_page(
        form, title=found.name, button=_("Save"), back=back, event=event, here=here,
        codes=[_code_row(here, one, uses.get(one.id, 0)) for one in found.codes] if found.needs_code else None,
    )  # fmt: skip


def _code_row(here: str, code: AccessCode, used: int) -> dict[str, Any]:
    most = _("without limit") if code.uses is None else str(code.uses)
    is_open = code.uses is None or used < code.uses
    return {"code": code.code, "used": str(used), "most": most,
            "end": {"text": _("End it"), "url": f"{here}codes/{code.id}/end/"} if is_open else ""}  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/tickets/<id:ticket_type_id>/codes/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def add_code(event_slug: str, ticket_type_id: int) -> ResponseReturnValue:
    """A new access code of a ticket type."""
    event, form = get_event(event_slug), AccessCodeForm()
    back = links.organise_ticket(event_slug, ticket_type_id)
    title = _("New access code for “%(type)s”", type=get_ticket_type(event, ticket_type_id).name)

    def save() -> tuple[str, str]:
        own = get_ticket_type(get_event(event_slug), ticket_type_id)
        add_access_code(own, form.code.data, form.uses.data, actor=get_account(), now=now())
        return back, _("The code is added.")

    return form.perform(save) or form_page(form, title=title, button=_("Add the code"), back=back, event=event)


@blueprint.route(
    "/<slug:event_slug>/registrations/tickets/<id:ticket_type_id>/codes/<id:code_id>/end/", methods=["GET", "POST"]
)
@requires(Permission.EDIT_REGISTRATIONS)
def end_code(event_slug: str, ticket_type_id: int, code_id: int) -> ResponseReturnValue:
    """Ask before a code opens nothing any more."""
    event, form = get_event(event_slug), ButtonForm()
    back = links.organise_ticket(event_slug, ticket_type_id)

    def end() -> tuple[str, str]:
        code = get_access_code(get_event(event_slug), code_id)
        end_access_code(code, used=count_uses(code), actor=get_account(), now=now())
        return back, _("The code opens nothing any more.")

    consequence = _("Nobody can register with “%(code)s” any more. Who did keeps the place.",
                    code=get_access_code(event, code_id).code)  # fmt: skip
    return form.perform(end) or ask_page(form, title=_("End this code"), button=_("End it"), back=back, event=event,
                                         consequences=[consequence])  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/tickets/<id:ticket_type_id>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def remove(event_slug: str, ticket_type_id: int) -> ResponseReturnValue:
    """Ask before a ticket type goes that nobody has."""
    event, form, back = get_event(event_slug), ButtonForm(), links.organise_tickets(event_slug)

    def take_away() -> tuple[str, str]:
        remove_ticket_type(get_ticket_type(get_event(event_slug), ticket_type_id), actor=get_account(), now=now())
        return back, _("The ticket type is gone.")

    if (done := form.perform(take_away)) is not None:
        return done
    consequence = _("Nobody can choose “%(type)s” any more.", type=get_ticket_type(event, ticket_type_id).name)
    return ask_page(form, title=_("Remove a ticket type"), button=_("Remove it"), back=back, event=event,
                    consequences=[consequence])  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/tickets/quotas/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def new_quota(event_slug: str) -> ResponseReturnValue:
    """A new quota."""
    event, form, back = get_event(event_slug), QuotaForm(), links.organise_tickets(event_slug)

    def save() -> tuple[str, str]:
        made = add_quota(get_event(event_slug), form.name.data, form.size.data, actor=get_account(), now=now())
        return back, _("“%(quota)s” is added. Tick it at the ticket types that draw on it.", quota=made.name)

    lead = _("So many places for all ticket types together that draw on it.")
    return form.perform(save) or form_page(form, title=_("New quota"), button=_("Add the quota"), back=back, lead=lead,
                                           event=event)  # fmt: skip


@blueprint.route("/<slug:event_slug>/registrations/tickets/quotas/<id:quota_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def quota(event_slug: str, quota_id: int) -> ResponseReturnValue:
    """One quota: more places move people up at once, fewer take nobody's."""
    event, back = get_event(event_slug), links.organise_tickets(event_slug)
    form = QuotaForm(obj=get_quota(event, quota_id))

    def save() -> tuple[str, str]:
        at = get_event(event_slug)
        movers = edit_quota(at, get_quota(at, quota_id), form.name.data, form.size.data, actor=get_account(), now=now())
        return back, " ".join([_("The quota is saved."), *moved_words(movers)])

    here = links.organise_quota(event_slug, quota_id)
    return form.perform(save) or form_page(form, title=_("Quota"), button=_("Save"), back=back, event=event, here=here)


@blueprint.route("/<slug:event_slug>/registrations/tickets/quotas/<id:quota_id>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def drop_quota(event_slug: str, quota_id: int) -> ResponseReturnValue:
    """Ask before a quota goes."""
    event, form, back = get_event(event_slug), ButtonForm(), links.organise_tickets(event_slug)

    def take_away() -> tuple[str, str]:
        at = get_event(event_slug)
        movers = remove_quota(at, get_quota(at, quota_id), actor=get_account(), now=now())
        return back, " ".join([_("The quota is gone."), *moved_words(movers)])

    if (done := form.perform(take_away)) is not None:
        return done
    consequence = _("The ticket types that draw on “%(quota)s” have only their other limits then.",
                    quota=get_quota(event, quota_id).name)  # fmt: skip
    return ask_page(form, title=_("Remove a quota"), button=_("Remove it"), back=back, event=event,
                    consequences=[consequence])  # fmt: skip
