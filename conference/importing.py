"""What the worker does with an uploaded programme: reads it in a child, asks or reports; writes what was chosen.

Each step is a short transaction; what takes long stands between them. A step that was done is not done again, so a
worker that is killed leaves nothing half done, and the next one begins anew.
"""

from collections.abc import Callable
from dataclasses import replace

import structlog

from conference.core.clock import now
from conference.core.database import is_passing_fault, lock, reading, transaction
from conference.core.errors import Refusal
from conference.core.jobs import Task
from conference.core.tokens import public_id
from conference.core.words import _, ngettext
from conference.domain.exchange.actions import (
    apply_import,
    ask_about_import,
    begin_reading,
    keep_report,
    refuse_import,
    say_progress,
    set_import_back,
)
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import asked_of, bytes_of, find_import, how_of, make_report
from conference.domain.exchange.rules import Asked, ImportState, asked_about, is_unclear
from conference.formats.child import ChildFailed
from conference.formats.programmes.apart import read_programme_apart, read_table_apart
from conference.formats.programmes.how_to_read import Column, HowToRead
from conference.formats.programmes.values import Programme

STEPS = 3
TO_READ = {ImportState.UPLOADED, ImportState.READING}
Change = Callable[[ProgrammeImport], object]

log = structlog.get_logger()


def read_upload(task: Task) -> None:
    """Read a file and report what it would do; ask what cannot be known; refuse what is no programme."""
    import_id = int(task.argument["import"])
    if _change(import_id, TO_READ, _begin):
        _whatever_happens(import_id, ImportState.READING, _read, refuse_import)


def apply_choice(task: Task) -> None:
    """Import what was chosen, whole or not at all; where that fails, it can be chosen anew."""
    import_id = int(task.argument["import"])
    _whatever_happens(import_id, ImportState.APPLYING, _apply, set_import_back)


def _whatever_happens(
    import_id: int, state: ImportState, work: Callable[[int], None], give_up: Callable[..., None]
) -> None:
    """Do the work; a refusal, or a fault of ours, ends it with a sentence. What passes by itself is tried again."""
    try:
        work(import_id)
        return
    except Refusal as refusal:
        sentence = refusal.sentence
    except Exception as error:
        if is_passing_fault(error):
            raise
        error_id = public_id()[:8]
        log.exception("an import failed", import_id=import_id, error_id=error_id)
        sentence = _sentence_of(error, error_id)
    _change(import_id, {state}, lambda one: give_up(one, sentence, now=now()))


def _sentence_of(fault: Exception, error_id: str) -> str:
    what = (
        _("The file broke the reader of such files. Please save it anew, or in another format.")
        if isinstance(fault, ChildFailed)
        else _("Something went wrong here, and nothing was imported.")
    )
    number = _("If you write to us about this, please give this number: %(id)s.", id=error_id)
    return f"{what} {number}"


def _change(import_id: int, states: set[ImportState], change: Change) -> bool:
    """Change the import in a transaction of its own; False where it is not there, or was stopped meanwhile."""
    with transaction():
        one = find_import(import_id)
        if one is None:
            return False
        lock(one)
        if one.state not in states:
            return False
        change(one)
    return True


def _show(import_id: int, state: ImportState, words: str, step: int, steps: int = STEPS) -> None:
    _change(import_id, {state}, lambda one: say_progress(one, words, step, steps, now=now()))


def _begin(one: ProgrammeImport) -> None:
    begin_reading(one, now=now())
    say_progress(one, _("Reading the file"), 1, STEPS, now=now())


def _read(import_id: int) -> None:
    name, data, how, asked, has_event = _given(import_id)
    question = _question_on_table(name, data, how, has_event)
    if question is None:
        programme = read_programme_apart(data, how)
        if not has_event and _lacks_zone(programme) and not asked.needs_zone:
            question = replace(asked, needs_zone=True, zone=programme.heading.fitting_zone)
    if question is not None:
        _change(import_id, {ImportState.READING}, lambda one: ask_about_import(one, question, now=now()))
        return
    _show(import_id, ImportState.READING, _("Comparing the file with what is here"), 2)
    with reading():
        one = find_import(import_id)
        report = make_report(programme, one.event if one else None, one.account if one else None, name)
    _change(import_id, {ImportState.READING}, lambda one: keep_report(one, report, now=now()))


def _given(import_id: int) -> tuple[str, bytes, HowToRead, Asked, bool]:
    """The name of the file, the file, how it is to be read, what was asked, and whether an event is there already."""
    with reading():
        one = find_import(import_id)
        if one is None:
            raise LookupError("the import is gone")
        return one.file_name, bytes_of(one), how_of(one), asked_of(one), one.event_id is not None


def _question_on_table(name: str, data: bytes, how: HowToRead, has_event: bool) -> Asked | None:
    """What to ask about a table whose columns nobody explained yet; None for files that explain themselves."""
    table = read_table_apart(name, data, how.sheet) if how.columns is None else None
    if table is None:
        return None
    asked = asked_about(table)
    needs_zone = not has_event and Column.ZONE not in asked.guessed.values()
    return replace(asked, needs_zone=needs_zone) if is_unclear(asked) else None


def _lacks_zone(programme: Programme) -> bool:
    return not programme.heading.has_zone and any(session.starts_at for session in programme.sessions)


def _apply(import_id: int) -> None:
    _show(import_id, ImportState.APPLYING, _("Reading the file"), 1)
    _name, data, how, _asked, _has_event = _given(import_id)
    programme = read_programme_apart(data, how)
    _show(import_id, ImportState.APPLYING, _words_of_writing(programme), 0, 0)
    with transaction():
        one = find_import(import_id)
        if one is not None and one.state is ImportState.APPLYING:
            apply_import(one, programme, now=now())


def _words_of_writing(programme: Programme) -> str:
    """It is one transaction, which nobody can look into: so what is written is said, and not how far that is."""
    sessions, people = len(programme.sessions), len(programme.people)
    return _("Writing in one step, all or nothing: %(sessions)s, %(people)s",
             sessions=ngettext("%(num)s session", "%(num)s sessions", sessions),
             people=ngettext("%(num)s person", "%(num)s people", people))  # fmt: skip
