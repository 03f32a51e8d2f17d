"""What a check says: where something was found, which words, and why they are worth another look. Pure."""

import enum
import hashlib
from dataclasses import dataclass

from conference.core.words import _

AROUND = 60
LENGTH_OF_FINGERPRINT = 32


class Check(enum.StrEnum):
    """What is looked for, in the order of the page."""

    DEADLINE = "deadline"
    ORDER = "order"
    HOURS = "hours"
    CLASH = "clash"
    STALE = "stale"
    TENSE = "tense"
    EDITION = "edition"
    REPEAT = "repeat"
    FORMAT = "format"
    NAME = "name"
    LINK = "link"
    CONTACT = "contact"
    LEFT_OVER = "left over"
    SLIP = "slip"
    NOTHING = "nothing"
    LENGTH = "length"

    @property
    def heading(self) -> str:
        """What its findings have in common, in words."""
        return {
            Check.DEADLINE: _("Deadlines of another year"),
            Check.ORDER: _("Dates out of order"),
            Check.HOURS: _("Outside the hours of the event"),
            Check.CLASH: _("Clashes in the schedule"),
            Check.STALE: _("What still speaks of the last edition"),
            Check.TENSE: _("Written as if it were still to come"),
            Check.EDITION: _("Addresses that name another edition"),
            Check.REPEAT: _("The words of another one"),
            Check.FORMAT: _("Called by another format"),
            Check.NAME: _("Names that nearly match"),
            Check.LINK: _("Links that do not say where they lead"),
            Check.CONTACT: _("Ways to write to one person only"),
            Check.LEFT_OVER: _("Left over from a draft"),
            Check.SLIP: _("Slips of the pen"),
            Check.NOTHING: _("Without a text, or cut off"),
            Check.LENGTH: _("Longer than people read"),
        }[self]


@dataclass(frozen=True)
class Place:
    """Where a text or a date stands: `key` is what it is known by for ever, `url` where it is mended.

    A key is a thing and its part, "session:12:abstract"; `words` say the same to people.
    """

    key: str
    words: str
    url: str

    @property
    def kind(self) -> str:
        """What kind of thing it is a part of, "session"."""
        return self.key.partition(":")[0]

    @property
    def page(self) -> str:
        """The page of the form, without the field."""
        return self.url.partition("#")[0]


@dataclass(frozen=True)
class Excerpt:
    """The words that were found, with those around them."""

    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Finding:
    """One thing that is worth another look; `sentence` says why, `other` is a second place to look at, if there is one.

    `evidence` is what somebody looks at who says that it is right: as long as it is the same, it is not asked again.
    """

    check: Check
    place: Place
    sentence: str
    evidence: str
    excerpts: tuple[Excerpt, ...] = ()
    other: Place | None = None

    @property
    def fingerprint(self) -> str:
        """What "this is right" is remembered by: of check, place, evidence and the words that were found."""
        words = (excerpt.found for excerpt in self.excerpts)
        known_by = "\n".join((self.check, self.place.key, self.evidence, *words))
        return hashlib.sha256(known_by.encode()).hexdigest()[:LENGTH_OF_FINGERPRINT]


def excerpt_of(text: str, start: int, end: int) -> Excerpt:
    """The words from `start` to `end` with up to 60 characters around them, on one line, cut between words."""
    before, after = text[:start], text[end:]
    if len(before) > AROUND:
        near = before[-AROUND:]
        before = f"…{near.partition(' ')[2] or near}"
    if len(after) > AROUND:
        near = after[:AROUND]
        after = f"{near.rpartition(' ')[0] or near}…"
    return Excerpt(*(part.replace("\n", " ") for part in (before, text[start:end], after)))
