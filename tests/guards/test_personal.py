"""Every column that can hold words says what it holds of people, or that it holds nothing of them."""

from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table

from conference.core.database import Line
from conference.core.personal import (
    NOT_PERSONAL,
    Erasing,
    Purpose,
    Tag,
    can_hold_words,
    personal,
    say_of,
    tag_of,
    untagged,
)
from conference.core.tables import list_tables

NOTHING: dict[str, Any] = {}
MAILED = personal(Purpose.MAIL, Erasing.EMPTIED)


@pytest.mark.usefixtures("bare_app")
def test_every_column_that_can_hold_words_is_tagged() -> None:
    columns = [column for table in list_tables() for column in table.columns if can_hold_words(column)]
    assert [fault for table in list_tables() for fault in untagged(table)] == []
    assert len(columns) > 150
    assert {tag.erasing for tag in map(tag_of, columns) if tag} == set(Erasing)
    assert {tag.purpose for tag in map(tag_of, columns) if tag} == set(Purpose)


def test_a_table_says_it_for_all_of_its_columns_or_each_says_it() -> None:
    def table(name: str, *infos: dict[str, Any], said: Tag | None = None) -> Table:
        columns: list[Column[str]] = [Column(f"c{at}", Line(10), info=info) for at, info in enumerate(infos)]
        made = Table(name, MetaData(), *columns)
        if said is not None:
            say_of(made, said)
        return made

    names = Tag(Purpose.PROGRAMME, Erasing.NAMES_GO)
    assert untagged(table("each", MAILED, NOT_PERSONAL)) == []
    assert untagged(table("all", NOTHING, NOTHING, said=names)) == []
    assert untagged(table("one", MAILED, NOTHING)) == ["one.c1 is not tagged"]
    assert untagged(table("none", NOTHING, NOTHING)) == ["none.c0 is not tagged", "none.c1 is not tagged"]
    assert untagged(table("twice", MAILED, NOTHING, said=names)) == ["twice.c0 says something beside its table"]
