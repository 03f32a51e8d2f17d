"""What is answered to whoever sends a form of staff without being signed in: nothing that was typed is lost.

The answer is the same whatever stands at the address. It holds what was typed and a button that sends it once more, but
no token: sent again, by somebody who has signed in meanwhile, it shows the form itself with everything filled in, and
only that form's own button does the deed. So nobody is made to do with one click what they have not seen, and what
another site sends is not shown at all.
"""

from dataclasses import dataclass

from flask import Flask, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized

from conference import links
from conference.web.errors import error_page
from conference.web.forms.base import NOT_CONTENT
from conference.web.forms.sign_in import AskForm
from conference.web.headers import origin_of

TEMPLATE = "public/sign_in/again.html"
REFUSED = 422
FROM_HERE = {"same-origin", "none"}
LONG = 80


@dataclass(frozen=True)
class Typed:
    """One value as it was sent: the name of its field, the same in words, and whether it needs more than a line."""

    name: str
    label: str
    value: str
    is_long: bool


def ask_again(_error: Unauthorized) -> ResponseReturnValue:
    """The page that keeps what was typed and asks for the address."""
    if not is_sent_from_here():
        return error_page(404)
    body = render_template(
        TEMPLATE, form=AskForm(formdata=None), ask_path=links.ask_to_sign_in(_next_path()), again_path=_own_address(),
        typed=_typed(), form_key_sent=request.form.get("form_key", ""), files=_file_names(),
    )  # fmt: skip
    response = make_response(body, REFUSED)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_sent_from_here() -> bool:
    """Whether the form stood on a page of ours, as far as the browser says."""
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said in FROM_HERE
    return request.headers.get("Origin") in {None, origin_of(current_app.config["ADDRESS"], request.host)}


def _next_path() -> str:
    """Where to go on to after signing in: the page of the form, where the address has one."""
    has_page = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    return request.path if has_page else links.organise()


def _own_address() -> str:
    return request.full_path if request.query_string else request.path


def _typed() -> list[Typed]:
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_CONTENT]
    return [Typed(name, _in_words(name), value, len(value) > LONG or "\n" in value) for name, value in sent]


def _in_words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").strip().capitalize() or name


def _file_names() -> list[str]:
    return [file.filename for file in request.files.values() if file.filename]


def register(app: Flask) -> None:
    """Answer who has to sign in to send a form."""
    app.register_error_handler(401, ask_again)
