"""The public face."""

from flask import Blueprint

from conference.web.public import (
    blog,
    briefings,
    calendars,
    events,
    files,
    interest,
    my,
    people,
    programme,
    reflections,
    registration,
    sign_in,
    site,
    write_ups,
)

blueprint = Blueprint("public", __name__)
for module in (
    blog, briefings, calendars, people, programme, reflections, write_ups, sign_in, files, site, registration, interest,
    my, events,
):  # fmt: skip
    blueprint.register_blueprint(module.blueprint)
