"""The speaker's face."""

from flask import Blueprint

from conference.web.speaker import asking, planned, sessions, write_ups

blueprint = Blueprint("speaker", __name__)
for module in (asking, planned, sessions, write_ups):
    blueprint.register_blueprint(module.blueprint)
