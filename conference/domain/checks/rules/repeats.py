"""Texts that are nearly those of something else: a description pasted onto the wrong page. Pure.

Two texts are compared by their runs of five words. Runs that more than twenty texts share are a template's, not a slip,
and count for nothing; so the work grows with the number of texts, not with that of their pairs. A word that was changed
breaks five runs: where half of them are whole, the words themselves are compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from conference.core.text import fold
from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding

ADDRESS = re.compile(r"(?<=\])\([^()\s]+\)|https?://\S+")  # not words that somebody wrote
NUMBER = re.compile(r"\d+")
FEWEST_RUNS = 16  # twenty words: shorter texts may well be the same
MOST_SHARED = 20
NEARLY = 0.8
HALF = 0.5
SAME_WORDS = 0.9
SHORTEST_WORD = 3
OF_ANOTHER_PART = {
    "again", "day", "friday", "monday", "part", "repeat", "saturday", "session", "stream", "sunday", "thursday",
    "tuesday", "wednesday",
}  # fmt: skip
SAME_TITLE = 0.75
COMPARED = {Part.PROSE, Part.ABSTRACT}
Run = int  # a hash of five words


@dataclass(frozen=True)
class Words:
    """The words of a text, folded, and its runs of five; a text that is short has no runs."""

    words: Sequence[str]
    runs: frozenset[Run]

    def is_nearly(self, other: Self, shared: int) -> bool:
        """Whether two texts that share so many runs say the same, apart from a few words."""
        fewest = min(len(self.runs), len(other.runs))
        return shared >= NEARLY * fewest or (shared >= HALF * fewest and self._has_words_of(other))

    def _has_words_of(self, other: Self) -> bool:
        both = Counter(self.words) & Counter(other.words)
        return both.total() >= SAME_WORDS * min(len(self.words), len(other.words))


def words_of_another(facts: Facts) -> Iterator[Finding]:
    """Texts of which four fifths stand in an earlier text, of another session or of another event of the series."""
    texts = [one for one in (*facts.elsewhere, *facts.texts) if one.part in COMPARED]
    said = [_words(one.text) for one in texts]
    shared_by = _texts_by_run(said)
    for number in range(len(facts.elsewhere), len(texts)):
        for other in _sharing_most(number, said, shared_by):
            is_elsewhere = other < len(facts.elsewhere)
            if _is_another(texts[number], texts[other], facts.titles, is_elsewhere):
                yield _finding(texts[number], texts[other])
                break


def _words(text: str) -> Words:
    words = fold(ADDRESS.sub("", text)).split()
    runs = frozenset(map(hash, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))
    return Words(words, runs if len(runs) >= FEWEST_RUNS else frozenset())


def _texts_by_run(said: Sequence[Words]) -> dict[Run, list[int]]:
    """For each run that several texts hold those texts; runs of templates left out."""
    times = Counter(chain.from_iterable(one.runs for one in said))
    shared = {run for run, count in times.items() if 1 < count <= MOST_SHARED}
    found: dict[Run, list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        for run in one.runs & shared:
            found[run].append(number)
    return found


def _sharing_most(number: int, said: Sequence[Words], shared_by: dict[Run, list[int]]) -> list[int]:
    """The earlier texts that say nearly the same as this text, the nearest first."""
    shared = Counter(chain.from_iterable(shared_by[run] for run in said[number].runs & shared_by.keys()))
    return [
        other for other, count in sorted(shared.items(), key=lambda one: (-one[1], one[0]))
        if other < number and said[number].is_nearly(said[other], count)
    ]  # fmt: skip


def _is_another(one: Text, other: Text, titles: Mapping[str, str], is_elsewhere: bool) -> bool:
    """Whether they are about different things: neither one session, nor one that is given again or in parts."""
    if not one.session or not other.session:
        return is_elsewhere and one.session == other.session
    title, other_title = titles.get(one.session, ""), titles.get(other.session, "")
    return one.session != other.session and not _is_one_title(title, other_title)


def _is_one_title(one: str, other: str) -> bool:
    """Whether two titles say nearly the same, days and numbers apart: "Lightning talks, day 2"."""
    words, others = _words_of_title(one), _words_of_title(other)
    return len(words & others) >= SAME_TITLE * len(words | others)


def _words_of_title(title: str) -> set[str]:
    words = {word for word in fold(NUMBER.sub(" ", title)).split() if len(word) >= SHORTEST_WORD}
    return words - OF_ANOTHER_PART


def _finding(text: Text, other: Text) -> Finding:
    evidence = f"{text.text}\n{other.place.key}\n{other.text}"
    return Finding(Check.REPEAT, text.place, _("Nearly the same words stand in another place."), evidence,
                   other=other.place)  # fmt: skip
