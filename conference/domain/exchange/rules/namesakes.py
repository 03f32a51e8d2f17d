"""Whom a session of a file means that knows people by nothing but their names: first those who stand in ours. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from conference.core.text import fold
from conference.domain.exchange.rules.known import Held, Known, Ref
from conference.domain.exchange.rules.known_sessions import Match
from conference.domain.exchange.rules.people import names_of
from conference.formats.programmes.values import Identity, Scheme

Standing = Mapping[Identity, Ref]


def people_standing(match: Match, held: Held) -> dict[Identity, Ref]:
    """By what the file calls them, who stands in our session under that name, where that is one alone."""
    if match.known is None:
        return {}
    ids = dict.fromkeys(row[0] for row in match.known.fields.get("people", ()))
    here = [held.people[one] for one in ids if one in held.people]
    said = {one.person: one.name for one in match.session.appearances if one.person.scheme is Scheme.NAME}
    found = {identity: one.id for identity, name in said.items() if (one := _only_namesake(name, here))}
    times = Counter(found.values())
    return {identity: one for identity, one in found.items() if times[one] == 1}


def _only_namesake(name: str, people: Iterable[Known]) -> Known | None:
    """The only one of the very same name, else the only one whose name differs in accents, case and punctuation."""
    same = [one for one in people if fold(name) in {fold(each) for each in names_of(one)}]
    found = [one for one in same if name in names_of(one)] or same
    return found[0] if len(found) == 1 else None


def who_stands_everywhere(matches: Sequence[Match], standing: Sequence[Standing]) -> frozenset[Identity]:
    """Names of the file that in every session mean somebody who stands there: there is nobody else to look for."""
    elsewhere = {who.person for match, here in zip(matches, standing, strict=True)
                 for who in match.session.appearances if who.person not in here}  # fmt: skip
    return frozenset(identity for here in standing for identity in here) - elsewhere
