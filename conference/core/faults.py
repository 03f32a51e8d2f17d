"""Faults in words for logs and for the list of work that failed: what happened and where, never whose it was.

What an exception says may hold what people typed: PostgreSQL names the value that is there twice, a parser the text
that it could not read. So addresses of mail are taken out, and of a fault of the database only that is told which
names tables, columns and indexes.
"""

import re
import traceback
from collections.abc import Iterator
from types import TracebackType

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

ADDRESS = re.compile(r"[^\s\"'<>(),;:=\[\]]+@[^\s\"'<>(),;:=\[\]]+")
TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{27,}|[A-Za-z0-9_-]{40,}")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
LEFT_OUT = "..."
OF_DATA = "22"  # the class of errors of PostgreSQL whose sentences quote the data
Caught = tuple[type[BaseException], BaseException, TracebackType | None]


def words_of(error: BaseException) -> str:
    """The kind of an exception and what it says, without what people typed."""
    name = type(error).__name__
    said = _of_database(error.orig) if isinstance(error, DBAPIError) and error.orig is not None else _said(error)
    return f"{name}: {said}" if said else name


def traceback_of(exc_info: Caught) -> str:
    """Where an exception came from, and those that led to it, oldest first, each in `words_of`."""
    return "\n".join(_lines(exc_info[1])).rstrip()


def _lines(error: BaseException) -> Iterator[str]:
    chain = [error]
    while (before := _before(chain[-1])) is not None and before not in chain:
        chain.append(before)
    for each in reversed(chain):
        yield "".join(traceback.format_tb(each.__traceback__)) + words_of(each)


def _before(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _said(error: BaseException) -> str:
    if hasattr(error, "sqlstate") or type(error).__module__ == "sqlite3":
        return _of_database(error)
    said = str(error)
    if isinstance(error, SQLAlchemyError):
        said = said.partition("\n")[0]
    elif isinstance(error, ValueError | LookupError):
        said = QUOTED.sub(LEFT_OUT, said)
    return _clean(said)


def _of_database(error: BaseException) -> str:
    """What a driver says, without its detail: SQLite names columns alone, PostgreSQL also values."""
    state = getattr(error, "sqlstate", None) or ""
    diagnosis = getattr(error, "diag", None)
    primary = str(error).partition("\n")[0] if diagnosis is None else (diagnosis.message_primary or "")
    said = "" if state.startswith(OF_DATA) else _clean(primary or str(error).partition("\n")[0])
    return " ".join(part for part in (said, f"({state})" if state else "") if part)


def _clean(said: str) -> str:
    return TOKEN.sub(LEFT_OUT, ADDRESS.sub(LEFT_OUT, said))
