"""Finding nearly equal names among many, without comparing each with each. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from conference.core.text import fold
from conference.domain.checks.rules.names import TITLES
from conference.domain.people.rules import near_matches

MOST_COMPARISONS = 50_000
MOST_CANDIDATES = 5
LEAST_SHARED = 2  # words: a Joseph is not asked to be Joseph Stiglitz
MOST_QUESTIONS = 200  # people of one file who are asked about


class NearNames:
    """Names by what is left of them without one of their words: names that are nearly one share that."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._names = list(names)
        self._by_rest: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, (_id, name) in enumerate(self._names):
            for rest in _rests(name):
                self._by_rest[rest].append(number)
        self._left = MOST_COMPARISONS

    @property
    def gave_up(self) -> bool:
        """Whether there were too many to compare, so that some names were not looked for."""
        return self._left < 0

    def candidates(self, name: str) -> tuple[int, ...]:
        """The ids of up to five whose name or alias is nearly or wholly this one, the nearest first.

        A single word is no part of a longer name: a nickname is a further name of theirs, or somebody else's. Titles
        before the name do not count.
        """
        name = TITLES.sub("", name, count=1) if TITLES.match(name) else name
        numbers = {number for rest in _rests(name) for number in self._by_rest.get(rest, ())}
        self._left -= len(numbers)
        if self.gave_up:
            return ()
        there = [self._names[number] for number in sorted(numbers)]
        return tuple(near_matches(name, there, least_shared=LEAST_SHARED)[:MOST_CANDIDATES])


def _rests(name: str) -> Iterator[tuple[str, ...]]:
    """The words by the alphabet: all of them, all but one, all as one; a lone word also by its first letter."""
    words = fold(name).split()
    yield ("".join(words), "")
    if len(words) == 1:
        yield ("", words[0][0])
    words.sort()
    yield tuple(words)
    for index in range(len(words)):
        if rest := tuple(words[:index] + words[index + 1 :]):
            yield rest
