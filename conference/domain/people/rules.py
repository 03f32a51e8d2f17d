"""When two names may be one. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from conference.core.many import ManyChange
from conference.core.text import fold

NEAR_ENOUGH = 0.75
LONGEST_FOLDED = 200
MOST_IN_GROUP = 200


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


@dataclass(frozen=True)
class PersonFacts:
    """What a person is today, as far as many can be changed together; `organisation` is a slug, empty for none."""

    name: str
    organisation: str
    affiliation: str


@dataclass(frozen=True)
class PeopleChange(ManyChange):
    """What becomes of each of many people; an empty organisation takes it away."""

    organisation: str | None = None
    affiliation: str | None = None


def folded(name: str) -> str:
    """The name as it is kept for searching: folding may make it longer (ß becomes ss), so it ends at 200 letters."""
    return fold(name)[:LONGEST_FOLDED].strip()


def near_matches(name: str, known: Iterable[tuple[int, str]], *, least_shared: int = 1) -> list[int]:
    """The ids among `known` (id, name or alias) whose name is nearly or wholly this one, each once, the same first.

    Order, case, accents and punctuation do not count; one word may be misspelt, shortened to its first letter, or
    left out. Where one name is the other with words left out, at least `least_shared` words must be in both.
    """
    wanted = fold(name).split()
    found: dict[int, float] = {}
    for known_id, known_name in known:
        closeness = _closeness(wanted, fold(known_name).split(), least_shared)
        if closeness:
            found[known_id] = max(found.get(known_id, 0.0), closeness)
    return sorted(found, key=lambda one: (-found[one], one))


def near_pairs(names: Iterable[tuple[int, str]], *, least_shared: int = 1) -> list[tuple[int, int]]:
    """Which of these records (id, name or alias) are nearly called the same, two and two, the nearest first.

    Where one name is the other with words left out, at least `least_shared` words must be in both. Quick for thousands
    of names: only those are compared that share a word, and no word that more than 200 names have.
    """
    known = [(its_id, fold(name).split()) for its_id, name in names]
    found: dict[tuple[int, int], float] = {}
    for one, other in _worth_comparing(known):
        (one_id, one_words), (other_id, other_words) = known[one], known[other]
        closeness = 0.0 if one_id == other_id else _closeness(one_words, other_words, least_shared)
        if closeness:
            pair = min(one_id, other_id), max(one_id, other_id)
            found[pair] = max(found.get(pair, 0.0), closeness)
    return sorted(found, key=lambda pair: (-found[pair], pair))


def _worth_comparing(known: list[tuple[int, list[str]]]) -> set[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for at, (_id, words) in enumerate(known):
        for key in _keys(words):
            groups.setdefault(key, []).append(at)
    small = (group for group in groups.values() if len(group) <= MOST_IN_GROUP)
    return {pair for group in small for pair in combinations(group, 2)}


def _keys(words: list[str]) -> set[str]:
    """What two names have in common that may be one: a word, all letters in a row, or how a single word begins or ends.

    The marks keep the three apart.
    """
    single = {f"<{words[0][0]}", f">{words[0][-1]}"} if len(words) == 1 else set()
    return {*words, "=" + "".join(words), *single} if words else set()


def _closeness(one: list[str], other: list[str], least_shared: int) -> float:
    """From 0 (different, or too small a part of each other) to 1 (the same words)."""
    if not one or not other:
        return 0.0
    rest_one, rest_other = _without(one, other), _without(other, one)
    if not rest_one or not rest_other:
        shared, longest = sorted((len(one), len(other)))
        return 1.0 if shared == longest else 0.0 if shared < least_shared else 0.9
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
    if any(letter.isdigit() for letter in one + other):
        return 0.0  # a number is another one, not misspelt
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return NEAR_ENOUGH
    if not _may_be_near(one, other):
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= NEAR_ENOUGH else 0.0


def _may_be_near(one: str, other: str) -> bool:
    """Whether two words have letters enough in common, in whatever order: quick to see, and most have not."""
    needed = NEAR_ENOUGH * (len(one) + len(other)) / 2
    return min(len(one), len(other)) >= needed and sum((Counter(one) & Counter(other)).values()) >= needed
