"""What we hold, as values that the items of a file are compared with. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from conference.domain.exchange.rules.sources import SourceKey
from conference.domain.exchange.rules.states import Thing

Ref = int | str  # the id of a record of ours, or the key of an item that is new
Fields = Mapping[str, Any]  # by name; values as JSON has them, so that they equal what was kept as JSON


@dataclass(frozen=True)
class Known:
    """A record of ours. `uid` is of sessions and people; of people `further_uids` too, those of merged records.

    `is_break` is of formats only, `note` of sessions: a sentence that our own files say behind the text.
    """

    id: int
    name: str
    fields: Fields = field(default_factory=dict)
    slug: str = ""
    uid: str = ""
    is_break: bool = False
    further_uids: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Source:
    """Which record is known by a key, what was said of it last, and by which file (`Held.file`)."""

    row_id: int
    target: int
    said: Fields = field(default_factory=dict)
    file: str = ""


@dataclass(frozen=True)
class Held:
    """All that an import may meet: everybody, all formats, and what belongs to the event (nothing for a new one).

    `zone` is what times are shown in; `starts_at` and `ends_at` are those of the event. `home` is the address of the
    home page, by which our own addresses in a file are known. `needs_venue`: the event is there and has none. `venue`
    is the name of a venue of ours that is taken because the file names one like it. `merged`: by the id of a person who
    went into another record, the id of the one that stands. `settled`: of these kinds nothing that is here already is
    changed, for who imports may only add to them. `file` is the format and the name of what is imported.
    """

    home: str
    zone: str
    rooms: Mapping[int, Known] = field(default_factory=dict)
    themes: Mapping[int, Known] = field(default_factory=dict)
    formats: Mapping[int, Known] = field(default_factory=dict)
    people: Mapping[int, Known] = field(default_factory=dict)
    sessions: Mapping[int, Known] = field(default_factory=dict)
    sources: Mapping[SourceKey, Source] = field(default_factory=dict)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    needs_venue: bool = False
    venue: str = ""
    merged: Mapping[int, int] = field(default_factory=dict)
    settled: frozenset[Thing] = frozenset()
    file: str = ""

    def person(self, person_id: int) -> Known | None:
        """The person whom an id means, also that of a record that went into another since."""
        return self.people.get(self.merged.get(person_id, person_id))

    def of(self, thing: Thing) -> Mapping[int, Known]:
        """Our records of this kind, by id."""
        return {Thing.ROOM: self.rooms, Thing.THEME: self.themes, Thing.FORMAT: self.formats,
                Thing.PERSON: self.people, Thing.SESSION: self.sessions}[thing]  # fmt: skip
