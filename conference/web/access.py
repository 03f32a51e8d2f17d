"""Who may use a view: each declares it, one hook enforces it, and a view that declares nothing is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from conference import links
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import get_account as account_of
from conference.domain.accounts.queries import roles_of
from conference.domain.accounts.rules import Permission, Role, is_allowed
from conference.domain.events.queries import find_team_role

View = TypeVar("View", bound=Callable[..., Any])
OF_LIBRARIES = {"static"}


@dataclass(frozen=True)
class Access:
    """What a view declared: exactly one of the four is set."""

    is_public: bool = False
    is_signed_in: bool = False
    permission: Permission | None = None
    purpose: links.Purpose | None = None


@dataclass(frozen=True)
class LinkSubject:
    """What a signed link opens: the id of its subject and the link version that it was made with."""

    id: int
    version: int


def _declare(access: Access) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Everybody may use this view."""
    return _declare(Access(is_public=True))(view)


def signed_in(view: View) -> View:
    """Every member of staff may use this view."""
    return _declare(Access(is_signed_in=True))(view)


def requires(permission: Permission) -> Callable[[View], View]:
    """Staff with this permission may use the view; a role at the event named by `event_slug` counts too."""
    return _declare(Access(permission=permission))


def by_link(purpose: links.Purpose) -> Callable[[View], View]:
    """Whoever holds a signed link of this purpose (its `token`) may use the view; see `link_subject`."""
    return _declare(Access(purpose=purpose))


def find_access(endpoint: str | None) -> Access | None:
    """What the view behind an endpoint declared."""
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "access", None)


def find_account() -> Account | None:
    """The member of staff who is signed in, or None."""
    return account_of(current_user.id) if current_user.is_authenticated else None


def get_account() -> Account:
    """The member of staff who is signed in; only for views that ask for one."""
    account = find_account()
    if account is None:
        raise NotFound(_("Please sign in."))
    return account


def link_subject() -> LinkSubject:
    """What the signed link of this request opens; only for views declared `by_link`."""
    subject: LinkSubject = g.link_subject
    return subject


def may(permission: Permission, event_slug: str | None = None) -> bool:
    """Whether the member of staff who is signed in has the permission (at the event)."""
    account = find_account()
    if account is None:
        return False
    roles = roles_of(account)
    team_role = find_team_role(event_slug, account.id) if event_slug and account.active else None
    return is_allowed(roles | ({Role(team_role.value)} if team_role else set()), permission)


def enforce() -> ResponseReturnValue | None:
    """The hook: refuse, ask to sign in, or let through."""
    if request.url_rule is None or request.endpoint in OF_LIBRARIES:
        return None
    access = find_access(request.endpoint)
    if access is None:
        abort(403)
    if access.purpose is not None:
        g.link_subject = LinkSubject(*links.read(access.purpose, request.view_args["token"]))  # type: ignore[index]
        return None
    return None if access.is_public else _check_staff(access)


def _check_staff(access: Access) -> ResponseReturnValue | None:
    if find_account() is None:
        return redirect(f"/sign-in/?next={request.path}") if request.method == "GET" else abort(404)
    slug = (request.view_args or {}).get("event_slug")
    if access.permission is not None and not may(access.permission, slug):
        raise NotFound(_("This page is not open to you."))
    return None


def register(app: Flask) -> None:
    """Put the hook before every request."""
    app.before_request(enforce)
