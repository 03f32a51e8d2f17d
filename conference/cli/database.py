"""`conference db upgrade`: bring the database to the tables of this version."""

import click
from flask import Flask
from flask_migrate import upgrade as run_migrations
from sqlalchemy import inspect, text

from conference.app import create_app
from conference.core.database import Base, db
from conference.core.words import _
from conference.settings import load_settings
from conference.web.static import folder


@click.group("db")
def db_group() -> None:
    """Look after the database."""


@db_group.command()
def upgrade() -> None:
    """Bring the database to the tables of this version; safe to run again."""
    upgrade_database(create_app(load_settings()))
    click.echo("The database is up to date.")


def newest_revision() -> str:
    """The revision of the tables as this version has them."""
    return max(_known_revisions())


def _known_revisions() -> set[str]:
    versions = (folder("migrations") / "versions").glob("[0-9]*_*.py")
    return {file.name.partition("_")[0] for file in versions}


def revision() -> str:
    """The revision of the tables as the database has them ("" before there are any)."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def check_upgradable() -> None:
    """Raise ClickException, saying what to do, where the tables are not of this version nor of one before it."""
    stands_at = revision()
    has_tables = bool(set(inspect(db.engine).get_table_names()) & set(Base.metadata.tables))
    if stands_at and stands_at not in _known_revisions():
        raise click.ClickException(_(
            "The tables in the database are of a version of Conference that this one does not know (%(revision)s). "
            "Use that version, or restore a backup of this version into an empty data folder.", revision=stands_at,
        ))  # fmt: skip
    if has_tables and not stands_at:
        raise click.ClickException(_(
            "The database has tables from before the first version of Conference, which cannot be brought up to date. "
            "Set CONFERENCE_DATA_DIR (or CONFERENCE_DATABASE_URL) to an empty place."
        ))  # fmt: skip


def fault_of_tables() -> str:
    """Why this version cannot work with the tables in the database, and what to do ("" where it can)."""
    if revision() != newest_revision():
        return _("The database has not the tables of this version. Run `conference db upgrade`.")
    found = inspect(db.engine).get_multi_columns(filter_names=list(Base.metadata.tables))
    columns = {name: {column["name"] for column in columns} for (_schema, name), columns in found.items()}
    if columns == {table.name: {column.name for column in table.columns} for table in Base.metadata.sorted_tables}:
        return ""
    return _(
        "The database was made by another version of Conference, whose tables differ. Use that version, or set "
        "CONFERENCE_DATA_DIR (or CONFERENCE_DATABASE_URL) to an empty place, for new data or a backup of this version."
    )


def upgrade_database(app: Flask) -> None:
    """Run the migrations that the database has not seen, and let go of all connections.

    Raises ClickException, saying what to do, where the tables are not those of this version then.
    """
    with app.app_context():
        check_upgradable()
        run_migrations()
        fault = fault_of_tables()
        if fault:
            raise click.ClickException(fault)
        db.session.remove()
        db.engine.dispose()
