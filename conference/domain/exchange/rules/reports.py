"""What an organiser is shown before an import, and what it has done afterwards; both are kept as JSON. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from conference.domain.exchange.rules.states import Fate, Thing
from conference.formats.programmes.values import Oddity


@dataclass(frozen=True)
class ProposedEvent:
    """The event that a file seems to be of. Instants are in UTC; None and "" where the file does not say.

    `is_needed`: the file holds sessions, so without an event an import must make one; else it holds people only.
    """

    title: str
    slug: str
    zone: str
    has_zone: bool
    starts_at: datetime | None
    ends_at: datetime | None
    is_needed: bool = True


@dataclass(frozen=True)
class ShownChange:
    """One field of an item: its words, what stands here, what the file says. Long texts are cut."""

    field: str
    words: str
    before: str
    after: str


@dataclass(frozen=True)
class Candidate:
    """Somebody of ours of nearly the name of a person of the file, or a session of the same title, with its start."""

    id: int
    name: str
    slug: str


@dataclass(frozen=True)
class ReportItem:
    """One item of the file; `place` is where it stands in it ("" for rooms, themes and formats).

    `kept` are the fields that differ and stay as they are here. A changed item may have some too. `notes` are
    sentences: why it is refused, how it was known, what is cut. `candidates`: is it one of these?
    """

    key: str
    thing: Thing
    fate: Fate
    name: str
    place: str = ""
    changes: tuple[ShownChange, ...] = ()
    kept: tuple[ShownChange, ...] = ()
    notes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Report:
    """What an import would do. Items stand in the order rooms, themes, formats, people, sessions; the same too.

    `left_out` are sentences on what the file says and we have no place for.
    """

    format: str
    proposed: ProposedEvent
    items: tuple[ReportItem, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What an import has done: how many of each thing (by `Thing` value) are new or changed, and in how many items an
    organiser's edit was kept. `notes` are sentences, such as on items that somebody else changed in between.
    """

    new: dict[str, int]
    changed: dict[str, int]
    kept: int = 0
    notes: tuple[str, ...] = ()


REPORT: TypeAdapter[Report] = TypeAdapter(Report)
OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)


def json_of_report(report: Report) -> dict[str, Any]:
    """The report as it is kept."""
    dumped: dict[str, Any] = REPORT.dump_python(report, mode="json", exclude_defaults=True)
    return dumped


def json_of_outcome(outcome: Outcome) -> dict[str, Any]:
    """The outcome as it is kept."""
    dumped: dict[str, Any] = OUTCOME.dump_python(outcome, mode="json")
    return dumped


def counts_of(items: Iterable[ReportItem]) -> dict[Thing, dict[Fate, int]]:
    """How many items of each thing have each fate; fates that none has are left away."""
    counts = Counter((item.thing, item.fate) for item in items)
    found: dict[Thing, dict[Fate, int]] = {}
    for thing in Thing:
        fates = {fate: counts[thing, fate] for fate in Fate if counts[thing, fate]}
        if fates:
            found[thing] = fates
    return found
