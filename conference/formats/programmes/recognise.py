"""What a file is, by its content: one of the formats that are read, or a sentence that says what it is instead."""

import io
import re
import zipfile
from typing import Any

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats.ical import PRODUCT
from conference.formats.programmes.json_tree import table, tables
from conference.formats.programmes.pretalx_json import is_speaker, is_submission
from conference.formats.programmes.table import Table
from conference.formats.programmes.texts import line
from conference.formats.programmes.values import FileFormat
from conference.formats.programmes.xlsx_file import FAULTS
from conference.formats.programmes.xml_tree import Element, local_name

SIGNS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program; please save it as XLSX"),
    (b"\x1f\x8b", "a compressed archive; please unpack it"),
    (b"7z\xbc\xaf", "a compressed archive; please unpack it"),
    (b"Rar!", "a compressed archive; please unpack it"),
    (b"SQLite format", "a database"),
)
XCAL = "an xCal file (iCalendar written as XML); please take the schedule.xml or the .ics of the same programme"
ROOTS = {
    "iCalendar": XCAL,
    "icalendar": XCAL,
    "schema": "an XML schema, which describes a format but holds no programme",
    "svg": "a picture (SVG)",
    "html": "a web page",
    "rss": "a news feed (RSS)",
    "feed": "a news feed (Atom)",
}
MAIL = re.compile(r"[A-Za-z-]+: ")
SCHEMA = "a JSON schema, which describes a format but holds no programme"
LISTS = (
    ({"event_id", "speaker_names"}, "the list of talks of a halfnarp (frab), without days and people"),
    ({"nid", "title"}, "a list of sessions of a Drupal site"),
    ({"venue", "start_date", "source"}, "the programme of an EMF camp in the JSON of its own website"),
    ({"short-abstract", "microlocation"}, "a list of the sessions of an Open Event (eventyay) export"),
    ({"latitude", "floor"}, "a list of the rooms of an Open Event (eventyay) export"),
    ({"color", "sessions", "name"}, "a list of the tracks of an Open Event (eventyay) export"),
)
TABLES = (({"file", "sha256"}, "a list of files with their checksums"),)
OBJECTS = (
    (
        {"format", "format_version", "released_at"},
        "the JSON of a release of a site like this one; please take the schedule.json of the same programme",
    ),
    ({"_type", "results"}, "an export of Indico"),
    ({"Schedule"}, "the programme feed of an O'Reilly conference"),
    ({"starts-at", "timezone"}, "the event of an Open Event (eventyay) export, without its sessions"),
    ({"guid", "duration", "speakers", "title"}, "a single event of frab, not a whole schedule"),
    ({"$schema", "definitions"}, SCHEMA),
    ({"$schema", "properties"}, SCHEMA),
    ({"notificationType"}, "a notice about a mail"),
)


def refusal(what: str) -> Invalid:
    """The error for a file that is something else; `what` comes with its article."""
    return Invalid(_("This is %(what)s. Programmes are read from frab XML, c3voc, pretalx and Sessionize JSON, "
                     "iCalendar, CSV and XLSX.", what=what), "file")  # fmt: skip


def check_no_other_file(data: bytes) -> None:
    """Raises Invalid for files that are neither text nor a workbook, with a word on what they are."""
    for sign, what in SIGNS:
        if data.startswith(sign):
            raise refusal(_(what))


