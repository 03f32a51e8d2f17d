"""Sessions whose texts call them by another format than the programme does. Pure."""

import re
from collections.abc import Iterator

from conference.core.text import fold
from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

USUAL = (
    "big picture", "deep dive", "fireside chat", "keynote", "masterclass", "panel", "plenary", "poster session",
    "round table", "roundtable", "seminar", "tutorial", "webinar", "workshop",
)  # fmt: skip
ONE_OF_A_KIND = r"deep dive|masterclass|round\s?table|tutorial|webinar|workshop"
ANY_KIND = {"session", "other", "event", "meeting", "talk"}
GO_TOGETHER = {
    ("panel", "big picture"), ("panel", "book launch"), ("panel", "plenary"), ("panel", "webinar"),
    ("seminar", "webinar"),
}  # fmt: skip
_A_WORD = r"(?:(?!(?:a|an|and|at|for|in|is|of|on|or|that|the|to|was|with)\b)[\w’'-]+\s+)?"


def called_by_another_format(facts: Facts) -> Iterator[Finding]:
    """In what is said about a panel "this workshop", or a title of a deep dive that begins with "Roundtable:"."""
    names = {fold(name) for name in facts.formats.values()} - ANY_KIND - {""} | set(USUAL)
    patterns = _patterns(names)
    for text in facts.texts:
        own = facts.formats.get(text.session, "")
        if own and text.holds_any(names) and fold(own) not in ANY_KIND:
            yield from _otherwise(text, own, patterns)


def _patterns(known: set[str]) -> dict[Part, re.Pattern[str]]:
    """What is looked for in titles and in running text."""
    names = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
    prose = re.compile(rf"\b(?:(?:this|today[’']s)\s+{_A_WORD}(?P<this>{names})(?!\s+of\b)"
                       rf"|the\s+(?P<the>{ONE_OF_A_KIND}))\b(?!-|\s+(?:into|series)\b)", re.IGNORECASE)  # fmt: skip
    title = re.compile(rf"^(?:[A-Z]+\d+:?\s+)?(?P<this>{names})\s*[:–—](?P<the>)", re.IGNORECASE)
    return {Part.TITLE: title, Part.LABEL: title, Part.PROSE: prose, Part.ABSTRACT: prose}


def _otherwise(text: Text, own: str, patterns: dict[Part, re.Pattern[str]]) -> Iterator[Finding]:
    """The first other format that a text names; more of the same need no other look."""
    pattern = patterns.get(text.part)
    for match in pattern.finditer(text.text) if pattern else ():
        group = "this" if match["this"] else "the"
        if not _is_same(match[group], own):
            words = _("In the programme its format is %(format)s.", format=own)
            found = excerpt_of(text.text, *match.span(group))
            yield Finding(Check.FORMAT, text.place, words, text.sentence_at(match.end()), (found,))
            return


def _is_same(called: str, own: str) -> bool:
    one, other = (fold(name).replace(" ", "").removesuffix("s") for name in (called, own))
    return one in other or other in one or (fold(called), fold(own)) in GO_TOGETHER
