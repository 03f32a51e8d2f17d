"""Reading imports."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.files import read
from conference.core.jobs import Job, JobState, find_jobs_of
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.rules import (
    ASKED,
    CHOICES,
    OUTCOME,
    REPORT,
    WORKING,
    Asked,
    Choices,
    Halt,
    ImportState,
    Outcome,
    Report,
    Standstill,
    work_key,
    work_on,
)
from conference.formats.programmes.how_to_read import HOW, HowToRead

SHOWN = 50
HALTS = {JobState.WAITING: Halt.LATER, JobState.PARKED: Halt.GIVEN_UP, JobState.HELD: Halt.HELD}


def get_import(import_id: int, event: Event | None) -> ProgrammeImport:
    """The import, if it is one into this event (None: one that makes an event, or of people); raises NotFound."""
    found = find_import(import_id)
    if found is None or found.event_id != (event.id if event else None):
        raise NotFound(_("There is no such import."))
    return found


def get_any_import(import_id: int) -> ProgrammeImport:
    """The import of whatever event, for who may see all; raises NotFound."""
    found = find_import(import_id)
    if found is None:
        raise NotFound(_("There is no such import."))
    return found


def find_import(import_id: int) -> ProgrammeImport | None:
    """The import of whatever event, or None: for the worker."""
    return db.session.scalar(
        select(ProgrammeImport).where(ProgrammeImport.id == import_id).options(joinedload(ProgrammeImport.event))
    )


def list_imports(event: Event | None) -> list[ProgrammeImport]:
    """The newest 50 imports into an event (None: those into none), with who made them (1 query)."""
    here = ProgrammeImport.event_id.is_(None) if event is None else ProgrammeImport.event_id == event.id
    query = select(ProgrammeImport).where(here).options(joinedload(ProgrammeImport.account))
    return list(db.session.scalars(query.order_by(ProgrammeImport.id.desc()).limit(SHOWN)))


def count_waiting_imports(event: Event) -> int:
    """How many imports into an event wait for somebody's answers or choice."""
    waiting = ProgrammeImport.state.in_((ImportState.ASKING, ImportState.REPORTED))
    query = select(func.count(ProgrammeImport.id)).where(ProgrammeImport.event_id == event.id, waiting)
    return db.session.scalar(query) or 0


def find_applying(event: Event) -> ProgrammeImport | None:
    """The import that is being written into an event, or None."""
    query = select(ProgrammeImport).where(ProgrammeImport.state == ImportState.APPLYING)
    return db.session.scalar(query.where(ProgrammeImport.event_id == event.id))


def find_standstill(one: ProgrammeImport) -> Standstill | None:
    """Why the worker does not go on with an import by itself, where it is its turn; None where it does (1 query)."""
    return standstills_of([one]).get(one.id)


def standstills_of(imports: Iterable[ProgrammeImport]) -> dict[int, Standstill]:
    """The same of several, by the id of the import (1 query, none where it is no worker's turn)."""
    keys = {work_key(work_on(one.state), one.id): one.id for one in imports if one.state in WORKING}
    jobs = find_jobs_of(keys) if keys else {}
    return {keys[key]: Standstill(HALTS[job.state], job.attempts, job.error, job.not_before)
            for key, job in jobs.items() if _stands_still(job)}  # fmt: skip


def _stands_still(job: Job) -> bool:
    return job.state in HALTS and (job.state is not JobState.WAITING or job.attempts > 0)


def count_given_up(event: Event) -> int:
    """How many imports into an event the worker has given up (2 queries)."""
    working = select(ProgrammeImport).where(ProgrammeImport.event_id == event.id, ProgrammeImport.state.in_(WORKING))
    return sum(one.halt is Halt.GIVEN_UP for one in standstills_of(db.session.scalars(working)).values())


def list_left_imports(now: datetime, kept_for: timedelta) -> list[ProgrammeImport]:
    """Imports whose file is still there and that nobody has touched for so long."""
    query = select(ProgrammeImport).where(ProgrammeImport.file_id.is_not(None))
    return list(db.session.scalars(query.where(ProgrammeImport.changed_at < now - kept_for)))


def bytes_of(one: ProgrammeImport) -> bytes:
    """The file as it was uploaded; raises NotFound once it was tidied away."""
    if one.file is None:
        raise NotFound(_("The file of this import is not kept any more. Upload it again."))
    return read(one.file.storage_key)


def how_of(one: ProgrammeImport) -> HowToRead:
    """How the file is to be read."""
    return HOW.validate_python(one.how)


def asked_of(one: ProgrammeImport) -> Asked:
    """What the organiser is asked."""
    return ASKED.validate_python(one.asked)


def report_of(one: ProgrammeImport) -> Report:
    """What the import would do; it must have been reported."""
    return REPORT.validate_python(one.report)


def choices_of(one: ProgrammeImport) -> Choices:
    """What the organiser chose."""
    return CHOICES.validate_python(one.choices)


def outcome_of(one: ProgrammeImport) -> Outcome:
    """What the import has done; it must be done."""
    return OUTCOME.validate_python(one.outcome)
