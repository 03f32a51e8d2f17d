"""People and programs come in here."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

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
    sizes,
    static,
)
from conference.web.organiser import blueprint as organiser
from conference.web.public import blueprint as public
from conference.web.shortcut import Shortcut
from conference.web.speaker import blueprint as speaker

PARTS = (
    logs, converters, limits, sizes, security, access, errors, moved, signed_out, headers, filters, static,
)  # fmt: skip


def register(app: Flask) -> None:
    """Put access, errors, headers, filters and the faces into the application."""
    for part in PARTS:
        part.register(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(public)
    app.register_blueprint(organiser, url_prefix="/organise")
    app.register_blueprint(speaker, url_prefix="/speak")
    app.wsgi_app = Shortcut(app, app.wsgi_app)  # type: ignore[method-assign]
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
