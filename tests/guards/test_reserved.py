"""No event may have the address of another page: the words of all other addresses are reserved."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from conference.core.errors import Invalid
from conference.domain.events.rules import RESERVED_SLUGS, check_slug
from conference.web.access import public
from tests.guards.routes import Route, routes, small_app

EVENT = "<slug:event_slug>"


def shadowed_events(app: Flask) -> Iterator[str]:
    """Wherever an event's slug may stand, no other word of an address may stand that is not reserved."""
    everything = list(routes(app))
    for place in sorted({tuple(route.segments[: route.segments.index(EVENT)]) for route in everything if
                         EVENT in route.segments}):  # fmt: skip
        for word in sorted(set(_words_at(everything, place))):
            if word not in RESERVED_SLUGS:
                yield f"/{'/'.join((*place, word))}/: an event with the slug {word} would never be seen; reserve it"


def _words_at(everything: list[Route], place: tuple[str, ...]) -> Iterator[str]:
    for route in everything:
        if len(route.segments) > len(place) and tuple(route.segments[: len(place)]) == place:
            word = route.segments[len(place)]
            if re.fullmatch(r"[a-z0-9-]+", word):
                yield word


@public
def show(**_values: object) -> str:
    """A page."""
    return ""


def test_no_event_is_shadowed(bare_app: Flask) -> None:
    assert "\n".join(shadowed_events(bare_app)) == ""


def test_a_reserved_word_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        check_slug("people")
    assert refusal.value.field == "slug"


@pytest.mark.parametrize("before", ["", "/organise"])
def test_a_shadowed_event_is_named(before: str) -> None:
    app = small_app(f"{before}/<slug:event_slug>/programme/", show)
    app.add_url_rule(f"{before}/surprise/<slug:slug>/", "surprise", show)
    app.add_url_rule(f"{before}/people/", "people", show)
    app.add_url_rule(f"{before}/robots.txt", "robots", show)
    message = f"{before}/surprise/: an event with the slug surprise would never be seen; reserve it"
    assert list(shadowed_events(app)) == [message]
