"""Write everything that an installation holds into one file: rows, files, settings without secrets, and a manifest."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pydantic import ConfigDict
from sqlalchemy import Connection, Table, select

from conference.core import files
from conference.core.database import db
from conference.core.errors import Conflict, NotFound
from conference.core.rows import row_as_line
from conference.core.tables import list_tables
from conference.core.words import _

FORMAT = "conference-backup/1"
MANIFEST = "manifest.json"
ROWS, FILES = "rows/", "files/"
OWNER_ONLY = 0o600
AT_ONCE = 500
STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Part:
    """What one part of a backup holds: bytes, rows (0 for a file), and the SHA-256 of the bytes."""

    __pydantic_config__ = STRICT

    size: int
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself. `revision` is that of the tables; parts by their names in the file."""

    __pydantic_config__ = STRICT

    version: str
    revision: str
    made_at: str
    settings: dict[str, str]
    parts: dict[str, Part] = field(default_factory=dict)
    format: str = FORMAT

    def count_rows(self) -> int:
        """How many rows there are in all."""
        return sum(part.rows for part in self.parts.values())

    def count_files(self) -> int:
        """How many files there are."""
        return sum(name.startswith(FILES) for name in self.parts)


def write_backup(target: Path, manifest: Manifest) -> Manifest:
    """Write the backup; the manifest comes back with its parts. Everything is as it was at one moment.

    Only its owner may read the file. Raises Conflict where the file exists already or its folder does not.
    """
    if target.exists() or not target.parent.is_dir():
        raise Conflict(_("%(file)s exists already, or its folder does not. Choose another name.", file=str(target)))
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as out:
            _write(out, manifest)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(out: object, manifest: Manifest) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        with _one_moment() as connection:
            for table in list_tables():
                _add(archive, manifest, f"{ROWS}{table.name}.jsonl", _lines(connection, table), has_rows=True)
        for key in files.list_keys():
            _add_file(archive, manifest, key)
        archive.writestr(ZipInfo(MANIFEST), json.dumps(asdict(manifest), indent=1, ensure_ascii=False))


def _one_moment() -> Connection:
    """A connection that sees the database as it stands now, whatever is written meanwhile."""
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query).mappings():
        yield row_as_line({column.name: row[column] for column in table.columns})


def _add_file(archive: ZipFile, manifest: Manifest, key: str) -> None:
    try:
        _add(archive, manifest, FILES + key, files.read_slowly(key), has_rows=False)
    except NotFound:
        manifest.parts.pop(FILES + key, None)  # it was deleted since the list was made


def _add(archive: ZipFile, manifest: Manifest, name: str, pieces: Iterable[bytes], *, has_rows: bool) -> None:
    pieces, total, size, count = iter(pieces), hashlib.sha256(), 0, 0
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            total.update(piece)
            size, count = size + len(piece), count + 1
    manifest.parts[name] = Part(size, count if has_rows else 0, total.hexdigest())
