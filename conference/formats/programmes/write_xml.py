"""schedule.xml out: valid against the c3voc schema, and as Giggity, EventFahrplan and voctoweb read it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from conference.formats.programmes.days import ProgrammeDay, placed_sessions, programme_days
from conference.formats.programmes.extras import EXTRAS_KEY
from conference.formats.programmes.frab_event import UUID
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.slugs import GENERATOR, GENERATOR_VERSION, acronym_of
from conference.formats.programmes.texts import xml_text
from conference.formats.programmes.values import (
    FileAppearance,
    FileRoom,
    FileSession,
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
from conference.formats.programmes.xml_tree import Element, add, bytes_of, new, note

THEME_SLUG = r"[a-z][a-z0-9-]+"


def schedule_xml(programme: Programme, with_breaks: bool = False) -> bytes:
    """The programme as schedule.xml; the same values give the same bytes, and reading them gives the values again.

    What the format has no place for, and sessions that are cancelled, unplaced or (unless asked) breaks, stand in a
    processing instruction at the end.
    """
    placed = placed_sessions(programme, with_breaks)
    plain = _document(programme, placed, None)
    back = read_programme("schedule.xml", plain, HowToRead(zone=programme.heading.zone))
    return _document(programme, placed, extras_of(programme, placed, back))


def _document(programme: Programme, placed: tuple[FileSession, ...], extras: dict[str, Any] | None) -> bytes:
    root = new("schedule")
    add(root, "generator", "", name=GENERATOR, version=GENERATOR_VERSION)
    add(root, "version", xml_text(programme.heading.version) or "1")
    days = programme_days(programme, placed)
    _add_conference(root, programme, days)
    names, rooms = names_of(programme, placed), {room.name: room for room in programme.rooms}
    for index, day in enumerate(days, start=1):
        _add_day(root, index, day, rooms, names)
    if extras:
        note(root, EXTRAS_KEY, json.dumps(extras, sort_keys=True).replace("?>", "?\\u003e"))
    return bytes_of(root)


def _add_conference(root: Element, programme: Programme, days: list[ProgrammeDay]) -> None:
    heading = programme.heading
    conference = add(root, "conference", "")
    add(conference, "title", xml_text(heading.title))
    add(conference, "acronym", acronym_of(heading.acronym))
    add(conference, "start", (heading.starts_on or days[0].date).isoformat())
    add(conference, "end", (heading.ends_on or days[-1].date).isoformat())
    add(conference, "days", str(len(days)))
    add(conference, "timeslot_duration", length_words(heading.slot_minutes or SLOT_MINUTES))
    _add_address(conference, "base_url", heading.base_url)
    _add_address(conference, "url", heading.url)
    add(conference, "time_zone_name", heading.zone)
    for theme in programme.themes:
        colour = {"color": theme.colour} if COLOUR.fullmatch(theme.colour) else {}
        slug = {"slug": theme.slug} if re.fullmatch(THEME_SLUG, theme.slug) else {}
        add(conference, "track", "", name=xml_text(theme.name), **colour, **slug)


def _add_day(
    root: Element, index: int, day: ProgrammeDay, rooms: Mapping[str, FileRoom], names: Mapping[Identity, Names]
) -> None:
    element = add(root, "day", "", index=str(index), date=day.date.isoformat(), start=day.starts_at.isoformat(),
                  end=day.ends_at.isoformat())  # fmt: skip
    for name, sessions in day.rooms:
        identity = rooms[name].identity if name in rooms else None
        guid = {"guid": identity.value} if identity and UUID.fullmatch(identity.value) else {}
        room = add(element, "room", "", name=xml_text(name), **guid)
        for session in sessions:
            _add_event(room, session, xml_text(name), day, names[session.identity])


def _add_event(room: Element, session: FileSession, room_name: str, day: ProgrammeDay, names: Names) -> None:
    code = {"code": session.code} if re.fullmatch("[0-9A-Z]{6}", session.code) and session.identity.slot == 0 else {}
    event = add(room, "event", "", id=str(names.number), guid=names.guid, **code)
    begun = (session.starts_at or day.starts_at).astimezone(day.starts_at.tzinfo)
    lines = {
        "room": room_name, "title": session.title, "subtitle": session.subtitle, "type": session.format,
        "date": begun.isoformat(), "start": f"{begun:%H:%M}", "duration": length_words(session.minutes or 0),
        "abstract": session.abstract, "slug": names.slug, "track": session.theme, "language": session.language,
        "description": with_presentations(session),
    }  # fmt: skip
    for name, text in lines.items():
        add(event, name, xml_text(text))
    _add_people(event, session.appearances)
    _add_links(event, "links", "link", session.links)
    _add_links(event, "attachments", "attachment", session.attachments)
    if session.may_be_recorded is not None:
        recording = add(event, "recording", "")
        add(recording, "license", xml_text(session.recording_licence))
        add(recording, "optout", "false" if session.may_be_recorded else "true")
    _add_address(event, "url", session.url)
    _add_address(event, "feedback_url", session.feedback_url)
    _add_address(event, "origin_url", session.origin_url)


def _add_people(event: Element, appearances: tuple[FileAppearance, ...]) -> None:
    persons = add(event, "persons", "")
    for one in appearances:
        is_number = one.person.scheme is Scheme.ID and re.fullmatch("[0-9]{1,9}", one.person.value)
        who = {"id": one.person.value} if is_number else {"guid": guid_of(one.person, "person")}
        add(persons, "person", xml_text(one.name), **who)


def _add_links(event: Element, name: str, each: str, links: tuple[Link, ...]) -> None:
    element = add(event, name, "")
    for link in links:
        add(element, each, xml_text(link.title), href=xml_text(link.url))


def _add_address(parent: Element, name: str, url: str) -> None:
    if HTTP.fullmatch(url):
        add(parent, name, xml_text(url))
