"""The sign-in library for staff: its settings, its store, its mails through our outbox."""

from typing import Any

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from conference.core.database import db
from conference.domain.accounts.models import Account, StoredRole


class Datastore(SQLAlchemyUserDatastore):
    """The library's store, which may write but never commit: the edge commits."""

    def commit(self) -> None:
        """Flush; the transaction around the view commits."""
        db.session.flush()


SETTINGS: dict[str, Any] = {
    "SECURITY_TRACKABLE": False,
    "SECURITY_PASSWORD_SALT": "unused-there-are-no-passwords",
    "SECURITY_UNIFIED_SIGNIN": False,
    "SECURITY_LOGIN_WITHOUT_CONFIRMATION": True,
}


def register(app: Flask) -> None:
    """Let the library know accounts; none of its own pages is reachable."""
    app.config.from_mapping(SETTINGS)
    Security(app, Datastore(db, Account, StoredRole), register_blueprint=False)
