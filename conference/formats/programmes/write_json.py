"""schedule.json (version 1) out: valid against the c3voc schema; it says the same as schedule.xml."""

import json
import re
from collections.abc import Mapping
from typing import Any

from conference.formats.programmes.days import ProgrammeDay, placed_sessions, programme_days
from conference.formats.programmes.extras import EXTRAS_KEY
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.slugs import GENERATOR, GENERATOR_VERSION, acronym_of
from conference.formats.programmes.values import (
    FileAppearance,
    FilePerson,
    FileRoom,
    FileSession,
    FileTheme,
    Identity,
    Link,
    Programme,
    Scheme,
)
from conference.formats.programmes.written import (
    COLOUR,
    HTTP,
    SLOT_MINUTES,
    Names,
    extras_of,
    guid_of,
    length_words,
    names_of,
    with_presentations,
)

SCHEMA = "https://c3voc.de/schedule/schema.json"
ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")
SLUG = re.compile("[a-z0-9_-]+[a-z0-9]")
CODE = re.compile("[A-Z0-9]+")
People = Mapping[Identity, FilePerson]


def schedule_json(programme: Programme, with_breaks: bool = False) -> bytes:
    """The programme as schedule.json; the same values give the same bytes, and reading them gives the values again.

    What the format has no place for, and sessions that are cancelled, unplaced or (unless asked) breaks, stand under
    conference/meta.
    """
    placed = placed_sessions(programme, with_breaks)
    plain = _document(programme, placed, None)
    back = read_programme("schedule.json", plain, HowToRead(zone=programme.heading.zone))
    return _document(programme, placed, extras_of(programme, placed, back))


def _document(programme: Programme, placed: tuple[FileSession, ...], extras: dict[str, Any] | None) -> bytes:
    days = programme_days(programme, placed)
    names, people = names_of(programme, placed), {person.identity: person for person in programme.people}
    conference = _conference(programme, days)
    if extras:
        conference["meta"] = {EXTRAS_KEY: extras}
    conference["days"] = [_day(index, day, programme, names, people) for index, day in enumerate(days, start=1)]
    said = {"version": programme.heading.version or "1", "conference": conference}
    whole = {"$schema": SCHEMA, "generator": {"name": GENERATOR, "version": GENERATOR_VERSION},
             "schedule": {**said, **_address("base_url", programme.heading.base_url)}}  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _conference(programme: Programme, days: list[ProgrammeDay]) -> dict[str, Any]:
    heading = programme.heading
    return {
        "acronym": acronym_of(heading.acronym), "title": heading.title, **_text("description", heading.description),
        "start": (heading.starts_on or days[0].date).isoformat(), "end": (heading.ends_on or days[-1].date).isoformat(),
        "daysCount": len(days), "timeslot_duration": length_words(heading.slot_minutes or SLOT_MINUTES),
        **_text("time_zone_name", heading.zone if ZONE.fullmatch(heading.zone) else ""),
        **_address("url", heading.url), "tracks": [_theme(theme) for theme in programme.themes],
        "rooms": [_room(room) for room in programme.rooms],
    }  # fmt: skip


def _text(name: str, text: str) -> dict[str, str]:
    return {name: text} if text else {}


def _address(name: str, url: str) -> dict[str, str]:
    return {name: url} if HTTP.fullmatch(url) else {}


def _theme(theme: FileTheme) -> dict[str, Any]:
    return {"name": theme.name, **_text("slug", theme.slug if SLUG.fullmatch(theme.slug) else ""),
            **_text("color", theme.colour if COLOUR.fullmatch(theme.colour) else "")}  # fmt: skip


def _room(room: FileRoom) -> dict[str, Any]:
    guid = guid_of(room.identity or Identity(Scheme.NAME, room.name), "room")
    return {"name": room.name, "guid": guid, "capacity": room.capacity, "description": room.description or None,
            **_text("slug", room.slug if SLUG.fullmatch(room.slug) else "")}  # fmt: skip


def _day(
    index: int, day: ProgrammeDay, programme: Programme, names: Mapping[Identity, Names], people: People
) -> dict[str, Any]:
    return {
        "index": index, "date": day.date.isoformat(), "day_start": day.starts_at.isoformat(),
        "day_end": day.ends_at.isoformat(),
        "rooms": {room: [_event(one, room, day, names[one.identity], people, programme.heading.url) for one in sessions]
                  for room, sessions in day.rooms},
    }  # fmt: skip


def _event(
    session: FileSession, room: str, day: ProgrammeDay, names: Names, people: People, site: str
) -> dict[str, Any]:
    zone = day.starts_at.tzinfo
    begun, ended = session.starts_at or day.starts_at, session.ends_at or day.starts_at
    return {
        "guid": names.guid, **_text("code", session.code if CODE.fullmatch(session.code) else ""), "id": names.number,
        "date": begun.astimezone(zone).isoformat(), "start": f"{begun.astimezone(zone):%H:%M}",
        "end": ended.astimezone(zone).isoformat(), "duration": length_words(session.minutes or 0), "room": room,
        "slug": names.slug, "url": session.url or site, "title": session.title, "subtitle": session.subtitle,
        "track": session.theme or None, "type": session.format, "language": session.language or None,
        "abstract": session.abstract or None, "description": with_presentations(session) or None,
        **_recording(session), "persons": [_person(one, people.get(one.person)) for one in session.appearances],
        "links": [_link(link) for link in session.links], **_address("feedback_url", session.feedback_url),
        **_address("origin_url", session.origin_url), "attachments": [_link(link) for link in session.attachments],
    }  # fmt: skip


def _recording(session: FileSession) -> dict[str, Any]:
    if session.may_be_recorded is None:
        return {"recording_license": session.recording_licence}
    return {"recording_license": session.recording_licence, "do_not_record": not session.may_be_recorded}


def _person(appearance: FileAppearance, person: FilePerson | None) -> dict[str, Any]:
    identity = appearance.person
    if identity.scheme is Scheme.ID and re.fullmatch("[0-9]{1,9}", identity.value):
        who: dict[str, Any] = {"id": int(identity.value)}
    elif identity.scheme is Scheme.CODE and CODE.fullmatch(identity.value):
        who = {"code": identity.value}
    else:
        who = {"guid": guid_of(identity, "person")}
    said = person or FilePerson(identity, appearance.name)
    return {**who, "name": appearance.name, **_text("biography", said.biography), **_address("url", said.url)}


def _link(link: Link) -> dict[str, str]:
    return {"url": link.url, "title": link.title}
