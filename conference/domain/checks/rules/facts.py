"""What the checks of an event are given: its dates, its sessions and every text of it, each with its place. Pure."""

import enum
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from conference.core.words import _
from conference.domain.checks.rules.findings import Check, Place
from conference.domain.editions.rules.stale import Turn

END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


class Part(enum.StrEnum):
    """What kind of text it is."""

    TITLE = "title"
    LABEL = "label"  # the words of a link
    PROSE = "prose"  # may hold markup
    ABSTRACT = "abstract"  # the same, of a session or a presentation
    POST = "post"  # what is said of a post, which speaks of its own day
    SAID = "said"  # somebody's own words
    ORGANISATION = "organisation"
    ADDRESS = "address"


@dataclass(frozen=True)
class Text:
    """A text and where it stands; `session` is the key of the session that it is about ("session:12"), if of one."""

    place: Place
    part: Part
    text: str
    session: str = ""

    @cached_property
    def lowered(self) -> str:
        """The text in small letters, to see at once whether a longer look is worth it."""
        return self.text.lower()

    def holds_any(self, cues: Iterable[str]) -> bool:
        """Whether one of these (in small letters) stands anywhere in it, in whatever case."""
        return any(cue in self.lowered for cue in cues)

    @cached_property
    def sentences(self) -> list[tuple[int, str]]:
        """Each sentence with where in the text it begins."""
        gaps = list(END_OF_SENTENCE.finditer(self.text))
        starts = [0, *(gap.end() for gap in gaps)]
        ends = [*(gap.start() for gap in gaps), len(self.text)]
        return [(start, self.text[start:end]) for start, end in zip(starts, ends, strict=True)]

    def sentence_at(self, position: int) -> str:
        """The sentence that ends at this place of the text, or behind it."""
        behind = bisect_left(self.sentences, position, key=lambda one: one[0] + len(one[1]))
        return self.sentences[behind][1]


@dataclass(frozen=True)
class Dated:
    """Something that has a time, as wall-clock time in the event's zone."""

    place: Place
    name: str
    at: datetime


@dataclass(frozen=True)
class Edition(Dated):
    """Another event of the series, with its first instant; a draft (not `is_public`) is not everybody's to know of."""

    is_public: bool = True

    @property
    def told(self) -> str:
        """What a sentence calls it, whoever reads that."""
        return self.name if self.is_public else _("another edition")

    @property
    def beside(self) -> Place | None:
        """The place that names it beside the sentence, to those who work on it, where the sentence does not."""
        return None if self.is_public else self.place


@dataclass(frozen=True)
class Slot:
    """A session that has a time; `against` are the sentences that say why it cannot happen then, with their check."""

    place: Place
    title: str
    starts: datetime
    ends: datetime
    against: tuple[tuple[Check, str], ...] = ()


@dataclass(frozen=True)
class Somebody:
    """A person who appears at the event; `place` is where the name is mended."""

    id: int
    name: str
    place: Place


@dataclass(frozen=True)
class Facts:
    """An event as its checks see it. All times are wall-clock times in its zone, `now` too."""

    name: str
    place: Place
    starts: datetime
    ends: datetime
    now: datetime
    is_over: bool = False
    texts: tuple[Text, ...] = ()
    deadlines: tuple[Dated, ...] = ()
    opens: Dated | None = None
    closes: Dated | None = None
    slots: tuple[Slot, ...] = ()
    people: tuple[Somebody, ...] = ()
    known_people: tuple[tuple[int, str], ...] = ()
    known_organisations: tuple[tuple[int, str], ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)  # of each session, by its key
    titles: Mapping[str, str] = field(default_factory=dict)  # of each session, those elsewhere too
    elsewhere: tuple[Text, ...] = ()  # what is said of other events of the series and of their sessions
    editions: tuple[Edition, ...] = ()
    coming: tuple[str, ...] = ()  # the names of events that are not over
    turn: Turn | None = None  # from the edition that this one was opened from
