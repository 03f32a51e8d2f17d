"""The organiser's face."""

from flask import Blueprint

from conference.web.organiser import frame, start

blueprint = Blueprint("organiser", __name__)
blueprint.context_processor(frame.frame)
for module in (start,):
    blueprint.register_blueprint(module.blueprint)
