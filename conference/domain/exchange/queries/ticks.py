"""What is ticked in the report of an import.

A tick stands for an item as it was shown: its mark is made of all that the report says of it, so it falls away by
itself where a report that is made anew says something else.
"""

from collections.abc import Iterable

from pydantic import TypeAdapter

from conference.core.tokens import digest
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries.imports import report_of
from conference.domain.exchange.rules import REPORT, TAKEN, Report, ReportItem

ITEM: TypeAdapter[ReportItem] = TypeAdapter(ReportItem)
LETTERS = 20


def mark_of(item: ReportItem) -> str:
    """A short word that only this item has, and only while nothing in it is another."""
    return digest(ITEM.dump_json(item).decode())[:LETTERS]


def mark_of_report(report: Report) -> str:
    """A short word that only this report has."""
    return digest(REPORT.dump_json(report).decode())[:LETTERS]


def seen_mark(one: ProgrammeImport) -> str:
    """A short word for the report of an import with what is ticked in it: whoever chooses must have seen this."""
    return digest(f"{mark_of_report(report_of(one))} {' '.join(sorted(one.ticked))}")[:LETTERS]


def choosable(items: Iterable[ReportItem]) -> list[ReportItem]:
    """What of these may be imported; what is kept only matters where it is to be overwritten."""
    return [item for item in items if item.fate in TAKEN]


def ticked_items(one: ProgrammeImport, report: Report) -> list[ReportItem]:
    """What of the report is ticked, and is still what it was when it was."""
    ticks = set(one.ticked)
    return [item for item in choosable(report.items) if mark_of(item) in ticks] if ticks else []
