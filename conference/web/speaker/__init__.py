"""The speaker's face."""

from flask import Blueprint

from conference.web.speaker import asking, my_data, planned, sessions, write_ups

blueprint = Blueprint("speaker", __name__)
for module in (asking, my_data, planned, sessions, write_ups):
    blueprint.register_blueprint(module.blueprint)
