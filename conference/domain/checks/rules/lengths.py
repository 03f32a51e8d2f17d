"""Sessions and presentations that say nothing, stop in the middle, or say too much. Pure."""

import re
from collections.abc import Iterator

from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

MOST_WORDS = 500
LONGEST_END = 40
CUT_OFF = re.compile(r"(?:\[?(?:…|\.{3,})\]?|\bread more|\bcontinue reading)[\s.)]*$", re.IGNORECASE)


def without_a_text(facts: Facts) -> Iterator[Finding]:
    """Abstracts that are empty or cut off; a session whose presentations have theirs needs none of its own."""
    said = {text.session for text in facts.texts if text.part is Part.ABSTRACT and text.text.strip()}
    for text in facts.texts:
        if text.part is not Part.ABSTRACT:
            continue
        if not text.text.strip():
            if not _is_said_otherwise(text, said):
                yield Finding(Check.NOTHING, text.place, _("It has a title, and nothing says what it is about."), "")
        elif cut := CUT_OFF.search(text.text, len(text.text) - LONGEST_END):
            found = excerpt_of(text.text, cut.start(), cut.end())
            yield Finding(Check.NOTHING, text.place, _("The text is cut off."), text.sentence_at(cut.start()), (found,))


def _is_said_otherwise(text: Text, said: set[str]) -> bool:
    return text.place.key == f"{text.session}:abstract" and text.session in said


def longer_than_read(facts: Facts) -> Iterator[Finding]:
    """Abstracts of more than 500 words."""
    for text in facts.texts:
        count = len(text.text.split()) if text.part is Part.ABSTRACT else 0
        if count > MOST_WORDS:
            words = _("It has %(count)s words; more than %(most)s are hardly read in a programme.", count=count,
                      most=MOST_WORDS)  # fmt: skip
            yield Finding(Check.LENGTH, text.place, words, text.text)
