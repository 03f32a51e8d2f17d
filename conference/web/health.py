"""Whether the process lives, and whether it can serve."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference.core.database import is_reachable
from conference.web.access import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """200 while the process answers at all."""
    return {"status": "alive"}


@blueprint.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """200 when the database answers, else 503."""
    if is_reachable():
        return {"status": "ready"}
    return {"status": "the database does not answer"}, 503, {"Retry-After": "5"}
