"""What a child process made of the same bytes is made once in a test process: PDFs, and files that were read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from conference.core.tokens import digest
from conference.formats import child
from conference.formats.child import Limits, Tell

_made: dict[str, bytes] = {}
_run = child.run


@contextmanager
def made_once() -> Iterator[None]:
    """Start no child for what one has done already, with the same arguments, bytes and limits (tests/formats shows
    that the same page gives the same bytes); one that fails is started each time."""
    with patch.object(child, "run", _made_once):
        yield


def _made_once(
    module: str, arguments: Sequence[str], data: bytes, limits: Limits, tell: Tell | None = None
) -> bytes:  # fmt: skip
    key = digest(repr((module, list(arguments), data, limits)))
    if key not in _made:
        _made[key] = _run(module, arguments, data, limits, tell)
    return _made[key]
