"""A table as a page shows it, in plain values for components/data_table.html, or as the file that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic

from flask import request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.words import _
from conference.web.access import get_account
from conference.web.organiser.paging import Paging
from conference.web.organiser.tables.columns import Column, Filter, Row, Table
from conference.web.organiser.tables.files import TYPES, table_file
from conference.web.organiser.tables.picks import Picks
from conference.web.organiser.tables.sifting import sifted
from conference.web.organiser.tables.wanted import Wanted, wanted_of

FILE = "as"
FEW = 4  # filters that stand there before one asks for more


@dataclass(frozen=True)
class ShownTable(Generic[Row]):
    """A table with its rows as the request asks for them; `address` is that of the page."""

    table: Table[Row]
    every: Sequence[Row]
    rows: Sequence[Row]
    wanted: Wanted
    address: str

    @property
    def columns(self) -> list[Column[Row]]:
        """The columns that are shown."""
        keys = self.wanted.columns or self.table.first_keys
        return [column for column in self.table.columns if column.key in keys]

    def find_file(self) -> ResponseReturnValue | None:
        """The file that the request asks for instead of the page, or None."""
        kind = request.args.get(FILE, "")
        if kind not in TYPES:
            return None
        return table_file(kind, self.table.name, self.table.caption, self.columns, self.rows)

    def values(self, picks: Picks[Row] | None = None) -> dict[str, Any]:
        """What the macro takes; with `picks`, rows can be ticked."""
        asked, total = self.wanted.page, len(self.rows)
        paging = Paging(min(asked, Paging(1, total).pages), total)
        on_page = self.rows[paging.offset : paging.offset + paging.size]
        return {
            "caption": self.table.caption,
            "columns": [_heading(self, column) for column in self.columns],
            "rows": [_row(self.columns, row, picks) for row in on_page],
            "fields": _fields(self)[:FEW],
            "more_fields": _fields(self)[FEW:],
            "is_more_filtered": any(one.key in self.wanted.filters for one in self.table.filters[FEW - 1 :]),
            "sorts": _sorts(self),
            "choices": _choices(self),
            "first": self.table.keys[0],
            "counted": _counted(self),
            "paging": paging,
            "url_of": lambda number: self.url(page=number),
            "clear_url": self.url(search="", filters={}, page=1) if self.wanted.is_filtered else None,
            "files": [{"label": kind.upper(), "url": self.file_url(kind)} for kind in TYPES],
            "unknown": self.wanted.unknown,
            "is_empty": not self.every,
            "picks": picks.values(self.wanted, len(self.rows)) if picks else None,
            "keep": _keep(self) if self.wanted.columns else None,
        }

    def url(self, **changes: Any) -> str:
        """The address of this table, but for these changes."""
        query = self.wanted.query(**changes)
        return f"{self.address}?{query}" if query else self.address

    def file_url(self, kind: str) -> str:
        """The address of what the table shows as a file, all its pages."""
        query = self.wanted.query(page=1)
        return f"{self.address}?{query}&{FILE}={kind}" if query else f"{self.address}?{FILE}={kind}"


def shown(table: Table[Row], rows: Sequence[Row], address: str) -> ShownTable[Row]:
    """The table as this request asks for it, with the columns that the member of staff chose for good."""
    table = table.showing(get_account().columns.get(table.key, ()))
    wanted = wanted_of(table, request.args.to_dict(flat=False))
    return ShownTable(table, rows, sifted(table, rows, wanted), wanted, address)


def _heading(of: ShownTable[Row], column: Column[Row]) -> dict[str, Any]:
    sort = {column.key: "ascending", f"-{column.key}": "descending"}.get(of.wanted.sort, "")
    to = f"-{column.key}" if sort == "ascending" else column.key
    return {"key": column.key, "label": column.heading, "kind": "number" if column.is_number else "", "sort": sort,
            "url": of.url(sort=to, page=1)}  # fmt: skip


def _row(columns: Sequence[Column[Row]], row: Row, picks: Picks[Row] | None) -> dict[str, Any]:
    return {"cells": {one.key: cell(one, row) for one in columns}, "pick": picks.number(row) if picks else None}


def _keep(of: ShownTable[Any]) -> dict[str, Any]:
    """What the button sends that keeps the columns for good."""
    sent = {"table": of.table.key, "columns": " ".join(of.wanted.columns), "back": of.url(columns=())}
    return {"url": links.organise_columns(of.table.of), "sent": sent}


def cell(column: Column[Row], row: Row) -> dict[str, str]:
    """A cell of a page: text, and where it leads."""
    text = column.text_of(row)
    return {"text": text, "url": column.url(row) if column.url and text else ""}


def _fields(of: ShownTable[Any]) -> list[dict[str, Any]]:
    search = {"name": "search", "label": of.table.search_label, "value": of.wanted.search}
    return [search, *(_field(one, of.wanted.filters.get(one.key, "")) for one in of.table.filters)]


def _field(one: Filter[Any], current: str) -> dict[str, Any]:
    """A filter as a select; what the address asks for stays among its options, also where no row can have it."""
    pairs = [("", one.everything), *one.options]
    if current not in {value for value, _label in pairs}:
        pairs.append((current, _("%(value)s (not known here)", value=current)))
    options = [{"value": value, "label": label, "is_current": value == current} for value, label in pairs]
    return {"name": one.key, "label": one.label, "options": options}


def _sorts(of: ShownTable[Any]) -> list[dict[str, Any]]:
    """Every order that the table can have, for a select: where rows are cards there are no headings to press."""
    pairs = [("", _("As it comes"))]
    for column in of.table.columns:
        pairs.append((column.key, column.heading))
        pairs.append((f"-{column.key}", _("%(column)s, from the end", column=column.heading)))
    return [{"value": key, "label": label, "is_current": key == of.wanted.sort} for key, label in pairs]


def _choices(of: ShownTable[Any]) -> list[dict[str, Any]]:
    """The columns that can be chosen; the first one always stands there."""
    shown_now = {column.key for column in of.columns}
    return [{"key": one.key, "label": one.heading, "is_on": one.key in shown_now} for one in of.table.columns[1:]]


def _counted(of: ShownTable[Any]) -> str:
    found = of.table.counted(len(of.rows))
    return _("%(found)s of %(all)s", found=found, all=len(of.every)) if of.wanted.is_filtered else found
