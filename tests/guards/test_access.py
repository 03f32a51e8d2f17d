"""Every view declares who may use it; the organiser's face is never open to everybody."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from conference.domain.accounts.rules import Permission
from conference.links import Purpose
from conference.web.access import Access, by_link, public, requires, signed_in
from tests.guards.routes import routes, small_app

PERSONAL = ("/my/", "/speak/<", "/door/<", "/subscriptions/<")


def undeclared(app: Flask) -> Iterator[str]:
    """A view without a declaration answers nobody."""
    for route in routes(app):
        if route.access is None:
            yield f"{route.endpoint} ({route.path}): declare who may use it: @public, @signed_in, @requires or @by_link"


def open_workbench(app: Flask) -> Iterator[str]:
    """The organiser's face asks who is there."""
    for route in routes(app):
        if route.path.startswith("/organise/") and route.access is not None:
            if not (route.access.is_signed_in or route.access.permission):
                yield f"{route.endpoint} ({route.path}): a page of the workbench is for staff: @signed_in or @requires"
            if route.access.is_signed_in and "POST" in route.methods:
                yield f"{route.endpoint} ({route.path}): who changes something needs a permission: @requires"


def open_personal_pages(app: Flask) -> Iterator[str]:
    """What belongs to one person is opened by the signed link that the person holds."""
    for route in routes(app):
        if route.path.startswith(PERSONAL) and route.access is not None and not _is_by_token(route.access):
            yield f"{route.endpoint} ({route.path}): a personal page is opened by its link: @by_link or @at_door"


def _is_by_token(access: Access) -> bool:
    return access.purpose is not None or access.is_at_door


def unread_links(app: Flask) -> Iterator[str]:
    """A view opened by a link gets the link's token."""
    for route in routes(app):
        is_by_link = route.access is not None and _is_by_token(route.access)
        if is_by_link and ("token", "TokenConverter") not in route.parameters:
            yield f"{route.endpoint} ({route.path}): a view declared @by_link has a parameter <token:token>"


Guard = Callable[[Flask], Iterator[str]]
View = Callable[..., str]


def show(**_values: object) -> str:
    """A page."""
    return "shown"


def _declared(declare: Callable[[View], View]) -> View:
    def view(**_values: object) -> str:
        return "shown"

    return declare(view)


VIOLATIONS: tuple[tuple[Guard, str, View, tuple[str, ...], str], ...] = (
    (undeclared, "/events/", show, ("GET",),
     "view (/events/): declare who may use it: @public, @signed_in, @requires or @by_link"),
    (open_workbench, "/organise/people/", _declared(public), ("GET",),
     "view (/organise/people/): a page of the workbench is for staff: @signed_in or @requires"),
    (open_workbench, "/organise/<token:token>/", _declared(by_link(Purpose.SPEAKER)), ("GET",),
     "view (/organise/<token:token>/): a page of the workbench is for staff: @signed_in or @requires"),
    (open_workbench, "/organise/people/", _declared(signed_in), ("GET", "POST"),
     "view (/organise/people/): who changes something needs a permission: @requires"),
    (open_personal_pages, "/my/<token:token>/", _declared(public), ("GET",),
     "view (/my/<token:token>/): a personal page is opened by its link: @by_link or @at_door"),
    (unread_links, "/speak/<slug:token>/", _declared(by_link(Purpose.SPEAKER)), ("GET",),
     "view (/speak/<slug:token>/): a view declared @by_link has a parameter <token:token>"),
)  # fmt: skip
GUARDS = tuple(dict.fromkeys(guard for guard, *_ in VIOLATIONS))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_views_keep_to(guard: Guard, bare_app: Flask) -> None:
    assert "\n".join(guard(bare_app)) == ""


@pytest.mark.parametrize(("guard", "path", "view", "methods", "message"), VIOLATIONS)
def test_a_violation_is_named(guard: Guard, path: str, view: View, methods: tuple[str, ...], message: str) -> None:
    assert list(guard(small_app(path, view, methods))) == [message]


def test_a_view_that_declares_nothing_answers_nobody() -> None:
    response = small_app("/events/", show).test_client().get("/events/")
    assert (response.status_code, "shown" in response.text) == (403, False)


def test_a_view_that_declares_answers() -> None:
    response = small_app("/events/", _declared(public)).test_client().get("/events/")
    assert (response.status_code, response.text) == (200, "shown")


def test_what_is_allowed_is_not_named() -> None:
    app = small_app("/organise/people/", _declared(requires(Permission.EDIT_PEOPLE)), ("GET", "POST"))
    app.add_url_rule("/organise/", "start", _declared(signed_in))
    app.add_url_rule("/my/<token:token>/", "mine", _declared(by_link(Purpose.REGISTRATION)), methods=["GET", "POST"])
    assert [fault for guard in GUARDS for fault in guard(app)] == []
