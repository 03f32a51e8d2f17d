"""Static files under an address that changes with their content, so that they may be kept for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, abort, send_from_directory
from flask.typing import ResponseReturnValue

import conference
from conference.web.access import public

KEPT_SECONDS = 365 * 24 * 3600
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


@public
def static_file(build_hash: str, name: str) -> ResponseReturnValue:
    """A static file of this build."""
    if build_hash != build():
        abort(404)
    response = send_from_directory(folder("static"), name, max_age=KEPT_SECONDS)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}, immutable"
    return response


def register(app: Flask) -> None:
    """Serve static files, and let templates address them."""
    app.add_url_rule("/static/<build_hash>/<path:name>", "static_file", static_file)
    app.jinja_env.globals["static_url"] = static_url
