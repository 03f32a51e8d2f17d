"""A refusal or a fault becomes a page with a sentence, a way on, and the right status."""

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from conference.core.database import is_passing_fault, reading
from conference.core.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from conference.core.tokens import public_id
from conference.core.words import _
from conference.web.sizes import read_to_its_end

STATUS = {NotFound: 404, NotAllowed: 404, Conflict: 409, Invalid: 422}
PAGES = {400, 404, 409, 413, 422, 429, 500, 503}
OWN_SENTENCE = {409, 422}
TOO_LARGE = 413
RETRY_AFTER_SECONDS = "5"

log = structlog.get_logger()


def error_page(status: int, sentence: str = "", error_id: str = "", allow: str = "") -> ResponseReturnValue:
    """The page of a status; other statuses borrow the page of the nearest one."""
    shown = status if status in PAGES else (500 if status >= 500 else 400)
    body = _body(f"errors/{shown}.html", sentence, error_id)
    headers = {"Cache-Control": "no-store"}
    if status in {429, 503}:
        headers["Retry-After"] = RETRY_AFTER_SECONDS
    if allow:
        headers["Allow"] = allow
    return body, status, headers


def _body(template: str, sentence: str, error_id: str) -> str:
    try:
        return render_template(template, sentence=sentence, error_id=error_id)
    except Exception:
        log.exception("error page failed", template=template)
        return escape(_("Something went wrong on our side. Please try again in a minute."))


def refused(error: Refusal) -> ResponseReturnValue:
    """The page of a refusal, with its status."""
    status = STATUS[type(error)]
    return error_page(status, error.sentence if status in OWN_SENTENCE else "")


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    status = 404 if error.code in {401, 403} else error.code
    if status == TOO_LARGE:
        read_to_its_end()
    return error_page(status, allow=dict(error.get_headers()).get("Allow", ""))


def _fault(error: Exception) -> ResponseReturnValue:
    """What the page needs is read anew: after a failed statement PostgreSQL answers nothing else."""
    with reading():
        return _page_of_fault(error)


def _page_of_fault(error: Exception) -> ResponseReturnValue:
    if is_passing_fault(error):
        log.warning("busy", path_rule=str(request.url_rule), error=type(error).__name__)
        return error_page(503)
    error_id = public_id()[:8]
    log.error("fault", error_id=error_id, path_rule=str(request.url_rule), method=request.method, exc_info=error)
    return error_page(500, error_id=error_id)


def register(app: Flask) -> None:
    """Answer refusals and faults with pages."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
