"""What the database says when it is asked for what cannot be."""

from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from conference.app import create_app
from conference.core.database import db, transaction
from conference.domain.people.models import Person
from conference.settings import Settings
from tests.factories import make_account, make_person

SECRET = "ada@example.org"


@pytest.mark.parametrize("kind", ["twice", "too long"])
def test_a_fault_of_the_database_does_not_list_the_values(app: Flask, kind: str) -> None:
    make_account(email=SECRET)
    with pytest.raises(StatementError) as fault:
        make_account(email=SECRET) if kind == "twice" else make_person(email=f"{SECRET}{'x' * 300}")
    db.session.rollback()
    said = [words in str(fault.value) for words in ("INSERT INTO", "[SQL parameters hidden", f"('{SECRET}")]
    assert said == [True, True, False]


def test_a_transaction_inside_another_is_an_error_and_loses_nothing(app: Flask, now: datetime) -> None:
    with transaction():
        db.session.add(Person(slug="ada", name="Ada", folded_name="ada", created_at=now))
        with pytest.raises(RuntimeError, match=r"^transaction\(\) inside transaction\(\)"), transaction():
            pass
    with transaction():
        assert [one.name for one in db.session.query(Person)] == ["Ada"]


def test_after_a_transaction_that_failed_comes_the_next(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        raise ZeroDivisionError
    with transaction():
        assert db.session.query(Person).count() == 0


def test_an_installation_on_sqlite_waits_until_the_disk_has_what_was_committed(tmp_path: Path) -> None:
    application = create_app(Settings(data_dir=tmp_path, secret_key="k" * 40))
    with application.app_context():
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        said = [db.session.scalar(text(f"PRAGMA {name}")) for name in asked]
        db.engine.dispose()
    full = 2
    assert said == ["wal", full, 1, 30_000]
