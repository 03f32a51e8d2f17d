"""What a file says of a session, field by field, in the values that ours are compared in. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.exchange.rules.appearances import cut_posts, once, people_said, role_of, told_of_people
from conference.domain.exchange.rules.deciding import Item, decided, refused
from conference.domain.exchange.rules.known import Fields, Known, Ref
from conference.domain.exchange.rules.known_sessions import Match
from conference.domain.exchange.rules.parts import cut, format_key, format_name
from conference.domain.programme.rules import SessionState
from conference.formats.programmes.values import FileSession, Identity
from conference.formats.programmes.values import SessionState as FileState

TITLE_LENGTH, CODE_LENGTH, LANGUAGE_LENGTH, PRESENTATION_LENGTH = 250, 20, 10, 300
TEXT_LENGTH = 20_000
MODES = {mode.value for mode in AttendanceMode}
STATES = {
    FileState.CONFIRMED: SessionState.CONFIRMED,
    FileState.DRAFT: SessionState.DRAFT,
    FileState.CANCELLED: SessionState.CANCELLED,
}


@dataclass(frozen=True)
class Refs:
    """By what rooms, themes and formats (by name) and people (by identity) of the file are meant."""

    rooms: Mapping[str, Ref]
    themes: Mapping[str, Ref]
    formats: Mapping[str, Ref]
    people: Mapping[Identity, Ref]

    def in_session(self, session: FileSession, standing: Mapping[Identity, Ref]) -> "Refs":
        """The same, but that these identities mean who stands in our session; of others only whom the session names."""
        named = {one.person: self.people[one.person] for one in session.appearances if one.person in self.people}
        return replace(self, people={**named, **standing}) if standing else self


def told_fields(sessions: Sequence[FileSession]) -> frozenset[str]:
    """Which fields the file says of any session at all: what its format cannot say is left as it is here."""
    told = {"title", "state"}
    for one in sessions:
        told.update(name for name in ("code", "theme", "room", "starts_at", "presentations") if getattr(one, name))
        told.update({"abstract"} if one.abstract or one.description or one.subtitle else ())
    return frozenset(told) | told_of_people(sessions)


def session_item(index: int, match: Match, refs: Refs, told: frozenset[str]) -> Item:
    """The session with what becomes of it; refused where one of its texts is too long for us."""
    session, known = match.session, match.known
    text = _own_text(session, known)
    texts = [text, *(one.abstract for one in session.presentations)]
    if longest := max((len(one) for one in texts if len(one) > TEXT_LENGTH), default=0):
        why = _("One of its texts has %(number)s letters; at most %(most)s are kept.", number=longest, most=TEXT_LENGTH)
        return refused(match.key, session.title, why, session.place, index)
    said: dict[str, Any] = {"title": cut(session.title, TITLE_LENGTH)[0], "state": STATES[session.state].value}
    said.update(_described(session, text, told))
    said.update(_placed(session, refs, told))
    if session.format or session.is_break or known is None:
        said["format"] = refs.formats[format_key(format_name(session), session.is_break)]
    said.update(_presentations(session, told))
    said.update(people_said(session, refs.people, told, known))
    return decided(match.key, said["title"], said, known, match.last, place=session.place, index=index,
                   notes=_notes(session, refs), candidates=match.candidates)  # fmt: skip


def text_of(session: FileSession) -> str:
    """The subtitle, the abstract and the description, one after the other, each text once."""
    whole = session.title if len(session.title) > TITLE_LENGTH else ""
    parts = (whole, session.subtitle, session.abstract, session.description)
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _own_text(session: FileSession, known: Known | None) -> str:
    """The text without the note that our own files say behind it: nobody wrote that. With our tabs, if that is all."""
    text = text_of(session)
    if known is None:
        return text
    if known.note and text.endswith(known.note):
        text = text.removesuffix(known.note).removesuffix("\n\n")
    ours: str = known.fields["abstract"]
    return ours if ours.replace("\t", " ") == text else text  # as calendars write tabs


def _described(session: FileSession, text: str, told: frozenset[str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if "abstract" in told or len(session.title) > TITLE_LENGTH:
        said["abstract"] = text
    if "code" in told and len(session.code) <= CODE_LENGTH:
        said["code"] = session.code
    if 0 < len(session.language) <= LANGUAGE_LENGTH:
        said["language"] = session.language
    if session.mode in MODES:
        said["mode"] = session.mode
    return said


def _placed(session: FileSession, refs: Refs, told: frozenset[str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if "starts_at" in told:
        said["starts_at"] = instant_words(session.starts_at)
    if session.minutes:
        said["minutes"] = session.minutes
    if "room" in told:
        said["room"] = refs.rooms.get(session.room)
    if "theme" in told:
        said["theme"] = refs.themes.get(session.theme)
    return said


def instant_words(instant: datetime | None) -> str | None:
    """An instant as it is kept in JSON and compared: ISO 8601 in UTC."""
    return None if instant is None else instant.astimezone(UTC).isoformat()


def _presentations(session: FileSession, told: frozenset[str]) -> dict[str, Any]:
    if "presentations" not in told:
        return {}
    said = [[cut(one.title, PRESENTATION_LENGTH)[0], one.abstract] for one in session.presentations]
    return {"presentations": said}


def resolved(said: Fields, ids: Mapping[str, int]) -> dict[str, Any]:
    """The fields with the ids of what was new, where that was written."""
    found = dict(said)
    for name in ("room", "theme", "format"):
        if name in found:
            found[name] = ids.get(found[name], found[name])
    return with_people(found, ids)


def with_people(said: Fields, ids: Mapping[Any, int]) -> dict[str, Any]:
    """The fields of a session with other ids of people; who is named twice thereby stands there once."""
    rows = {name: said[name] for name in ("people", "posts") if name in said}
    return {**said, **{name: once([ids.get(row[0], row[0]), *row[1:]] for row in of) for name, of in rows.items()}}


def new_refs_in(said: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the new items that these fields of a session name."""
    refs = [said.get("room"), said.get("theme"), said.get("format"), *(row[0] for row in said.get("people", ()))]
    return frozenset(ref for ref in refs if isinstance(ref, str))


