"""What columns say of the people in them: for what they are held, and what becomes of them when somebody is erased."""

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import JSON, Column, Enum, String, Table

from conference.core.database import Line
from conference.core.purposes import Purpose as Purpose  # tables ask for all three here

TAG = "personal"
MARK_START = "withheld-"
MARK = re.compile(rf"{MARK_START}[a-z]?[0-9]+")
Model = TypeVar("Model", bound=type[Any])
_of_tables: "dict[Table, Tag | None]" = {}


class Erasing(enum.Enum):
    """What erasing somebody does to a column of the rows that are theirs, or of all rows (the last two)."""

    ROW_GOES = enum.auto()
    EMPTIED = enum.auto()
    WITHHELD = enum.auto()  # says "Name withheld"
    NUMBERED = enum.auto()  # says "withheld-12", which stands once: for what must differ from row to row
    NAMES_GO = enum.auto()  # in any row: name and address in the text are replaced, the rest stays
    STAYS = enum.auto()  # in any row: nobody is erased while this names them


@dataclass(frozen=True)
class Tag:
    """What a column says of the people in it."""

    purpose: Purpose
    erasing: Erasing


def personal(purpose: Purpose, erasing: Erasing) -> dict[str, Any]:
    """The `info` of a column that holds something of a person."""
    return {TAG: Tag(purpose, erasing)}


NOT_PERSONAL: dict[str, Any] = {TAG: None}  # the `info` of a column of such a table that holds nothing of a person


def may_name_people(purpose: Purpose) -> Callable[[Model], Model]:
    """Say of a table that is about no person that its texts may name somebody all the same."""

    def tagged(model: Model) -> Model:
        say_of(model.__table__, Tag(purpose, Erasing.NAMES_GO))
        return model

    return tagged


def nothing_personal(model: Model) -> Model:
    """Say of a table that no text in it is of a person or names one."""
    say_of(model.__table__, None)
    return model


def say_of(table: Table, tag: Tag | None) -> None:
    """Let a table say for all of its columns what is personal in them; its `info` would be a part of the migration."""
    _of_tables[table] = tag


def can_hold_words(column: Column[Any]) -> bool:
    """Whether somebody's name could stand in a column: text of any kind but a choice, and JSON."""
    return isinstance(column.type, String | Line | JSON) and not isinstance(column.type, Enum)


def tag_of(column: Column[Any]) -> Tag | None:
    """What a column says, or its table for all of them; None where nothing is personal (or nothing is said)."""
    tag: Tag | None = column.info.get(TAG, _of_tables.get(column.table))
    return tag


def untagged(table: Table) -> list[str]:
    """Which columns of a table, or the table itself, say too little: a table speaks for all of its columns, or each.

    So a new column of a table about people is always asked about, and one of the other tables is no trouble.
    """
    columns = [column for column in table.columns if can_hold_words(column)]
    if table in _of_tables:
        return [f"{column} says something beside its table" for column in columns if TAG in column.info]
    return [f"{column} is not tagged" for column in columns if TAG not in column.info]


def mark_of(number: int, letter: str = "") -> str:
    """What stands for an address or a slug of somebody who was erased: "withheld-12"."""
    return f"{MARK_START}{letter}{number}"


def is_mark(text: str) -> bool:
    """Whether this stands for somebody who was erased."""
    return MARK.fullmatch(text) is not None
