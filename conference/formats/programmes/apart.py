"""Files that somebody sent are read in a child process: a reader that breaks, hangs or eats memory breaks alone."""

import sys
from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats import child
from conference.formats.child import ChildFailed, End, Limits
from conference.formats.programmes.how_to_read import HOW, HowToRead
from conference.formats.programmes.read import check_file, read_programme, read_table
from conference.formats.programmes.table import Table
from conference.formats.programmes.values import Programme

LIMITS = Limits(seconds_of_work=60, seconds_to_wait=300, memory=1_500_000_000, file=0)
MOST_OUT = 200_000_000
PROGRAMME, TABLE = "programme", "table"
Answer = TypeVar("Answer", bound=Programme | Table | None)


@dataclass(frozen=True)
class Refused:
    """Why a file was not read; the sentence and field of an Invalid."""

    sentence: str
    field: str | None


PROGRAMMES: TypeAdapter[Programme | Refused] = TypeAdapter(Programme | Refused)
TABLES: TypeAdapter[Table | Refused | None] = TypeAdapter(Table | Refused | None)


def read_programme_apart(data: bytes, how: HowToRead | None = None) -> Programme:
    """`read_programme` in a child: at most 60 seconds of work and 1.5 GB. Raises Invalid also where it takes more.

    Raises ChildFailed for a fault of the reader.
    """
    return _accepted(PROGRAMMES.validate_json(_read(PROGRAMME, data, how or HowToRead())))


def read_table_apart(name: str, data: bytes, sheet: str = "") -> Table | None:
    """`read_table` in a child, likewise."""
    return _accepted(TABLES.validate_json(_read(TABLE, data, HowToRead(sheet=sheet), name)))


def _accepted(found: Answer | Refused) -> Answer:
    if isinstance(found, Refused):
        raise Invalid(found.sentence, found.field)
    return found


def _read(what: str, data: bytes, how: HowToRead, name: str = "") -> bytes:
    check_file(data)
    try:
        return child.run(__name__, [what, HOW.dump_json(how).decode(), name], data, LIMITS)
    except ChildFailed as failure:
        if failure.end is End.FAULT:
            raise
        raise Invalid(_sentence(failure), "file") from failure


def _sentence(failure: ChildFailed) -> str:
    return {
        End.TOO_MUCH_WORK: _("The file takes too long to read. Please split it, or save it in another format."),
        End.TOO_LONG: _("Reading took too long because this machine is busy. Please try again later."),
        End.TOO_MUCH_MEMORY: _("The file needs too much memory. Please split it, or save it in another format."),
    }[failure.end]


def main(limits: str, what: str, how: str, name: str) -> None:
    """The child: limits first, then the file from standard input to what it holds, as JSON, on standard output."""
    child.keep_to(limits)
    data = sys.stdin.buffer.read()
    child.refuse_ways_out()
    out = _answer(what, name, data, HOW.validate_json(how))
    if len(out) > MOST_OUT:
        raise MemoryError
    sys.stdout.buffer.write(out)


def _answer(what: str, name: str, data: bytes, how: HowToRead) -> bytes:
    try:
        if what == TABLE:
            return TABLES.dump_json(read_table(name, data, how.sheet))
        return PROGRAMMES.dump_json(read_programme(name, data, how))
    except Invalid as refusal:
        return TABLES.dump_json(Refused(refusal.sentence, refusal.field))


if __name__ == "__main__":
    main(*sys.argv[1:])
