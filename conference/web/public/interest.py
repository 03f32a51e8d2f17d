"""The form that expresses interest in an event, and the page after it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.interest.actions import express_interest
from conference.domain.interest.queries import topics_of, welcome_of, wordings_of
from conference.domain.interest.rules import Welcome, why_unwelcome
from conference.web.access import public
from conference.web.cards import accent_of, place_words, when_words
from conference.web.forms.interest import InterestForm
from conference.web.prepared import prepared
from conference.web.responses import page
from conference.web.static import theme_url

blueprint = Blueprint("interest", __name__)


@blueprint.route("/<slug:event_slug>/interest/", methods=["GET", "POST"])
@public
@prepared
def express(event_slug: str) -> ResponseReturnValue:
    """Say that one would like to hear of the event. Nothing counts before it is confirmed by mail."""
    event = get_public_event(event_slug)
    form = InterestForm(event.mode, topics_of(event), wordings_of(event))

    def tell() -> str:
        found = get_public_event(event_slug)
        express_interest(found, email=form.email.data, answers=form.answers, now=now())
        return links.interest_sent(found.slug)

    return form.perform(tell) or _form_page(get_public_event(event_slug), form)


def _form_page(event: Event, form: InterestForm) -> ResponseReturnValue:
    answer = welcome_of(event, now())
    return page(
        event=event, form=form, closed=why_unwelcome(answer, event.name),
        may_register=answer is Welcome.REGISTER_INSTEAD, when=when_words(event), place=place_words(event),
        theme_css=theme_url(accent_of(event)),
    )  # fmt: skip


@blueprint.get("/<slug:event_slug>/interest/sent/")
@public
def sent(event_slug: str) -> ResponseReturnValue:
    """The same page for everybody."""
    event = get_public_event(event_slug)
    return page(event=event, theme_css=theme_url(accent_of(event)))
