"""The one place where the parts are put together."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import flask_babel
from flask import Flask, current_app
from flask_migrate import Migrate
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from conference import documents
from conference.core import files, words
from conference.core.database import db, prepare
from conference.core.text import isolated
from conference.mail import compose
from conference.mail.transport import transport_of
from conference.settings import Settings
from conference.web import register as register_web
from conference.web.static import folder
from conference.worker import set_up_worker

COOKIE_SECONDS = 14 * 24 * 3600
ENGINE = {
    "pool_size": 20, "max_overflow": 20, "pool_timeout": 30,
    "hide_parameters": True,  # faults are logged with what they say, and values are names and addresses
}  # fmt: skip
FEATURES_WITH_TABLES = (
    "site", "accounts", "people", "consents", "events", "programme", "interest", "registration", "schedule",
    "attendance", "materials", "reflections", "briefings", "checks", "exchange",
)  # fmt: skip


def create_app(settings: Settings) -> Flask:
    """The application for these settings; it takes nothing from thin air and starts nothing."""
    settings.make_folder()
    app = Flask("conference", static_folder=None, template_folder=str(folder("templates")))
    app.config.from_mapping(_configuration(settings))
    _set_up_templates(app)
    _set_up_database(app)
    register_web(app)
    set_up_worker(app, transport_of(settings.smtp_url or None, settings.mail_folder), settings.queue_file)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    secret = settings.secret()
    return {
        "SETTINGS": settings,
        "ADDRESS": settings.address,
        "TRUSTED_PROXIES": settings.trusted_proxies,
        "SECRET_KEY": secret,
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": ENGINE,
        "SESSION_COOKIE_NAME": "__Host-conference" if settings.is_secure else "conference",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": COOKIE_SECONDS,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "en_GB",
    }


def _set_up_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    flask_babel.Babel(app)
    words.use_translations(flask_babel.gettext, _plural)
    app.jinja_env.globals.update(ngettext=words.ngettext, gettext=_keeping_apart(app.jinja_env.globals["gettext"]))
    app.jinja_env.finalize = _shown
    compose.use_environment(app.jinja_env)
    documents.use_environment(app.jinja_env, folder("static"))


def _keeping_apart(gettext: Any) -> Callable[..., Any]:
    """The function that sentences of templates come from, with names in them in their own direction of writing."""

    @pass_context
    def in_template(context: Context, message: str, **values: object) -> Any:
        return gettext(context, message, **words.kept_apart(values))

    return in_template


def _shown(value: object) -> object:
    """What a template shows of a value: a text in its own direction of writing; what is HTML already as it is."""
    return isolated(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _plural(singular: str, plural: str, number: int) -> str:
    return str(flask_babel.get_translations().ungettext(singular, plural, number))


def _set_up_database(app: Flask) -> None:
    for feature in FEATURES_WITH_TABLES:
        import_module(f"conference.domain.{feature}.models")
    for module in ("conference.core.clock", "conference.core.jobs", "conference.core.repeats", "conference.core.slugs"):
        import_module(module)
    db.init_app(app)
    files.use_folder(_files_folder)
    Migrate(app, db, directory=str(folder("migrations")), render_as_batch=True)
    with app.app_context():
        prepare(db.engine)


def _files_folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].files_folder
    return folder
