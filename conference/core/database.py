"""All that is particular to a database: the base class, column types, transactions and locks."""

import enum
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, DateTime, Dialect, Engine, Enum, MetaData, String, Text, event, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from conference.core.text import are_clean_sentences

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
ID_ONCE = {"sqlite_autoincrement": True}  # else SQLite gives the highest id again once its row is gone
WRITING = "IMMEDIATE"
WAKES_WORKER = "wakes_worker"
AFTERWARDS = "afterwards"
IS_OPEN = "is_open"


class Base(DeclarativeBase):
    """The class that every table class derives from."""

    metadata = MetaData(naming_convention=NAMES)


Thing = TypeVar("Thing", bound=Base)

db = SQLAlchemy(model_class=Base)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept in UTC; a value without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: aware, in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Line(TypeDecorator[str]):
    """One clean line of at most `length` characters, held to it on every database."""

    impl = String
    cache_ok = True
    breaks_allowed = False

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what the cleaner should have taken out before."""
        if value is None:
            return None
        if len(value) > self.length:
            raise ValueError(f"text of {len(value)} characters where {self.length} are allowed")
        if not are_clean_sentences(value) or ("\n" in value and not self.breaks_allowed):
            raise ValueError("text that did not pass the cleaner")
        return value


class Prose(Line):
    """Clean text of at most `length` characters, with line breaks."""

    impl = Text
    cache_ok = True
    breaks_allowed = True

    def __init__(self, length: int) -> None:
        super(Line, self).__init__()
        self.length = length


def choice(values: type[enum.StrEnum]) -> Enum:
    """A column type for one of the enum's values, kept as its text."""
    return Enum(values, native_enum=False, values_callable=lambda all_: [one.value for one in all_],
                validate_strings=True, length=40)  # fmt: skip


def prepare(engine: Engine) -> None:
    """Set an engine up: on SQLite WAL, full durability, foreign keys, and BEGIN as `transaction()` asks."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


_on_commit: Callable[[], None] | None = None
_to_forget: list[Callable[[], None]] = []


def forget_after_commit(forget: Callable[[], None]) -> None:
    """Call `forget` after every commit of this process: for what is looked up in the database once in a while."""
    _to_forget.append(forget)


def on_commit(wake: Callable[[], None] | None) -> None:
    """Call `wake` after every commit that wrote an envelope or a job (the application registers the worker)."""
    global _on_commit
    _on_commit = wake


def wake_worker_after_commit() -> None:
    """Say that this transaction writes work for the worker."""
    db.session().info[WAKES_WORKER] = True


def after_commit(deed: Callable[[], None]) -> None:
    """Do this once the transaction is committed, and never if it is not: for what a rollback cannot bring back."""
    db.session().info.setdefault(AFTERWARDS, []).append(deed)


@contextmanager
def transaction() -> Iterator[None]:
    """One writing transaction: commits at the end, rolls back on any error; what was read before is read again.

    On SQLite it takes the write lock at once (BEGIN IMMEDIATE); on PostgreSQL a lock is awaited 3 s at most. Raises
    RuntimeError inside another one, whose work it would undo: only the edge commits.
    """
    session = db.session()
    if session.info.get(IS_OPEN):
        raise RuntimeError("transaction() inside transaction(): the inner one would undo what the outer one has done")
    session.rollback()
    session.info.pop(WAKES_WORKER, None)
    session.info.pop(AFTERWARDS, None)
    connection = session.connection(execution_options={"sqlite_begin": WRITING})
    session.info[IS_OPEN] = True
    try:
        if connection.dialect.name == "postgresql":
            session.execute(text("SET LOCAL lock_timeout = '3s'"))
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(IS_OPEN, None)
    for forget in _to_forget:
        forget()
    if session.info.pop(WAKES_WORKER, False) and _on_commit is not None:
        _on_commit()
    for deed in session.info.pop(AFTERWARDS, []):
        deed()


@contextmanager
def reading() -> Iterator[None]:
    """A fresh look at the database without its write lock, which ends here: for long work between two transactions."""
    session = db.session()
    session.rollback()
    try:
        yield
    finally:
        session.rollback()


def lock(thing: Base) -> None:
    """Hold the row of `thing` until the transaction ends, and read it again (SQLite holds the whole file already)."""
    db.session.refresh(thing, with_for_update={"of": type(thing)})


def lock_all(kind: type[Thing], ids: Iterable[int], *where: ColumnElement[bool]) -> list[Thing]:
    """As `lock`, all rows of a kind with these ids of which `where` holds; by id (1 query)."""
    query = select(kind).where(kind.id.in_(list(ids)), *where).order_by(kind.id)  # type: ignore[attr-defined]
    query = query.with_for_update(of=kind)
    return list(db.session.scalars(query, execution_options={"populate_existing": True}))


def lock_name(name: str) -> None:
    """Hold a name until the transaction ends, where no row is there to lock (SQLite holds the whole file already)."""
    if is_postgresql():
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def is_postgresql() -> bool:
    """Whether the database is PostgreSQL."""
    return db.engine.dialect.name == "postgresql"


def is_passing_fault(error: BaseException) -> bool:
    """Whether an error of the database may be gone at the next try: a lock, a lost connection, a serialisation, a row
    that somebody else changed since it was read.
    """
    if isinstance(error, PoolTimeout | StaleDataError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return (
        error.connection_invalidated
        or state[:2] in {"08", "40", "53", "57"}
        or state == "55P03"
        or (isinstance(error, OperationalError) and ("locked" in str(error.orig) or not state))
    )


def is_duplicate(error: BaseException) -> bool:
    """Whether an error says that a unique index already has the value."""
    return isinstance(error, IntegrityError)


def is_reachable() -> bool:
    """Whether the database answers a question."""
    try:
        db.session.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True
