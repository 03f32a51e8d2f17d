"""Deeds that happen later are rows: queued in the transaction of the deed, taken up by the worker, safe to repeat."""

import enum
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, Integer, and_, case, delete, func, or_, select, text, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from conference.core.clock import real_now
from conference.core.database import (
    Base,
    Line,
    UtcDateTime,
    choice,
    db,
    lock_name,
    transaction,
    wake_worker_after_commit,
)
from conference.core.personal import Purpose, may_name_people
from conference.core.text import clean_line

LEASE = timedelta(minutes=15)
GAPS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
TRIES = len(GAPS) + 1
KEPT_FOR = timedelta(days=30)
ERROR_LENGTH = 500
WAITING_ONLY = text("state = 'waiting'")


class JobState(enum.StrEnum):
    """What has become of a job; a parked one was given up and waits for a person, a held one came out of a backup."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"
    REPLACED = "replaced"
    HELD = "held"


@may_name_people(Purpose.RUNNING)
class Job(Base):
    """One piece of background work. Of those with the same key one at most waits, and one at most runs.

    `created_at` is application time; leases, tries and `finished_at` are real time.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_waiting", "key", unique=True, sqlite_where=WAITING_ONLY, postgresql_where=WAITING_ONLY),
        Index("ix_job_due", "state", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Line(60))
    argument: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(Line(200), index=True)
    state: Mapped[JobState] = mapped_column(choice(JobState), default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leased_by: Mapped[str | None] = mapped_column(Line(200))
    progress_done: Mapped[int] = mapped_column(Integer, default=0)
    progress_total: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(Line(ERROR_LENGTH), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Task:
    """A job in hand, as its handler sees it: values only."""

    id: int
    kind: str
    argument: Mapping[str, Any]
    worker: str = ""

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is, and keep the lease; a short transaction of its own."""
        with transaction():
            values = {"progress_done": done, "progress_total": total, "lease_until": real_now() + LEASE}
            db.session.execute(_in_hand(self).values(**values))


Handler = Callable[[Task], None]
_handlers: dict[str, Handler] = {}
_kinds_without_mail: set[str] = set()
_kinds_that_wait: set[str] = set()


def handles(kind: str, *, writes_mail: bool = True, is_awaited: bool = False) -> Callable[[Handler], Handler]:
    """Declare the function that does jobs of this kind; it must be safe to run again after a crash half-way.

    Where it never writes mail, say so: such jobs need not be held after a restore, and come after the others, unless
    somebody waits for them before a progress bar (`is_awaited`).
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        if not writes_mail:
            _kinds_without_mail.add(kind)
            if not is_awaited:
                _kinds_that_wait.add(kind)
        return handler

    return register


def find_handler(kind: str) -> Handler | None:
    """The function that does jobs of this kind, or None."""
    return _handlers.get(kind)


def queue_job(
    kind: str, argument: Mapping[str, Any], now: datetime, key: str | None = None, delay: timedelta | None = None
) -> Job:
    """Queue work in this transaction. One that waits with the same key takes the new argument instead of doubling.

    Where that one waits for later, after a try that failed, it is due as soon as the new one would be, and has all its
    tries again.

    One that already runs does not count: it may have read what this transaction changes, so another follows it.
    """
    job = _find_waiting(key) if key is not None else None
    not_before = None if delay is None else real_now() + delay
    if job is None:
        job = Job(kind=kind, key=key, created_at=now, not_before=not_before)
        db.session.add(job)
    elif job.not_before is not None and (not_before is None or not_before < job.not_before):
        job.not_before = not_before
    job.argument, job.attempts = dict(argument), 0
    db.session.flush()
    wake_worker_after_commit()
    return job


def _find_waiting(key: str) -> Job | None:
    lock_name(f"job:{key}")
    return db.session.scalar(select(Job).where(Job.key == key, Job.state == JobState.WAITING))


def list_parked_jobs(limit: int = 50) -> list[Job]:
    """The jobs that were given up, newest first (one query)."""
    return list(
        db.session.scalars(select(Job).where(Job.state == JobState.PARKED).order_by(Job.id.desc()).limit(limit))
    )


def find_job(job_id: int) -> Job | None:
    """The job, or None."""
    return db.session.get(Job, job_id)


def find_job_of(key: str) -> Job | None:
    """Of the jobs with this key the one in hand, else the one that waits, else the newest; or None (1 query)."""
    return db.session.scalar(select(Job).where(Job.key == key).order_by(_rank(), Job.id.desc()).limit(1))


def find_jobs_of(keys: Collection[str]) -> dict[str, Job]:
    """The same for several keys that few jobs have, by key (1 query)."""
    found = db.session.scalars(select(Job).where(Job.key.in_(keys)).order_by(_rank().desc(), Job.id))
    return {job.key: job for job in found if job.key is not None}


def find_running_job(besides: str, at: datetime) -> Job | None:
    """What a worker has in hand at this (real) time under another key than this one, or None (1 query)."""
    is_in_hand = and_(Job.state == JobState.RUNNING, Job.lease_until > at)
    is_other = or_(Job.key.is_(None), Job.key != besides)
    return db.session.scalar(select(Job).where(is_in_hand, is_other).order_by(Job.id).limit(1))


def _rank() -> Any:
    return case((Job.state == JobState.RUNNING, 0), (Job.state == JobState.WAITING, 1), else_=2)


def settle_parked(key: str) -> None:
    """Let nobody wait any more for the jobs with this key that were given up: what they were to do is decided."""
    parked = update(Job).where(Job.key == key, Job.state == JobState.PARKED)
    _rows(parked.values(state=JobState.REPLACED))


def claim_job(at: datetime, worker: str) -> Task | None:
    """Take the oldest job that is due (real time), in this transaction; None where there is none.

    Those that may write mail, and those that somebody looks at, come first: nobody waits until every PDF is made.
    """
    lock_name("claim:job")
    _park_hopeless(at)
    running = aliased(Job)
    held_up = select(running.id).where(
        running.key == Job.key, running.state == JobState.RUNNING, running.lease_until > at
    )
    is_waiting = and_(Job.state == JobState.WAITING, or_(Job.not_before.is_(None), Job.not_before <= at))
    is_left = and_(Job.state == JobState.RUNNING, Job.lease_until <= at)
    due = select(Job).where(or_(is_waiting, is_left), ~held_up.exists())
    order = Job.kind.in_(_kinds_that_wait), Job.id
    job = db.session.scalar(due.order_by(*order).limit(1).with_for_update(skip_locked=True, of=Job))
    if job is None:
        return None
    job.state, job.attempts = JobState.RUNNING, job.attempts + 1
    job.leased_by, job.lease_until = worker, at + LEASE
    db.session.flush()
    return Task(job.id, job.kind, dict(job.argument), worker)


def _park_hopeless(at: datetime) -> None:
    """A job whose worker died at every try is not tried for ever."""
    is_hopeless = Job.state == JobState.RUNNING, Job.lease_until <= at, Job.attempts >= TRIES
    values = {"state": JobState.PARKED, "finished_at": at, "error": "The worker stopped at every try."}
    db.session.execute(update(Job).where(*is_hopeless).values(**values).execution_options(synchronize_session=False))


def finish_job(task: Task, at: datetime) -> None:
    """Mark a job as done, unless another worker has taken it over."""
    values = {"state": JobState.DONE, "finished_at": at, "error": "", "lease_until": None, "leased_by": None}
    db.session.execute(_in_hand(task).values(**values))


def fail_job(task: Task, reason: str, at: datetime) -> JobState | None:
    """Plan the next try of a job that failed, or park it after the fifth; the state that it has now."""
    job = db.session.scalar(select(Job).where(*_mine(task)).with_for_update())
    if job is None:
        return None
    job.error = clean_line(reason)[:ERROR_LENGTH].strip()
    job.lease_until, job.leased_by = None, None
    if job.attempts >= TRIES:
        job.state, job.finished_at = JobState.PARKED, at
    elif job.key is not None and _find_waiting(job.key) is not None:
        job.state, job.finished_at = JobState.REPLACED, at
    else:
        job.state, job.not_before = JobState.WAITING, at + GAPS[job.attempts - 1]
    db.session.flush()
    return job.state


def _mine(task: Task) -> tuple[Any, ...]:
    return Job.id == task.id, Job.state == JobState.RUNNING, Job.leased_by == task.worker


def _in_hand(task: Task) -> Any:
    return update(Job).where(*_mine(task)).execution_options(synchronize_session=False)


def list_job_holders() -> list[str]:
    """The names of the workers that hold a job (one query)."""
    held = select(Job.leased_by).where(Job.state == JobState.RUNNING, Job.leased_by.is_not(None))
    return [name for name in db.session.scalars(held.distinct()) if name]


def end_job_leases(workers: list[str], at: datetime) -> None:
    """Let others take up at once what these workers, which are no more, had in hand."""
    held = update(Job).where(Job.state == JobState.RUNNING, Job.leased_by.in_(workers))
    db.session.execute(held.values(lease_until=at).execution_options(synchronize_session=False))


def hold_unfinished() -> int:
    """Hold every job that was not finished and may write mail (after a restore); how many that is."""
    may_mail = Job.kind.not_in(_kinds_without_mail)
    unfinished = update(Job).where(Job.state.in_((JobState.WAITING, JobState.RUNNING)), may_mail)
    return _rows(unfinished.values(state=JobState.HELD, lease_until=None, leased_by=None))


def count_held() -> int:
    """How many jobs are held."""
    return db.session.scalar(select(func.count(Job.id)).where(Job.state == JobState.HELD)) or 0


def release_held() -> int:
    """Let the jobs that are held be done; how many that is. Of those with the same key the newest alone is."""
    later = aliased(Job)
    is_left = later.state.in_((JobState.HELD, JobState.WAITING))
    has_later = select(later.id).where(later.key == Job.key, later.id > Job.id, is_left).exists()
    held = update(Job).where(Job.state == JobState.HELD)
    _rows(held.where(has_later).values(state=JobState.REPLACED, finished_at=real_now()))
    wake_worker_after_commit()
    return _rows(held.values(state=JobState.WAITING))


def _rows(statement: Any) -> int:
    done: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(done.rowcount)


def forget_finished(at: datetime) -> None:
    """Drop jobs that were finished more than 30 days ago (real time); parked ones stay."""
    db.session.execute(delete(Job).where(Job.finished_at < at - KEPT_FOR, Job.state != JobState.PARKED))