def _notes(session: FileSession, refs: Refs) -> list[str]:
    notes = _cut_notes(session)
    if session.starts_at and not session.minutes:
        notes.append(_("It has no length; an hour is taken, or what it has here."))
    if missing := [one.name[:80] for one in session.appearances if one.person not in refs.people]:
        notes.append(_("Left out, because they are refused: %(names)s.", names=", ".join(missing)))
    if len({(one.person, role_of(one), one.presentation) for one in session.appearances}) < len(session.appearances):
        notes.append(_("Somebody is named twice in the same role; they stand there once."))
    return notes


def _cut_notes(session: FileSession) -> list[str]:
    notes = []
    if len(session.title) > TITLE_LENGTH:
        notes.append(_("The title has %(number)s letters; it is cut, and the whole of it stands before the text.",
                       number=len(session.title)))  # fmt: skip
    if len(session.code) > CODE_LENGTH:
        notes.append(_("The code is longer than %(most)s letters; it is left out.", most=CODE_LENGTH))
    if len(session.language) > LANGUAGE_LENGTH:
        notes.append(_("The language is longer than %(most)s letters; it is left out.", most=LANGUAGE_LENGTH))
    longest = max((len(one.title) for one in session.presentations), default=0)
    if longest > PRESENTATION_LENGTH:
        notes.append(_("The title of a presentation has %(number)s letters; it is cut to %(most)s.", number=longest,
                       most=PRESENTATION_LENGTH))  # fmt: skip
    return [*notes, *cut_posts(post for one in session.appearances for post in (one.job_title, one.affiliation))]
