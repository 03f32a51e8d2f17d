"""The public face."""

from flask import Blueprint

from conference.web.public import (
    briefings,
    calendars,
    events,
    files,
    interest,
    my,
    people,
    programme,
    registration,
    sign_in,
    site,
)

blueprint = Blueprint("public", __name__)
for module in (briefings, calendars, people, programme, sign_in, files, site, registration, interest, my, events):
    blueprint.register_blueprint(module.blueprint)
