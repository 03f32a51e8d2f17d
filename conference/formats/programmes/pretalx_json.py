"""JSON of the pretalx API and of its public widget in, also as sites rearrange it: submissions wherever they stand.

Both ages are read: one `slot` or a list `slots`, names as text or as an object of languages, ids or objects. Never
taken over: addresses of e-mail, answers, notes, internal notes, pending states, availabilities, codes of access,
pictures. Only what is confirmed, accepted or cancelled is programme; the rest is refused, session by session. Of a text
in several languages the English one is taken, or else the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from conference.core.words import _, ngettext
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.headings import FrabHeading, gather_heading
from conference.formats.programmes.json_tree import rows, table, tables, whole_number, word
from conference.formats.programmes.moments import stamp_of
from conference.formats.programmes.session_times import checked_minutes, instant_of, possible_minutes, unplaced
from conference.formats.programmes.texts import line, prose
from conference.formats.programmes.values import (
    FileAppearance,
    FileRoom,
    FileSession,
    FileTheme,
    Identity,
    Kind,
    Scheme,
    SessionState,
)

SPOKEN_OF = {"code", "title", "speakers", "submission_type", "submission_type_id", "track", "track_id", "state",
             "room", "abstract", "description", "duration", "slot_count", "content_locale", "slot", "slots",
             "resources", "start", "end", "do_not_record", "created", "tag_ids", "id", "updated",
             "is_featured"}  # fmt: skip
PRIVATE = {"answers", "notes", "internal_notes", "pending_state", "availabilities", "access_code", "anonymised_data",
           "email", "image", "invitation_token", "review_code"}  # fmt: skip
STATES = {"confirmed": SessionState.CONFIRMED, "accepted": SessionState.CONFIRMED, "": SessionState.CONFIRMED,
          "canceled": SessionState.CANCELLED}  # fmt: skip


@dataclass
class Known:
    """What a file says once and refers to by id or code."""

    rooms: dict[str, str] = field(default_factory=dict)
    tracks: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, dict[str, Any]] = field(default_factory=dict)


def is_submission(value: Any) -> bool:
    """Whether an object is a submission of pretalx."""
    return (isinstance(value, dict) and {"code", "title", "speakers"} <= value.keys()
            and isinstance(value["speakers"], list))  # fmt: skip


def is_speaker(value: Any) -> bool:
    """Whether an object is a speaker of pretalx."""
    return (isinstance(value, dict) and {"code", "name", "biography"} <= value.keys()
            and isinstance(value["code"], str) and isinstance(value["name"], str))  # fmt: skip


def gather_pretalx(gathering: Gathering, value: Any) -> None:
    """Read whatever submissions, breaks and speakers stand in it."""
    top = table(value)
    known = _known(top)
    if "event_start" in top:
        gather_heading(gathering, "event", FrabHeading(
            zone=line(top.get("timezone")), version=line(top.get("version")), start=line(top.get("event_start")),
            end=line(top.get("event_end")),
        ))  # fmt: skip
    for room in tables(top.get("rooms")):
        _gather_room(gathering, room)
    for place, one in _walk(value, ""):
        if is_submission(one):
            _gather_submission(gathering, one, place, known)
        elif is_speaker(one):
            _gather_speaker(gathering, one, place)
    if "extra" in top:
        gathering.left_out("extra", "extra")


def _known(top: dict[str, Any]) -> Known:
    speakers = top.get("speakers")
    listed = list(speakers.values()) if isinstance(speakers, dict) else rows(speakers)
    return Known(
        {line(room.get("id")): word(room.get("name")) for room in tables(top.get("rooms"))},
        {line(track.get("id")): word(track.get("name")) for track in tables(top.get("tracks"))},
        {line(one.get("code")): one for one in tables(listed)},
    )


def _walk(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object, before the objects in it; submissions are not looked into."""
    if isinstance(value, dict):
        yield place, value
        if not is_submission(value):
            for key, child in value.items():
                yield from _walk(child, f"{place}, {line(key)}".strip(", "))
    elif isinstance(value, list):
        for number, child in enumerate(value, start=1):
            yield from _walk(child, f"{place}, {number}".strip(", "))


def _gather_room(gathering: Gathering, room: dict[str, Any]) -> None:
    guid, number = line(room.get("guid")), line(room.get("id"))
    identity = Identity(Scheme.GUID, guid) if guid else Identity(Scheme.ID, number)
    gathering.room(FileRoom(word(room.get("name")), identity, whole_number(room.get("capacity")),
                            word(room.get("description"))))  # fmt: skip


