"""The short way: what is kept and still current is answered before the framework is asked at all.

An answer that went the long way once is remembered under its address and host, with all its headers, unless the query
holds what its page does not depend on: nobody fills the memory with addresses of their own. It is given again as long
as its tag is what the tag of its address would be now. Once a second, and after every commit, somebody has to look
which tag that is, and goes the long way.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from werkzeug.wsgi import get_host

from conference.web.headers import headers_of, origin_of
from conference.web.responses import KEPT, Kept, find_kept, has_version
from conference.web.versions import known_tag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

MOST_ADDRESSES = 5000
OF_A_BODY = {"Content-Type", "Content-Disposition", "Content-Encoding", "Content-Length"}
Headers = list[tuple[str, str]]
Address = tuple[str, ...]


@dataclass(frozen=True)
class Ready:
    """What leads to a kept answer, and the headers of its three forms: as it is, compressed, nothing new."""

    path: str
    tag: str
    plain: Headers
    packed: Headers
    unchanged: Headers


class Shortcut:
    """Stands before the application, and knows a part of its answers."""

    def __init__(self, app: Flask, application: WSGIApplication) -> None:
        self.application = application
        self.database, self.site = app.config["SQLALCHEMY_DATABASE_URI"], app.config["ADDRESS"]
        self.ready: OrderedDict[Address, Ready] = OrderedDict()
        self.lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or let the application answer and remember what it kept."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self.application(environ, start_response)
        address = self._address(environ)
        found = self.ready.get(address)
        if found is not None and found.tag == known_tag(found.path, self.database, self.site):
            answer = _answer(found, environ, start_response)
            if answer is not None:
                return answer
        return self._go_the_long_way(address, environ, start_response)

    def _address(self, environ: WSGIEnvironment) -> Address:
        """Under which an answer is remembered: the host only where it makes a difference."""
        host = origin_of(self.site, environ.get("HTTP_HOST", ""))
        return (host, *(environ.get(name, "") for name in ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")))

    def _go_the_long_way(
        self, address: Address, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        answer = self.application(environ, start_response)
        kept = environ.get(KEPT)
        if kept is not None and kept.path.partition("?")[2] == environ.get("QUERY_STRING", ""):
            self._remember(address, kept, get_host(environ))
        return answer

    def _remember(self, address: Address, kept: Kept, host: str) -> None:
        with self.lock:
            self.ready[address] = _ready(kept, self.site, host)
            self.ready.move_to_end(address)
            while len(self.ready) > MOST_ADDRESSES:
                self.ready.popitem(last=False)


def _ready(kept: Kept, site: str, host: str) -> Ready:
    own = {name for name, _value in kept.headers}
    headers = [*kept.headers, *((name, value) for name, value in headers_of(site, host) if name not in own)]
    packed = [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(kept.packed or b"")))]
    unchanged = [(name, value) for name, value in headers if name not in OF_A_BODY]
    return Ready(kept.path, kept.tag, [*headers, ("Content-Length", str(len(kept.body)))], packed, unchanged)


def _answer(found: Ready, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes] | None:
    """The answer in the form that was asked for; None where it is not kept any more."""
    if has_version(environ.get("HTTP_IF_NONE_MATCH", ""), found.tag):
        start_response("304 NOT MODIFIED", list(found.unchanged))
        return []
    kept = find_kept(found.tag)
    if kept is None:
        return None
    wants_packed = kept.packed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    start_response("200 OK", list(found.packed if wants_packed else found.plain))
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [(wants_packed and kept.packed) or kept.body]
