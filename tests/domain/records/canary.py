"""Looking for somebody in all that an installation keeps: rows, the bytes of the database, files."""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from conference.core.database import db, is_postgresql
from conference.core.rows import row_as_line
from conference.core.tables import list_tables


def left_of(*words: str) -> list[str]:
    """The rows in which any of the words stands, whatever the case and the folding of lines."""
    wanted = [word.casefold() for word in words]
    found = []
    for table in list_tables():
        for row in db.session.execute(select(table)).mappings():
            text = row_as_line(dict(row)).decode().replace("\\r\\n ", "").casefold()
            found += [f"{table.name}: {word} in {text[:1000]}" for word in wanted if word in text]
    return found


def files_with(app: Flask, *words: str) -> list[str]:
    """The files in which the bytes of any of the words stand: the database where it is a file, uploads, mails."""
    return [str(path) for path in _files(app) for word in words if word.encode() in path.read_bytes()]


def _files(app: Flask) -> Iterator[Path]:
    data: Path = app.config["SETTINGS"].data_dir
    yield from (path for folder in ("files", "mail") for path in (data / folder).rglob("*") if path.is_file())
    if not is_postgresql():
        yield from Path(str(db.engine.url.database)).parent.glob(f"{Path(str(db.engine.url.database)).name}*")
