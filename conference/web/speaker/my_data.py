"""What is held about a speaker, for themselves."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.domain.records.queries.erasing import subject_of_person
from conference.web.access import by_link
from conference.web.own_data import own_data_file, own_data_values
from conference.web.responses import page
from conference.web.speaker.sessions import get_speaker

blueprint = Blueprint("my_data", __name__)


@blueprint.get("/<token:token>/data/")
@by_link(links.Purpose.SPEAKER)
def show(token: str) -> ResponseReturnValue:
    """What is held, for what and how long."""
    values = own_data_values(subject_of_person(get_speaker()))
    return page(back=links.speak(token), file=links.speak_data_file(token), **values)


@blueprint.get("/<token:token>/my-data.json")
@by_link(links.Purpose.SPEAKER)
def file(token: str) -> ResponseReturnValue:
    """All of it."""
    return own_data_file(subject_of_person(get_speaker()))
