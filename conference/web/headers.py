"""Headers of every answer, and one content security policy: scripts and styles come from `/static/` alone."""

from functools import cache
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask.wrappers import Response
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
)

A_YEAR = 31_536_000
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@cache
def _headers_of(origin: str) -> tuple[tuple[str, str], ...]:
    static = f"{origin}/static/"
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'").script_src(static).style_src(static).font_src(static).img_src("'self'")
        .connect_src("'self'").form_action("'self'").base_uri("'none'").frame_ancestors("'none'")
    )  # fmt: skip
    secure = Secure(
        csp=policy,
        referrer=ReferrerPolicy().strict_origin_when_cross_origin(),
        xcto=XContentTypeOptions(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().camera("'none'").microphone("'none'").geolocation("'none'"),
        hsts=StrictTransportSecurity().max_age(A_YEAR) if origin.startswith("https://") else None,
    )
    return tuple(secure.header_items())


def _origin() -> str:
    """The configured origin; on one machine also the other names of that machine, so that `localhost` works."""
    configured = urlsplit(current_app.config["ADDRESS"])
    origin = f"{configured.scheme}://{configured.netloc}"
    if configured.hostname not in {name.strip("[]") for name in LOOPBACK}:
        return origin
    port = f":{configured.port}" if configured.port else ""
    if request.host in {name + port for name in LOOPBACK}:
        return f"{configured.scheme}://{request.host}"
    return origin


def _add(response: Response) -> Response:
    for name, value in _headers_of(_origin()):
        response.headers.setdefault(name, value)
    return response


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_add)
