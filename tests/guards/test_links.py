"""Every address that `links` writes is answered by a view."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from conference import links
from conference.web.access import public
from tests.guards.routes import small_app

NOT_ADDRESSES = {"sign", "read", "absolute"}
BY_NAME = {"name": "slides.pdf", "colour": "14566b", "day": date(2022, 9, 8), "session_ids": [1, 2], "size": "a6"}
BY_TYPE: dict[type, object] = {str: "a-slug-or-a-token", int: 2}


def addresses(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Each public function of the module with the paths that it writes, defaults left out and filled in."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_") and name not in NOT_ADDRESSES:
            for path in sorted({function(**values) for values in _fillings(function)}):
                yield name, path


def _fillings(function: Callable[..., str]) -> Iterator[dict[str, Any]]:
    hints, parameters = get_type_hints(function), inspect.signature(function).parameters
    choices = []
    for name, parameter in parameters.items():
        example = (name, BY_NAME[name] if name in BY_NAME else BY_TYPE[hints[name]])
        choices.append([example] if parameter.default is parameter.empty else [example, (name, parameter.default)])
    for chosen in product(*choices):
        yield dict(chosen)


def unanswered(app: Flask, module: ModuleType) -> Iterator[str]:
    """An address that nobody answers is a dead link wherever it is used."""
    router = app.url_map.bind("127.0.0.1")
    for name, path in addresses(module):
        try:
            router.match(path.partition("?")[0], "GET")
        except MethodNotAllowed:
            continue
        except RequestRedirect as redirect:
            yield f"links.{name}: {path} leads on to {redirect.new_url}; write the address itself"
        except HTTPException:
            yield f"links.{name}: no view answers {path}"


def test_the_links_lead_somewhere(bare_app: Flask) -> None:
    assert "\n".join(unanswered(bare_app, links)) == ""


@pytest.fixture
def wrong_links() -> ModuleType:
    """A module of addresses, two of them wrong."""
    module = ModuleType("wrong_links")
    text = (
        "def event(slug: str) -> str:\n    return f'/events/{slug}/'\n"
        "def person(slug: str = '') -> str:\n    return f'/people/{slug}/?page=2' if slug else '/events/nobody'\n"
        "def _hidden() -> str:\n    return '/hidden/'\n"
    )
    exec(compile(text, "wrong_links", "exec"), module.__dict__)
    return module


def test_a_dead_link_is_named(wrong_links: ModuleType) -> None:
    @public
    def show(**_values: object) -> str:
        return ""

    app = small_app("/events/<slug:event_slug>/", show)
    assert list(unanswered(app, wrong_links)) == [
        "links.person: /events/nobody leads on to http://127.0.0.1/events/nobody/; write the address itself",
        "links.person: no view answers /people/a-slug-or-a-token/?page=2",
    ]
