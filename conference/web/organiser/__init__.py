"""The organiser's face."""

from flask import Blueprint

from conference.web.organiser import frame, journal, outbox, site, start, team

blueprint = Blueprint("organiser", __name__)
blueprint.context_processor(frame.frame)
for module in (start, journal, outbox, site, team):
    blueprint.register_blueprint(module.blueprint)
