"""Texts that speak of what is over as if it were still to come. Pure."""

import re
from collections.abc import Iterator

from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.checks.rules.days import days_in, names_a_day_to_come
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

_ITSELF = (
    r"(?:this|the|our|these)\s+(?:[\w’'-]+\s+){0,2}?(?:session|event|talk|panel|webinar|workshop|discussion|conference"
    r"|roundtable|keynote|presentation|deep dive|meeting|lecture|edition)"
)
_THOSE_THERE = r"(?:speakers?|panellists?|participants|presenters?|attendees|delegates)"
_ANNOUNCED = (
    r"\bwill\s+(?:be\s+held|take\s+place|be\s+(?:chaired|moderated|hosted|joined|live-?streamed|streamed|recorded))\b"
    rf"|\b{_ITSELF}\s+will\s+(?:(?:be|begin|finish|run|start)\s+(?:at|from|online)"
    r"|(?:also\s+)?(?:bring|convene|feature|gather|host|open|welcome)\s+(?:with|leaders|experts|speakers|practitioners)"
    r"|(?:also\s+)?bring\s+(?:[\w’'-]+\s+)?together)\b"
    r"|\b(?:please\s+)?join\s+us\s+(?:at|for|from|in|on|online|to|when|live)\b|\bsave\s+the\s+date\b"
    r"|\bwatch\s+this\s+space\b|\bcoming\s+soon\b"
    r"|\bregister\s+(?:now|here|today|your\s+(?:interest|place)|to\s+attend|by)\b|\bregistration\s+is\s+(?:now\s+)?open\b"
    r"|\b(?:book|reserve)\s+(?:your|a)\s+(?:place|seat|ticket)\b|\bsign\s+up\s+(?:now|here|to\s+attend)\b"
    r"|\btickets\s+are\s+(?:now\s+)?(?:available|on\s+sale)\b"
    r"|\b(?:our|the|this)\s+(?:upcoming|forthcoming)\s+(?:session|event|talk|panel|webinar|workshop|conference|meeting)\b"
    r"|\b(?:more|further)\s+(?:details|information)\s+(?:will\s+follow|to\s+(?:come|follow))\b"
)
ANNOUNCED = re.compile(_ANNOUNCED, re.IGNORECASE)
"""What announces; speakers write "this talk will show" in their abstracts, and that may stay."""
TO_COME = re.compile(
    rf"\b(?:{_ITSELF}|{_THOSE_THERE})\s+will\b(?:\s+\w+)?|{_ANNOUNCED}"
    r"|\byou\s+will\s+(?:hear|learn|be\s+able|have\s+the\s+(?:chance|opportunity))\b",
    re.IGNORECASE,
)
CUES = (
    "will", "join", "save", "watch", "coming", "register", "registration", "book", "reserve", "sign", "ticket",
    "upcoming", "forthcoming", "details", "information",
)  # fmt: skip
OF_THE_NEXT = re.compile(r"\bnext\s+(?:year|month|week|time|edition|conference|webinar|event|one)\b", re.IGNORECASE)
PHRASES = {Part.PROSE: TO_COME, Part.ABSTRACT: ANNOUNCED}


def written_as_to_come(facts: Facts) -> Iterator[Finding]:
    """Texts that announce what is over: of an event that is over, or with a day that is past; each text once.

    Not where the sentence names a day to come, or an event that is still to come.
    """
    for text in facts.texts:
        if text.part in PHRASES and text.holds_any(CUES) and PHRASES[text.part].search(text.text):
            yield from _finding(text, facts)


def _finding(text: Text, facts: Facts) -> Iterator[Finding]:
    found = [
        (words, sentence, excerpt_of(text.text, start + phrase.start(), start + phrase.end()))
        for start, sentence in text.sentences
        if (phrase := PHRASES[text.part].search(sentence)) and (words := _words(sentence, facts))
    ]
    if found:
        reasons, sentences, excerpts = zip(*found, strict=True)
        yield Finding(Check.TENSE, text.place, reasons[0], "\n".join(sentences), excerpts)


def _words(sentence: str, facts: Facts) -> str:
    """Why the sentence is out of date, or nothing."""
    if names_a_day_to_come(sentence, facts.now.date()) or OF_THE_NEXT.search(sentence):
        return ""
    if any(name in sentence for name in facts.coming if name != facts.name):
        return ""
    if facts.is_over:
        return _("%(event)s is over.", event=facts.name)
    past = [day for day in (one.last_day() for one in days_in(sentence)) if day]
    return _("%(day)s is past.", day=date_words(past[-1])) if past else ""
