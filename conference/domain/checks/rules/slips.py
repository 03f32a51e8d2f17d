"""What a draft leaves behind: "TBC", "Lorem ipsum", words typed twice, slips that were met on published pages. Pure."""

import re
from collections.abc import Iterator
from operator import eq

from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

LEFT_OVER = re.compile(
    r"\b(?:TBC|TBA|TBD|TODO|XX+)\b|\b(?i:to be (?:confirmed|announced|decided)|lorem ipsum|insert (?:\w+ ){0,3}here)\b"
    r"|\[(?i:name|title|date|time|place|link|text)\]"
    r"|^(?i:test(?:\s*\d*|\b.*\b(?:banner|event|page|session))|copy of .*|untitled)$"
)
CUES = (
    "tbc", "tba", "tbd", "todo", "xx", "to be confirmed", "to be announced", "to be decided", "lorem", "insert", "[",
    "test", "copy of", "untitled",
)  # fmt: skip
TWICE = re.compile(r"\b([A-Za-z]{2,})\s+\1\b")
MAY_BE_TWICE = {
    "bye", "far", "had", "has", "hear", "is", "long", "more", "much", "that", "very",
    "das", "der", "die", "sie", "was", "nous", "vous",  # codespell:ignore sie
}  # fmt: skip
MISSPELT = {"particpatory": "participatory", "rountable": "roundtable", "seeked": "sought"}
SLIP = re.compile(rf"\b(?:{'|'.join(MISSPELT)})\b", re.IGNORECASE)
READ = {Part.TITLE, Part.LABEL, Part.PROSE, Part.ABSTRACT, Part.POST}


def left_over(facts: Facts) -> Iterator[Finding]:
    """What was meant to be filled in, or was there to try something out."""
    for text in facts.texts:
        for match in LEFT_OVER.finditer(text.text) if text.part in READ and text.holds_any(CUES) else ():
            yield _finding(Check.LEFT_OVER, text, match, _("It looks as if it was to be filled in later."))


def slips(facts: Facts) -> Iterator[Finding]:
    """Words that stand twice, and those of a short list of slips."""
    for text in facts.texts:
        for match in TWICE.finditer(text.text) if text.part in READ and _has_twice(text) else ():
            if match[1].islower() and match[1] not in MAY_BE_TWICE:
                yield _finding(Check.SLIP, text, match, _("The word stands twice."))
        for match in SLIP.finditer(text.text) if text.part in READ and text.holds_any(MISSPELT) else ():
            right = MISSPELT[match.group().lower()]
            yield _finding(Check.SLIP, text, match, _("Is “%(word)s” meant?", word=right))


def _has_twice(text: Text) -> bool:
    """Whether a word may stand twice: much quicker to see than where."""
    words = text.lowered.split()
    return any(map(eq, words, words[1:]))


def _finding(check: Check, text: Text, match: re.Match[str], words: str) -> Finding:
    return Finding(check, text.place, words, text.sentence_at(match.end()), (excerpt_of(text.text, *match.span()),))
