"""Read a backup back into an empty installation, on either database. Nothing in the file is believed unchecked."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Table, insert
from sqlalchemy.exc import DBAPIError, StatementError

from conference.core import files
from conference.core.backup import AT_ONCE, FILES, FORMAT, MANIFEST, ROWS, Manifest
from conference.core.database import db
from conference.core.errors import Conflict, Invalid
from conference.core.rows import row_from_line
from conference.core.tables import count_on, list_tables, tables_with_rows
from conference.core.words import _

LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_ROW = 64 * 1024 * 1024
LARGEST_FILE = 1024 * 1024 * 1024
PACKED_AT_MOST = 100  # times smaller than what it unpacks to: text seldom comes near, a bomb is far beyond
ALWAYS_ALLOWED = 64 * 1024 * 1024
PIECE = 256 * 1024
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
ENCRYPTED, OURS = 0x1, (ZIP_STORED, ZIP_DEFLATED)
KEPT_BY_WORKERS = ("turn",)
_manifests = TypeAdapter(Manifest)


@contextmanager
def open_backup(file: Path) -> Iterator[ZipFile]:
    """The file as an archive; raises Invalid for one that is no backup or turns out to be damaged."""
    try:
        archive = ZipFile(file)
    except (BadZipFile, EOFError, OSError, UnicodeDecodeError, ValueError):
        raise _damaged(file) from None
    with archive:
        try:
            yield archive
        except (BadZipFile, EOFError, zlib.error):
            raise _damaged(file) from None


def _damaged(file: Path) -> Invalid:
    return Invalid(_("%(file)s cannot be read: it is no backup, or it is damaged.", file=str(file)))


def read_manifest(archive: ZipFile, revision: str) -> Manifest:
    """What the backup says about itself; raises Invalid unless it is one of ours, whole, and of these tables."""
    if any(one.flag_bits & ENCRYPTED or one.compress_type not in OURS for one in archive.infolist()):
        raise Invalid(_("This file is no backup of Conference."))
    try:
        raw = archive.getinfo(MANIFEST)
        if raw.file_size > LARGEST_MANIFEST:
            raise Invalid(_("The manifest of this backup is too large."))
        manifest = _manifests.validate_json(archive.read(raw))
    except (KeyError, ValidationError):
        raise Invalid(_("This file is no backup of Conference.")) from None
    if manifest.format != FORMAT:
        raise Invalid(_("This backup has another form (%(form)s) than this version reads.", form=manifest.format))
    if manifest.revision != revision:
        raise Invalid(
            _("This backup was made by version %(version)s, whose tables differ. Restore it with that version, then"
              " upgrade.", version=manifest.version)
        )  # fmt: skip
    _check_names(archive, manifest)
    _check_sizes(archive, manifest)
    return manifest


def _check_names(archive: ZipFile, manifest: Manifest) -> None:
    """Exactly the parts of the manifest, one for each table, and files only under names that stay in their folder."""
    there = sorted(archive.namelist())
    if there != sorted([MANIFEST, *manifest.parts]):
        raise Invalid(_("The parts of this backup are not those that its manifest names."))
    rows = {name for name in manifest.parts if not name.startswith(FILES)}
    if rows != {_part_of(table) for table in list_tables()}:
        raise Invalid(_("The tables of this backup are not those of this version."))
    if not all(KEY.fullmatch(key) for key in _keys(manifest)):
        raise Invalid(_("This backup holds a file with a name that is not allowed."))


def _check_sizes(archive: ZipFile, manifest: Manifest) -> None:
    """Refuse what would unpack to far more than the file is."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    if any(entries[name].file_size != part.size for name, part in manifest.parts.items()):
        raise Invalid(_("A part of this backup has another length than its manifest says."))
    packed = sum(entry.compress_size for entry in entries.values())
    unpacked = sum(entry.file_size for entry in entries.values())
    largest = max((part.size for name, part in manifest.parts.items() if name.startswith(FILES)), default=0)
    if unpacked > ALWAYS_ALLOWED + PACKED_AT_MOST * packed or largest > LARGEST_FILE:
        raise Invalid(_("This backup would unpack to far more than a backup does."))


def check_whole(archive: ZipFile, manifest: Manifest) -> None:
    """Read every part once; raises Invalid where its SHA-256 or its number of rows is not the one of the manifest."""
    for name, part in manifest.parts.items():
        total, count = hashlib.sha256(), 0
        with archive.open(name) as found:
            while piece := found.read(PIECE):
                total.update(piece)
                count += piece.count(b"\n")
        if total.hexdigest() != part.sha256 or (name.startswith(ROWS) and count != part.rows):
            raise Invalid(_("A part of this backup was changed or damaged: %(part)s.", part=name))


def check_target_is_empty() -> None:
    """Raise Conflict unless nothing would be lost: no row in any table (files that no row names belong to nothing)."""
    if tables_with_rows(besides=KEPT_BY_WORKERS):
        raise Conflict(_("There is data here already. A backup is restored into an empty installation only."))


def restore_rows(archive: ZipFile) -> None:
    """Fill the tables; the caller holds the transaction. Raises Invalid for rows that the tables do not take."""
    for table in list_tables():
        try:
            _fill(archive, table)
        except (DBAPIError, StatementError):
            raise Invalid(_("A row of %(table)s cannot be stored.", table=table.name)) from None
    count_on()


def _fill(archive: ZipFile, table: Table) -> None:
    if table.name in KEPT_BY_WORKERS:
        db.session.execute(table.delete())
    with archive.open(_part_of(table)) as found:
        rows = (row_from_line(table, line) for line in _lines(found, table))
        while batch := [row for _number, row in zip(range(AT_ONCE), rows, strict=False)]:
            db.session.execute(insert(table), batch)


def _lines(found: IO[bytes], table: Table) -> Iterator[bytes]:
    while line := found.readline(LARGEST_ROW):
        if not line.endswith(b"\n"):
            raise Invalid(_("A row of %(table)s cannot be read.", table=table.name))
        yield line


def restore_files(archive: ZipFile, manifest: Manifest) -> None:
    """Put the files back."""
    for key in _keys(manifest):
        files.keep(key, archive.read(FILES + key))


def drop_files(manifest: Manifest) -> None:
    """Take away what `restore_files` put there (the rows were not kept)."""
    for key in _keys(manifest):
        files.drop(key)


def _keys(manifest: Manifest) -> list[str]:
    return [name.removeprefix(FILES) for name in manifest.parts if name.startswith(FILES)]


def _part_of(table: Table) -> str:
    return f"{ROWS}{table.name}.jsonl"
