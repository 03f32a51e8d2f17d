"""The public face."""

from flask import Blueprint

from conference.web.public import events

blueprint = Blueprint("public", __name__)
for module in (events,):
    blueprint.register_blueprint(module.blueprint)
