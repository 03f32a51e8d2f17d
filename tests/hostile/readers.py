"""Somebody who reads all the time while something else happens."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar


class AnyReader(Protocol):
    """Reads until it is told to stop."""

    stopping: threading.Event

    def read(self) -> None:
        """In a thread of its own."""


SomeReader = TypeVar("SomeReader", bound=AnyReader)


@contextmanager
def reading(reader: SomeReader) -> Iterator[SomeReader]:
    """Let it read while the block lasts."""
    thread = threading.Thread(target=reader.read)
    thread.start()
    try:
        yield reader
    finally:
        reader.stopping.set()
        thread.join()
