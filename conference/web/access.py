"""Who may use a view: each declares it, one hook enforces it, and a view that declares nothing is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request
from flask import session as cookie  # noqa: TID251 -- the one door to the cookie
from flask.typing import ResponseReturnValue
from flask_security import current_user, login_user

from conference import links
from conference.core.clock import real_now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import get_account as account_of
from conference.domain.accounts.queries import has_live_sign_in, roles_of
from conference.domain.accounts.rules import Permission, Role, is_allowed
from conference.domain.attendance.queries import get_open_door
from conference.domain.events.queries import find_team_role

View = TypeVar("View", bound=Callable[..., Any])
OF_LIBRARIES = {"static"}
LONGEST_NEXT = 300
KNOWN = "conference.known"
SIGN_IN, ASKED_KEY, ASKED_EMAIL = "sign_in", "asked_key", "asked_email"


@dataclass(frozen=True)
class Access:
    """What a view declared: exactly one of the five is set."""

    is_public: bool = False
    is_signed_in: bool = False
    permission: Permission | None = None
    purpose: links.Purpose | None = None
    is_at_door: bool = False


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


def at_door(view: View) -> View:
    """Whoever holds the link of a door (its random `token`) may use this view, until the link is withdrawn."""
    return _declare(Access(is_at_door=True))(view)


def find_access(endpoint: str | None) -> Access | None:
    """What the view behind an endpoint declared."""
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "access", None)


def find_account() -> Account | None:
    """The member of staff who is signed in, or None."""
    if not current_user.is_authenticated or not _is_live(current_user.id):
        return None
    return account_of(current_user.id)


def _is_live(account_id: int) -> bool:
    """Whether the sign-in that the cookie names still holds: looked up once in a request."""
    known = request.environ.setdefault(KNOWN, {})
    named = (cookie.get(SIGN_IN, 0), account_id)
    if named not in known:
        known[named] = has_live_sign_in(*named, real_now())
    return bool(known[named])


def begin_session(account: Account, sign_in_id: int) -> None:
    """Sign this browser in with a new cookie; what an earlier cookie held is dropped."""
    cookie.clear()
    g.pop("csrf_token", None)
    cookie.permanent = True
    login_user(account, authn_via=["email"])
    cookie[SIGN_IN] = sign_in_id


def end_session() -> int | None:
    """Empty this browser's cookie; the sign-in that it named, or None."""
    sign_in_id = cookie.get(SIGN_IN)
    cookie.clear()
    return sign_in_id


def remember_asking(key: str, email: str) -> None:
    """Let this browser type the code of the mail that it asked for."""
    cookie[ASKED_KEY], cookie[ASKED_EMAIL] = key, email


def asking() -> tuple[str, str]:
    """The key and the address that this browser asked with last, or two empty texts."""
    return cookie.get(ASKED_KEY, ""), cookie.get(ASKED_EMAIL, "")


def own_path(raw: str) -> str:
    """The address to go on to after sign-in if it is a path of ours, else "": no other site is ever named."""
    is_plain = raw.isascii() and raw.isprintable() and not set(raw) & {"\\", " "} and len(raw) <= LONGEST_NEXT
    return raw if is_plain and raw.startswith("/") and not raw.startswith("//") else ""


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
    if is_allowed(roles_of(account), permission):
        return True
    return bool(event_slug and account.active) and is_allowed(_team_roles(str(event_slug), account), permission)


def _team_roles(event_slug: str, account: Account) -> set[Role]:
    """The role of an account at one event: looked up once in a request."""
    known = request.environ.setdefault(KNOWN, {})
    asked = (event_slug, account.id)
    if asked not in known:
        role = find_team_role(event_slug, account.id)
        known[asked] = {Role(role.value)} if role else set()
    found: set[Role] = known[asked]
    return found


def enforce() -> ResponseReturnValue | None:
    """The hook: refuse, ask to sign in, or let through."""
    if request.url_rule is None or request.endpoint in OF_LIBRARIES:
        return None
    access = find_access(request.endpoint)
    if access is None:
        abort(403)
    token = (request.view_args or {}).get("token", "")
    if access.is_at_door:
        get_open_door(token)
        return None
    if access.purpose is not None:
        g.link_subject = LinkSubject(*links.read(access.purpose, token))
        return None
    return None if access.is_public else _check_staff(access)


def _check_staff(access: Access) -> ResponseReturnValue | None:
    if find_account() is None:
        return redirect(links.ask_to_sign_in(request.path)) if request.method in {"GET", "HEAD"} else abort(401)
    slug = (request.view_args or {}).get("event_slug")
    if access.permission is not None and not may(access.permission, slug):
        raise NotFound(_("This page is not open to you."))
    return None


def register(app: Flask) -> None:
    """Put the hook before every request."""
    app.before_request(enforce)
