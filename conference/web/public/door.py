"""Where helpers check people in: by a scanner that types, by hand, by name. Everything here works without script.

The link of the door opens this and nothing else. What scripts add stands in static/js/door/.
"""

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.text import clean_line
from conference.core.words import _
from conference.domain.attendance.actions import take_scans
from conference.domain.attendance.models import Door
from conference.domain.attendance.queries import Heard, find_by_name, find_heard, get_open_door, span_of_door
from conference.domain.attendance.rules import Answer, is_scan_key
from conference.web.access import at_door
from conference.web.forms.door import ScanForm
from conference.web.headers import CODE_READER
from conference.web.public.door_words import all_answers, answer_values, door_words, person_values
from conference.web.responses import page
from conference.web.static import static_url

blueprint = Blueprint("door", __name__, url_prefix="/door")
LONGEST_SEARCH = 100
KEPT = (CODE_READER, "vendor/barcode-detector/ponyfill.js", "vendor/zxing-wasm/zxing_reader.wasm")


@blueprint.route("/<token:token>/", methods=["GET", "POST"])
@at_door
def show(token: str) -> ResponseReturnValue:
    """The field for keys and the search by name; above them what the last scan came to."""
    form = ScanForm()

    def check_in() -> str:
        (heard,) = take_scans(get_open_door(token), [form.scan], now())
        if heard.answer is Answer.UNKNOWN:
            raise Invalid(_("No ticket of this event has this key. Please look for the name."), "ticket")
        return links.door("any-door")

    if form.perform(check_in) is not None:
        return redirect(links.door(token, key=form.scan.key), 303)
    door, words = get_open_door(token), clean_line(request.args.get("words", ""))[:LONGEST_SEARCH]
    return page(
        form=form, door=door, event=door.event, here=links.door(token), words=words, what_for=door_words(door),
        answer=_answer(door, request.args.get("scan", "")), found=_found(door, words, now()),
        list_path=links.door_list(token), scans_path=links.door_scans(token), span=span_of_door(door),
        all_answers=all_answers(door), keeps=[static_url(name) for name in KEPT],
    )  # fmt: skip


def _answer(door: Door, key: str) -> dict[str, Any] | None:
    heard: Heard | None = find_heard(door, key) if is_scan_key(key) else None
    return answer_values(heard, door) if heard else None


def _found(door: Door, words: str, at: datetime) -> list[dict[str, Any]] | None:
    """Who has these words in name or organisation; None where nothing is searched."""
    if not words:
        return None
    day = zones.day_of(at, door.event.zone)
    return [person_values(one, door) for one in find_by_name(door, day, words)]
