"""`conference db upgrade`: bring the database to the tables of this version."""

import click
from flask import Flask
from flask_migrate import upgrade as run_migrations
from sqlalchemy import inspect, text

from conference.app import create_app
from conference.core.database import db
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
    versions = (folder("migrations") / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in versions)


def revision() -> str:
    """The revision of the tables as the database has them ("" before there are any)."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def upgrade_database(app: Flask) -> None:
    """Run the migrations that the database has not seen, and let go of all connections."""
    with app.app_context():
        run_migrations()
        db.session.remove()
        db.engine.dispose()
