"""Every revision runs up and down on both databases, and leads to the tables that the models say."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click import ClickException
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import inspect, text

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core.database import Base, db
from conference.settings import Settings
from tests.databases import BothDatabases

REVISIONS = sorted(file.stem[:4] for file in (Path(__file__).parents[1] / "migrations" / "versions").glob("0*.py"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, databases: BothDatabases, tmp_path: Path) -> Flask:
    """The application on a database without any table."""
    url = "" if request.param == "sqlite" else databases.url(f"migrations-{request.node.name[:20]}")
    return create_app(Settings(data_dir=tmp_path, database_url=url, secret_key="a-key-of-the-tests-" * 3))


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def tables() -> list[str]:
    return sorted(set(inspect(db.engine).get_table_names()) - {"alembic_version"})


def stands_at() -> list[str]:
    with db.engine.connect() as connection:
        return list(connection.scalars(text("SELECT version_num FROM alembic_version")))


def test_up_check_down_up(empty: Flask) -> None:
    upgrade_database(empty)
    with empty.app_context():
        assert differences() == []
        assert tables() == sorted(Base.metadata.tables)
        assert stands_at() == REVISIONS[-1:]
        downgrade(revision="base")
        assert (tables(), stands_at()) == ([], [])
    upgrade_database(empty)
    with empty.app_context():
        assert differences() == []
        db.engine.dispose()


def test_upgrading_again_changes_nothing_and_foreign_keys_hold_afterwards(empty: Flask) -> None:
    for _again in range(2):
        upgrade_database(empty)
    with empty.app_context():
        assert stands_at() == REVISIONS[-1:]
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        db.engine.dispose()


OF_ANOTHER_TIME = {
    "UPDATE alembic_version SET version_num = '9999'": "The tables in the database are of a version of Conference that",
    "DELETE FROM alembic_version": "The database has tables from before the first version of Conference, which",
    "DROP TABLE alembic_version": "The database has tables from before the first version of Conference, which",
}


def test_tables_of_another_time_are_refused_in_words_and_left_alone(empty: Flask) -> None:
    upgrade_database(empty)
    for statement, sentence in OF_ANOTHER_TIME.items():
        with empty.app_context():
            with db.engine.begin() as connection:
                connection.execute(text(statement))
            before = tables()
            db.engine.dispose()
        with pytest.raises(ClickException) as refusal:
            upgrade_database(empty)
        assert (refusal.value.message[: len(sentence)], refusal.value.exit_code) == (sentence, 1)
        with empty.app_context():
            assert tables() == before
            db.engine.dispose()


OF_ANOTHER_VERSION = {
    "ALTER TABLE job ADD COLUMN mood TEXT": "ALTER TABLE job DROP COLUMN mood",
    "ALTER TABLE envelope RENAME COLUMN why TO reason": "ALTER TABLE envelope RENAME COLUMN reason TO why",
    "ALTER TABLE answered_form RENAME TO given_form": "ALTER TABLE given_form RENAME TO answered_form",
}


def change(app: Flask, statement: str) -> None:
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text(statement))
        db.engine.dispose()


def test_other_tables_or_columns_of_the_same_revision_are_refused_in_words(empty: Flask) -> None:
    upgrade_database(empty)
    for there, back in OF_ANOTHER_VERSION.items():
        change(empty, there)
        with pytest.raises(ClickException) as refusal:
            upgrade_database(empty)
        assert (refusal.value.message.partition(",")[0], refusal.value.exit_code) == (
            "The database was made by another version of Conference", 1,
        )  # fmt: skip
        change(empty, back)
        upgrade_database(empty)


def test_revisions_are_numbered_without_gaps() -> None:
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS
    assert REVISIONS != []
