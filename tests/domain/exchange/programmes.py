"""Small programmes for tests, as a reader would give them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Identity,
    Programme,
    Scheme,
)

HEADING = Heading(title="Social Outcomes", acronym="soc22", zone="Europe/London", has_zone=True,
                  starts_on=date(2022, 9, 8), ends_on=date(2022, 9, 9))  # fmt: skip
ADA = FilePerson(Identity(Scheme.CODE, "ADA"), "Ada Lovelace", biography="Wrote the first program.")
BOB = FilePerson(Identity(Scheme.CODE, "BOB"), "Robert Boyle")


def guid(number: int, slot: int = 0) -> Identity:
    """The identity of a session."""
    return Identity(Scheme.GUID, f"00000000-0000-4000-8000-{number:012}", slot)


def at(hour: int, minute: int = 0, day: int = 8) -> datetime:
    """A moment of September 2022, in UTC."""
    return datetime(2022, 9, day, hour, minute, tzinfo=UTC)


def session(number: int, *people: FilePerson, **values: Any) -> FileSession:
    """A confirmed panel of an hour in the Hall, one after the other."""
    defaults = {
        "identity": guid(number), "title": f"Session {number}", "place": f"row {number}", "format": "Panel",
        "language": "en", "abstract": f"About {number}.", "minutes": 60, "room": "Hall",
        "starts_at": at(8) + timedelta(hours=number),
        "appearances": tuple(FileAppearance(one.identity, one.name) for one in people),
    }  # fmt: skip
    return FileSession(**{**defaults, **values})


def programme(*sessions: FileSession, **values: Any) -> Programme:
    """What a file with these sessions says; its rooms, themes and people are those that the sessions name."""
    rooms = dict.fromkeys(one.room for one in sessions if one.room)
    themes = dict.fromkeys(one.theme for one in sessions if one.theme)
    known = {one.identity: one for one in (ADA, BOB)}
    people = dict.fromkeys(who.person for one in sessions for who in one.appearances)
    defaults = {
        "format": FileFormat.FRAB_XML, "heading": HEADING, "sessions": sessions,
        "rooms": tuple(FileRoom(name) for name in rooms), "themes": tuple(FileTheme(name) for name in themes),
        "people": tuple(known[identity] for identity in people if identity in known),
    }  # fmt: skip
    return Programme(**{**defaults, **values})


def changed(one: Programme, index: int, **values: Any) -> Programme:
    """The programme with other values of one session."""
    sessions = list(one.sessions)
    sessions[index] = replace(sessions[index], **values)
    return replace(one, sessions=tuple(sessions))
