"""The form that registers for an event, and the page after it."""

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.events.rules import AttendanceMode, modes_offered
from conference.domain.interest.queries import welcome_of
from conference.domain.interest.rules import Welcome
from conference.domain.registration.actions.registering import register_attendee, send_link_again
from conference.domain.registration.queries import (
    Catalogue,
    Tally,
    catalogue_of,
    count_places,
    why_registration_closed,
)
from conference.domain.registration.rules.places import Place
from conference.domain.tickets.models import TicketType
from conference.domain.tickets.queries import find_access_code
from conference.domain.tickets.rules import why_not_on_sale
from conference.web.access import public
from conference.web.cards import accent_of, mode_words, place_words, when_words
from conference.web.forms.registration import EITHER, LONGEST_CODE, LinkForm, RegistrationForm
from conference.web.limits import count_failure, has_failed_too_often, may_mail, origin
from conference.web.prepared import prepared
from conference.web.responses import page
from conference.web.static import theme_url

blueprint = Blueprint("registration", __name__)
CODES = "access code"


@blueprint.route("/<slug:event_slug>/register/", methods=["GET", "POST"])
@public
@prepared
def register(event_slug: str) -> ResponseReturnValue:
    """Ask for a place. The answer is the same whether the address was known or not: the rest stands in the mail."""
    event = get_public_event(event_slug)
    catalogue, code = catalogue_of(event), _typed_code()
    tickets, code_error = _tickets_for(event, catalogue, code, now())
    form = RegistrationForm(event.mode, tickets if catalogue.types else None, data={"code": code})
    shown = [one.id for one in tickets]

    def ask() -> str:
        if code_error:
            raise Invalid(code_error, "code")
        found = get_public_event(event_slug)
        register_attendee(
            found, name=form.name.data, email=form.email.data, organisation=form.organisation.data or "",
            wish=form.wish, now=now(),
        )  # fmt: skip
        return links.register_sent(found.slug)

    if "use_code" in request.form:
        if code_error:
            form.show(Invalid(code_error, "code"))
        return _form_page(event, catalogue, form, shown)
    if (done := form.perform(ask)) is not None:
        return done
    if form.is_submitted():  # what was read before the refusal is let go
        event = get_public_event(event_slug)
        catalogue = catalogue_of(event)
    return _form_page(event, catalogue, form, shown)


def _typed_code() -> str:
    return (request.form.get("code") or request.args.get("code", ""))[:LONGEST_CODE].strip()


def _tickets_for(event: Event, catalogue: Catalogue, code: str, at: datetime) -> tuple[list[TicketType], str]:
    """The ticket types that can be chosen now with a code or without, and what is wrong with the code."""
    opened, error = 0, ""
    if code and catalogue.types:
        opened, error = _opened_by(event, code)
    shown = [one for one in catalogue.types.values() if not one.needs_code or one.id == opened]
    return [one for one in shown if not why_not_on_sale(one.sale, at)], error


def _opened_by(event: Event, code: str) -> tuple[int, str]:
    """The ticket type that a code opens, or 0 and why not; who tries many gets no answer for a while."""
    if has_failed_too_often(CODES, origin()):
        return 0, _("Too many codes were tried from here. Please try again in an hour.")
    found = find_access_code(event, code)
    if found is None:
        count_failure(CODES, origin())
        return 0, _("There is no such code. Look at how it is written.")
    return found.ticket_type_id, ""


def _form_page(event: Event, catalogue: Catalogue, form: RegistrationForm, shown: Sequence[int]) -> ResponseReturnValue:
    at = now()
    tickets = [catalogue.types[one] for one in shown if one in catalogue.types]
    closed = why_registration_closed(event, at) or _why_no_ticket(catalogue, tickets, at)
    return page(
        event=event, form=form, closed=closed, takes_interest=welcome_of(event, at) is Welcome.WELCOME,
        hints={} if closed else _hints(event, catalogue, tickets), when=when_words(event), place=place_words(event),
        theme_css=theme_url(accent_of(event)), later=_later(catalogue, at), has_codes=_has_codes(catalogue),
    )  # fmt: skip


def _why_no_ticket(catalogue: Catalogue, tickets: Sequence[TicketType], at: datetime) -> str:
    """Why there is nothing to choose at an event with ticket types; "" where there is, or a code may open one."""
    if not catalogue.types or tickets or _has_codes(catalogue):
        return ""
    return " ".join(_later(catalogue, at))


def _later(catalogue: Catalogue, at: datetime) -> list[str]:
    """Why the ticket types that everybody sees cannot be had now."""
    reasons = [why_not_on_sale(one.sale, at) for one in catalogue.types.values() if not one.needs_code]
    return [reason for reason in reasons if reason]


def _has_codes(catalogue: Catalogue) -> bool:
    return any(one.needs_code for one in catalogue.types.values())


def _hints(event: Event, catalogue: Catalogue, tickets: Sequence[TicketType]) -> dict[str, str]:
    """What stands below each choice: whether one would wait, as of now; "" is the key of an event that does not ask."""
    tally = count_places(event, catalogue)
    if catalogue.types:
        return {str(one.id): _ticket_hint(one, tally, catalogue) for one in tickets}
    modes = modes_offered(event.mode)
    hints = {mode.value: _state_words(tally, [Place(mode)]) for mode in modes}
    if event.mode is not AttendanceMode.HYBRID:
        return {"": hints[event.mode.value]}
    free = tally.place_for([Place(mode) for mode in modes])
    at_once = _("You get a place at once, in person if one is free.")
    return {**hints, EITHER: at_once if free else _full()}


def _ticket_hint(ticket_type: TicketType, tally: Tally, catalogue: Catalogue) -> str:
    state = _state_words(tally, [catalogue.place_of_type(ticket_type.id)])
    approval = _("The organisers decide about it.") if ticket_type.needs_approval else ""
    parts = (mode_words(ticket_type.mode) + ".", ticket_type.description, approval, state)
    return " ".join(part for part in parts if part)


def _state_words(tally: Tally, accepts: Sequence[Place]) -> str:
    return _("There are free places.") if tally.place_for(accepts) else _full()


def _full() -> str:
    return _("Full at the moment: you would be on the waiting list.")


@blueprint.route("/<slug:event_slug>/register/link/", methods=["GET", "POST"])
@public
def link(event_slug: str) -> ResponseReturnValue:
    """Send somebody their link once more. The answer is the same whether the address is registered or not."""
    event, form = get_public_event(event_slug), LinkForm()

    def send() -> str:
        if may_mail(form.email.data, "link again"):
            send_link_again(get_public_event(event_slug), form.email.data, now())
        return links.register_again_sent(event_slug)

    return form.perform(send) or page(event=event, form=form, theme_css=theme_url(accent_of(event)))


@blueprint.get("/<slug:event_slug>/register/link/sent/")
@public
def link_sent(event_slug: str) -> ResponseReturnValue:
    """The same page for everybody."""
    event = get_public_event(event_slug)
    return page(event=event, theme_css=theme_url(accent_of(event)))


@blueprint.get("/<slug:event_slug>/register/sent/")
@public
def sent(event_slug: str) -> ResponseReturnValue:
    """The same page for everybody."""
    event = get_public_event(event_slug)
    return page(event=event, theme_css=theme_url(accent_of(event)))
