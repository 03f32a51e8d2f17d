"""schedule.json, version 1, in: frab, pretalx and hub write it.

Taken over is what the c3voc schema (version 1) names. Not taken over, but counted in the oddities: logos, answers,
avatars, do_not_stream, features of rooms. Of people only name, identity, biography and address are looked at, whatever
else a file may say of them. What our own writer could not say in the format stands in conference/meta (`extras`).
"""

from collections.abc import Iterator
from typing import Any

from conference.core.words import _
from conference.formats.programmes.frab import gather_event
from conference.formats.programmes.frab_event import FrabEvent, FrabPerson
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.headings import FrabHeading, gather_heading
from conference.formats.programmes.json_tree import rows, table, tables, whole_number, word
from conference.formats.programmes.moments import day_of
from conference.formats.programmes.texts import line, prose
from conference.formats.programmes.values import FileRoom, FileTheme, Identity, Kind, Scheme

EVENT = {"guid", "code", "id", "date", "start", "end", "duration", "room", "slug", "url", "title", "subtitle", "track",
         "type", "language", "abstract", "description", "recording_license", "do_not_record", "persons", "links",
         "feedback_url", "origin_url", "attachments"}  # fmt: skip
CONFERENCE = {"acronym", "title", "description", "start", "end", "daysCount", "timeslot_duration", "time_zone_name",
              "url", "tracks", "rooms", "days", "meta"}  # fmt: skip
NOTHING: tuple[Any, ...] = (None, "", [], {}, False)


def gather_json(gathering: Gathering, schedule: dict[str, Any]) -> None:
    """Read the object called schedule."""
    conference = table(schedule.get("conference"))
    days = tables(conference.get("days"))
    _gather_conference(gathering, schedule, conference, days)
    for room in tables(conference.get("rooms")):
        gather_room(gathering, room)
    for track in tables(conference.get("tracks")):
        gathering.theme(FileTheme(word(track.get("name")), line(track.get("slug")), line(track.get("color")).lower()))
    for number, day in enumerate(days, start=1):
        _gather_day(gathering, day, f"day {line(day.get('index')) or number}")


def _gather_conference(
    gathering: Gathering, schedule: dict[str, Any], conference: dict[str, Any], days: list[dict[str, Any]]
) -> None:
    leave_out(gathering, "conference", "conference", conference, CONFERENCE)
    dates = sorted(day for day in (day_of(line(one.get("date"))) for one in days) if day)
    gather_heading(gathering, "conference", FrabHeading(
        title=word(conference.get("title")), acronym=line(conference.get("acronym")),
        version=line(schedule.get("version")), zone=line(conference.get("time_zone_name")),
        start=line(conference.get("start")), end=line(conference.get("end")),
        slot=line(conference.get("timeslot_duration")), url=line(conference.get("url") or schedule.get("url")),
        base_url=line(schedule.get("base_url")), days=line(conference.get("daysCount")), dates=tuple(dates),
        description=prose(conference.get("description")),
    ))  # fmt: skip


def gather_room(gathering: Gathering, room: dict[str, Any]) -> None:
    """Keep a room as versions 1 and 2 describe it."""
    guid = line(room.get("guid"))
    gathering.room(FileRoom(
        word(room.get("name")), Identity(Scheme.GUID, guid) if guid else None, whole_number(room.get("capacity")),
        word(room.get("description")), line(room.get("slug")),
    ))  # fmt: skip
    leave_out(gathering, "rooms", "rooms", room, {"name", "guid", "capacity", "description", "slug"})


def leave_out(gathering: Gathering, place: str, owner: str, said: dict[str, Any], known: set[str]) -> None:
    """Count what an object (`owner`: what it is) has beyond what is known, where it says anything."""
    for name, value in said.items():
        if name not in known and value not in NOTHING:
            gathering.left_out(place, f"{owner}/{line(name)}")


def _gather_day(gathering: Gathering, day: dict[str, Any], place: str) -> None:
    date = day_of(line(day.get("date")))
    if date is None:
        gathering.odd(place, Kind.HEADING, _("The day has no date that can be read."))
    for name, events in table(day.get("rooms")).items():
        room = gathering.room(FileRoom(line(name)))
        for number, event in enumerate(rows(events), start=1):
            where = f"{place}, {room}, event {number}"
            if not isinstance(event, dict):
                gathering.odd(where, Kind.REFUSED, _("This is not an event."))
                continue
            leave_out(gathering, where, "event", event, EVENT)
            gather_event(gathering, _event(gathering, event, where, room, date))


def _event(gathering: Gathering, said: dict[str, Any], place: str, parent: str, day: Any) -> FrabEvent:
    number, no_record = said.get("id"), said.get("do_not_record")
    if isinstance(number, str):
        gathering.odd(place, Kind.IDENTITY, _("The number %(id)s is written as a text.", id=number[:40]))
    return FrabEvent(
        place=place, day=day, parent_room=parent, guid=line(said.get("guid")), number=line(number),
        code=line(said.get("code")), slug=line(said.get("slug")), title=word(said.get("title")),
        raw_title=str(said.get("title") or ""), subtitle=word(said.get("subtitle")), type=word(said.get("type")),
        track=word(said.get("track")), language=line(said.get("language")), abstract=prose(said.get("abstract")),
        description=prose(said.get("description")), room=word(said.get("room")), date=line(said.get("date")),
        start=line(said.get("start")), end=line(said.get("end")), duration=line(said.get("duration")),
        url=line(said.get("url")), origin_url=line(said.get("origin_url")),
        feedback_url=line(said.get("feedback_url")), licence=line(said.get("recording_license")),
        may_be_recorded=None if not isinstance(no_record, bool) else not no_record,
        people=tuple(_people(gathering, said, place)), links=tuple(_links(said.get("links"))),
        attachments=tuple(_links(said.get("attachments"))),
    )  # fmt: skip


def _people(gathering: Gathering, said: dict[str, Any], place: str) -> Iterator[FrabPerson]:
    for person in tables(said.get("persons")):
        private = {name: person.get(name) for name in ("avatar", "answers", "links")}
        leave_out(gathering, place, "persons", private, set())
        yield FrabPerson(
            word(person.get("name") or person.get("public_name")), guid=line(person.get("guid")),
            code=line(person.get("code")), number=line(person.get("id")), biography=prose(person.get("biography")),
            url=line(person.get("url")),
        )  # fmt: skip


def _links(said: Any) -> Iterator[tuple[str, str]]:
    for link in tables(said):
        yield line(link.get("url")), word(link.get("title"))
