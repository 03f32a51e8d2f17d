"""Answers: pages named after their view, files, and public pages that are kept under their version."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference.web.versions import version_tag

Parameters = ParamSpec("Parameters")
LARGEST_KEEP = 64 * 1024 * 1024
COMPRESS_FROM = 500
REVALIDATE = "public, max-age=0, must-revalidate"
HTML = "text/html; charset=utf-8"


def page(_status: int = 200, /, **values: Any) -> ResponseReturnValue:
    """The template named after the endpoint (`organiser.schedule.show`: `organiser/schedule/show.html`), not stored.

    A form among the values that was refused makes the status 422.
    """
    form = values.get("form")
    status = max(_status, getattr(form, "refused_with", 200))
    response = make_response(render_template(template_name(), **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def template_name() -> str:
    """The template of the view that is answering."""
    return str(request.endpoint).replace(".", "/") + ".html"


def html(**values: Any) -> Response:
    """The same template for a view that is `kept`."""
    return Response(render_template(template_name(), **values), content_type=HTML)


class _Kept:
    """Rendered public answers of this process, the oldest dropped first; never invalidated, only renamed."""

    def __init__(self) -> None:
        self.answers: OrderedDict[str, tuple[str, bytes, bytes | None]] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, tag: str) -> tuple[str, bytes, bytes | None] | None:
        return self.answers.get(tag)

    def put(self, tag: str, answer: tuple[str, bytes, bytes | None]) -> None:
        with self.lock:
            if tag in self.answers:
                return
            self.answers[tag] = answer
            self.size += len(answer[1]) + len(answer[2] or b"")
            while self.size > LARGEST_KEEP:
                _tag, (_type, body, packed) = self.answers.popitem(last=False)
                self.size -= len(body) + len(packed or b"")


_kept = _Kept()


def kept(view: Callable[Parameters, ResponseReturnValue]) -> Callable[Parameters, ResponseReturnValue]:
    """Answer 304 to who has this version; else keep what the view gives, compressed, and answer from there.

    For public GET views whose answer depends on the address, public data and the clock's phase alone.
    """

    @wraps(view)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
        tag = version_tag()
        if not request.if_none_match.star_tag and request.if_none_match.contains_weak(tag):
            return _with_headers(Response(status=304), tag)
        found = _kept.get(tag)
        if found is None:
            response = make_response(view(*args, **kwargs))
            if response.status_code != 200:
                return response
            body = response.get_data()
            packed = gzip.compress(body, 6, mtime=0) if len(body) >= COMPRESS_FROM else None
            found = (response.headers["Content-Type"], body, packed)
            _kept.put(tag, found)
        return _from_kept(found, tag)

    return answer


def _from_kept(found: tuple[str, bytes, bytes | None], tag: str) -> Response:
    content_type, body, packed = found
    wants_gzip = packed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(packed if wants_gzip else body, content_type=content_type)
    if wants_gzip:
        response.headers["Content-Encoding"] = "gzip"
    return _with_headers(response, tag)


def _with_headers(response: Response, tag: str) -> Response:
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Cache-Control"] = REVALIDATE
    response.headers["Vary"] = "Accept-Encoding"
    return response


def calendar(body: bytes, name: str) -> Response:
    """An iCalendar file."""
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def feed(body: bytes) -> Response:
    """An Atom feed."""
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def stylesheet(text: str) -> Response:
    """A stylesheet made by us."""
    return Response(text, content_type="text/css; charset=utf-8")


def pdf(body: bytes, name: str) -> Response:
    """A PDF to read in the browser or keep."""
    response = Response(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
