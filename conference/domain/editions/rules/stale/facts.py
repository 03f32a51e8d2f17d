"""What a text may say of an edition: its year, its dates, its names, its number, its address. Pure."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

EVENT_WORDS = frozenset({
    "annual", "anniversary", "call", "conference", "congress", "convening", "convention", "edition", "event",
    "festival", "forum", "gathering", "highlights", "keynote", "meeting", "programme", "registration", "seminar",
    "series", "session", "summit", "symposium", "webinar", "workshop",
})  # fmt: skip


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


@dataclass(frozen=True)
class EditionFacts:
    """What is true of one edition.

    `years` are those in which its days lie; `dates` its days, its deadlines and its registration window; `number` which
    edition it is, where that is known; `slugs` every address that it has or had; a draft is not `is_public`.
    """

    title: str
    short_title: str = ""
    years: frozenset[int] = frozenset()
    dates: frozenset[MonthDay] = frozenset()
    number: int | None = None
    slugs: frozenset[str] = frozenset()
    is_public: bool = True

    @property
    def name(self) -> str:
        """The short title where there is one, else the title."""
        return self.short_title or self.title


@dataclass(frozen=True)
class Turn:
    """From one edition to the next: what was true of the old one and is not of the new one is stale.

    `own_words` are words that name the event, its series or its place, so that they are nobody's surname; `host` is
    that of the site's own addresses.
    """

    old: EditionFacts
    new: EditionFacts
    own_words: frozenset[str] = field(default=frozenset())
    host: str = ""

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that are over."""
        return self.old.years - self.new.years

    @cached_property
    def dates(self) -> frozenset[MonthDay]:
        """The days that are no dates of the event any more."""
        return self.old.dates - self.new.dates

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The addresses that lead to the old edition."""
        return self.old.slugs - self.new.slugs

    @cached_property
    def words_of_event(self) -> frozenset[str]:
        """Words, folded, that name what is held, and so are not the name of an author."""
        return EVENT_WORDS | {word.casefold() for word in self.own_words}


def words_in(*texts: str) -> frozenset[str]:
    """The words of names and titles, for `Turn.own_words`."""
    words = (word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{3,}", text))
    return frozenset(words) - {"and", "for", "the", "with"}
