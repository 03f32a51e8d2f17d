"""The released programme as files for programs: schedule.xml and schedule.json (c3voc), each release as JSON."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference.domain.events.queries import get_public_event
from conference.domain.exchange.queries import programme_file_of, release_json_of
from conference.domain.schedule.queries import get_current_release, get_release
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_xml import schedule_xml
from conference.web.access import public
from conference.web.responses import data_file, kept

blueprint = Blueprint("exports", __name__)


@blueprint.get("/<slug:event_slug>/schedule.xml")
@public
@kept
def xml(event_slug: str) -> ResponseReturnValue:
    """The current release as frab XML."""
    release = get_current_release(get_public_event(event_slug))
    return data_file(schedule_xml(programme_file_of(release)), "application/xml")


@blueprint.get("/<slug:event_slug>/schedule.json")
@public
@kept
def json(event_slug: str) -> ResponseReturnValue:
    """The same as c3voc JSON."""
    release = get_current_release(get_public_event(event_slug))
    return data_file(schedule_json(programme_file_of(release)), "application/json")


@blueprint.get("/<slug:event_slug>/programme/v/<id:number>.json")
@public
@kept
def release(event_slug: str, number: int) -> ResponseReturnValue:
    """One release in the words of this site, with what was new in it."""
    found = get_release(get_public_event(event_slug), number)
    return data_file(release_json_of(found), "application/json")
