"""From a file and what we hold to a plan: what is new, changed, kept, refused, missing. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conference.domain.exchange.rules.deciding import Item, settled
from conference.domain.exchange.rules.known import Held
from conference.domain.exchange.rules.known_sessions import Match, matched_sessions
from conference.domain.exchange.rules.parts import formats_of, rooms_of, themes_of
from conference.domain.exchange.rules.people import PeopleOfFile, refs_of
from conference.domain.exchange.rules.sessions import Refs, session_item, told_fields
from conference.domain.exchange.rules.sources import SourceKey, source_key
from conference.domain.exchange.rules.states import Fate, Thing
from conference.domain.programme.rules import SessionState
from conference.formats.programmes.values import Programme


@dataclass(frozen=True)
class Plan:
    """All items in the order rooms, themes, formats, people, sessions, what is missing.

    `gave_up`: there were too many names to look for near ones to the end.
    """

    items: tuple[Item, ...]
    gave_up: bool = False


def plan_of_import(programme: Programme, held: Held, same_as: Mapping[str, int] | None = None) -> Plan:
    """What an import would do. `same_as`: by item key, the id of the person of ours that somebody of the file is."""
    rooms, themes = rooms_of(programme, held), themes_of(programme, held)
    matches = matched_sessions(programme.sessions, held)
    formats = formats_of((one.session for one in matches if _needs_format(one)), held)
    everybody = PeopleOfFile(programme, held, same_as or {})
    people = everybody.items()
    refs = Refs(rooms.refs, themes.refs, formats.refs, refs_of(programme, people))
    told = told_fields(programme.sessions)
    sessions = [session_item(index, match, refs, told) for index, match in enumerate(matches)]
    here = (*rooms.items, *themes.items, *formats.items, *people, *sessions)
    planned = [settled(item) if item.thing in held.settled else item for item in here]
    return Plan((*planned, *_missing(programme, held)), everybody.gave_up)


def _needs_format(match: Match) -> bool:
    return match.known is None or bool(match.session.format) or match.session.is_break


def _missing(programme: Programme, held: Held) -> Iterator[Item]:
    """What came before under identities like those of the file, and is not in it; but not what is cancelled here."""
    for thing, there in ((Thing.PERSON, programme.people), (Thing.SESSION, programme.sessions)):
        keys = {source_key(thing, one.identity) for one in there}
        yield from _missing_of(thing, keys, held)


def _missing_of(thing: Thing, keys: Iterable[SourceKey], held: Held) -> Iterator[Item]:
    keys = set(keys)
    schemes = {key.scheme for key in keys}
    targets = {held.sources[key].target for key in keys if key in held.sources}
    for key, source in sorted(held.sources.items()):
        known = held.of(thing).get(source.target) if key.thing is thing else None
        if known is None or key in keys or key.scheme not in schemes or known.id in targets:
            continue
        if known.fields.get("state") != SessionState.CANCELLED.value:
            yield Item(key, Fate.MISSING, known.name, target=known.id)
