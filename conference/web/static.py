"""Static files under an address that changes with their content, so that they may be kept for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, abort, send_from_directory
from flask.typing import ResponseReturnValue

import conference
from conference.formats.colours import theme_css
from conference.web.access import public

KEPT_SECONDS = 365 * 24 * 3600
FOR_EVER = f"public, max-age={KEPT_SECONDS}, immutable"
BUILD_LENGTH = 12


def folder(name: str) -> Path:
    """Where `templates`, `static` or `migrations` lie: beside the package in a checkout, inside it in a wheel."""
    package = Path(conference.__file__).parent
    beside = package.parent / name
    return beside if (package.parent / "pyproject.toml").exists() and beside.exists() else package / name


@cache
def build() -> str:
    """A short hash of the version, all static files and all templates: what is kept under it never changes."""
    total = sha256(conference.__version__.encode())
    for root in (folder("static"), folder("templates")):
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            total.update(str(file.relative_to(root)).encode())
            total.update(file.read_bytes())
    return total.hexdigest()[:BUILD_LENGTH]


def static_url(name: str) -> str:
    """The address of a static file ("css/base.css")."""
    return f"/static/{build()}/{name}"


DOOR_WORKER = "js/door/worker.js"  # serves pages of /door/, though it stands here, where scripts may come from
SCOPES = {DOOR_WORKER: "/door/"}


@public
def static_file(build_hash: str, name: str) -> ResponseReturnValue:
    """A static file of this build."""
    if build_hash != build():
        abort(404)
    response = send_from_directory(folder("static"), name, max_age=KEPT_SECONDS)
    response.headers["Cache-Control"] = FOR_EVER
    if name in SCOPES:
        response.headers["Service-Worker-Allowed"] = SCOPES[name]
    return response


def theme_url(accent: str) -> str | None:
    """The address of the stylesheet for an accent colour ("#14566b"), under `/static/` as the security policy asks."""
    return f"/static/{build()}/themes/{accent.removeprefix('#')}.css" if accent else None


@public
def theme_file(build_hash: str, colour: str) -> ResponseReturnValue:
    """The stylesheet for one accent colour."""
    if build_hash != build():
        abort(404)
    headers = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": FOR_EVER}
    return theme_css(f"#{colour}"), 200, headers


def register(app: Flask) -> None:
    """Serve static files, and let templates address them."""
    app.add_url_rule("/static/<token:build_hash>/<path:name>", "static_file", static_file)
    app.add_url_rule("/static/<token:build_hash>/themes/<colour:colour>.css", "theme_file", theme_file)
    app.jinja_env.globals["static_url"] = static_url
