"""The public face."""

from flask import Blueprint

from conference.web.public import briefings, calendars, events, people, programme, sign_in

blueprint = Blueprint("public", __name__)
for module in (briefings, calendars, people, programme, sign_in, events):
    blueprint.register_blueprint(module.blueprint)
