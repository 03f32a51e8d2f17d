"""People and programs come in here."""

from flask import Flask

from conference.web import (
    access,
    converters,
    errors,
    filters,
    headers,
    health,
    limits,
    logs,
    moved,
    security,
    signed_out,
    static,
)
from conference.web.organiser import blueprint as organiser
from conference.web.public import blueprint as public
from conference.web.shortcut import Shortcut
from conference.web.speaker import blueprint as speaker


def register(app: Flask) -> None:
    """Put access, errors, headers, filters and the faces into the application."""
    for part in (logs, converters, limits, security, access, errors, moved, signed_out, headers, filters, static):
        part.register(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(public)
    app.register_blueprint(organiser, url_prefix="/organise")
    app.register_blueprint(speaker, url_prefix="/speak")
    app.wsgi_app = Shortcut(app, app.wsgi_app)  # type: ignore[method-assign]
