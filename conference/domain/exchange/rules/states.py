"""The life of an import, what its parts are, and what becomes of each. Pure."""

import enum

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
    KEPT = "kept"  # differs from the file, but was edited here since: not touched unless told to
    SAME = "same"
    REFUSED = "refused"
    MISSING = "missing"  # came from this source before, and is not in the file: told, never deleted


TAKEN = (Fate.NEW, Fate.CHANGED, Fate.KEPT)  # what an import can take; what is kept where it is to be overwritten


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
