"""Names that nearly match a known one: of people who appear, of organisations, and of people in texts. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from conference.core.text import fold
from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Somebody, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

NEARLY = 0.8
SHORTEST_WORD, LONG_WORD = 3, 4
MOST_WORDS = 4
_NAME = r"[^\W\d_a-zß-ÿ][\w’'-]{1,40}(?![\w’'-])"
RUN_OF_NAMES = re.compile(
    rf"(?<![\w’'-]){_NAME}(?:[ \n]+(?:[A-Z]\.|(?:de|del|della|der|di|da|la|le|van|von)\b|{_NAME}))+"
)
TITLES = re.compile(r"(?:(?:dr|prof|professor|mr|mrs|ms|miss|sir|dame|lord|lady|baroness|rev)\b\.?\s+)+", re.IGNORECASE)
WORD = re.compile(r"[^\s]+")
Words = tuple[str, ...]


class Known:
    """Names by their words, so that a name is compared with those only that share a word with it."""

    def __init__(self, names: tuple[tuple[int, str], ...]) -> None:
        self.ids: dict[Words, set[int]] = defaultdict(set)
        self.names: dict[Words, str] = {}
        self.by_word: dict[str, set[Words]] = defaultdict(set)
        for known_id, name in names:
            words = tuple(fold(name).split())
            self.ids[words].add(known_id)
            self.names.setdefault(words, name)
            for word in words:
                self.by_word[word].add(words)

    def nearly(self, words: Words) -> list[Words]:
        """The known names that differ from this one in the letters of one word."""
        if len(words) < 2:
            return []
        sharing = {other for word in words for other in self.by_word.get(word, ()) if len(other) == len(words)}
        return sorted(other for other in sharing if other != words and _is_near(words, other))


def _is_near(one: Words, other: Words) -> bool:
    rest, rest_other = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if len(rest) != 1 or len(rest_other) != 1:
        return False
    word, spelt = rest[0], rest_other[0]
    shortest = min(len(word), len(spelt))
    if shortest < SHORTEST_WORD or not (word.isalpha() and spelt.isalpha()):
        return False
    if shortest < LONG_WORD and not any(len(same) >= LONG_WORD for same in set(one) & set(other)):
        return False
    if 2 * shortest < NEARLY * (len(word) + len(spelt)):
        return False
    return SequenceMatcher(None, word, spelt, autojunk=False).ratio() >= NEARLY


def names_that_nearly_match(facts: Facts) -> Iterator[Finding]:
    """People, organisations and names in texts that are spelt nearly as somebody or something known."""
    people = Known(tuple((known_id, _without_titles(name)) for known_id, name in facts.known_people))
    organisations = Known(facts.known_organisations)
    at_event = {one.id for one in facts.people}
    for person in facts.people:
        yield from _doubles(person, people, at_event)
    for text in facts.texts:
        if text.part is Part.ORGANISATION:
            yield from _organisations(text, organisations)
        elif text.part in {Part.TITLE, Part.PROSE, Part.ABSTRACT, Part.POST}:
            yield from _in_text(text, people)


def _doubles(person: Somebody, people: Known, at_event: set[int]) -> Iterator[Finding]:
    """Another record of nearly this name; of two who both appear, it is told of the newer one."""
    for other in people.nearly(tuple(fold(_without_titles(person.name)).split())):
        if all(one != person.id and (one < person.id or one not in at_event) for one in people.ids[other]):
            words = _("There is also %(name)s. If they are one person, one record should do.", name=people.names[other])
            yield Finding(Check.NAME, person.place, words, f"{person.name}, {people.names[other]}")


def _without_titles(name: str) -> str:
    """The name without "Dr" and the like before it."""
    titles = TITLES.match(name)
    return name[titles.end() :] if titles else name


def _organisations(text: Text, organisations: Known) -> Iterator[Finding]:
    words = tuple(fold(text.text).split())
    if words not in organisations.names:
        for other in organisations.nearly(words):
            yield _finding(text, text.text, organisations.names[other])


def _in_text(text: Text, people: Known) -> Iterator[Finding]:
    for run in RUN_OF_NAMES.finditer(text.text):
        for start, end, words in _stretches(run, people):
            if words not in people.names:
                for other in people.nearly(words):
                    found = excerpt_of(text.text, start, end)
                    sentence = _("Is it %(name)s?", name=people.names[other])
                    yield Finding(Check.NAME, text.place, sentence, f"{found.found}, {people.names[other]}", (found,))


def _finding(text: Text, found: str, known: str) -> Finding:
    return Finding(Check.NAME, text.place, _("Is it %(name)s?", name=known), f"{found}, {known}",
                   (excerpt_of(text.text, 0, len(text.text)),))  # fmt: skip


def _stretches(run: re.Match[str], people: Known) -> Iterator[tuple[int, int, Words]]:
    """Two to four words of a run that stand together, each with its place in the text; none without a known word."""
    words = [
        (one.start(), one.end(), fold(_bare(one.group())).split()) for one in WORD.finditer(run.string, *run.span())
    ]
    if not any(word in people.by_word for _start, _end, folded in words for word in folded):
        return
    for size in range(2, MOST_WORDS + 1):
        for at in range(len(words) - size + 1):
            stretch = words[at : at + size]
            yield stretch[0][0], stretch[-1][1], tuple(word for _start, _end, folded in stretch for word in folded)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
