"""Rooms, themes and formats of a file: which of ours they are, known by their identity or by their name. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from conference.core.text import clean_text, cut_text
from conference.core.words import _
from conference.domain.exchange.rules.deciding import Item, decided
from conference.domain.exchange.rules.known import Fields, Held, Known, Ref
from conference.domain.exchange.rules.sources import source_key
from conference.domain.exchange.rules.states import Thing
from conference.domain.programme.rules import LONGEST_MINUTES
from conference.formats.programmes.values import FileSession, Identity, Programme, Scheme

ROOM_NAME, THEME_NAME, FORMAT_NAME = 120, 200, 60
DIRECTIONS_LENGTH = 2000
USUAL_MINUTES = 60


@dataclass(frozen=True)
class Part:
    """A room, theme or format as a file says it; `asks_for_break`: only a format of breaks will do."""

    identity: Identity
    name: str
    said: Fields = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    index: int | None = None
    asks_for_break: bool = False


@dataclass(frozen=True)
class Parts:
    """The items of one kind, and by what each name of the file is meant."""

    items: tuple[Item, ...]
    refs: Mapping[str, Ref]


def rooms_of(programme: Programme, held: Held) -> Parts:
    """The rooms; those whose names differ in nothing but case are one."""
    has_capacities = any(room.capacity for room in programme.rooms)
    parts = []
    for index, room in enumerate(programme.rooms):
        name, notes = cut(room.name, ROOM_NAME)
        said: dict[str, object] = {"name": name}
        if has_capacities:
            said["capacity"] = room.capacity
        if room.description:
            said["directions"] = cut_text(room.description, DIRECTIONS_LENGTH)
        if len(room.description) > DIRECTIONS_LENGTH:
            notes = (*notes, _("The description has %(number)s letters; it is cut to %(most)s.",
                               number=len(room.description), most=DIRECTIONS_LENGTH))  # fmt: skip
        parts.append(Part(room.identity or _by_name(room.name), room.name, said, notes, index))
    return _matched(Thing.ROOM, parts, held)


def themes_of(programme: Programme, held: Held) -> Parts:
    """The themes."""
    parts = []
    for index, theme in enumerate(programme.themes):
        name, notes = cut(theme.name, THEME_NAME)
        parts.append(Part(_by_name(theme.name), theme.name, {"name": name}, notes, index))
    return _matched(Thing.THEME, parts, held)


def formats_of(sessions: Iterable[FileSession], held: Held) -> Parts:
    """The formats of these sessions; what a new one says is its name, its usual length, and whether it is a break."""
    lengths: dict[tuple[str, bool], Counter[int]] = {}
    for session in sessions:
        of_format = lengths.setdefault((format_name(session), session.is_break), Counter())
        if session.minutes and session.minutes <= LONGEST_MINUTES:
            of_format[session.minutes] += 1
    return _matched(Thing.FORMAT, [_format(name, is_break, found) for (name, is_break), found in lengths.items()], held)


def _format(said_name: str, is_break: bool, lengths: Counter[int]) -> Part:
    name, notes = cut(said_name, FORMAT_NAME)
    minutes = max(lengths, key=lambda one: (lengths[one], -one), default=USUAL_MINUTES)
    said = {"name": name, "minutes": minutes, "is_break": is_break}
    return Part(_by_name(format_key(said_name, is_break)), format_key(said_name, is_break), said, notes,
                asks_for_break=is_break)  # fmt: skip


def format_name(session: FileSession) -> str:
    """The format that the file says, or a plain word for one without."""
    return session.format or (_("Break") if session.is_break else _("Session"))


def format_key(name: str, is_break: bool) -> str:
    """By what the format of a session is known among the parts: a break has one that is for breaks."""
    return f"break: {name}" if is_break else name


def _by_name(name: str) -> Identity:
    return Identity(Scheme.NAME, clean_text(name.casefold()))


def cut(name: str, length: int) -> tuple[str, tuple[str, ...]]:
    """The name, at most so long, and a sentence where it was longer."""
    if len(name) <= length:
        return name, ()
    return f"{cut_text(name, length - 1)}…", (_("The name has %(number)s letters; it is cut to %(most)s.",
                                                number=len(name), most=length),)  # fmt: skip


def _matched(thing: Thing, parts: Iterable[Part], held: Held) -> Parts:
    by_name: dict[tuple[str, bool], Known] = {}
    for one in held.of(thing).values():
        by_name.setdefault((one.name.casefold(), one.is_break), one)
        by_name.setdefault((one.name.casefold(), False), one)
    items: dict[Ref, Item] = {}
    refs: dict[str, Ref] = {}
    for part in parts:
        item = _item(thing, part, held, by_name, items.values())
        refs[part.name] = item.ref
        items.setdefault(item.ref, item)
    return Parts(tuple(items.values()), refs)


def _item(
    thing: Thing, part: Part, held: Held, by_name: Mapping[tuple[str, bool], Known], earlier: Iterable[Item]
) -> Item:
    key, name = source_key(thing, part.identity), str(part.said["name"])
    source = held.sources.get(key)
    known = held.of(thing).get(source.target) if source else None
    known = known or by_name.get((name.casefold(), part.asks_for_break))
    if known is None:
        same = (one for one in earlier if one.target is None and one.name.casefold() == name.casefold()
                and one.said.get("is_break") == part.said.get("is_break"))  # fmt: skip
        return next(same, None) or decided(key, name, part.said, None, {}, index=part.index, notes=part.notes)
    said = {} if thing is Thing.FORMAT else part.said  # a format is the whole site's
    last = source.said if source and source.target == known.id else {}
    return decided(key, name, said, known, last, index=part.index, notes=part.notes)
