"""Nothing of somebody is left once they are erased, wherever it stood, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, Table, select, update

from conference.core.database import Base, Line, db, is_postgresql, transaction
from conference.core.errors import Conflict
from conference.core.personal import Erasing, can_hold_words, tag_of
from conference.core.scrub import scrub
from conference.core.tables import list_tables
from conference.domain.accounts.actions import SYSTEM
from conference.domain.people.models import Person
from conference.domain.records.actions.erasing import erase
from conference.domain.records.queries.erasing import Subject, is_of_somebody, own_rows, subject_of_person
from tests.domain.records.canary import files_with, left_of
from tests.factories import make_person, make_site
from tests.guards.house import AFTERWARDS, NOW, furnish

NAME, SLUG, ADDRESS = "Zyxwel Quandary", "zyxwel-quandary", "z.quandary@example.org"
TRACES = ("zyxwel", "quandary")


@pytest.fixture
def subject(app: Flask) -> Subject:
    """Somebody who spoke, wrote and registered, and whom every column names that can name people."""
    furnish(2)
    with transaction():
        person = db.session.scalars(select(Person).order_by(Person.id)).first()
        assert person is not None
        person.name, person.folded_name, person.slug, person.email = NAME, NAME.lower(), SLUG, ADDRESS
        for name, address in (("registration", "email"), ("expression_of_interest", "email"), ("consent", "email"),
                             ("envelope", "recipient_email")):  # fmt: skip
            table = Base.metadata.tables[name]
            email = {address: ADDRESS} | ({"folded_email": ADDRESS} if "folded_email" in table.c else {})
            db.session.execute(update(table).where(table.c[address] == "attendee0@example.org").values(email))
    with transaction():
        found = subject_of_person(person)
        theirs = {table.name: where for table, where in own_rows(found)}
        for table in list_tables():
            for column in named_columns(table):
                name_them(table, column, theirs.get(table.name))
    return subject_of_person(db.session.get_one(Person, person.id))


def named_columns(table: Table) -> Iterator[Column[Any]]:
    """What is to name them: all that is tagged but for addresses and slugs that are theirs already, and what stays."""
    for column in table.columns:
        tag = tag_of(column) if can_hold_words(column) else None
        is_short = isinstance(column.type, Line) and column.type.length <= 50
        if tag and not is_short and tag.erasing not in {Erasing.STAYS, Erasing.NUMBERED} and column.name != "email":
            yield column


def name_them(table: Table, column: Column[Any], theirs: Any) -> None:
    """Write name and address into every row, other records of people apart."""
    keys = list(table.primary_key.columns)
    query = select(*keys) if not is_of_somebody(table) else select(*keys).where(theirs)
    for number, row in enumerate(db.session.execute(query).all()):
        which = [key == value for key, value in zip(keys, row, strict=True)]
        db.session.execute(update(table).where(*which).values({column.name: named(column, number)}))


def named(column: Column[Any], number: int) -> Any:
    """Their name as this column would hold it."""
    if not isinstance(column.type, Line):
        return (
            {"who": [NAME, {ADDRESS: f"Ask {NAME}."}], NAME: 1}
            if column.name != "calendar"
            else "DESCRIPTION:Zyxwel Quan\r\n dary"
        )
    if column.name in {"slug", "key", "folded_name"} or column.name.endswith("_slug"):
        return f"{SLUG}-{number}"[: column.type.length]
    return NAME if column.name == "name" else f"{number} {NAME}, <{ADDRESS}>"[: column.type.length]


def test_no_column_names_them_any_more(app: Flask, subject: Subject) -> None:
    with transaction(), pytest.raises(Conflict) as refusal:
        erase(subject, actor=SYSTEM, now=NOW)
    assert "stand in the programme of E0" in refusal.value.sentence
    assert "registered for E0" in refusal.value.sentence
    assert len({line.partition(":")[0] for line in left_of(*TRACES)}) > 35
    with transaction():
        erase(subject, actor=SYSTEM, now=AFTERWARDS)
    assert bool(files_with(app, "Zyxwel")) is not is_postgresql()  # so that the next look means something
    scrub()
    assert left_of(*TRACES) == []
    assert files_with(app, "Zyxwel", "quandary", ADDRESS) == []
    again = subject_of_person(db.session.get_one(Person, min(subject.people)))
    assert (again.traces.addresses, again.traces.names) == (frozenset(), frozenset())


def test_nobody_goes_with_somebody_else_of_one_address(app: Flask) -> None:
    make_site()
    one, other = (make_person(name, email="office@example.org") for name in ("Ada Lovelace", "Grace Hopper"))
    with transaction(), pytest.raises(Conflict, match="Ada Lovelace, Grace Hopper have one mail address"):
        erase(subject_of_person(one), actor=SYSTEM, now=NOW)
    with transaction():
        db.session.get_one(Person, other.id).email = "grace@example.org"
    with transaction():
        erase(subject_of_person(db.session.get_one(Person, one.id)), actor=SYSTEM, now=NOW)
    names = db.session.scalars(select(Person.name).order_by(Person.id)).all()
    assert names == ["Name withheld", "Grace Hopper"]
