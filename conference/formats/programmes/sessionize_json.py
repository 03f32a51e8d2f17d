"""Sessionize's JSON ("All") in: sessions, speakers, rooms, categories, questions.

Times are wall-clock times without a zone. A category called like "Track" becomes the theme, one like "Format" the
format, one like "Language" the language; other categories and the answers to questions are counted in the oddities, as
are pictures.
"""

from datetime import datetime, timedelta
from typing import Any

from conference.core.words import _
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.json_tree import rows, table, tables, word
from conference.formats.programmes.moments import stamp_of
from conference.formats.programmes.session_times import checked_minutes, instant_of, unplaced, without_zone
from conference.formats.programmes.texts import line, number_in, prose
from conference.formats.programmes.values import (
    FileAppearance,
    FileRoom,
    FileSession,
    FileTheme,
    Identity,
    Kind,
    Link,
    Scheme,
    SessionState,
)

THEMES = {"track", "theme", "topic", "strand"}
FORMATS = {"format", "session format", "type", "session type"}
LANGUAGES = {"language", "sprache", "langue"}
CODES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it",
         "dutch": "nl", "portuguese": "pt", "polish": "pl", "japanese": "ja", "chinese": "zh"}  # fmt: skip
SESSION = {"id", "title", "description", "startsAt", "endsAt", "isServiceSession", "speakers", "categoryItems",
           "roomId", "liveUrl", "recordingUrl", "status", "questionAnswers", "isInformed", "isConfirmed"}  # fmt: skip
SPEAKER = {"id", "firstName", "lastName", "fullName", "bio", "tagLine", "links", "sessions"}
STATES = {"accepted": SessionState.CONFIRMED, "": SessionState.CONFIRMED, "declined": SessionState.CANCELLED,
          "nominated": SessionState.DRAFT}  # fmt: skip
NOTHING: tuple[Any, ...] = (None, "", [], {}, False)

Categories = dict[str, tuple[str, str]]


def gather_sessionize(gathering: Gathering, value: dict[str, Any]) -> None:
    """Read the whole object."""
    rooms: dict[str, str] = {}
    for room in tables(value.get("rooms")):
        key = line(room.get("id"))
        rooms[key] = gathering.room(FileRoom(word(room.get("name")), Identity(Scheme.ID, key)))
    people = {line(one.get("id")): identity for number, one in enumerate(tables(value.get("speakers")), start=1)
              if (identity := _gather_speaker(gathering, one, f"speaker {number}"))}  # fmt: skip
    names = {line(one.get("id")): _name(one) for one in tables(value.get("speakers"))}
    categories = _categories(value)
    for number, said in enumerate(tables(value.get("sessions")), start=1):
        place = f"session {number}"
        appearances = _appearances(gathering, said, place, people, names)
        _gather_session(gathering, said, place, (rooms, categories, appearances))


def _categories(value: dict[str, Any]) -> Categories:
    """For each item its name, and whether it is a theme, a format, a language or something else."""
    found = {}
    for category in tables(value.get("categories")):
        title = word(category.get("title")).lower()
        use = next((use for use, words in (("theme", THEMES), ("format", FORMATS), ("language", LANGUAGES))
                    if title in words), title)  # fmt: skip
        found.update({line(one.get("id")): (use, word(one.get("name"))) for one in tables(category.get("items"))})
    return found


def _name(said: dict[str, Any]) -> str:
    return word(said.get("fullName")) or line(f"{word(said.get('firstName'))} {word(said.get('lastName'))}")


def _gather_speaker(gathering: Gathering, said: dict[str, Any], place: str) -> Identity | None:
    for name, value in said.items():
        if name not in SPEAKER and value not in NOTHING:
            gathering.left_out(place, f"speakers/{line(name)}")
    pairs = ((line(one.get("url")), word(one.get("title"))) for one in tables(said.get("links")))
    links = gathering.links(pairs, place)
    return gathering.person([(Scheme.GUID, line(said.get("id")))], _name(said), place, biography=prose(said.get("bio")),
                            job_title=word(said.get("tagLine")), links=links)  # fmt: skip


