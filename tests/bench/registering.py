"""Registrations a second, beside a bare Flask view that inserts the same rows in one transaction, and bare commits.

`python -m tests.bench.registering`: on SQLite and PostgreSQL, in turns in the same minute. Ours is the whole action
with its lock, count, decision, mail and journal, and the commit.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Table, insert, select, text

from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core.clock import real_now
from conference.core.database import Base, db, transaction
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.actions.registering import Wish, register_attendee
from conference.settings import Settings
from tests.databases import BothDatabases
from tests.factories import make_event, make_site

GOAL = 0.4
ROUNDS, EACH = 5, 40
TABLES = ("registration", "decision", "letter", "envelope", "journal_entry")
UNIQUE = ("uid", "ticket_key", "message_id", "folded_email", "email", "key")
Rows = dict[str, list[dict[str, Any]]]


def register(number: int) -> None:
    """Ours: one person more at the event, in a transaction."""
    with transaction():
        register_attendee(get_event("bench"), name=f"Person {number}", email=f"p{number}@example.org", organisation="",
                          wish=Wish([AttendanceMode.IN_PERSON]), now=real_now())  # fmt: skip


def rows_of_one() -> Rows:
    """The rows that the newest registration wrote, by table."""
    found: Rows = {}
    for name in TABLES:
        table = Base.metadata.tables[name]
        newest = db.session.execute(select(table).order_by(table.c.id.desc()).limit(1)).mappings().one()
        found[name] = [dict(newest)]
    db.session.rollback()
    return found


def bare_view(engine: Any, rows: Rows) -> Flask:
    """A Flask application of one view, which inserts such rows in one transaction and does nothing else."""
    app, numbers = Flask("bare"), count(-1, -1)  # below those that ours gives

    def insert_rows() -> str:
        number = next(numbers)
        with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
            _insert(connection, rows, number)
        return "done"

    app.add_url_rule("/", "insert", insert_rows, methods=["POST"])
    return app


def _insert(connection: Connection, rows: Rows, number: int) -> None:
    ids: dict[str, int] = {}
    for name, (values,) in rows.items():
        table: Table = Base.metadata.tables[name]
        new = {key: value for key, value in values.items() if key != "id"}
        new |= {key: f"{number}{key[:3]}"[:16] for key in UNIQUE if key in new}
        new |= {"number": number} if "number" in new else {}
        new |= {f"{other}_id": one for other, one in ids.items() if f"{other}_id" in new}
        key: Any = connection.execute(insert(table).values(new)).inserted_primary_key
        ids[name] = key[0]


def rate(deed: Callable[[int], object], numbers: "count[int]") -> float:
    """How often a second something is done."""
    began = time.perf_counter()
    for _time in range(EACH):
        deed(next(numbers))
    return EACH / (time.perf_counter() - began)


def measure(app: Flask) -> tuple[float, float, float]:
    """Registrations, bare views and bare commits a second: the middle of the rounds."""
    numbers = count(1)
    for _warm in range(5):
        register(next(numbers))
    client = bare_view(db.engine, rows_of_one()).test_client()
    deeds = (register, lambda _number: client.post("/"), _commit)
    found = [[rate(deed, numbers) for deed in deeds] for _round in range(ROUNDS)]
    ours, bare, commits = (median(each) for each in zip(*found, strict=True))
    return ours, bare, commits


def _commit(number: int) -> None:
    with db.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        connection.execute(text("UPDATE event SET sequence = :number WHERE slug = 'bench'"), {"number": number})


def main() -> None:
    """Print the table."""
    print(f"\n{'Registrations a second':<30}{'ours':>9}{'bare view':>11}{'commits':>9}{'of bare':>9}{'goal':>6}")
    with tempfile.TemporaryDirectory(prefix="conference-bench-") as name:
        databases = BothDatabases(Path(name))
        for engine in ("sqlite", "postgresql"):
            folder = Path(name) / f"{engine}-data"
            app = create_app(Settings(data_dir=folder, database_url=databases.own_url(engine, "bench")))
            if databases.server is not None:
                databases.server.psql("ALTER SYSTEM RESET ALL;")  # as durable as where it is in earnest
                databases.server.psql("SELECT pg_reload_conf();")
            upgrade_database(app)
            with app.app_context():
                make_site()
                start = real_now() + timedelta(days=30)
                make_event(slug="bench", capacity_in_person=100, starts_at=start, ends_at=start + timedelta(hours=8))
                ours, bare, commits = measure(app)
                db.session.remove()
                db.engine.dispose()
            verdict = "good" if ours >= GOAL * bare else "MISSED"
            print(f"{engine:<30}{ours:>9.0f}{bare:>11.0f}{commits:>9.0f}{ours / bare:>9.0%}{GOAL:>6.0%}  {verdict}")
        databases.stop()


if __name__ == "__main__":
    main()
