"""The empty form of a public page, made once a second for everybody; each visitor gets tokens of their own.

Rendering a form takes many times as long as an answer may take when hundreds register at once. What differs between
two visitors is the token against forgery and the key of the form, so the page is taken apart at these and put together
again. A commit of this process makes the next visitor's page anew.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import ParamSpec

from flask import make_response, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_wtf.csrf import generate_csrf

from conference.core.tokens import random_key
from conference.web.versions import moment_tag

Parameters = ParamSpec("Parameters")
MOST_PAGES = 100
FORM_KEY = re.compile(r'(?<=name="form_key" type="hidden" value=")[^"]+')
KEY_PLACE, TOKEN_PLACE = "\0key\0", "\0token\0"
PLACES = re.compile(f"({KEY_PLACE}|{TOKEN_PLACE})")


@dataclass(frozen=True)
class Prepared:
    """A page in pieces: every second piece is a place for a key or a token."""

    pieces: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]

    def filled(self) -> Response:
        """The page for one visitor."""
        token = generate_csrf() if TOKEN_PLACE in self.pieces else ""
        found = [{KEY_PLACE: random_key(), TOKEN_PLACE: token}.get(piece, piece) for piece in self.pieces]
        return Response("".join(found), headers=list(self.headers))


_pages: OrderedDict[str, Prepared] = OrderedDict()
_lock = Lock()


def prepared(view: Callable[Parameters, ResponseReturnValue]) -> Callable[Parameters, ResponseReturnValue]:
    """Show the form from what was made within this second; sending it goes to the view.

    For public views whose form depends on the address, public data and counts alone, and has nothing of the visitor.
    """

    @wraps(view)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
        if request.method not in {"GET", "HEAD"} or request.query_string:
            return view(*args, **kwargs)
        tag = moment_tag()
        found = _pages.get(tag)
        if found is None:
            response = make_response(view(*args, **kwargs))
            if response.status_code != 200:
                return response
            found = _prepare(response, tag)
        return found.filled()

    return answer


def _with_places(text: str) -> str:
    """The page without what is one visitor's own; raises RuntimeError rather than give it to another one."""
    found = FORM_KEY.sub(KEY_PLACE, text)
    if 'name="csrf_token"' in found:
        found = found.replace(generate_csrf(), TOKEN_PLACE)
    for name, place in (("form_key", KEY_PLACE), ("csrf_token", TOKEN_PLACE)):
        if found.count(f'name="{name}"') != found.count(place):
            raise RuntimeError(f"this page cannot be prepared: {name} is not where it was looked for")
    return found


def _prepare(response: Response, tag: str) -> Prepared:
    pieces = PLACES.split(_with_places(response.get_data(as_text=True)))
    headers = tuple((name, value) for name, value in response.headers if name != "Content-Length")
    with _lock:
        found = _pages[tag] = Prepared(tuple(pieces), headers)
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)
    return found
