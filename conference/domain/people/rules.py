"""When two names may be one. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from conference.core.text import fold

NEAR_ENOUGH = 0.75
LONGEST_FOLDED = 200


@dataclass(frozen=True)
class PersonDetails:
    """What an organiser says about a person; job title and affiliation are today's."""

    name: str
    honorific: str = ""
    email: str = ""
    job_title: str = ""
    affiliation: str = ""
    biography: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrganisationDetails:
    """What an organiser says about an organisation; `country` is a code of ISO 3166."""

    name: str
    country: str = ""
    aliases: tuple[str, ...] = ()


def folded(name: str) -> str:
    """The name as it is kept for searching: folding may make it longer (ß becomes ss), so it ends at 200 letters."""
    return fold(name)[:LONGEST_FOLDED].strip()


def near_matches(name: str, known: Iterable[tuple[int, str]]) -> list[int]:
    """The ids among `known` (id, name or alias) whose name is nearly or wholly this one, each once, the same first.

    Order, case, accents and punctuation do not count; one word may be misspelt, shortened to its first letter, or
    left out.
    """
    wanted = fold(name).split()
    found: dict[int, float] = {}
    for known_id, known_name in known:
        closeness = _closeness(wanted, fold(known_name).split())
        if closeness:
            found[known_id] = max(found.get(known_id, 0.0), closeness)
    return sorted(found, key=lambda one: (-found[one], one))


def _closeness(one: list[str], other: list[str]) -> float:
    """From 0 (different) to 1 (the same words)."""
    if not one or not other:
        return 0.0
    rest_one, rest_other = _without(one, other), _without(other, one)
    if not rest_one or not rest_other:
        return 1.0 if len(one) == len(other) else 0.9
    if len(rest_one) == len(rest_other) == 1:
        return _word_closeness(rest_one[0], rest_other[0])
    return NEAR_ENOUGH if "".join(one) == "".join(other) else 0.0


def _without(words: list[str], others: list[str]) -> list[str]:
    left = list(others)
    rest = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            rest.append(word)
    return rest


def _word_closeness(one: str, other: str) -> float:
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return NEAR_ENOUGH
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= NEAR_ENOUGH else 0.0
