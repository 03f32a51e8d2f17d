"""Answers: pages named after their view, files, and public pages that are kept under their version."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from threading import Lock
from typing import Any, ParamSpec
from urllib.parse import urlencode

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference.core.clock import now
from conference.web.versions import version_tag

Parameters = ParamSpec("Parameters")
View = Callable[Parameters, ResponseReturnValue]
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_KEEP = 32 * 1024 * 1024
COMPRESS_FROM = 500
REVALIDATE = "public, max-age=0, must-revalidate"
HTML = "text/html; charset=utf-8"
KEPT = "conference.kept"
PARTS = "Conference-Parts"


def page(_status: int = 200, /, **values: Any) -> ResponseReturnValue:
    """The template named after the endpoint (`organiser.schedule.show`: `organiser/schedule/show.html`), not stored.

    A form among the values that was refused makes the status 422.
    """
    form = values.get("form")
    status = max(_status, getattr(form, "refused_with", 200))
    response = make_response(render_template(template_name(), **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def parts(template: str, _status: int = 200, /, **values: Any) -> ResponseReturnValue:
    """Parts of a page, for a script that asks for them (header PARTS) and puts them in place of the old ones.

    A refused form among the values makes the status 422.
    """
    status = max(_status, getattr(values.get("form"), "refused_with", 200))
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def template_name() -> str:
    """The template of the view that is answering."""
    return str(request.endpoint).replace(".", "/") + ".html"


def html(**values: Any) -> Response:
    """The same template for a view that is `kept`."""
    return Response(render_template(template_name(), **values), content_type=HTML)


@dataclass(frozen=True)
class Kept:
    """A public answer as it is kept: its path and query, its tag, its headers, its body as it is and compressed."""

    path: str
    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes | None


class _Store:
    """Rendered public answers of this process, the oldest dropped first; never invalidated, only renamed."""

    def __init__(self) -> None:
        self.answers: OrderedDict[str, Kept] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, tag: str) -> Kept | None:
        return self.answers.get(tag)

    def put(self, answer: Kept) -> None:
        with self.lock:
            if answer.tag in self.answers:
                return
            self.answers[answer.tag] = answer
            self.size += len(answer.body) + len(answer.packed or b"")
            while self.size > LARGEST_KEEP:
                _tag, oldest = self.answers.popitem(last=False)
                self.size -= len(oldest.body) + len(oldest.packed or b"")


_store = _Store()


def find_kept(tag: str) -> Kept | None:
    """The answer with this tag, if this process still keeps it."""
    return _store.get(tag)


def kept_by(*parameters: str) -> Callable[[View[Parameters]], View[Parameters]]:
    """Answer 304 to who has this version; else keep what the view gives, compressed, and answer from there.

    For public GET views whose answer depends on the path, these parameters of the query, public data and the clock's
    phase alone. Whatever else stands in a query makes no other page. An answer with `no-store` is not kept. What was
    answered stands in the environment of the request, where `shortcut` finds it.
    """

    def keep(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
            answered = _kept_or_made(_address(parameters), partial(view, *args, **kwargs))
            if isinstance(answered, Kept):
                request.environ[KEPT] = answered
                return _from_kept(answered)
            return answered

        return answer

    return keep


def kept_for_a_minute(view: View[Parameters]) -> View[Parameters]:
    """As `kept`, for a page that tells the time: it is made anew with each minute. No short way leads to it."""

    @wraps(view)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
        answered = _kept_or_made(f"{request.path} {now():%Y-%m-%dT%H:%M}", partial(view, *args, **kwargs))
        return _from_kept(answered) if isinstance(answered, Kept) else answered

    return answer


def _kept_or_made(path: str, make: Callable[[], ResponseReturnValue]) -> Kept | Response:
    """What is kept of an address, made where it is not yet; or an answer that is not kept."""
    tag = version_tag(path)
    found = _store.get(tag)
    if found is not None:
        return found
    if has_version(request.headers.get("If-None-Match", ""), tag):
        return _not_modified(tag)
    response = make_response(make())
    if response.status_code != 200 or response.cache_control.no_store:
        return response
    return _keep(response, path, tag)


def kept(view: View[Parameters]) -> View[Parameters]:
    """The same for a view that reads nothing from the query."""
    return kept_by()(view)


def _address(parameters: tuple[str, ...]) -> str:
    """The path, and those parameters of the query that the page depends on, in one order."""
    asked = [(name, request.args[name]) for name in parameters if request.args.get(name)]
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def has_version(asked: str, tag: str) -> bool:
    """Whether an If-None-Match header names this version (`*` names none)."""
    return f'"{tag}"' in asked


def _keep(response: Response, path: str, tag: str) -> Kept:
    body = response.get_data()
    own = tuple((name, value) for name, value in response.headers if name != "Content-Length")
    packed = gzip.compress(body, 6, mtime=0) if len(body) >= COMPRESS_FROM else None
    found = Kept(path, tag, (*own, *_headers_of(tag)), body, packed)
    _store.put(found)
    return found


def _headers_of(tag: str) -> tuple[tuple[str, str], ...]:
    return ("ETag", f'W/"{tag}"'), ("Cache-Control", REVALIDATE), ("Vary", "Accept-Encoding")


def _not_modified(tag: str) -> Response:
    response = Response(status=304)
    response.headers.extend(_headers_of(tag))
    return response


def _from_kept(found: Kept) -> Response:
    if has_version(request.headers.get("If-None-Match", ""), found.tag):
        return _not_modified(found.tag)
    wants_gzip = found.packed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(found.packed if wants_gzip else found.body, headers=list(found.headers))
    if wants_gzip:
        response.headers["Content-Encoding"] = "gzip"
    return response


def calendar(body: bytes, name: str) -> Response:
    """An iCalendar file."""
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def feed(body: bytes) -> Response:
    """An Atom feed."""
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def data_file(body: bytes, content_type: str) -> Response:
    """A file for programs, in UTF-8."""
    return Response(body, content_type=f"{content_type}; charset=utf-8")


def download(body: bytes, content_type: str, name: str) -> Response:
    """A file of the workbench to keep, under this name; not stored on the way."""
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def stylesheet(text: str) -> Response:
    """A stylesheet made by us."""
    return Response(text, content_type="text/css; charset=utf-8")


def pdf(body: bytes, name: str) -> Response:
    """A PDF to read in the browser or keep."""
    response = Response(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
