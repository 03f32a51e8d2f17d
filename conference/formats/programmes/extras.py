"""What a programme says and the frab formats have no place for: written beside, so that nothing is lost on the way.

A writer reads back what it wrote; what came back otherwise is an extra. In XML the extras are a processing instruction
at the end of the schedule, which other readers pass over; in JSON they stand under conference/meta.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from conference.core.words import _
from conference.formats.programmes.sound import is_sound
from conference.formats.programmes.values import (
    FilePerson,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Kind,
    Oddity,
    Programme,
)
from conference.formats.programmes.xml_tree import Element

EXTRAS_KEY = "conference"
PASSED_OVER = {"place"}  # where a session stood in the file is no part of the programme
MADE_UP = {"number", "day"}  # what a file must have, and a writer finds out where it is not said


@dataclass(frozen=True)
class Extras:
    """The heading, rooms, themes and people as they are, where they came back otherwise.

    `sessions` holds, by guid, the fields that came back otherwise; `unplaced` the sessions that could not be written.
    """

    heading: Heading | None = None
    rooms: tuple[FileRoom, ...] | None = None
    themes: tuple[FileTheme, ...] | None = None
    people: tuple[FilePerson, ...] | None = None
    sessions: Mapping[str, dict[str, Any]] | None = None
    unplaced: tuple[FileSession, ...] = ()


WHOLE: TypeAdapter[Extras] = TypeAdapter(Extras)
SESSION: TypeAdapter[FileSession] = TypeAdapter(FileSession)


def extras_between(
    true: Programme, read: Programme, guids: Sequence[tuple[FileSession, str]], unplaced: Sequence[FileSession]
) -> dict[str, Any]:
    """What must be said beside so that `read`, which came back from a file, becomes `true` again.

    `guids` are those under which the placed sessions were written.
    """
    back = {session.identity.value: session for session in read.sessions}
    differing = {guid: _differences(session, back[guid]) for session, guid in guids}
    heading = replace(
        true.heading, generator=read.heading.generator
    )  # a file says who wrote it, not who wrote an earlier
    found = Extras(
        heading=heading if heading != read.heading else None,
        rooms=true.rooms if true.rooms != read.rooms else None,
        themes=true.themes if true.themes != read.themes else None,
        people=tuple(replace(one, place="") for one in true.people) if true.people != read.people else None,
        sessions={guid: said for guid, said in differing.items() if said} or None,
        unplaced=tuple(replace(session, place="") for session in unplaced),
    )  # fmt: skip
    dumped: dict[str, Any] = WHOLE.dump_python(found, mode="json", exclude_defaults=True)
    return dumped


def _differences(true: FileSession, read: FileSession) -> dict[str, Any]:
    names = [one.name for one in fields(true) if _differs(one.name, getattr(true, one.name), getattr(read, one.name))]
    dumped: dict[str, Any] = SESSION.dump_python(true, mode="json")
    return {name: dumped[name] for name in names}


def _differs(name: str, true: Any, read: Any) -> bool:
    return name not in PASSED_OVER and not (name in MADE_UP and true is None) and true != read


def with_extras(programme: Programme, said: Any) -> Programme:
    """The programme with what was said beside; where that makes no sound programme, an oddity says so."""
    if said is None:
        return programme
    try:
        changed = _with(programme, WHOLE.validate_python(said))
    except (ValidationError, ValueError, RecursionError):
        changed = None
    if changed is not None and is_sound(changed):
        return changed
    odd = Oddity("extras", Kind.TEXT, _("What Conference wrote beside the programme cannot be understood; it is passed "
                                        "over."))  # fmt: skip
    return replace(programme, oddities=(*programme.oddities, odd))


def _with(programme: Programme, extras: Extras) -> Programme:
    said = extras.sessions or {}
    sessions = [_changed(session, said.get(session.identity.value)) for session in programme.sessions]
    return replace(
        programme, heading=_heading(programme, extras.heading), sessions=(*sessions, *extras.unplaced),
        rooms=programme.rooms if extras.rooms is None else extras.rooms,
        themes=programme.themes if extras.themes is None else extras.themes,
        people=programme.people if extras.people is None else extras.people,
    )  # fmt: skip


def _heading(programme: Programme, said: Heading | None) -> Heading:
    return programme.heading if said is None else replace(said, generator=programme.heading.generator)


def _changed(session: FileSession, said: Mapping[str, Any] | None) -> FileSession:
    if not said:
        return session
    dumped = SESSION.dump_python(session)
    return replace(SESSION.validate_python({**dumped, **said}), place=session.place)


def xml_extras(root: Element) -> Any:
    """What the processing instruction at the end says; None without one, a text for a broken one."""
    found = [node for node in root if not isinstance(node.tag, str) and getattr(node, "target", "") == EXTRAS_KEY]
    if not found:
        return None
    try:
        return json.loads(found[-1].text or "")
    except (ValueError, RecursionError):
        return "broken"
