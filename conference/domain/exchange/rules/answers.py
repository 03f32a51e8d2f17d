"""What an organiser is asked and answers on the way of an import, and how that is kept as JSON. Pure."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.exchange.rules.states import Thing
from conference.formats.programmes.how_to_read import HOW, Column, HowToRead
from conference.formats.programmes.table import Table, explains_itself, guess_columns
from conference.formats.programmes.table_days import day_of_two_ways

SHOWN_ROWS = 5
SHOWN_LETTERS = 80
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True)
class Asked:
    """What the reader must be told: the columns of a table with its first rows, its sheets, the zone.

    `zone` is one that the times of the file fit, "" where nobody can say. `day` is a day of a table that may have the
    month first or not, "" where there is none.
    """

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    guessed: Mapping[str, Column] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    needs_zone: bool = False
    zone: str = ""
    day: str = ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that their words do not explain."""
        return tuple(one for one in self.headings if one not in self.guessed and not explains_itself(one))

    @property
    def has_names(self) -> bool:
        """Whether a column is known that a table cannot do without: titles of sessions, or names of people."""
        return bool({Column.TITLE, Column.NAME} & set(self.guessed.values()))


@dataclass(frozen=True)
class NewEvent:
    """The event that an import makes. Instants are in UTC, `zone` is an IANA name."""

    title: str
    slug: str
    zone: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Choices:
    """What an organiser chose of a report.

    `keys` are those of the items to import, None for all; what a chosen session needs comes along. `overwrite`: fields
    that are kept as they are here take those of the file too. `same_as`: by the key of a person or session of the
    file, the id of the one of ours that it is. `event`: for an import that makes one. `settled`: of what who chose may
    change nothing that is here already. `seen`: the mark of the report, and of what was ticked in it, that it was
    chosen of; "" where nobody looked at one.
    """

    keys: frozenset[str] | None = None
    overwrite: bool = False
    same_as: Mapping[str, int] = field(default_factory=dict)
    event: NewEvent | None = None
    settled: frozenset[Thing] = frozenset()
    seen: str = ""


ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)
CHOICES: TypeAdapter[Choices] = TypeAdapter(Choices)


def json_of_how(how: HowToRead) -> dict[str, Any]:
    """How to read, as it is kept."""
    dumped: dict[str, Any] = HOW.dump_python(how, mode="json")
    return dumped


def json_of_asked(asked: Asked) -> dict[str, Any]:
    """What is asked, as it is kept."""
    dumped: dict[str, Any] = ASKED.dump_python(asked, mode="json")
    return dumped


def json_of_choices(choices: Choices) -> dict[str, Any]:
    """What was chosen, as it is kept."""
    keys = None if choices.keys is None else sorted(choices.keys)
    dumped: dict[str, Any] = CHOICES.dump_python(choices, mode="json")
    return {**dumped, "keys": keys}


def is_unclear(asked: Asked) -> bool:
    """Whether a table is asked about before it is read: several sheets, columns that the words do not explain, days."""
    return len(asked.sheets) > 1 or not asked.has_names or bool(asked.unknown) or bool(asked.day)


def check_columns(columns: Mapping[str, Column]) -> None:
    """Raise Invalid where two columns mean the same, and where none is a title of sessions or a name of people."""
    twice = [column for column, count in Counter(columns.values()).items() if count > 1]
    if twice:
        raise Invalid(_("More than one column is said to be: %(column)s. Please choose one of them.",
                        column=twice[0].value), "columns")  # fmt: skip
    if not {Column.TITLE, Column.NAME} & set(columns.values()):
        raise Invalid(_("One column must be the title of a session, or the name of a person."), "columns")


def asked_about(table: Table) -> Asked:
    """What there is to ask about a table: its headings with what they seem to mean, and its first rows.

    It is kept, so it quotes no e-mail address.
    """
    rows = tuple(tuple(ADDRESS.sub("…@…", cell)[:SHOWN_LETTERS] for cell in row) for row in table.rows[:SHOWN_ROWS])
    day = day_of_two_ways(table)[:SHOWN_LETTERS]
    return Asked(table.headings, rows, guess_columns(table.headings), table.sheets, day=day)
