"""What the site says of itself: the privacy notice."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference.web.access import public
from conference.web.responses import html, kept

blueprint = Blueprint("site", __name__)


@blueprint.get("/privacy/")
@public
@kept
def privacy() -> ResponseReturnValue:
    """The privacy notice."""
    return html()
