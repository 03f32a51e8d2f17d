"""schedule.xml of the frab family in, in all its dialects: frab, pretalx, Pentabarf, wafer, hub, EMF, hand-made.

Taken over are the elements of the c3voc schema, and person@guid, conference/day_change, venue and city. Not taken over,
but counted in the oddities: every other element (answers, logo, video_download_url, released, ...). Attributes that are
not named here are passed over without a word, because a well-known one carries addresses of e-mail. What our own writer
could not say in the format stands in a processing instruction at the end (`extras`).
"""

from collections.abc import Iterator
from dataclasses import replace

from conference.core.words import _, ngettext
from conference.formats.programmes.frab import gather_event
from conference.formats.programmes.frab_event import FrabEvent, FrabPerson
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.headings import FrabHeading, gather_heading
from conference.formats.programmes.moments import day_of, stamp_of
from conference.formats.programmes.texts import line, prose
from conference.formats.programmes.values import FileRoom, FileTheme, Identity, Kind, Scheme
from conference.formats.programmes.xml_tree import Element, children_of, text_of

LINES = {"room", "title", "subtitle", "type", "track", "language", "date", "start", "duration", "slug", "url",
         "origin_url", "feedback_url"}  # fmt: skip
PARTS = {"persons", "links", "attachments", "recording"}
PROSE = {"abstract", "description"}
HEADING = {"title", "acronym", "start", "end", "days", "timeslot_duration", "day_change", "base_url", "url",
           "time_zone_name", "venue", "city", "track"}  # fmt: skip
YES = {"true": True, "1": True, "false": False, "0": False}


def gather_xml(gathering: Gathering, root: Element) -> None:
    """Read a whole schedule element."""
    conference = root.find("conference")
    if conference is None:
        gathering.odd("schedule", Kind.HEADING, _("There is no conference element, so title and dates are not known."))
    else:
        _gather_conference(gathering, root, conference)
    if root.find("version") is None:
        gathering.odd("schedule", Kind.HEADING, _("The file has no version."))
    for child in children_of(root):
        if child.tag not in {"conference", "day", "version", "generator", "url"}:
            gathering.left_out("schedule", f"{child.tag}")
    for number, day in enumerate(root.iterfind("day"), start=1):
        _gather_day(gathering, day, f"day {line(day.get('index')) or number}")


def _gather_conference(gathering: Gathering, root: Element, conference: Element) -> None:
    said = {str(child.tag): line(text_of(child)) for child in children_of(conference)}
    for name in said:
        if name not in HEADING and said[name]:
            gathering.left_out("conference", f"conference/{name}")
    made_by = root.find("generator")
    generator = "" if made_by is None else line(f"{made_by.get('name', '')} {made_by.get('version', '')}")
    days = sorted(day for day in (day_of(one.get("date", "")) for one in root.iterfind("day")) if day)
    gather_heading(gathering, "conference", FrabHeading(
        title=said.get("title", ""), acronym=said.get("acronym", ""), version=line(text_of(root.find("version"))),
        generator=generator, zone=said.get("time_zone_name", ""), start=said.get("start", ""), end=said.get("end", ""),
        day_change=said.get("day_change", ""), slot=said.get("timeslot_duration", ""),
        url=said.get("url", "") or line(text_of(root.find("url"))), base_url=said.get("base_url", ""),
        days=said.get("days", ""), dates=tuple(days),
    ))  # fmt: skip
    gathering.heading = replace(gathering.heading, venue=said.get("venue", ""), city=said.get("city", ""))
    for track in conference.iterfind("track"):
        gathering.theme(FileTheme(line(track.get("name")), line(track.get("slug")), line(track.get("color")).lower()))


def _gather_day(gathering: Gathering, day: Element, place: str) -> None:
    date = day_of(day.get("date", ""))
    if date is None:
        gathering.odd(place, Kind.HEADING, _("The day has no date that can be read."))
    for name in ("start", "end"):
        if stamp_of(day.get(name, "")) is None:
            gathering.odd(place, Kind.HEADING, _("The day has no %(name)s with date and time.", name=name))
    for child in children_of(day):
        if child.tag != "room":
            gathering.left_out(place, f"day/{child.tag}")
            continue
        name, guid = line(child.get("name")), line(child.get("guid"))
        gathering.room(FileRoom(name, Identity(Scheme.GUID, guid) if guid else None))
        if child.find("event") is None:
            gathering.odd(f"{place}, {name}", Kind.ROOM, _("The room has no session on this day."))
        for number, event in enumerate(child.iterfind("event"), start=1):
            raw = _event(gathering, event, f"{place}, {name}, event {number}")
            gather_event(gathering, replace(raw, day=date, parent_room=name))


def _event(gathering: Gathering, element: Element, place: str) -> FrabEvent:
    said: dict[str, str] = {}
    for child in children_of(element):
        name, text = str(child.tag), text_of(child)
        if name not in LINES | PARTS | PROSE:
            if text.strip() or len(child):
                gathering.left_out(place, f"event/{name}")
        elif name in PROSE and name in said:
            _second_text(gathering, said, name, text, place)
        elif name not in PARTS:
            said[name] = text
    texts = {name: prose(said.get(name)) for name in PROSE}
    lines = {name: line(said.get(name)) for name in LINES}
    licence, may_be_recorded = _recording(element.find("recording"))
    return FrabEvent(
        place=place, day=None, parent_room="", guid=line(element.get("guid")), number=line(element.get("id")),
        code=line(element.get("code")), raw_title=said.get("title", ""), licence=licence,
        may_be_recorded=may_be_recorded, people=tuple(_people(element)), links=tuple(_links(element, "links/link")),
        attachments=tuple(_links(element, "attachments/attachment")), **texts, **lines,
    )  # fmt: skip


def _second_text(gathering: Gathering, said: dict[str, str], name: str, text: str, place: str) -> None:
    gathering.tally(Kind.TEXT, f"second {name}", place, lambda number: ngettext(
        "One session has two elements called %(name)s; they are joined.",
        "%(num)s sessions have two elements called %(name)s; they are joined.", number, name=name))  # fmt: skip
    if prose(text) != prose(said[name]):
        said[name] = prose(f"{said[name]}\n\n{text}")


def _recording(element: Element | None) -> tuple[str, bool | None]:
    if element is None:
        return "", None
    optout = YES.get(text_of(element.find("optout")).strip().lower())
    return line(text_of(element.find("license"))), None if optout is None else not optout


def _people(event: Element) -> Iterator[FrabPerson]:
    for person in event.iterfind("persons/person"):
        yield FrabPerson(line(text_of(person)), guid=line(person.get("guid")), number=line(person.get("id")))


def _links(event: Element, path: str) -> Iterator[tuple[str, str]]:
    for link in event.iterfind(path):
        yield link.get("href", ""), line(text_of(link))
