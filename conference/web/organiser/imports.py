"""Importing a programme: upload, how far the worker is, what to answer, what was done (report: `import_choices`)."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now, real_now
from conference.core.jobs import Job, find_running_job
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.exchange.actions import answer_import, start_import, stop_import, try_import_again
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import (
    asked_of,
    find_standstill,
    how_of,
    list_imports,
    outcome_of,
    standstills_of,
)
from conference.domain.exchange.rules import WORKING, ImportState, Standstill, state_words, work_key, work_on
from conference.domain.site.queries import get_site
from conference.formats.programmes.how_to_read import MOST_BYTES, HowToRead
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm, find_first_answer
from conference.web.forms.imports import UploadForm, answers_form
from conference.web.organiser.asking import ask_page
from conference.web.organiser.deeds import clock_of
from conference.web.organiser.import_choices import report_page
from conference.web.organiser.import_frames import event_of, frame_of, import_of, route
from conference.web.organiser.import_missing import missing_words
from conference.web.organiser.import_progress import progress_values, standstill_values, standstill_words
from conference.web.organiser.import_report import is_of_people, outcome_values, where_it_is
from conference.web.organiser.session_words import readers_words
from conference.web.responses import page
from conference.web.sizes import takes_files

blueprint = Blueprint("imports", __name__)
SEE_OTHER = 303
MEGABYTE = 1024 * 1024
TONES = {ImportState.DONE: "good", ImportState.REFUSED: "bad", ImportState.ASKING: "warn", ImportState.REPORTED: "warn"}


@route(blueprint)
@requires(Permission.EDIT_PROGRAMME)
@takes_files
def index(event_slug: str = "") -> ResponseReturnValue:
    """The form that uploads a file, and the imports before."""
    form = UploadForm()

    def upload() -> str:
        event = event_of(event_slug)
        how = HowToRead(zone=event.zone if event else get_site().home_zone)
        one = start_import(form.data, form.name, event=event, how=how, actor=get_account(), now=now())
        return links.organise_import(event_slug, one.id)

    if (done := form.perform(upload)) is not None:
        return done
    event = event_of(event_slug)
    imports = list_imports(event)
    standing = standstills_of(imports)
    rows = [_row(one, event_slug, standing.get(one.id)) for one in imports]
    return page(form=form, event=event, rows=rows, limit=MOST_BYTES // MEGABYTE)


@route(blueprint, "<id:import_id>/")
@requires(Permission.EDIT_PROGRAMME)
def show(import_id: int, event_slug: str = "") -> ResponseReturnValue:
    """Where an import stands: how far the worker is, the report, or what was done."""
    one = import_of(event_slug, import_id)
    if one.state is ImportState.ASKING:
        return redirect(links.organise_import_answers(event_slug, one.id), SEE_OTHER)
    if one.state is ImportState.REPORTED:
        return report_page(one, event_slug)
    if (answer := find_first_answer()) is not None:
        return redirect(answer.location, SEE_OTHER)
    done = _done(one) if one.state is ImportState.DONE else {}
    return page(**{**frame_of(one, event_slug), **_work(one), **done})


def _done(one: ProgrammeImport) -> dict[str, Any]:
    """What an import has done, and where to go on."""
    outcome = outcome_of(one)
    name, readers = (one.event.name, readers_words(one.event)) if one.event else ("", "")
    return {"outcome": outcome_values(outcome), "where_it_is": where_it_is(outcome, name, readers),
            "is_of_people": not name or is_of_people(outcome)}  # fmt: skip


def _work(one: ProgrammeImport) -> dict[str, Any]:
    """How far the worker is, or why it does not go on; nothing where it is not its turn."""
    if one.state not in WORKING:
        return {}
    standstill = find_standstill(one)
    if standstill is None:
        return {"progress": progress_values(one, now(), _ahead_of(one)), "standstill": None}
    return {"standstill": standstill_values(standstill, real_now()), "state_words": standstill_words(standstill.halt)}


def _ahead_of(one: ProgrammeImport) -> Job | None:
    """What the worker does before it begins with an import."""
    return None if one.doing else find_running_job(work_key(work_on(one.state), one.id), real_now())


@route(blueprint, "<id:import_id>/answers/")
@requires(Permission.EDIT_PROGRAMME)
def answers(import_id: int, event_slug: str = "") -> ResponseReturnValue:
    """How the file is to be read: its zone, its sheet, what its columns are."""
    one = import_of(event_slug, import_id)
    asked, how = asked_of(one), how_of(one)
    is_first = one.state is ImportState.ASKING
    proposed = replace(how, zone=asked.zone or how.zone) if is_first else how
    form, address = answers_form(asked, proposed), links.organise_import(event_slug, import_id)

    def answer() -> str:
        there = import_of(event_slug, import_id)
        answer_import(there, form.how(how), actor=get_account(), now=now())
        return address

    missing = missing_words(asked, how) if is_first else []
    return form.perform(answer) or page(**frame_of(one, event_slug), form=form, missing=missing)


@route(blueprint, "<id:import_id>/try-again/")
@requires(Permission.EDIT_PROGRAMME)
def again(import_id: int, event_slug: str = "") -> ResponseReturnValue:
    """Have the worker do what it has given up."""
    form, back = ButtonForm(), links.organise_import(event_slug, import_id)

    def go_on() -> tuple[str, str]:
        try_import_again(import_of(event_slug, import_id), actor=get_account(), now=now())
        return back, _("The worker tries it again now.")

    if (done := form.perform(go_on)) is not None:
        return done
    one = import_of(event_slug, import_id)
    return ask_page(
        form, title=_("Try %(name)s again", name=one.file_name), button=_("Try again"), back=back, event=one.event,
        consequences=[_("The worker begins anew with this file.")],
    )  # fmt: skip


@route(blueprint, "<id:import_id>/stop/")
@requires(Permission.EDIT_PROGRAMME)
def stop(import_id: int, event_slug: str = "") -> ResponseReturnValue:
    """Ask before an import is stopped."""
    form, back = ButtonForm(), links.organise_import(event_slug, import_id)

    def end() -> tuple[str, str]:
        there = import_of(event_slug, import_id)
        stop_import(there, actor=get_account(), now=now())
        return links.organise_imports(event_slug), _("The import is stopped, and its file is deleted.")

    if (done := form.perform(end)) is not None:
        return done
    one = import_of(event_slug, import_id)
    return ask_page(
        form, title=_("Stop importing %(name)s", name=one.file_name), button=_("Stop it"), back=back, event=one.event,
        consequences=[_("Nothing of this file is imported."), _("The uploaded file is deleted.")],
        undo=_("The file can be uploaded again."),
    )  # fmt: skip


def _row(one: ProgrammeImport, event_slug: str, standstill: Standstill | None) -> dict[str, Any]:
    words = standstill_words(standstill.halt) if standstill else state_words(one.state).capitalize()
    return {"file": {"text": one.file_name, "url": links.organise_import(event_slug, one.id)},
            "who": one.account.shown_name if one.account else "",
            "when": clock_of(one.event).moment(one.created_at),
            "state": {"words": words, "tone": "bad" if standstill else TONES.get(one.state, "neutral")}}  # fmt: skip
