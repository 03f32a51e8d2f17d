"""The public face."""

from flask import Blueprint

from conference.web.public import (
    blog,
    briefings,
    calendars,
    changelog,
    door,
    door_data,
    events,
    exports,
    files,
    interest,
    my,
    my_data,
    my_place,
    my_programme,
    on_now,
    people,
    preview,
    programme,
    reflections,
    registration,
    sign_in,
    site,
    ticket,
    write_ups,
)

blueprint = Blueprint("public", __name__)
for module in (
    blog, briefings, calendars, changelog, exports, people, preview, programme, reflections, write_ups, sign_in,
    files, site, registration, interest, my, my_data, my_place, my_programme, ticket, door, door_data, on_now, events,
):  # fmt: skip
    blueprint.register_blueprint(module.blueprint)
