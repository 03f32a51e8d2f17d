"""From a file and what we hold to a plan: what is new, changed, kept, refused, missing. Pure."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conference.domain.exchange.rules.deciding import Item, settled
from conference.domain.exchange.rules.known import Held, Ref
from conference.domain.exchange.rules.known_sessions import Match, matched_sessions
from conference.domain.exchange.rules.namesakes import people_standing, who_stands_everywhere
from conference.domain.exchange.rules.parts import formats_of, rooms_of, themes_of
from conference.domain.exchange.rules.people import PeopleOfFile, refs_of
from conference.domain.exchange.rules.sessions import Refs, session_item, told_fields
from conference.domain.exchange.rules.sources import SourceKey, source_key
from conference.domain.exchange.rules.states import Fate, Thing
from conference.domain.programme.rules import SessionState
from conference.formats.programmes.values import Identity, Programme


@dataclass(frozen=True)
class Plan:
    """All items in the order rooms, themes, formats, people, sessions, what is missing.

    `gave_up`: there were too many names to look for near ones to the end.
    """

    items: tuple[Item, ...]
    gave_up: bool = False

    @property
    def people(self) -> frozenset[int]:
        """The ids of everybody of ours whom the file means, by an item of theirs or in a session."""
        return _people_meant(self.items)


def _people_meant(items: Iterable[Item]) -> frozenset[int]:
    refs: set[Ref | None] = set()
    for item in items:
        refs.update(row[0] for row in item.said.get("people", ()))
        refs.update({item.target} if item.thing is Thing.PERSON else ())
    return frozenset(ref for ref in refs if isinstance(ref, int))


def plan_of_import(programme: Programme, held: Held, same_as: Mapping[str, int] | None = None) -> Plan:
    """What an import would do. `same_as`: by item key, the id of the person or session of ours that it is."""
    rooms, themes = rooms_of(programme, held), themes_of(programme, held)
    matches = matched_sessions(programme.sessions, held, same_as or {})
    formats = formats_of((one.session for one in matches if _needs_format(one)), held)
    everybody = PeopleOfFile(programme, held, same_as or {})
    standing = [people_standing(match, held) for match in matches]
    settled_names = who_stands_everywhere(matches, standing)
    people = [item for item in everybody.items() if not _is_settled(item, programme, settled_names)]
    refs = Refs(rooms.refs, themes.refs, formats.refs, refs_of(programme, people))
    told = told_fields(programme.sessions)
    sessions = [session_item(index, match, refs.in_session(match.session, standing[index]), told)
                for index, match in enumerate(matches)]  # fmt: skip
    here = (*rooms.items, *themes.items, *formats.items, *people, *sessions)
    planned = [settled(item) if item.thing in held.settled else item for item in here]
    return Plan((*planned, *_missing(programme, here, held)), everybody.gave_up)


def _needs_format(match: Match) -> bool:
    return match.known is None or bool(match.session.format) or match.session.is_break


def _is_settled(item: Item, programme: Programme, names: Container[Identity]) -> bool:
    """Whether it would be somebody new, though every session that names them has somebody of that name."""
    return item.fate is Fate.NEW and item.index is not None and programme.people[item.index].identity in names


def _missing(programme: Programme, present: Sequence[Item], held: Held) -> Iterator[Item]:
    """What this file said before under identities like those of today, and does not now; but not what is cancelled
    here. What came with another file is not missed in this one.
    """
    for thing, there in ((Thing.PERSON, programme.people), (Thing.SESSION, programme.sessions)):
        keys = {source_key(thing, one.identity) for one in there}
        found = {item.target for item in present if item.thing is thing}
        yield from _missing_of(thing, keys, found | _people_meant(present) if thing is Thing.PERSON else found, held)


def _missing_of(
    thing: Thing, keys: Collection[SourceKey], found: Collection[int | None], held: Held
) -> Iterator[Item]:  # fmt: skip
    schemes = {key.scheme for key in keys}
    targets = {held.sources[key].target for key in keys if key in held.sources}.union(found)
    for key, source in sorted(held.sources.items()):
        known = held.of(thing).get(source.target) if key.thing is thing else None
        if known is None or source.file != held.file or key in keys or key.scheme not in schemes or known.id in targets:
            continue
        if known.fields.get("state") != SessionState.CANCELLED.value:
            yield Item(key, Fate.MISSING, known.name, target=known.id)
