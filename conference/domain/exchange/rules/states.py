"""The life of an import, what its parts are, and what becomes of each. Pure."""

import enum
from dataclasses import dataclass
from datetime import datetime

from conference.core.errors import Conflict
from conference.core.words import _


class ImportState(enum.StrEnum):
    """Where an import stands. What is applied is never undone as a whole."""

    UPLOADED = "uploaded"  # waits for the worker to read it
    READING = "reading"
    ASKING = "asking"  # the reader must be told something first: columns, sheet, zone
    REPORTED = "reported"  # waits for the organiser to choose
    APPLYING = "applying"  # chosen: waits for the worker, or is being written
    DONE = "done"
    REFUSED = "refused"


MOVES = {
    ImportState.UPLOADED: {ImportState.READING, ImportState.REFUSED},
    ImportState.READING: {ImportState.ASKING, ImportState.REPORTED, ImportState.REFUSED},
    ImportState.ASKING: {ImportState.UPLOADED, ImportState.REFUSED},
    ImportState.REPORTED: {ImportState.UPLOADED, ImportState.APPLYING, ImportState.REFUSED},
    ImportState.APPLYING: {ImportState.REPORTED, ImportState.DONE, ImportState.REFUSED},
    ImportState.DONE: set(),
    ImportState.REFUSED: set(),
}
READS = "read-programme"  # the jobs of the worker; their argument is {"import": id}
APPLIES = "apply-programme"
WORKING = frozenset({ImportState.UPLOADED, ImportState.READING, ImportState.APPLYING})
ENDED = frozenset({ImportState.DONE, ImportState.REFUSED})


class Thing(enum.StrEnum):
    """What an item of a file becomes."""

    ROOM = "room"
    THEME = "theme"
    FORMAT = "format"
    PERSON = "person"
    SESSION = "session"


class Fate(enum.StrEnum):
    """What an import does with an item."""

    NEW = "new"
    CHANGED = "changed"
    KEPT = "kept"  # differs from the file and stays unless told otherwise: edited here, or never of this file
    SAME = "same"
    REFUSED = "refused"
    MISSING = "missing"  # came from this source before, and is not in the file: told, never deleted


FRESH = (Fate.NEW, Fate.CHANGED)  # what an import takes without being told to overwrite
TAKEN = (Fate.NEW, Fate.CHANGED, Fate.KEPT)  # what an import can take; what is kept where it is to be overwritten


class Halt(enum.StrEnum):
    """Why the worker does not go on with an import that is its turn."""

    LATER = "later"  # a try failed, and the next comes by itself
    GIVEN_UP = "given up"
    HELD = "held"  # since the data came out of a backup


@dataclass(frozen=True)
class Standstill:
    """An import that the worker does not go on with: after how many tries, and what the last one met ("" for none).

    `next_try` is real time, for what comes by itself.
    """

    halt: Halt
    tries: int
    error: str
    next_try: datetime | None


def work_on(state: ImportState) -> str:
    """The kind of job that an import in this state waits for."""
    return APPLIES if state is ImportState.APPLYING else READS


def work_key(kind: str, import_id: int) -> str:
    """The key of the job of this kind for an import."""
    return f"{kind}:{import_id}"


def check_move(current: ImportState, wanted: ImportState) -> None:
    """Raise Conflict unless an import may go from one state to the other; staying is always possible."""
    if wanted is not current and wanted not in MOVES[current]:
        raise Conflict(_("An import that is %(current)s cannot become %(wanted)s. Please load the page again.",
                         current=state_words(current), wanted=state_words(wanted)))  # fmt: skip


def state_words(state: ImportState) -> str:
    """Where an import stands, in words."""
    return {
        ImportState.UPLOADED: _("waiting to be read"), ImportState.READING: _("being read"),
        ImportState.ASKING: _("waiting for answers"), ImportState.REPORTED: _("waiting for your choice"),
        ImportState.APPLYING: _("being imported"), ImportState.DONE: _("imported"),
        ImportState.REFUSED: _("refused"),
    }[state]  # fmt: skip


def thing_words(thing: Thing) -> str:
    """What an item is, in words."""
    return {Thing.ROOM: _("room"), Thing.THEME: _("theme"), Thing.FORMAT: _("format"), Thing.PERSON: _("person"),
            Thing.SESSION: _("session")}[thing]  # fmt: skip
