"""Where a reader puts what it meets: rooms, themes and people become one each, and every oddity is written down."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from conference.core.errors import Invalid
from conference.core.text import clean_line, fold
from conference.core.words import _, ngettext
from conference.formats.programmes.how_to_read import (
    MOST_ODDITIES,
    MOST_PEOPLE,
    MOST_ROOMS,
    MOST_SESSIONS,
    HowToRead,
)
from conference.formats.programmes.moments import fitting_zone
from conference.formats.programmes.texts import address_of, has_entities, has_html, is_misread
from conference.formats.programmes.values import (
    FileFormat,
    FilePerson,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Identity,
    Kind,
    Link,
    Oddity,
    Programme,
    Scheme,
)

Counted = Callable[[int], str]
SHOWN_NAMES = 20
LAST = datetime.max.replace(tzinfo=UTC)


class Gathering:
    """All of one file, while it is being read."""

    def __init__(self, how: HowToRead) -> None:
        self.how = how
        self.heading = Heading(zone=how.zone)
        self.rooms: dict[str, FileRoom] = {}
        self.themes: dict[str, FileTheme] = {}
        self._people: dict[tuple[Identity, str], FilePerson] = {}
        self._slots: dict[str, dict[str, int]] = defaultdict(dict)  # by folded name and address
        self.sessions: list[FileSession] = []
        self.oddities: list[Oddity] = []
        self.stamps: list[datetime] = []  # that carry an offset which is believed
        self._tallies: dict[tuple[Kind, str], tuple[str, Counted]] = {}
        self._counts: Counter[tuple[Kind, str]] = Counter()
        self._further = 0

    def odd(self, place: str, kind: Kind, sentence: str) -> None:
        """Write an oddity down; an empty sentence is none."""
        if sentence and len(self.oddities) < 2 * MOST_ODDITIES:
            self.oddities.append(Oddity(place, kind, sentence))
        elif sentence:
            self._further += 1

    def tally(self, kind: Kind, key: str, place: str, words: Counted) -> None:
        """Count an oddity that comes often; the place of the first stands for all. `words` makes the sentence."""
        if (kind, key) in self._tallies or len(self._tallies) < MOST_ODDITIES:
            self._tallies.setdefault((kind, key), (place, words))
            self._counts[kind, key] += 1
        else:
            self._further += 1

    def left_out(self, place: str, name: str) -> None:
        """Count something that the file has and a programme has no place for."""
        words = clean_line(name)[:80]
        self.tally(Kind.LEFT_OUT, name, place, lambda number: ngettext(
            "%(name)s is not taken over; it stands there once.",
            "%(name)s is not taken over; it stands there %(num)s times.", number, name=words))  # fmt: skip

    def address(self, raw: str, place: str) -> str:
        """A whole address of the web, or nothing."""
        url, sentence = address_of(raw, self.heading.base_url)
        self.odd(place, Kind.LINK, sentence)
        return url

    def links(self, raw: Iterable[tuple[str, str]], place: str) -> tuple[Link, ...]:
        """Addresses with their words; those of no use are left out, and said."""
        whole = ((self.address(url, place), title) for url, title in raw if url.strip() or title)
        return tuple(Link(url, title) for url, title in whole if url)

    def look_at_text(self, name: str, text: str, place: str) -> str:
        """Count what is odd about a text (`name`: which of the session's texts), and give it back as it is."""
        if has_html(text):
            self.tally(Kind.MARKUP, f"html {name}", place, lambda number: ngettext(
                "HTML stands in one %(name)s; it is kept, and cleaned wherever it is shown.",
                "HTML stands in %(num)s texts (%(name)s); it is kept, and cleaned wherever it is shown.",
                number, name=name))  # fmt: skip
        if has_entities(text):
            self.tally(Kind.MARKUP, f"entities {name}", place, lambda number: ngettext(
                "Entities such as &amp; were left over in one %(name)s.",
                "Entities such as &amp; were left over in %(num)s texts (%(name)s).", number, name=name))  # fmt: skip
        if is_misread(text):
            self.tally(Kind.TEXT, f"misread {name}", place, lambda number: ngettext(
                "One %(name)s holds letters that were read in the wrong encoding before the file was written.",
                "%(num)s texts (%(name)s) hold letters that were read in the wrong encoding before the file was "
                "written.", number, name=name))  # fmt: skip
        return text

    def title(self, said: str, place: str, is_filled: bool) -> str:
        """The title; a stand-in for one that is missing where the session is otherwise filled; else nothing."""
        if said:
            return said
        if is_filled:
            self.odd(place, Kind.TEXT, _("The session has no title."))
            return _("Untitled")
        self.odd(place, Kind.REFUSED, _("A session without title and start is not taken over."))
        return ""

    def room(self, room: FileRoom) -> str:
        """Keep a room, or complete the one of the same name; gives back the name."""
        self._check_number(self.rooms)
        if room.name:
            known = self.rooms.get(room.name, room)
            self.rooms[room.name] = replace(known, identity=known.identity or room.identity,
                                            capacity=known.capacity or room.capacity)  # fmt: skip
        return room.name

    def theme(self, theme: FileTheme) -> str:
        """Keep a theme unless one of the name is known; gives back the name."""
        self._check_number(self.themes)
        if theme.name:
            self.themes.setdefault(theme.name, theme)
        return theme.name

    def _check_number(self, kept: Sized) -> None:
        if len(kept) > MOST_ROOMS:
            raise Invalid(_("The file has more than 2,000 rooms or themes. Please split it."), "file")

    def person(self, identities: Sequence[tuple[Scheme, str]], name: str, place: str, **more: Any) -> Identity | None:
        """Keep a person, or complete the one of the same identity and name; None for one without a name.

        Where one identity has several names, its people are told apart by name: see `programme`. Who is known by
        nothing but the name, and has another e-mail address, is another person.
        """
        if not name:
            self.odd(place, Kind.PERSON, _("A person without a name is left out."))
            return None
        folded = fold(name) or name
        identity = first_identity(identities) or self._namesake(name, place, more.get("email", ""))
        known = self._people.get((identity, folded))
        if known is None and len(self._people) >= MOST_PEOPLE:
            raise Invalid(_("The file has more than 20,000 people. Please split it."), "file")
        new = FilePerson(identity, name, place=place, **more)
        self._people[identity, folded] = _completed(known, name, more) if known else new
        return identity

    def _namesake(self, name: str, place: str, email: str) -> Identity:
        folded, address = fold(name) or name, email.lower()
        slots = self._slots[folded]
        if address and slots and address not in slots:
            self.odd(place, Kind.PERSON, _("%(name)s stands further above with another e-mail address; the two are "
                                           "kept apart.", name=name[:80]))  # fmt: skip
        return Identity(Scheme.NAME, folded, slots.setdefault(address, len(slots)) if address else 0)

    def add(self, session: FileSession) -> None:
        """Keep a session. Raises Invalid when there are too many."""
        if len(self.sessions) >= MOST_SESSIONS:
            raise Invalid(_("The file has more than 5,000 sessions. Please split it."), "file")
        self.sessions.append(session)

    def programme(self, form: FileFormat) -> Programme:
        """What was gathered, with slots counted, overlaps found, and the oddities in one list."""
        shared = self._shared_identities()
        sessions = [_with_names(session, shared) for session in self._with_slots()]
        people = tuple(replace(person, identity=named(person.identity, person.name, shared))
                       for person in self._people.values())  # fmt: skip
        self._look_at_rooms()
        self._look_for_overlaps(sessions)
        self._look_at_people(people)
        self._look_at_numbers(sessions)
        return Programme(form, self._whole_heading(), tuple(self.rooms.values()), tuple(self.themes.values()), people,
                         tuple(sessions), self._all_oddities())  # fmt: skip

    def _whole_heading(self) -> Heading:
        if self.heading.has_zone:
            return self.heading
        return replace(self.heading, fitting_zone=fitting_zone(self.stamps, self.how.zone))

    def _shared_identities(self) -> set[Identity]:
        counts = Counter(identity for identity, _name in self._people)
        return {identity for identity, number in counts.items() if number > 1}

    def _with_slots(self) -> list[FileSession]:
        groups: dict[tuple[Scheme, str], list[FileSession]] = defaultdict(list)
        for session in sorted(self.sessions, key=lambda one: one.starts_at or LAST):
            groups[session.identity.scheme, session.identity.value].append(session)
        slots = {}
        for (scheme, value), group in groups.items():
            if len(group) > 1:
                self.odd(group[0].place, Kind.IDENTITY, _(
                    "The %(scheme)s %(value)s stands at %(number)s sessions; they are told apart by their order.",
                    scheme=scheme, value=value[:80], number=len(group)))  # fmt: skip
            slots.update({id(session): slot for slot, session in enumerate(group)})
        return [replace(one, identity=replace(one.identity, slot=slots[id(one)])) for one in self.sessions]

    def _look_for_overlaps(self, sessions: list[FileSession]) -> None:
        last: dict[str, FileSession] = {}
        for session in sorted(sessions, key=lambda one: (one.starts_at or LAST, one.identity.slot)):
            if session.starts_at is None or not session.room or not session.minutes:
                continue
            before = last.get(session.room)
            if before and before.ends_at and session.starts_at < before.ends_at:
                self.odd(session.place, Kind.OVERLAP, _(
                    "%(title)s begins in %(room)s before %(other)s has ended.", title=session.title,
                    room=session.room, other=before.title))  # fmt: skip
            if before is None or (before.ends_at and session.ends_at and session.ends_at > before.ends_at):
                last[session.room] = session

    def _look_at_people(self, people: Sequence[FilePerson]) -> None:
        groups: dict[Identity, list[str]] = defaultdict(list)
        for (identity, _name), person in self._people.items():
            groups[identity].append(person.name)
        for identity in sorted(self._shared_identities()):
            names = ", ".join(groups[identity][:SHOWN_NAMES])
            self.odd(identity.value, Kind.PERSON, _("%(names)s have the same %(scheme)s; they are told apart by name.",
                                                    names=names, scheme=identity.scheme))  # fmt: skip
        for name, number in Counter(one.name for one in people if not one.identity.slot).items():
            if number > 1:
                self.odd(name, Kind.PERSON, _("%(number)s people of the file are called %(name)s; they are kept apart.",
                                              number=number, name=name))  # fmt: skip

    def _look_at_rooms(self) -> None:
        groups: dict[Identity, list[FileRoom]] = defaultdict(list)
        for room in self.rooms.values():
            if room.identity is not None:
                groups[room.identity].append(room)
        for identity, group in groups.items():
            if len(group) > 1:
                self.odd(group[0].name, Kind.ROOM, _("%(names)s have the same %(scheme)s; they are told apart by name.",
                                                     names=", ".join(room.name for room in group),
                                                     scheme=identity.scheme))  # fmt: skip
                self.rooms.update({room.name: replace(room, identity=None) for room in group})

    def _look_at_numbers(self, sessions: Sequence[FileSession]) -> None:
        told = (one for one in sessions if one.number is not None and one.identity.scheme is not Scheme.ID)
        groups: dict[int | None, list[FileSession]] = defaultdict(list)
        for session in told:
            groups[session.number].append(session)
        for number, group in groups.items():
            if len(group) > 1:
                self.odd(group[0].place, Kind.IDENTITY, _("The number %(number)s stands at %(count)s sessions.",
                                                          number=number, count=len(group)))  # fmt: skip

    def _all_oddities(self) -> tuple[Oddity, ...]:
        counted = [Oddity(place, kind, words(number := self._counts[kind, key]), number)
                   for (kind, key), (place, words) in self._tallies.items()]  # fmt: skip
        oddities = [*sorted(self.oddities, key=lambda one: one.kind is not Kind.REFUSED), *counted]
        number = max(len(oddities) - MOST_ODDITIES, 0) + self._further
        if number:
            more = ngettext("One more thing is odd.", "%(num)s more things are odd.", number)
            oddities = [*oddities[:MOST_ODDITIES], Oddity("", Kind.TEXT, more)]
        return tuple(oddities)


def first_identity(candidates: Iterable[tuple[Scheme, str]]) -> Identity | None:
    """The first that is there."""
    return next((Identity(scheme, value) for scheme, value in candidates if value), None)


def named(identity: Identity, name: str, shared: set[Identity]) -> Identity:
    """The identity, or the name as one where the identity is shared by several names."""
    return Identity(Scheme.NAME, fold(name) or name) if identity in shared else identity


def _with_names(session: FileSession, shared: set[Identity]) -> FileSession:
    appearances = (replace(one, person=named(one.person, one.name, shared)) for one in session.appearances)
    return replace(session, appearances=tuple(appearances))


def _completed(known: FilePerson, name: str, more: dict[str, Any]) -> FilePerson:
    others = known.other_names
    if name != known.name and len(others) < SHOWN_NAMES and name not in others:
        others = (*others, name)
    filled = {key: value for key, value in more.items() if value and not getattr(known, key)}
    return replace(known, other_names=others, **filled)
