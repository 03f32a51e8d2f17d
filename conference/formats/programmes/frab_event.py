"""An event of the frab family as its file has it, whether XML or JSON: texts, not yet understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True)
class FrabPerson:
    """A person under an event, as strings."""

    name: str
    guid: str = ""
    code: str = ""
    number: str = ""
    biography: str = ""
    url: str = ""
    role: str = "speaker"


@dataclass(frozen=True)
class FrabEvent:
    """An event as the file has it: strings, cleaned, but not understood."""

    place: str
    day: date | None
    parent_room: str
    guid: str = ""
    number: str = ""
    code: str = ""
    slug: str = ""
    title: str = ""
    raw_title: str = ""
    subtitle: str = ""
    type: str = ""
    track: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    room: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    url: str = ""
    origin_url: str = ""
    feedback_url: str = ""
    licence: str = ""
    may_be_recorded: bool | None = None
    people: Sequence[FrabPerson] = ()
    links: Sequence[tuple[str, str]] = ()
    attachments: Sequence[tuple[str, str]] = ()
