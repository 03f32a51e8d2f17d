"""What XML and JSON of the frab family have in common: a day, a room in it, an event in that."""

import re
from dataclasses import replace

from conference.core.text import fold
from conference.core.words import _, ngettext
from conference.formats.programmes.frab_event import UUID, FrabEvent
from conference.formats.programmes.frab_times import minutes_of, start_of
from conference.formats.programmes.gathering import Gathering, first_identity
from conference.formats.programmes.slugs import own_slug
from conference.formats.programmes.texts import line, number_in
from conference.formats.programmes.values import (
    FileAppearance,
    FileRoom,
    FileSession,
    FileTheme,
    Identity,
    Kind,
    Scheme,
)

LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})?")
NO_LANGUAGE = {"", "none", "null"}


def gather_event(gathering: Gathering, event: FrabEvent) -> None:
    """Turn one event into a session, with its room, theme and people. One without title and start is refused."""
    place = event.place
    title = gathering.title(event.title, place, bool(event.date or event.start))
    if not title:
        return
    starts_at = start_of(gathering, event)
    minutes = minutes_of(gathering, event, starts_at)
    room = _room(gathering, event)
    session = FileSession(
        identity=_identity(gathering, event), title=title, place=place, number=_number(gathering, event),
        code=event.code, subtitle=event.subtitle, format=event.type,
        slug=own_slug(event.slug, gathering.heading.acronym, gathering.heading.generator),
        theme=gathering.theme(FileTheme(event.track)), language=_language(gathering, event), starts_at=starts_at,
        minutes=minutes, day=event.day, room=room, recording_licence=event.licence,
        may_be_recorded=event.may_be_recorded,
    )  # fmt: skip
    gathering.add(_with_links(gathering, event, _with_texts(gathering, event, session)))


def _with_texts(gathering: Gathering, event: FrabEvent, session: FileSession) -> FileSession:
    if event.raw_title != event.raw_title.strip():
        gathering.tally(Kind.TEXT, "title", event.place, lambda number: ngettext(
            "White space stands around one title.", "White space stands around %(num)s titles.", number))  # fmt: skip
    gathering.look_at_text(_("title"), event.title, event.place)
    return replace(session, abstract=gathering.look_at_text(_("abstract"), event.abstract, event.place),
                   description=gathering.look_at_text(_("description"), event.description, event.place),
                   appearances=_appearances(gathering, event))  # fmt: skip


def _with_links(gathering: Gathering, event: FrabEvent, session: FileSession) -> FileSession:
    place = event.place
    return replace(
        session, url=gathering.address(event.url, place), origin_url=gathering.address(event.origin_url, place),
        feedback_url=gathering.address(event.feedback_url, place),
        links=gathering.links(event.links, place), attachments=gathering.links(event.attachments, place),
    )  # fmt: skip


def _identity(gathering: Gathering, event: FrabEvent) -> Identity:
    found = first_identity((
        (Scheme.GUID, event.guid), (Scheme.ID, event.number), (Scheme.CODE, event.code), (Scheme.SLUG, event.slug),
    ))  # fmt: skip
    if not event.guid:
        gathering.tally(Kind.IDENTITY, "no guid", event.place, lambda number: ngettext(
            "One session has no guid; it is known again by its number, code or address.",
            "%(num)s sessions have no guid; they are known again by number, code or address.", number))  # fmt: skip
    elif not UUID.fullmatch(event.guid):
        gathering.tally(Kind.IDENTITY, "guid", event.place, lambda number: ngettext(
            "One guid is not written as a UUID; it is kept as it is.",
            "%(num)s guids are not written as UUIDs; they are kept as they are.", number))  # fmt: skip
    return found or Identity(Scheme.PLACE, fold(f"{event.title} {event.date or event.day} {event.start} {event.room}"))


def _number(gathering: Gathering, event: FrabEvent) -> int | None:
    number = number_in(event.number)
    if number is not None:
        return number
    gathering.odd(event.place, Kind.IDENTITY, _("%(id)s is not a number.", id=event.number[:40]) if event.number else
                  _("There is no number (id)."))  # fmt: skip
    return None


def _language(gathering: Gathering, event: FrabEvent) -> str:
    if event.language.lower() in NO_LANGUAGE or LANGUAGE.fullmatch(event.language):
        return "" if event.language.lower() in NO_LANGUAGE else event.language
    language = event.language[:40]
    gathering.tally(Kind.LANGUAGE, language, event.place, lambda number: ngettext(
        "%(language)s, at one session, is not the code of one language; it is kept as it is.",
        "%(language)s, at %(num)s sessions, is not the code of one language; it is kept as it is.",
        number, language=language))  # fmt: skip
    return language


def _room(gathering: Gathering, event: FrabEvent) -> str:
    if event.room and event.parent_room and event.room != event.parent_room:
        gathering.odd(event.place, Kind.ROOM, _("The session says %(room)s, but stands under %(parent)s.",
                                                room=event.room, parent=event.parent_room))  # fmt: skip
    return gathering.room(FileRoom(event.room or event.parent_room))


def _appearances(gathering: Gathering, event: FrabEvent) -> tuple[FileAppearance, ...]:
    found = []
    for person in event.people:
        candidates = ((Scheme.GUID, person.guid), (Scheme.CODE, person.code), (Scheme.ID, person.number))
        url = gathering.address(person.url, event.place)
        identity = gathering.person(candidates, person.name, event.place, biography=person.biography, url=url)
        if identity is not None:
            found.append(FileAppearance(identity, line(person.name), person.role))
    return tuple(dict.fromkeys(found))
