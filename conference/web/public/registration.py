"""The form that registers for an event, and the page after it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.queries import welcome_of
from conference.domain.interest.rules import Welcome
from conference.domain.registration.actions import register_attendee
from conference.domain.registration.queries import count_places, why_registration_closed
from conference.domain.registration.rules.places import modes_offered
from conference.web.access import public
from conference.web.cards import accent_of, place_words, when_words
from conference.web.forms.registration import EITHER, RegistrationForm
from conference.web.prepared import prepared
from conference.web.responses import page
from conference.web.static import theme_url

blueprint = Blueprint("registration", __name__)


@blueprint.route("/<slug:event_slug>/register/", methods=["GET", "POST"])
@public
@prepared
def register(event_slug: str) -> ResponseReturnValue:
    """Ask for a place. The answer is the same whether the address was known or not: the rest stands in the mail."""
    event = get_public_event(event_slug)
    form = RegistrationForm(event.mode)

    def ask() -> str:
        found = get_public_event(event_slug)
        register_attendee(
            found, name=form.name.data, email=form.email.data, organisation=form.organisation.data or "",
            accepts=form.accepts, now=now(),
        )  # fmt: skip
        return links.register_sent(found.slug)

    return form.perform(ask) or _form_page(get_public_event(event_slug), form)


def _form_page(event: Event, form: RegistrationForm) -> ResponseReturnValue:
    closed = why_registration_closed(event, now())
    return page(
        event=event, form=form, closed=closed, takes_interest=welcome_of(event, now()) is Welcome.WELCOME,
        hints={} if closed else _hints(event), when=when_words(event), place=place_words(event),
        theme_css=theme_url(accent_of(event)),
    )  # fmt: skip


def _hints(event: Event) -> dict[str, str]:
    """What stands below each choice: whether one would wait, as of now; "" is the key of an event that does not ask."""
    tally = count_places(event)
    taken_first = {mode for accepts in tally.waiting for mode in accepts}
    free = {mode for mode in modes_offered(event.mode) if tally.places.has_free(mode) and mode not in taken_first}
    full = _("Full at the moment: you would be on the waiting list.")
    hints = {mode.value: _("There are free places.") if mode in free else full for mode in modes_offered(event.mode)}
    if event.mode is not AttendanceMode.HYBRID:
        return {"": hints[event.mode.value]}
    return {
        **hints,
        EITHER: _("You get a place at once, in person if one is free.") if free else full,
    }


@blueprint.get("/<slug:event_slug>/register/sent/")
@public
def sent(event_slug: str) -> ResponseReturnValue:
    """The same page for everybody."""
    event = get_public_event(event_slug)
    return page(event=event, theme_css=theme_url(accent_of(event)))
