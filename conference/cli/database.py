"""`conference db upgrade`: bring the database to the tables of this version."""

import click
from flask import Flask
from flask_migrate import upgrade as run_migrations

from conference.app import create_app
from conference.core.database import Base, db
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


def upgrade_database(app: Flask) -> None:
    """Run the migrations that the database has not seen, and let go of all connections."""
    with app.app_context():
        if (folder("migrations") / "versions").is_dir():
            run_migrations()
        else:
            Base.metadata.create_all(db.engine)
        db.session.remove()
        db.engine.dispose()