def _gather_speaker(gathering: Gathering, said: dict[str, Any], place: str) -> Identity | None:
    for name in said:
        if name in PRIVATE:
            gathering.left_out(place, f"speakers/{name}")
    return gathering.person([(Scheme.CODE, line(said.get("code")))], word(said.get("name")), place,
                            biography=prose(said.get("biography")))  # fmt: skip


def _gather_submission(gathering: Gathering, said: dict[str, Any], place: str, known: Known) -> None:
    state = line(said.get("state")).lower()
    if state not in STATES:
        gathering.odd(place, Kind.REFUSED, _("%(title)s is %(state)s, so it is not part of the programme.",
                                             title=word(said.get("title")), state=state[:40]))  # fmt: skip
        return
    for name, value in said.items():
        if name not in SPOKEN_OF and value not in (None, "", [], {}):
            gathering.left_out(place, f"submissions/{line(name)}")
    slots = [slot for slot in (tables(said.get("slots")) or [table(said.get("slot"))]) if slot] or [said]
    count = whole_number(said.get("slot_count")) or 1
    if count > len(slots):
        gathering.tally(Kind.TIME, "slots", place, lambda number: ngettext(
            "One session has several slots, of which the file names only one.",
            "%(num)s sessions have several slots each, of which the file names only one.", number))  # fmt: skip
    for slot in slots:
        _gather_slot(gathering, said, slot, place, known)


def _gather_slot(gathering: Gathering, said: dict[str, Any], slot: dict[str, Any], place: str, known: Known) -> None:
    title = gathering.title(word(said.get("title")), place, bool(slot.get("start")))
    if not title:
        return
    starts_at, minutes = _times(gathering, said, slot, place)
    track = said.get("track")
    code = line(said.get("code"))
    gathering.add(FileSession(
        identity=Identity(Scheme.CODE, code) if code else Identity(Scheme.ID, line(said.get("id")) or title),
        title=title, place=place, code=code, format=_named(said.get("submission_type")),
        theme=gathering.theme(FileTheme(known.tracks.get(line(track), "") or _named(track))),
        language=line(said.get("content_locale")),
        abstract=gathering.look_at_text(_("abstract"), prose(said.get("abstract")), place),
        description=gathering.look_at_text(_("description"), prose(said.get("description")), place),
        state=STATES[line(said.get("state")).lower()], is_break=not code, starts_at=starts_at, minutes=minutes,
        room=gathering.room(FileRoom(_room(slot, known))),
        may_be_recorded=not said["do_not_record"] if isinstance(said.get("do_not_record"), bool) else None,
        links=gathering.links(_resources(said), place), appearances=_appearances(gathering, said, place, known),
    ))  # fmt: skip


def _named(value: Any) -> str:
    """A type or track: a text, an object of languages, or an object with a name; a bare id says nothing."""
    if isinstance(value, dict) and "name" in value:
        return word(value["name"])
    return "" if isinstance(value, int) else word(value)


def _room(slot: dict[str, Any], known: Known) -> str:
    room = slot.get("room")
    return known.rooms.get(line(room), "") or known.rooms.get(line(slot.get("room_id")), "") or _named(room)


def _times(
    gathering: Gathering, said: dict[str, Any], slot: dict[str, Any], place: str
) -> tuple[datetime | None, int | None]:
    length = possible_minutes(gathering, place, whole_number(said.get("duration")))
    start, end = stamp_of(line(slot.get("start"))), stamp_of(line(slot.get("end")))
    if start is None:
        unplaced(gathering, place)
        return None, length
    starts_at = instant_of(gathering, start, place).at
    ends_at = instant_of(gathering, end, place).at if end else None
    if starts_at is None or ends_at is None:
        return starts_at, length
    until_end = checked_minutes(gathering, place, (ends_at - starts_at) // timedelta(minutes=1), None)
    return starts_at, length if until_end is None else until_end


def _resources(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in tables(said.get("resources")):
        yield line(one.get("resource") or one.get("url")), word(one.get("description"))


def _appearances(gathering: Gathering, said: dict[str, Any], place: str, known: Known) -> tuple[FileAppearance, ...]:
    found = []
    for one in rows(said.get("speakers")):
        speaker = one if isinstance(one, dict) else known.speakers.get(line(one), {})
        if not speaker:
            gathering.odd(place, Kind.PERSON, _("The speaker %(code)s is not in the file.", code=line(one)[:40]))
            continue
        identity = _gather_speaker(gathering, speaker, place)
        if identity:
            found.append(FileAppearance(identity, word(speaker.get("name"))))
    return tuple(dict.fromkeys(found))
