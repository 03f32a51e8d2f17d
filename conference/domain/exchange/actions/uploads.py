"""An import on its way: uploaded, read by the worker, asked about, reported, chosen of. Applying is `applying`."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from conference.core.database import db, lock
from conference.core.errors import Conflict
from conference.core.jobs import queue_job, settle_parked
from conference.core.text import clean_line, cut_text
from conference.core.words import _
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.actions import check_event_slug
from conference.domain.events.models import Event
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import (
    choosable,
    find_applying,
    find_standstill,
    list_left_imports,
    mark_of,
    mark_of_report,
    report_of,
    seen_mark,
    settled_for,
)
from conference.domain.exchange.rules import (
    ENDED,
    Asked,
    Choices,
    Halt,
    ImportState,
    Report,
    check_choices,
    check_move,
    json_of_asked,
    json_of_choices,
    json_of_how,
    json_of_report,
    new_event_of,
    state_words,
    work_key,
    work_on,
)
from conference.domain.site.actions import remove_file, store_upload
from conference.formats.programmes.how_to_read import HowToRead, check_size

UNKNOWN = "application/octet-stream"
NAME_LENGTH = 200
SENTENCE_LENGTH = 1000
KEPT_FOR = timedelta(days=7)


def start_import(
    data: bytes, file_name: str, *, event: Event | None, how: HowToRead, actor: Account, now: datetime
) -> ProgrammeImport:
    """Keep an uploaded file, unread and private, and have the worker read it; without an event it may make one.

    `how.zone` is what times without a zone are read in. Raises Invalid for an empty file, and for more than 20 MB.
    """
    check_size(data)
    one = ProgrammeImport(
        event=event, account=actor, file_name=cut_text(clean_line(file_name), NAME_LENGTH), how=json_of_how(how),
        file=store_upload(data, file_name, UNKNOWN, now), created_at=now, changed_at=now,
    )  # fmt: skip
    db.session.add(one)
    record("upload programme", one, actor=actor, now=now, event_id=event.id if event else None)
    _queue(one, now)
    return one


def begin_reading(one: ProgrammeImport, *, now: datetime) -> None:
    """Say that the worker reads the file; again after a crash. Raises Conflict where that is not its turn."""
    _move(one, ImportState.READING, now)


def ask_about_import(one: ProgrammeImport, asked: Asked, *, now: datetime) -> None:
    """Stop and ask the organiser what the reader cannot know."""
    _move(one, ImportState.ASKING, now)
    one.asked = json_of_asked(asked)


def answer_import(one: ProgrammeImport, how: HowToRead, *, actor: Account, now: datetime) -> None:
    """Say how the file is to be read, before or after a report, and have the worker read it (again).

    Raises Conflict while the worker is at it, and once it is applied or refused.
    """
    lock(one)
    _move(one, ImportState.UPLOADED, now)
    one.how, one.report, one.sentence = json_of_how(how), {}, ""
    record("answer import", one, actor=actor, now=now, event_id=one.event_id)
    _queue(one, now)


def say_progress(one: ProgrammeImport, doing: str, done: int, total: int, *, now: datetime) -> None:
    """Show what the worker does and how far it is (a short transaction of its own)."""
    one.changed_at = now
    _show(one, doing, done, total)


def _show(one: ProgrammeImport, doing: str, done: int, total: int) -> None:
    one.doing, one.progress_done, one.progress_total = doing, done, total


def keep_report(one: ProgrammeImport, report: Report, *, now: datetime) -> None:
    """Keep what the import would do, for the organiser to choose of."""
    _move(one, ImportState.REPORTED, now)
    one.format, one.report, one.sentence = report.format, json_of_report(report), ""
    _show(one, "", 0, 0)


def tick_items(
    one: ProgrammeImport, *, shown: Collection[str], ticked: Collection[str], report: str, now: datetime
) -> None:  # fmt: skip
    """Keep which of the items that were shown (their marks) are ticked; ticks at others stay.

    Raises Conflict where `report`, the mark of the report that was shown, is not that of the one which is there now.
    """
    lock(one)
    if one.state is not ImportState.REPORTED or mark_of_report(report_of(one)) != report:
        raise Conflict(_("The report was made anew since this page was opened, so nothing was kept. What is ticked "
                         "below is still as you saw it. Please look at it, and keep it once more."))  # fmt: skip
    known = {mark_of(item) for item in choosable(report_of(one).items)}
    one.ticked = sorted(known & (set(one.ticked) - set(shown) | set(ticked) & set(shown)))
    one.changed_at = now


def choose_items(one: ProgrammeImport, choices: Choices, *, actor: Account, now: datetime) -> None:
    """Say what of the report is to be imported, and have the worker do it.

    Raises Conflict where another import is being written into the event, for an address that another event has, and
    where the report or its ticks are not those that were seen (`choices.seen`); Invalid for keys and people that the
    report does not know, for an event without title, address or dates, and where nothing is chosen.
    """
    if one.event is not None:
        lock(one.event)
    lock(one)
    check_move(one.state, ImportState.APPLYING)
    _check_is_alone(one)
    _check_is_as_seen(one, choices)
    report = report_of(one)
    check_choices(choices, report, makes_event=one.event is None)
    if one.event is None and report.proposed.is_needed:
        check_event_slug(new_event_of(choices, report.proposed).slug)
    _move(one, ImportState.APPLYING, now)
    one.choices, one.sentence = json_of_choices(replace(choices, settled=settled_for(actor))), ""
    _show(one, _("Waiting to be imported"), 0, 0)
    record("choose import", one, actor=actor, now=now, event_id=one.event_id,
           overwrite="yes" if choices.overwrite else "")  # fmt: skip
    _queue(one, now)


def _check_is_as_seen(one: ProgrammeImport, choices: Choices) -> None:
    if choices.seen and choices.seen != seen_mark(one):
        raise Conflict(_("The report, or what is ticked in it, has changed since this page was opened, so nothing is "
                         "imported yet. Please look at the numbers below, and import once more."))  # fmt: skip


def _queue(one: ProgrammeImport, now: datetime) -> None:
    kind = work_on(one.state)
    queue_job(kind, {"import": one.id}, now, key=work_key(kind, one.id))


def try_import_again(one: ProgrammeImport, *, actor: Account, now: datetime) -> None:
    """Have the worker do at once what it has given up, or was to try later. Raises Conflict where it does so anyway."""
    lock(one)
    standstill = find_standstill(one)
    if standstill is None:
        raise Conflict(_("This import does not stand still: it is %(state)s.", state=state_words(one.state)))
    if standstill.halt is Halt.HELD:
        raise Conflict(_("This import is held since the data was restored. It goes on once what is held is released."))
    settle_parked(work_key(work_on(one.state), one.id))
    one.changed_at = now
    record("try import again", one, actor=actor, now=now, event_id=one.event_id)
    _queue(one, now)


def _check_is_alone(one: ProgrammeImport) -> None:
    other = find_applying(one.event) if one.event is not None else None
    if other is not None and other.id != one.id:
        raise Conflict(_("Another file, %(name)s, is just being imported into this event. Please wait until that is "
                         "done, or stop it.", name=other.file_name))  # fmt: skip


def set_import_back(one: ProgrammeImport, sentence: str, *, now: datetime) -> None:
    """Let the organiser choose again: applying failed, and nothing was written. `sentence` says why."""
    _move(one, ImportState.REPORTED, now)
    one.sentence = cut_text(clean_line(sentence), SENTENCE_LENGTH)
    _show(one, "", 0, 0)


def refuse_import(one: ProgrammeImport, sentence: str, *, now: datetime) -> None:
    """End an import that brought nothing: its file cannot be read, or is not wanted any more. The file goes."""
    settle_parked(work_key(work_on(one.state), one.id))
    _move(one, ImportState.REFUSED, now)
    one.sentence, one.finished_at = cut_text(clean_line(sentence), SENTENCE_LENGTH), now
    _show(one, "", 0, 0)
    drop_file(one)


def stop_import(one: ProgrammeImport, *, actor: Account, now: datetime) -> None:
    """End an import that is not wanted any more. Raises Conflict once it is done."""
    lock(one)
    if one.state in ENDED:
        raise Conflict(_("This import has ended already: it is %(state)s.", state=state_words(one.state)))
    refuse_import(one, _("It was stopped by %(name)s.", name=actor.shown_name), now=now)
    record("stop import", one, actor=actor, now=now, event_id=one.event_id)


def drop_file(one: ProgrammeImport) -> None:
    """Delete the uploaded file of an import, once that is committed, and what was kept of its content."""
    stored, one.file = one.file, None
    one.asked, one.report, one.choices, one.ticked = {}, {}, {}, []
    if stored is not None:
        db.session.flush()
        remove_file(stored)


def forget_left_imports(now: datetime) -> None:
    """Delete the files of imports that nobody has touched for seven days; those that were not done are refused."""
    for one in list_left_imports(now, KEPT_FOR):
        if one.state not in ENDED:
            refuse_import(one, _("Nobody went on with it for seven days, so the file was deleted."), now=now)
        drop_file(one)


def _move(one: ProgrammeImport, state: ImportState, now: datetime) -> None:
    check_move(one.state, state)
    one.state, one.changed_at = state, now
