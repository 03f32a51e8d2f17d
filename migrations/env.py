"""How migrations run: on the application's database, all or nothing, one process at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum, text
from sqlalchemy.types import TypeDecorator

from conference.core.database import WRITING, Base, db

LOCK = 7_110_114  # any number that nobody else takes


def as_plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as what they are kept in, so that old migrations need none of our classes."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def without_foreign_keys(connection: Connection, is_on: bool) -> None:
    """SQLite alters a table by making it anew: dropping the old one must not delete what points at it."""
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={'ON' if is_on else 'OFF'}")


def check_foreign_keys(connection: Connection) -> None:
    """What was off while migrating must hold afterwards."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"The migration leaves rows that point at nothing: {broken[:5]}")


def run(connection: Connection) -> None:
    """Run all steps in one transaction."""
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_item=as_plain_type, transactional_ddl=True,
        **current_app.extensions["migrate"].configure_args,
    )  # fmt: skip
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()
        check_foreign_keys(connection)


with db.engine.connect().execution_options(sqlite_begin=WRITING) as our_connection:
    without_foreign_keys(our_connection, is_on=False)
    try:
        run(our_connection)
    finally:
        without_foreign_keys(our_connection, is_on=True)
