"""What an address asks of a table, and the address that asks for it: search, filters, order, columns, page. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from conference.core.text import clean_line
from conference.web.organiser.paging import page_number
from conference.web.organiser.tables.columns import Table

LONGEST = 100
MOST_TOLD = 3
SEARCH, SORT, COLUMN, PAGE = "search", "sort", "column", "page"
Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `sort` is the key of a column, with a hyphen before it for the other way round; empty: as the
    rows come. `columns` are keys in the order of the table; empty: those that are shown at first. `unknown` is what the
    address asks for and the table does not have.
    """

    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1
    unknown: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether rows are left out."""
        return bool(self.search or self.filters)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Which rows are asked for, as names and values of an address."""
        searched = ((SEARCH, self.search),) if self.search else ()
        return (*searched, *self.filters.items())

    def query(self, **changes: Any) -> str:
        """The query of an address that asks for this, but for these changes."""
        to = replace(self, **changes)
        pairs = [*to.chosen, (SORT, to.sort), *((COLUMN, key) for key in to.columns)]
        pairs.append((PAGE, str(to.page) if to.page > 1 else ""))
        return urlencode([(name, value) for name, value in pairs if value])


def wanted_of(table: Table[Any], sent: Sent) -> Wanted:
    """What the values of an address ask of a table; what is no parameter of ours is nobody's business."""
    sort, unknown = _sort(table, _first(sent, SORT))
    columns, others = _columns(table, sent.get(COLUMN, ()))
    filters = {one.key: value for one in table.filters if (value := _first(sent, one.key))}
    return Wanted(_first(sent, SEARCH), filters, sort, columns, page_number(_first(sent, PAGE)), (*unknown, *others))


def _first(sent: Sent, name: str) -> str:
    values = sent.get(name, ())
    return clean_line(values[0])[:LONGEST] if values else ""


def _sort(table: Table[Any], raw: str) -> tuple[str, tuple[str, ...]]:
    if not raw or raw.removeprefix("-") in table.keys:
        return raw, ()
    return "", (raw,)


def _columns(table: Table[Any], sent: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that are chosen, the first one among them; none where they are those that are shown at first."""
    unknown = dict.fromkeys(clean_line(one)[:LONGEST] for one in sent if one not in table.keys)
    known = {*sent} & {*table.keys}
    chosen = tuple(key for key in table.keys if key in known or key == table.keys[0]) if known else ()
    return () if chosen == table.first_keys else chosen, tuple(unknown)[:MOST_TOLD]
