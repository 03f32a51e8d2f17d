"""schedule.json, version 2 (a draft of c3voc, alpha 3), in: flat events and persons, lengths in ISO 8601.

Not taken over, but counted in the oddities: logos, avatars, parents and features of rooms. Of a text in several
languages the English one is taken, or else the first; of the colours of a track the one for light pages.
"""

from collections.abc import Iterator
from typing import Any

from conference.formats.programmes.frab import gather_event
from conference.formats.programmes.frab_event import FrabEvent, FrabPerson
from conference.formats.programmes.frab_json import gather_room, leave_out
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.headings import FrabHeading, gather_heading
from conference.formats.programmes.json_tree import table, tables, word
from conference.formats.programmes.moments import day_of
from conference.formats.programmes.texts import line, prose
from conference.formats.programmes.values import FileTheme

EVENT = {"type", "guid", "code", "id", "start", "end", "duration", "room", "url", "slug", "title", "subtitle",
         "language", "track", "abstract", "description", "participants", "persons", "links", "attachments"}  # fmt: skip
CONFERENCE = {"acronym", "title", "description", "start", "end", "time_zone_name", "url", "tracks", "rooms", "days",
              "timeslot_duration"}  # fmt: skip
PERSON = {"guid", "code", "name", "public_name", "biography", "url", "role"}


def gather_version_2(gathering: Gathering, schedule: dict[str, Any]) -> None:
    """Read the object called schedule."""
    conference = table(schedule.get("conference"))
    _gather_conference(gathering, schedule, conference)
    for room in tables(conference.get("rooms")):
        gather_room(gathering, room)
    tracks = {line(track.get("slug")): word(track.get("name")) for track in tables(conference.get("tracks"))}
    for track in tables(conference.get("tracks")):
        colour = line(table(track.get("colors")).get("light")).lower()
        gathering.theme(FileTheme(word(track.get("name")), line(track.get("slug")), colour))
    persons = {line(person.get("guid")): person for person in tables(schedule.get("persons"))}
    for number, event in enumerate(tables(schedule.get("events")), start=1):
        place = f"event {number}"
        leave_out(gathering, place, "event", event, EVENT)
        gather_event(gathering, _event(gathering, event, place, tracks, persons))


def _gather_conference(gathering: Gathering, schedule: dict[str, Any], conference: dict[str, Any]) -> None:
    leave_out(gathering, "conference", "conference", conference, CONFERENCE)
    dates = sorted(day for day in (day_of(line(one.get("date"))) for one in tables(conference.get("days"))) if day)
    gather_heading(gathering, "conference", FrabHeading(
        title=word(conference.get("title")), acronym=line(conference.get("acronym")),
        version=line(schedule.get("version")), zone=line(conference.get("time_zone_name")),
        start=line(conference.get("start")), end=line(conference.get("end")),
        slot=line(conference.get("timeslot_duration")), url=line(conference.get("url")),
        base_url=line(schedule.get("base_url")), dates=tuple(dates), description=word(conference.get("description")),
    ))  # fmt: skip


def _event(
    gathering: Gathering, said: dict[str, Any], place: str, tracks: dict[str, str], persons: dict[str, dict[str, Any]]
) -> FrabEvent:
    track = table(said.get("track"))
    links = {line(link.get("type")): line(link.get("url")) for link in tables(said.get("links"))}
    room = said.get("room")
    start = line(said.get("start"))
    return FrabEvent(
        place=place, day=None, parent_room="", guid=line(said.get("guid")), number=line(said.get("id")),
        code=line(said.get("code")), slug=line(said.get("slug")), title=word(said.get("title")),
        raw_title=str(said.get("title") or ""), subtitle=word(said.get("subtitle")),
        type=word(said.get("type")).capitalize(),
        track=word(track.get("name")) or tracks.get(line(track.get("slug")), "") or word(said.get("track")),
        language=line(said.get("language")), abstract=word_or_prose(said.get("abstract")),
        description=word_or_prose(said.get("description")), date=start, end=line(said.get("end")),
        duration=line(said.get("duration")), url=line(said.get("url")), feedback_url=links.get("FEEDBACK", ""),
        origin_url=links.get("ORIGIN", ""), people=tuple(_people(gathering, said, place, persons)),
        room=word(table(room).get("name")) if isinstance(room, dict) else word(room),
        links=tuple(_links(said.get("links"))), attachments=tuple(_links(said.get("attachments"))),
    )  # fmt: skip


def word_or_prose(value: Any) -> str:
    """A text of several lines, out of a text or an object of languages."""
    return prose(value) if isinstance(value, str) else word(value)


def _people(
    gathering: Gathering, said: dict[str, Any], place: str, persons: dict[str, dict[str, Any]]
) -> Iterator[FrabPerson]:
    for one in tables(said.get("participants")) or tables(said.get("persons")):
        guid = line(one.get("guid"))
        person = {**persons.get(guid, {}), **one}
        leave_out(gathering, place, "persons", person, PERSON)
        yield FrabPerson(
            word(person.get("name") or person.get("public_name")), guid=guid, code=line(person.get("code")),
            biography=word_or_prose(person.get("biography")), url=line(person.get("url")),
            role=line(person.get("role")).lower() or "speaker",
        )  # fmt: skip


def _links(said: Any) -> Iterator[tuple[str, str]]:
    for link in tables(said):
        if line(link.get("type")) not in {"ORIGIN", "FEEDBACK"}:
            yield line(link.get("url")), word(link.get("title"))
