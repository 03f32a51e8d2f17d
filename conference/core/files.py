"""Where the bytes of files lie: a folder, behind the one library that also knows other stores."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore

from conference.core.errors import NotFound
from conference.core.words import _

CHUNK = 256 * 1024

_folder: Callable[[], Path] | None = None


def use_folder(folder: Callable[[], Path]) -> None:
    """Keep files in the folder that `folder` gives at each call (the application registers its own once)."""
    global _folder
    _folder = folder


@cache
def _store_in(folder: Path) -> LocalStore:
    return LocalStore(prefix=folder, mkdir=True)


def _store() -> LocalStore:
    if _folder is None:
        raise RuntimeError("files have no place yet: call use_folder() first")
    return _store_in(_folder())


def keep(key: str, data: bytes) -> None:
    """Write the bytes under a key, whole or not at all; what is there already is replaced."""
    obstore.put(_store(), key, data)


def read(key: str) -> bytes:
    """The bytes under a key; raises NotFound."""
    try:
        return bytes(obstore.get(_store(), key).bytes())
    except (NotFoundError, FileNotFoundError):
        raise NotFound(_("This file is not there any more.")) from None


def read_slowly(key: str) -> Iterator[bytes]:
    """The bytes under a key in pieces of 256 KB, so that a recording is never in memory whole; raises NotFound."""
    try:
        found = obstore.get(_store(), key)
    except (NotFoundError, FileNotFoundError):
        raise NotFound(_("This file is not there any more.")) from None
    return (bytes(piece) for piece in found.stream(min_chunk_size=CHUNK))


def is_there(key: str) -> bool:
    """Whether any bytes lie under a key."""
    try:
        obstore.head(_store(), key)
    except (NotFoundError, FileNotFoundError):
        return False
    return True


def drop(key: str) -> None:
    """Delete the bytes under a key; nothing happens where there are none."""
    try:
        obstore.delete(_store(), key)
    except (NotFoundError, FileNotFoundError):
        return


def list_keys(before: datetime | None = None) -> list[str]:
    """Every key under which bytes lie, in order; with `before` (real time) only those that were written by then."""
    found = (one for batch in obstore.list(_store()) for one in batch)
    return sorted(str(one["path"]) for one in found if before is None or one["last_modified"] <= before)
