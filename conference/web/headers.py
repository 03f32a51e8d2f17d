"""Headers of every answer, and one content security policy: scripts and styles come from `/static/` alone.

Two answers ask for more than others, and are named here: the worker that reads codes for the camera of the door
compiles WebAssembly, under a policy of its own, and the page of a door may use the camera.
"""

from functools import lru_cache
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
CODE_READER = "js/door/reader.js"
DOOR = "public.door.show"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@lru_cache(maxsize=64)
def headers_of(address: str, host: str) -> tuple[tuple[str, str], ...]:
    """The headers of every answer: the site's configured address, and the host that was asked for."""
    origin = origin_of(address, host)
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


@lru_cache(maxsize=64)
def origin_of(address: str, host: str) -> str:
    """The configured origin; on one machine also the other names of that machine, so that `localhost` works."""
    configured = urlsplit(address)
    origin = f"{configured.scheme}://{configured.netloc}"
    if configured.hostname not in {name.strip("[]") for name in LOOPBACK}:
        return origin
    port = f":{configured.port}" if configured.port else ""
    if host in {name + port for name in LOOPBACK}:
        return f"{configured.scheme}://{host}"
    return origin


def _may_hold_a_token() -> bool:
    """Whether the address of this request opens something for whoever knows it: no other site is told of it."""
    return request.url_rule is None or "token" in (request.view_args or {})


@lru_cache(maxsize=64)
def policy_of_code_reader(origin: str) -> str:
    """The policy of the worker that reads codes: scripts from `/static/`, and WebAssembly."""
    policy = ContentSecurityPolicy().default_src("'none'").script_src(f"{origin}/static/", "'wasm-unsafe-eval'")
    return str(policy.connect_src("'self'").header_value)


def _own_headers() -> dict[str, str]:
    """What this answer says otherwise than others."""
    own = {"Referrer-Policy": "no-referrer"} if _may_hold_a_token() else {}
    if request.endpoint == DOOR:
        policy = PermissionsPolicy().camera("self").microphone("'none'").geolocation("'none'")
        own["Permissions-Policy"] = policy.header_value
    if request.endpoint == "static_file" and (request.view_args or {}).get("name") == CODE_READER:
        origin = origin_of(current_app.config["ADDRESS"], request.host)
        own["Content-Security-Policy"] = policy_of_code_reader(origin)
    return own


def _add(response: Response) -> Response:
    response.headers.update(_own_headers())
    for name, value in headers_of(current_app.config["ADDRESS"], request.host):
        response.headers.setdefault(name, value)
    return response


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_add)
