"""The sign-in library for staff: its settings, its store, its one-time codes; the mail goes through our outbox.

None of the library's own pages is reachable (its blueprint is not registered), so its link that signs in on GET is
not there either. Our pages use its code generator and its `login_user`.
"""

from typing import Any

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore
from flask_security.totp import Totp

from conference.core.clock import real_now
from conference.core.database import db
from conference.domain.accounts.models import Account, SignIn, StoredRole
from conference.domain.accounts.rules import CODE_LIFE, is_code_open

ISSUER = "Conference"
UNWANTED = ("flask_principal", "flask_login")


class Datastore(SQLAlchemyUserDatastore):
    """The library's store, which may write but never commit: the edge commits."""

    def commit(self) -> None:
        """Flush; the transaction around the view commits."""
        db.session.flush()


class MailedCodes(Totp):
    """The library's one-time codes of six digits, with periods as long as a mailed code lives.

    The secret lives ten minutes and its code works in the asking browser alone, so it is kept as it is.
    """

    def __init__(self) -> None:
        super().__init__({"1": "codes are not encrypted"}, ISSUER)
        self._totp = self._totp.using(period=int(CODE_LIFE.total_seconds()))

    def generate_totp_secret(self) -> str:
        """A new secret, as JSON."""
        return str(self._totp.new().to_json(encrypt=False))


codes = MailedCodes()


def is_right_code(sign_in: SignIn, code: str) -> bool:
    """Whether a typed code is that of the mail, and not too old."""
    if not sign_in.code_secret or sign_in.account is None or not is_code_open(sign_in.asked_at, real_now()):
        return False
    return bool(codes.verify_totp(code, sign_in.code_secret, sign_in.account, int(CODE_LIFE.total_seconds())))


def new_code() -> tuple[str, str]:
    """A new secret to keep, and the code of six digits that it gives now."""
    secret = codes.generate_totp_secret()
    return secret, str(codes.generate_totp_password(secret))


SETTINGS: dict[str, Any] = {
    "SECURITY_TRACKABLE": False,
    "SECURITY_PASSWORD_SALT": "unused-there-are-no-passwords",
    "SECURITY_UNIFIED_SIGNIN": False,
    "SECURITY_LOGIN_WITHOUT_CONFIRMATION": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SESSION_REFRESH_EACH_REQUEST": False,
}


def register(app: Flask) -> None:
    """Let the library know accounts; none of its own pages is reachable.

    What it hangs on every request and every template is taken out again: it finds out who asks where nobody wants to
    know, and so reads the cookie of pages that are the same for everybody. Our permissions stand in `accounts.rules`.
    """
    app.config.from_mapping(SETTINGS)
    Security(app, Datastore(db, Account, StoredRole), register_blueprint=False)
    hung: tuple[list[Any], ...] = (
        app.before_request_funcs[None], app.after_request_funcs[None], app.template_context_processors[None],
    )  # fmt: skip
    for hooks in hung:
        hooks[:] = [hook for hook in hooks if not hook.__module__.startswith(UNWANTED)]
