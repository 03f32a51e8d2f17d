"""The door for scripts: the list to work from without network, and taking many scans at once, in JSON."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, jsonify, request
from flask.wrappers import Response

from conference.core import zones
from conference.core.clock import now
from conference.core.database import transaction
from conference.core.errors import Invalid
from conference.core.tokens import digest
from conference.core.words import _
from conference.domain.attendance.actions import take_scans
from conference.domain.attendance.queries import DoorPerson, Heard, get_open_door, names_of_doors, people_at
from conference.domain.attendance.rules import LONGEST_WAIT, MOST_SCANS, SentScan, is_scan_key, typed_key
from conference.web.access import at_door

blueprint = Blueprint("door_data", __name__, url_prefix="/door")
LARGEST = 256 * 1024
LARGEST_ID = 2**31 - 1
LONGEST_TYPED = 100


@blueprint.get("/<token:token>/list.json")
@at_door
def people(token: str) -> Response:
    """Everybody who registered, with no more than the door needs: of a ticket only the digest of its key."""
    door, at = get_open_door(token), now()
    doors = names_of_doors(door.event_id)
    listed = people_at(door, zones.day_of(at, door.event.zone))
    response = jsonify(people=[_person(one, doors) for one in listed], at=at.isoformat())
    response.headers["Cache-Control"] = "no-store"
    return response


def _person(one: DoorPerson, doors: dict[int, str]) -> dict[str, Any]:
    came = {"came": one.came_at.isoformat(), "door": doors.get(one.came_by or 0, "")} if one.came_at else {}
    return {"id": one.registration_id, "name": one.name, "organisation": one.organisation,
            "answer": one.answer.value, "ticket": digest(one.ticket_key), **came}  # fmt: skip


@blueprint.post("/<token:token>/scans/")
@at_door
def scans(token: str) -> Response:
    """Take up to 500 scans; the answers stand in the same order. Sent again, they change nothing."""
    request.max_content_length = LARGEST
    sent = [_scan(one) for one in _list_of(request.get_json(silent=True))]
    with transaction():
        heard = take_scans(get_open_door(token), sent, now())
    response = jsonify(answers=[_told(one) for one in heard])
    response.headers["Cache-Control"] = "no-store"
    return response


def _list_of(body: Any) -> list[Any]:
    found = body.get("scans") if isinstance(body, dict) else None
    if not isinstance(found, list) or len(found) > MOST_SCANS:
        raise Invalid(_("This is no list of scans that can be taken."))
    return found


def _scan(one: Any) -> SentScan:
    """A scan as it was sent; raises Invalid for what is none."""
    fields = one if isinstance(one, dict) else {}
    key, ticket, age = fields.get("id"), fields.get("ticket", ""), fields.get("age")
    its_id = fields.get("registration")
    is_good = (
        isinstance(key, str) and is_scan_key(key)
        and isinstance(ticket, str) and len(ticket) <= LONGEST_TYPED
        and (its_id is None or (type(its_id) is int and 0 < its_id <= LARGEST_ID))
        and type(age) is int and 0 <= age <= LONGEST_WAIT.total_seconds()
    )  # fmt: skip
    if not is_good or key is None or age is None:
        raise Invalid(_("This is no list of scans that can be taken."))
    return SentScan(key, typed_key(ticket), its_id, timedelta(seconds=age))


def _told(heard: Heard) -> dict[str, Any]:
    """An answer: `at` is when the scan was, as the server reckons; `came` and `door` are those of the entry."""
    first = {"came": heard.first_at.isoformat(), "door": heard.first_door} if heard.first_at else {}
    at = {"at": heard.at.isoformat()} if heard.at else {}
    return {"id": heard.key, "answer": heard.answer.value, "name": heard.name, "organisation": heard.organisation,
            **at, **first}  # fmt: skip
