"""What a table is made of: its columns, its filters, and what a search looks into. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

Row = TypeVar("Row")
Value = str | int | datetime | None
YES, NO = "yes", "no"
FileCell = str | int | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column. Its `value` is what rows are sorted by; empty values come last, whichever way it is sorted.

    `words` is what a page shows (left out: the value itself), `in_file` what a file holds (left out: a whole number as
    a number, anything else as the page shows it). `url` makes a link of what is not empty. With `is_shown` it stands in
    the table before anybody chooses columns.
    """

    key: str
    heading: str
    value: Callable[[Row], Value]
    words: Callable[[Row], str] | None = None
    in_file: Callable[[Row], FileCell] | None = None
    url: Callable[[Row], str] | None = None
    is_number: bool = False
    is_shown: bool = True

    def text_of(self, row: Row) -> str:
        """What a page shows of a row."""
        if self.words is not None:
            return self.words(row)
        value = self.value(row)
        return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)

    def file_cell_of(self, row: Row) -> FileCell:
        """What a file holds of a row."""
        if self.in_file is not None:
            return self.in_file(row)
        value = self.value(row)
        return value if isinstance(value, int) and self.words is None else self.text_of(row)


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """One choice that rows are held against: `of` gives the values that a row has; `everything` leaves none out."""

    key: str
    label: str
    everything: str
    options: Sequence[tuple[str, str]]
    of: Callable[[Row], Collection[str]]


def yes_or_no(
    key: str, label: str, everything: str, yes: str, no: str, is_so: Callable[[Row], object]
) -> Filter[Row]:  # fmt: skip
    """A filter between two: those of which something is so, which `yes` says in words, and the others."""
    return Filter(key, label, everything, [(YES, yes), (NO, no)], lambda row: {YES if is_so(row) else NO})


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A table: the first column names the row and is always shown. `counted` says a number of rows in words.

    `searched` is the text that a search looks into, `search_label` what that is; `key` is by what it is known, and its
    files are called; `of` is the slug of the event that it is of, where it is of one.
    """

    key: str
    caption: str
    columns: Sequence[Column[Row]]
    counted: Callable[[int], str]
    searched: Callable[[Row], str]
    search_label: str
    filters: Sequence[Filter[Row]] = ()
    of: str = ""

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.of}-{self.key}" if self.of else self.key

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all columns."""
        return tuple(column.key for column in self.columns)

    def showing(self, keys: Collection[str]) -> "Table[Row]":
        """The same table with these columns shown at first; as it is where none of them is known."""
        if not {*keys} & {*self.keys}:
            return self
        return replace(self, columns=[replace(one, is_shown=one.key in {self.keys[0], *keys}) for one in self.columns])

    @property
    def first_keys(self) -> tuple[str, ...]:
        """The keys of the columns that are shown before anybody chooses."""
        return tuple(column.key for column in self.columns if column.is_shown)
