"""How the guards read an application: its routes with what each declares, and a small wrong application to try."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from conference.web import access, converters
from conference.web.access import OF_LIBRARIES, Access

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Route:
    """One rule of the address map: "/<slug:event_slug>/programme/", its endpoint, methods, parameters and access."""

    path: str
    endpoint: str
    methods: frozenset[str]
    parameters: tuple[tuple[str, str], ...]
    access: Access | None

    @property
    def segments(self) -> list[str]:
        """The parts between the slashes."""
        return [part for part in self.path.split("/") if part]


def routes(app: Flask) -> Iterator[Route]:
    """All routes but those of libraries, in order of their paths."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint not in OF_LIBRARIES:
            view = app.view_functions[rule.endpoint]
            yield Route(rule.rule, rule.endpoint, frozenset(rule.methods or ()), _parameters(rule),
                        getattr(view, "access", None))  # fmt: skip


def _parameters(rule: Rule) -> tuple[tuple[str, str], ...]:
    return tuple((name, type(converter).__name__) for name, converter in sorted(rule._converters.items()))


def small_app(path: str, view: Callable[..., Any], methods: tuple[str, ...] = ("GET",)) -> Flask:
    """An application of one view, with our converters and our hook of access."""
    app = Flask("small")
    app.secret_key = "a key of the small application"
    converters.register(app)
    access.register(app)
    app.add_url_rule(path, "view", view, methods=list(methods))
    return app
