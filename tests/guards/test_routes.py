"""Addresses are kebab-case, say what their parameters are, and end like a page or a file."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from conference.web.access import public
from tests.guards.routes import routes, small_app

WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*")
PARAMETER = re.compile(r"<[^>]+>")
FILE = re.compile(r"<(?:path|file):[^>]+>")
WITHOUT_SLASH = {"/healthz", "/readyz"}  # as those who watch servers expect them


def unkempt_words(app: Flask) -> Iterator[str]:
    """The words of an address are lower case with hyphens."""
    for route in routes(app):
        for segment in route.segments:
            word = PARAMETER.sub("x", segment)
            if not WORD.fullmatch(word):
                yield f"{route.path}: {segment} is not in lower case with hyphens"


def bare_parameters(app: Flask) -> Iterator[str]:
    """Each parameter has a converter, so that what does not look like one is not found before any query."""
    for route in routes(app):
        for name, converter in route.parameters:
            if converter == "UnicodeConverter":
                yield f"{route.path}: {name} needs a converter (slug, id, token, ...)"


def open_ends(app: Flask) -> Iterator[str]:
    """A page ends with a slash, a file with its extension."""
    for route in routes(app):
        if route.path in WITHOUT_SLASH or route.path.endswith("/") or FILE.fullmatch(route.segments[-1]):
            continue
        if "." not in PARAMETER.sub("x", route.segments[-1]):
            yield f"{route.path}: an address ends with a slash, or like a file"


Guard = Callable[[Flask], Iterator[str]]
VIOLATIONS: tuple[tuple[Guard, str, str], ...] = (
    (unkempt_words, "/write_ups/", "/write_ups/: write_ups is not in lower case with hyphens"),
    (unkempt_words, "/Events/", "/Events/: Events is not in lower case with hyphens"),
    (bare_parameters, "/people/<name>/", "/people/<name>/: name needs a converter (slug, id, token, ...)"),
    (bare_parameters, "/a/<string:b>/", "/a/<string:b>/: b needs a converter (slug, id, token, ...)"),
    (open_ends, "/events", "/events: an address ends with a slash, or like a file"),
    (open_ends, "/people/<slug:slug>", "/people/<slug:slug>: an address ends with a slash, or like a file"),
)
GUARDS = (unkempt_words, bare_parameters, open_ends)


@public
def show(**_values: object) -> str:
    """A page."""
    return ""


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_addresses_keep_to(guard: Guard, bare_app: Flask) -> None:
    assert "\n".join(guard(bare_app)) == ""


@pytest.mark.parametrize(("guard", "path", "message"), VIOLATIONS)
def test_a_violation_is_named(guard: Guard, path: str, message: str) -> None:
    assert list(guard(small_app(path, show))) == [message]


def test_what_is_allowed_is_not_named() -> None:
    app = small_app("/<slug:event_slug>/sessions/<slug:session_slug>.ics", show)
    app.add_url_rule("/briefings/feed.atom", "feed", show)
    app.add_url_rule("/static/<token:build>/<path:name>", "file", show)
    app.add_url_rule("/healthz", "alive", show)
    assert [fault for guard in GUARDS for fault in guard(app)] == []