def check_workbook(data: bytes) -> None:
    """Raises Invalid for a zip archive that is no XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except FAULTS as fault:
        raise refusal(_("a damaged archive")) from fault
    if "xl/workbook.xml" in names:
        return
    if "word/document.xml" in names:
        raise refusal(_("a Word document"))
    if "content.xml" in names:
        raise refusal(_("an OpenDocument file; please save it as XLSX or CSV"))
    raise refusal(_("a zip archive; please unpack it"))


def check_schedule(root: Element) -> None:
    """Raises Invalid for an XML document that is no schedule of the frab family."""
    name = local_name(root)
    if name != "schedule" or root.tag != "schedule":
        known = ROOTS.get(name)
        raise refusal(_(known) if known else _("an XML file whose root element is called %(name)s", name=name[:60]))
    if root.find("day/room") is None and root.find("conference") is None:
        raise refusal(_("an XML file called schedule, but not of the frab family (schedule, day, room, event)"))


def check_calendar(product: str) -> None:
    """Raises Invalid for a calendar of ours that is for readers, by its PRODID."""
    if product == PRODUCT:
        raise refusal(_("a calendar for readers of a site like this one: texts are shortened in it, and rooms and "
                        "themes stand with other words; please take the schedule.xml of the same programme, or the "
                        "calendar of its Export page"))  # fmt: skip


def json_format(value: Any) -> FileFormat:
    """The format of a JSON value; raises Invalid with what it is instead."""
    schedule = table(table(value).get("schedule"))
    if "conference" in schedule:
        return FileFormat.VOC_JSON_2 if isinstance(schedule.get("events"), list) else FileFormat.VOC_JSON
    if _is_sessionize(value):
        return FileFormat.SESSIONIZE
    if _is_pretalx(value) and not {"$schema", "definitions"} <= table(value).keys():
        return FileFormat.PRETALX
    raise refusal(_what_json(value))


def _is_sessionize(value: Any) -> bool:
    said = table(value)
    if not all(isinstance(said.get(name), list) for name in ("sessions", "speakers", "rooms", "categories")):
        return False
    return all({"startsAt", "roomId"} <= session.keys() for session in tables(said["sessions"]))


def _is_pretalx(value: Any) -> bool:
    said = table(value)
    if {"talks", "event_start"} <= said.keys():
        return True
    return any(is_submission(one) or is_speaker(one) for one in _objects(value, 0))


def _objects(value: Any, depth: int) -> list[dict[str, Any]]:
    """The objects of the first five levels, which is where submissions stand."""
    if isinstance(value, dict):
        below = [] if depth > 4 else [one for child in value.values() for one in _objects(child, depth + 1)]
        return [value, *below]
    if isinstance(value, list) and depth < 5:
        return [one for child in value for one in _objects(child, depth + 1)]
    return []


def _what_json(value: Any) -> str:
    if isinstance(value, list):
        keys = set(tables(value)[0]) if tables(value) else set()
        return _known_list(keys) or _("a JSON list of %(number)s entries that are no sessions", number=len(value))
    if not isinstance(value, dict):
        return _("a single value of JSON")
    return _known_object(value) or _("a JSON object with the keys %(keys)s", keys=", ".join(map(line, value))[:120])


def _known_list(keys: set[str]) -> str:
    return next((_(what) for marks, what in LISTS if marks <= keys), "")


def _known_object(value: dict[str, Any]) -> str:
    sessions = tables(value.get("sessions"))
    first = sessions[0] if sessions else {}
    if {"zh", "broadcast"} <= first.keys():
        return _("a programme of OPass (as at SITCON), with texts in two languages")
    if {"speakerIds", "location"} <= first.keys():
        return _("the programme of the KotlinConf app, made from Sessionize; please take Sessionize's own JSON (All)")
    return next((_(what) for marks, what in OBJECTS if marks <= value.keys()), "")


def check_text_table(found: Table, text: str, *, is_named_so: bool) -> None:
    """Raises Invalid for a text that is no table, unless its name says that it is one, and for a table of others."""
    if other := next((_(what) for marks, what in TABLES if marks <= set(found.headings)), ""):
        raise refusal(other)
    if not (is_named_so or found.may_be_one):
        raise refusal(_what_text(text.lstrip()))


def _what_text(text: str) -> str:
    """What a text is that is neither XML nor JSON nor a calendar nor a table."""
    if text.startswith("/*"):
        return _("a text that begins with a comment, so it is not JSON, even if JSON follows")
    if text[:11].upper() == "BEGIN:VCARD":
        return _("a business card (vCard)")
    if MAIL.match(text) and "\nSubject: " in text:
        return _("a mail")
    if "HTTPAPIResult" in text:
        return _("a text about Indico's exports, not an export itself")
    return _("a text without columns")
