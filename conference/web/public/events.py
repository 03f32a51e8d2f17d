"""Home, all events, a series, an event in every state."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference.domain.events.queries import list_public_events
from conference.web.access import public
from conference.web.responses import html, kept

blueprint = Blueprint("events", __name__)


@blueprint.get("/")
@public
@kept
def home() -> ResponseReturnValue:
    """What is on, what did I miss, how do I keep up."""
    return html(events=list_public_events())
