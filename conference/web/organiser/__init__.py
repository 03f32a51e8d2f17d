"""The organiser's face."""

from flask import Blueprint

from conference.web.organiser import (
    blog,
    editor,
    events,
    formats,
    frame,
    interest,
    journal,
    materials,
    organisations,
    outbox,
    people,
    presentations,
    programme,
    reflections,
    registrations,
    release,
    schedule,
    series,
    session_people,
    site,
    start,
    team,
    themes,
    venues,
    when_where,
    write_ups,
)

blueprint = Blueprint("organiser", __name__)
blueprint.context_processor(frame.frame)
for module in (
    start,
    journal,
    outbox,
    site,
    team,
    interest,
    registrations,
    events,
    when_where,
    series,
    venues,
    people,
    organisations,
    formats,
    programme,
    session_people,
    presentations,
    themes,
    schedule,
    editor,
    release,
    materials,
    write_ups,
    reflections,
    blog,
):
    blueprint.register_blueprint(module.blueprint)
