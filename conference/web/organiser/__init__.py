"""The organiser's face."""

from flask import Blueprint

from conference.web.organiser import frame, interest, journal, outbox, registrations, site, start, team

blueprint = Blueprint("organiser", __name__)
blueprint.context_processor(frame.frame)
for module in (start, journal, outbox, site, team, interest, registrations):
    blueprint.register_blueprint(module.blueprint)
