"""What a text may say of an edition: its year, its dates, its names, its number, its address. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

EVENT_WORDS = frozenset({
    "annual", "anniversary", "call", "conference", "congress", "convening", "convention", "edition", "event",
    "festival", "forum", "gathering", "highlights", "keynote", "meeting", "programme", "registration", "seminar",
    "series", "session", "summit", "symposium", "webinar", "workshop",
})  # fmt: skip
FIRST_MONTH_OF_ACADEMIC_YEAR = 8


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


@dataclass(frozen=True)
class EditionFacts:
    """What is true of one edition.

    `years` are those in which its days lie, `academic_years` those in which their academic year began; `dates` its
    days, its deadlines and its registration window; `number` which edition it is, where that is known; `slugs` every
    address that it has or had; a draft is not `is_public`.
    """

    title: str
    short_title: str = ""
    years: frozenset[int] = frozenset()
    dates: frozenset[MonthDay] = frozenset()
    number: int | None = None
    slugs: frozenset[str] = frozenset()
    academic_years: frozenset[int] = frozenset()
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
    def academic_years(self) -> frozenset[int]:
        """The years in which an academic year began that is over."""
        return self.old.academic_years - self.new.academic_years

    @cached_property
    def dates(self) -> frozenset[MonthDay]:
        """The days that are no dates of the event any more."""
        return self.old.dates - self.new.dates

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The addresses that lead to the old edition."""
        return self.old.slugs - self.new.slugs

    @cached_property
    def names_in_addresses(self) -> tuple[frozenset[str], ...]:
        """What an address may call the event, each as the words, folded, that stand beside the year."""
        names = (re.findall(r"[^\W\d_]+", name.casefold()) for name in (self.old.title, self.old.short_title))
        return (frozenset({"conference"}), *(frozenset(name) for name in names if name))

    @cached_property
    def words_of_event(self) -> frozenset[str]:
        """Words, folded, that name what is held, and so are not the name of an author."""
        return EVENT_WORDS | words_in(self.old.short_title) | {word.casefold() for word in self.own_words}


def academic_year_of(day: date) -> int:
    """The year in which the academic year of a day began: in August or after it."""
    return day.year if day.month >= FIRST_MONTH_OF_ACADEMIC_YEAR else day.year - 1


def words_in(*texts: str) -> frozenset[str]:
    """The words of names and titles, for `Turn.own_words`."""
    words = (word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{3,}", text))
    return frozenset(words) - {"and", "for", "the", "with"}
