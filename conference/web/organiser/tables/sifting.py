"""The rows that an address asks for, in the order that it asks for (decision 0020). Pure."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from conference.core.text import fold
from conference.web.organiser.tables.columns import Column, Row, Table, Value
from conference.web.organiser.tables.wanted import Wanted

DIGITS = re.compile(r"(\d+)")


def sifted(table: Table[Row], rows: Iterable[Row], wanted: Wanted) -> list[Row]:
    """The rows that search and filters leave, sorted; what is equal keeps the order in which it came."""
    words = fold(wanted.search).split()
    left = [row for row in rows if _passes(table, row, wanted) and _has_words(table, row, words)]
    column = next((one for one in table.columns if one.key == wanted.sort.removeprefix("-")), None)
    return _sorted(column, left, is_descending=wanted.sort.startswith("-")) if column else left


def _passes(table: Table[Row], row: Row, wanted: Wanted) -> bool:
    return all(wanted.filters[one.key] in one.of(row) for one in table.filters if one.key in wanted.filters)


def _has_words(table: Table[Row], row: Row, words: list[str]) -> bool:
    if not words:
        return True
    text = fold(table.searched(row))
    return all(word in text for word in words)


def _sorted(column: Column[Row], rows: list[Row], *, is_descending: bool) -> list[Row]:
    valued = [(row, column.value(row)) for row in rows]
    full = [(row, _order(value)) for row, value in valued if value not in {None, ""}]
    full.sort(key=lambda pair: pair[1], reverse=is_descending)
    return [row for row, _key in full] + [row for row, value in valued if value in {None, ""}]


def _order(value: Value) -> Any:
    """What values are compared by: words without case and accents, numbers in them as numbers ("DD2" before "DD10")."""
    if not isinstance(value, str):
        return value.timestamp() if isinstance(value, datetime) else value
    return [int(part) if part.isdecimal() else part for part in DIGITS.split(fold(value))]