def _gather_session(
    gathering: Gathering,
    said: dict[str, Any],
    place: str,
    around: tuple[dict[str, str], Categories, tuple[FileAppearance, ...]],
) -> None:
    rooms, categories, appearances = around
    number, title = line(said.get("id")), gathering.title(word(said.get("title")), place, bool(said.get("startsAt")))
    if not title:
        return
    items = [categories.get(line(item), ("", "")) for item in rows(said.get("categoryItems"))]
    _leave_out(gathering, said, place, items)
    chosen = dict(reversed(items))
    starts_at, minutes = _times(gathering, said, place)
    gathering.add(FileSession(
        identity=Identity(Scheme.ID, number) if number else Identity(Scheme.PLACE, title), title=title, place=place,
        number=number_in(number), starts_at=starts_at, minutes=minutes,
        theme=gathering.theme(FileTheme(chosen.get("theme", ""))), format=chosen.get("format", ""),
        language=CODES.get(chosen.get("language", "").lower(), ""), room=rooms.get(line(said.get("roomId")), ""),
        abstract=gathering.look_at_text(_("abstract"), prose(said.get("description")), place),
        is_break=said.get("isServiceSession") is True, state=_state(gathering, said, place),
        links=_links(gathering, said, place), appearances=appearances,
    ))  # fmt: skip


def _leave_out(gathering: Gathering, said: dict[str, Any], place: str, items: list[tuple[str, str]]) -> None:
    for name, value in said.items():
        if name not in SESSION and value not in NOTHING:
            gathering.left_out(place, f"sessions/{line(name)}")
    for use, name in items:
        if use not in {"theme", "format"} and not (use == "language" and name.lower() in CODES):
            gathering.left_out(place, f"{use or 'category'} {name}".strip())
    if any(table(answer).get("answerValue") for answer in rows(said.get("questionAnswers"))):
        gathering.left_out(place, "questionAnswers")


def _state(gathering: Gathering, said: dict[str, Any], place: str) -> SessionState:
    state = line(said.get("status")).lower()
    if state not in STATES:
        gathering.odd(place, Kind.HEADING, _("The status %(state)s is not known; the session is a draft.",
                                             state=state[:40]))  # fmt: skip
    return STATES.get(state, SessionState.DRAFT)


def _links(gathering: Gathering, said: dict[str, Any], place: str) -> tuple[Link, ...]:
    found = ((line(said.get("liveUrl")), _("Live")), (line(said.get("recordingUrl")), _("Recording")))
    return gathering.links(((url, title) for url, title in found if url), place)


def _times(gathering: Gathering, said: dict[str, Any], place: str) -> tuple[datetime | None, int | None]:
    start, end = stamp_of(line(said.get("startsAt"))), stamp_of(line(said.get("endsAt")))
    if start is None:
        unplaced(gathering, place)
        return None, None
    if start.tzinfo is None:
        without_zone(gathering, place)
    begun, ended = instant_of(gathering, start, place), instant_of(gathering, end, place) if end else None
    gathering.odd(place, Kind.TIME, begun.oddity)
    if begun.at is None or ended is None or ended.at is None:
        return begun.at, None
    return begun.at, checked_minutes(gathering, place, (ended.at - begun.at) // timedelta(minutes=1), None)


def _appearances(
    gathering: Gathering, said: dict[str, Any], place: str, people: dict[str, Identity], names: dict[str, str]
) -> tuple[FileAppearance, ...]:
    found = []
    for one in rows(said.get("speakers")):
        key = line(table(one).get("id")) if isinstance(one, dict) else line(one)
        if key in people:
            found.append(FileAppearance(people[key], names[key]))
        else:
            gathering.odd(place, Kind.PERSON, _("The speaker %(code)s is not in the file.", code=key[:40]))
    return tuple(dict.fromkeys(found))
