"""What the pages of an import share. Each has two addresses: of an event that is imported into, and of no event."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import get_any_import, get_import
from conference.domain.exchange.rules import WORKING, state_words

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def route(blueprint: Blueprint, path: str = "") -> Callable[[View], View]:
    """The two addresses of a page."""

    def add(view: View) -> View:
        for start in ("/import/", "/<slug:event_slug>/import/"):
            blueprint.add_url_rule(f"{start}{path}", view_func=view, methods=["GET", "POST"])
        return view

    return add


def event_of(event_slug: str) -> Event | None:
    """The event that is imported into, or None."""
    return get_event(event_slug) if event_slug else None


def import_of(event_slug: str, import_id: int) -> ProgrammeImport:
    """The import at an address; raises NotFound."""
    event = event_of(event_slug)
    return get_import(import_id, event) if event else get_any_import(import_id)


def frame_of(one: ProgrammeImport, event_slug: str) -> dict[str, Any]:
    """What every page of an import shows."""
    return {
        "one": one, "event": one.event, "is_working": one.state in WORKING, "state": one.state.value,
        "state_words": state_words(one.state).capitalize(), "start": links.organise_imports(event_slug),
        "here": links.organise_import(event_slug, one.id), "stop": links.organise_import_stop(event_slug, one.id),
        "answers": links.organise_import_answers(event_slug, one.id),
        "again": links.organise_import_again(event_slug, one.id),
    }  # fmt: skip
