"""Addresses that name another edition, or spell a word otherwise than the title. Pure."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from conference.core.text import fold
from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

WORD = re.compile(r"[a-z0-9]+")
LETTERS = re.compile(r"\w+")
SHORTEST_WORD = 7
NEARLY = 0.9


def addresses_of_another_edition(facts: Facts) -> Iterator[Finding]:
    """Slugs and links of this event in which another edition of its series is named, and this one is not."""
    others = {fold(other.name).replace(" ", ""): other for other in facts.editions}
    own = fold(facts.name).replace(" ", "")
    for text in facts.texts:
        if text.part is Part.ADDRESS:
            words = {match.group(): match for match in WORD.finditer(text.text.lower())}
            for word in sorted(words.keys() & others.keys() if own not in words else ()):
                names = {"other": others[word].told, "event": facts.name}
                sentence = _("The address names %(other)s, and this is %(event)s.", **names)
                found = excerpt_of(text.text, *words[word].span())
                yield Finding(Check.EDITION, text.place, sentence, text.text, (found,), others[word].beside)


def addresses_misspelt(facts: Facts) -> Iterator[Finding]:
    """Addresses in which a long word of the session's title is spelt otherwise by a letter or two.

    Words with other letters than a to z are left out: addresses write those in many ways.
    """
    for text in facts.texts:
        title = {word for word in LETTERS.findall(facts.titles.get(text.session, "").lower()) if word.isascii()}
        if text.part is Part.ADDRESS and title:
            yield from _misspelt(text, title)


def _misspelt(text: Text, title: set[str]) -> Iterator[Finding]:
    address = text.text.lower()
    spelt = {match.group(): match for match in WORD.finditer(address)}
    for word in sorted(spelt.keys() - title):
        near = [other for other in sorted(title - spelt.keys()) if _is_near(word, other)]
        if near:
            sentence = _("The title spells it “%(word)s”.", word=near[0])
            yield Finding(Check.SLIP, text.place, sentence, text.text, (excerpt_of(text.text, *spelt[word].span()),))


def _is_near(word: str, other: str) -> bool:
    """Whether they differ in a letter or two; a word that is only cut off, or stands for several, is spelt right."""
    if min(len(word), len(other)) < SHORTEST_WORD or word.startswith(other) or other.startswith(word):
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= NEARLY
