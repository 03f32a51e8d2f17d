"""What answers instead of "not found": the address that a thing has now, or the first answer to a form sent twice."""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import RequestRedirect

from conference.core.errors import NotFound
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import find_moved_event, find_moved_series
from conference.domain.people.models import Person
from conference.domain.people.queries import find_moved_person
from conference.web.errors import refused
from conference.web.forms.base import first_answer

PERMANENT, SEE_OTHER = 301, 303
PUBLIC = "public."
FINDERS: dict[str, Callable[[str], Event | Series | Person | None]] = {
    "event_slug": find_moved_event, "series_slug": find_moved_series, "person_slug": find_moved_person,
}  # fmt: skip


def _not_found(error: NotFound) -> ResponseReturnValue:
    """Whoever sends a form twice that gave its thing another address would find nothing there the second time."""
    answer = first_answer() if request.method == "POST" else None
    if answer is not None:
        return answer
    address = _address_now()
    how = SEE_OTHER if request.method == "POST" else PERMANENT
    return redirect(address, how) if address else refused(error)


def _address_now() -> str:
    """The address of this public page under the slug that its thing has now; "" where that is the same."""
    parts = dict(request.view_args or {})
    for name, find in FINDERS.items():
        thing = find(parts[name]) if name in parts and str(request.endpoint).startswith(PUBLIC) else None
        if thing is not None and thing.slug != parts[name]:
            query = request.query_string.decode("ascii", "ignore")
            address = url_for(str(request.endpoint), **{**parts, name: thing.slug})
            return f"{address}?{query}" if query else address
    return ""


def _stay_on_this_host() -> None:
    """The framework would add a missing last slash behind the host that was asked for, whatever that is."""
    found = request.routing_exception
    if isinstance(found, RequestRedirect):
        found.new_url = urlunsplit(urlsplit(found.new_url)._replace(scheme="", netloc=""))


def register(app: Flask) -> None:
    """Look before a page says that there is nothing; lead nobody to another host."""
    app.register_error_handler(NotFound, _not_found)
    app.before_request(_stay_on_this_host)
