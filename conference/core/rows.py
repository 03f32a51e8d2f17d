"""Rows in a form that belongs to no database: one JSON object a line, instants in ISO 8601 in UTC."""

import enum
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, Date, Enum, Table, Time

from conference.core.database import UtcDateTime
from conference.core.errors import Invalid
from conference.core.words import _


def row_as_line(row: Mapping[str, Any]) -> bytes:
    """The row as one line, names in the order of the table."""
    return json.dumps(dict(row), default=_in_words, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _in_words(value: object) -> str:
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"a column holds {type(value).__name__}, which has no form here")


def row_from_line(table: Table, line: bytes) -> dict[str, Any]:
    """The values of a line, as the table takes them; raises Invalid for what is no row of it."""
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or told.keys() != set(table.columns.keys()):
            raise ValueError("other columns")
        return {name: _value(table.columns[name], value) for name, value in told.items()}
    except (ValueError, TypeError, RecursionError):
        raise Invalid(_("A row of %(table)s cannot be read.", table=table.name)) from None


def _value(column: Column[Any], value: Any) -> Any:
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
