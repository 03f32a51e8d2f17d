"""What an address asks of a table, and what it gets: no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.web.organiser.tables.columns import Column, Filter, Table, yes_or_no
from conference.web.organiser.tables.sifting import sifted
from conference.web.organiser.tables.wanted import Wanted, wanted_of

NOON = datetime(2022, 9, 8, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Talk:
    """A row to try with."""

    title: str
    code: str = ""
    minutes: int | None = None
    starts_at: datetime | None = None


TABLE: Table[Talk] = Table(
    "talks", "Talks",
    (
        Column("title", "Title", lambda one: one.title),
        Column("code", "Code", lambda one: one.code),
        Column("minutes", "Minutes", lambda one: one.minutes, is_number=True),
        Column("when", "When", lambda one: one.starts_at, lambda one: "then" if one.starts_at else "", is_shown=False),
    ),
    lambda number: f"{number} talks", lambda one: f"{one.code} {one.title}", "Title or code",
    (
        Filter("length", "Length", "All", [("short", "Short"), ("long", "Long")],
               lambda one: {"short" if (one.minutes or 0) < 60 else "long"}),
        yes_or_no("placed", "Placed", "All", "Placed", "Not placed", lambda one: one.starts_at),
    ),
)  # fmt: skip
TALKS = (
    Talk("Zoë on costs", "DD10", 90, NOON + timedelta(hours=1)),
    Talk("alpha", "DD2", 30, NOON),
    Talk("Beta", "", None, None),
    Talk("Émile", "K1", 45, NOON + timedelta(days=1)),
)  # fmt: skip


def titles(query: str) -> list[str]:
    """The titles that an address leaves, in its order, by their first letter."""
    wanted = wanted_of(TABLE, parse_qs(query, keep_blank_values=True))
    return [one.title[0] for one in sifted(TABLE, TALKS, wanted)]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", "ZaBÉ"), ("search=EMILE", "É"), ("search=zoe+dd", "Z"), ("search=costs+alpha", ""), ("search=+", "ZaBÉ"),
        ("length=short", "aBÉ"), ("length=long&placed=yes", "Z"), ("placed=no", "B"), ("length=nothing", ""),
        ("length=&placed=", "ZaBÉ"), ("length=short&length=long", "aBÉ"), ("page=7&utm=letter", "ZaBÉ"),
        ("sort=title", "aBÉZ"), ("sort=-title", "ZÉBa"), ("sort=code", "aZÉB"), ("sort=-code", "ÉZaB"),
        ("sort=minutes", "aÉZB"), ("sort=-minutes", "ZÉaB"), ("sort=when", "aZÉB"), ("sort=-when", "ÉZaB"),
        ("sort=nothing", "ZaBÉ"), ("sort=--title", "ZaBÉ"), ("search=dd&sort=-code", "Za"),
    ],
)  # fmt: skip
def test_an_address_leaves_rows_in_its_order(query: str, left: str) -> None:
    assert "".join(titles(query)) == left


@pytest.mark.parametrize(
    ("query", "columns", "unknown"),
    [
        ("", (), ()),
        ("column=when", ("title", "when"), ()),
        ("column=when&column=code", ("title", "code", "when"), ()),
        ("column=minutes&column=code&column=title", (), ()),
        ("column=title", ("title",), ()),
        ("column=secret&column=code", ("title", "code"), ("secret",)),
        ("column=secret", (), ("secret",)),
        ("sort=secret", (), ("secret",)),
        ("&".join(f"column=n{number}" for number in range(500)), (), ("n0", "n1", "n2")),
    ],
)
def test_columns_are_chosen_in_the_address(query: str, columns: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    wanted = wanted_of(TABLE, parse_qs(query, keep_blank_values=True))
    assert (wanted.columns, wanted.unknown) == (columns, unknown)


def test_an_address_says_again_what_was_asked() -> None:
    query = "search=costs&length=long&sort=-code&column=title&column=when&page=2"
    wanted = wanted_of(TABLE, parse_qs(query))
    assert (wanted.query(), wanted.query(page=1, sort="", columns=())) == (query, "search=costs&length=long")
    assert wanted.query(search="", filters={}, columns=(), page=1, sort="") == ""
    assert (wanted.is_filtered, Wanted(sort="code", page=3).is_filtered) == (True, False)


sent = st.dictionaries(
    st.sampled_from(["search", "sort", "column", "page", "length", "placed", "other"]),
    st.lists(
        st.one_of(st.text(max_size=20), st.sampled_from(["title", "-code", "short", "yes", "99999999999", "-1"])),
        min_size=1,
    ),
)


@given(sent)
def test_whatever_is_sent_is_an_address_that_means_the_same(values: Mapping[str, Sequence[str]]) -> None:
    wanted = wanted_of(TABLE, values)
    again = wanted_of(TABLE, parse_qs(wanted.query()))
    rows = sifted(TABLE, TALKS, wanted)
    assert (sifted(TABLE, TALKS, again), again.columns, again.page) == (rows, wanted.columns, wanted.page)
    assert {*rows} <= {*TALKS}


@given(st.lists(st.builds(Talk, st.text(max_size=9), st.text(max_size=9), st.none() | st.integers())), st.booleans())
def test_sorting_keeps_every_row_and_puts_the_empty_last(rows: list[Talk], is_descending: bool) -> None:
    for key, value in (("minutes", lambda one: one.minutes), ("code", lambda one: one.code or None)):
        found = sifted(TABLE, rows, Wanted(sort=f"{'-' if is_descending else ''}{key}"))
        empty = [value(one) is None for one in found]
        assert (sorted(map(repr, found)), empty) == (sorted(map(repr, rows)), sorted(empty))


def test_files_hold_numbers_and_what_a_column_says_for_them() -> None:
    iso = Column[Talk]("when", "When", lambda one: one.starts_at, None, lambda one: "iso" if one.starts_at else "")
    cells = [[column.file_cell_of(row) for column in (*TABLE.columns, iso)] for row in (TALKS[0], TALKS[2])]
    assert cells == [["Zoë on costs", "DD10", 90, "then", "iso"], ["Beta", "", "", "", ""]]
