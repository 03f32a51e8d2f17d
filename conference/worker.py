"""Background work goes out here: the outbox is emptied, queued jobs are done, and what comes round is started.

Rows are the truth. The huey queue only carries the word that there is something to do; each minute a sweep looks
without being told, so a queue that is lost, or a worker that was killed, loses nothing.
"""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, current_app
from huey import SqliteHuey, crontab
from huey.consumer import Consumer

from conference import documents, importing
from conference.core import clock, files
from conference.core.clock import real_now
from conference.core.database import lock, on_commit, reading, transaction
from conference.core.faults import words_of
from conference.core.jobs import (
    Task,
    claim_job,
    end_job_leases,
    fail_job,
    find_handler,
    finish_job,
    forget_finished,
    handles,
    list_job_holders,
    queue_job,
)
from conference.core.leases import is_gone, worker_name
from conference.core.repeats import forget_answers
from conference.core.scrub import scrub
from conference.core.tokens import digest, public_id
from conference.core.turns import PeriodOf, comes_round, daily, forget_turns, rounds, take_turn
from conference.domain.attendance.queries import list_kept_badges
from conference.domain.events.queries import find_event_by_id
from conference.domain.exchange.actions import forget_left_imports
from conference.domain.exchange.rules import APPLIES, READS
from conference.domain.records.actions.erasing import SCRUBS
from conference.domain.records.actions.keeping import KEEPS, keep_no_longer
from conference.domain.records.rules.keeping import Rule
from conference.domain.reflections.actions import ask_for_documents, list_wanted_documents
from conference.domain.registration.actions.queue import EXPIRES, expire_offers
from conference.domain.schedule.actions import TELLS, tell_some
from conference.domain.schedule.queries import list_wanted_booklets
from conference.domain.site.actions import ask_for_document, drop_document, drop_unnamed, keep_document
from conference.domain.site.queries import find_document, find_public_version, get_site
from conference.mail.claims import end_leases, list_holders
from conference.mail.drain import drain, never
from conference.mail.outbox import message_ids_of
from conference.mail.transport import Transport

SECONDS_TO_STOP = 25
A_DAY = timedelta(days=1)  # longer than any transaction that has written a file and not yet its row
THREADS = 2  # one for mail, one for jobs: neither waits for the other
LONGEST_POLL = 0.5
CALM_AFTER = 50.0  # seconds; the sweep a minute after the start finds it calm

log = structlog.get_logger()


class OneAtATime:
    """Work of which one run is enough: who asks while it runs makes it run once more, not twice at once."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._running = threading.Lock()
        self._asked = threading.Event()

    def __call__(self) -> None:
        """Run, or leave it to the run that is under way to begin again."""
        self._asked.set()
        while self._asked.is_set() and self._running.acquire(blocking=False):
            try:
                self._asked.clear()
                self._work()
            finally:
                self._running.release()


class EmbeddedConsumer(Consumer):  # type: ignore[misc]  # huey has no types
    """huey's consumer inside another program, which keeps its own signal handlers."""

    def _set_signal_handlers(self) -> None:
        """Leave SIGTERM to the server."""


@dataclass
class Worker:
    """The worker of one application in this process."""

    app: Flask
    transport: Transport
    queue_file: Path
    token: str = field(default_factory=lambda: public_id()[:8])
    stopping: threading.Event = field(default_factory=threading.Event)
    consumer: Any = None
    started_at: float = 0.0

    def __post_init__(self) -> None:
        self.drain_mail = OneAtATime(lambda: self._in_context(self._drain_mail))
        self.run_jobs = OneAtATime(lambda: self._in_context(self._run_jobs))

    @property
    def name(self) -> str:
        """As leases bear it; read it after any fork."""
        return worker_name(self.token)

    @cached_property
    def queue(self) -> Any:
        """The file queue; a task in it says only that there is something to do."""
        self.queue_file.parent.mkdir(parents=True, exist_ok=True)
        queue = SqliteHuey("conference", filename=str(self.queue_file), fsync=False, results=False)
        self.say = queue.task(name="work")(self.work)
        queue.periodic_task(crontab(), name="sweep")(self.sweep)
        return queue

    def wake(self) -> None:
        """Say that rows wait, unless that is said already. A queue that fails is left to the sweep."""
        try:
            if self.queue.pending_count() == 0:
                self.say()
        except Exception:
            log.exception("the worker was not woken")

    def work(self) -> None:
        """Empty the outbox and do the jobs that are due; a second thread leaves to the first what that is at."""
        try:
            self.drain_mail()
        finally:
            self.run_jobs()

    def sweep(self) -> None:
        """Each minute: take up what the dead left, start what comes round, look for rows without being told."""
        try:
            self._in_context(lambda: sweep(self.name, is_calm=clock.monotonic() - self.started_at >= CALM_AFTER))
        finally:
            self.wake()

    def _drain_mail(self) -> None:
        drain(self.transport, self.name, self.stopping.is_set)

    def _run_jobs(self) -> None:
        run_due_jobs(self.name, self.stopping.is_set)

    def _in_context(self, work: Callable[[], object]) -> None:
        with self.app.app_context():
            work()


def set_up_worker(app: Flask, transport: Transport, queue_file: Path) -> None:
    """Give an application its worker; nothing runs before it is started."""
    app.extensions["worker"] = Worker(app, transport, queue_file)


def worker_of(app: Flask) -> Worker:
    """The worker that `set_up_worker` gave the application."""
    worker: Worker = app.extensions["worker"]
    return worker


def wake_after_commits(app: Flask) -> None:
    """Let commits that wrote an envelope or a job wake the worker, in this process or in another one."""
    on_commit(worker_of(app).wake)


def start_worker(app: Flask) -> None:
    """Run the worker in threads of this process (after any fork), and look at once for what was left."""
    worker = worker_of(app)
    worker.stopping.clear()
    worker.started_at = clock.monotonic()
    wake_after_commits(app)
    worker.consumer = EmbeddedConsumer(
        worker.queue, workers=THREADS, initial_delay=0.05, max_delay=LONGEST_POLL, scheduler_interval=60,
        shutdown_timeout=SECONDS_TO_STOP,
    )  # fmt: skip
    worker.consumer.start()


def stop_worker(app: Flask) -> None:
    """Finish the letter in hand, give the others back, and end the threads, within 25 seconds."""
    worker = worker_of(app)
    on_commit(None)
    worker.stopping.set()
    if worker.consumer is not None:
        worker.consumer.stop(graceful=True)
        worker.consumer = None


def run_worker(app: Flask) -> None:
    """Be the worker and nothing else, until SIGTERM or SIGINT."""
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    start_worker(app)
    asked.wait()
    stop_worker(app)


def run_once(app: Flask) -> None:
    """Do in this thread all that is due, and what follows from it, then return (for cron, commands and tests)."""
    worker = worker_of(app)
    worker.stopping.clear()
    with app.app_context():
        sweep(worker.name)
        run_due_jobs(worker.name)
        drain(worker.transport, worker.name)


def sweep(worker: str, *, is_calm: bool = True) -> None:
    """End the leases of workers of this machine that are no more, and queue the jobs whose turn has come.

    `is_calm` says that this worker has lived for a while: what another may have sent already goes out again only then.
    """
    with transaction():
        gone = [name for name in {*list_holders(), *list_job_holders()} if is_gone(name, worker)]
        end_leases(gone, real_now(), is_calm=is_calm)
        end_job_leases(gone, real_now())
    for kind, period_of in rounds().items():
        try:
            _queue_round(kind, period_of)
        except Exception:
            log.exception("work that comes round was not queued", kind=kind)


def _queue_round(kind: str, period_of: PeriodOf) -> None:
    now = clock.now()
    with transaction():
        if take_turn(kind, period_of(now)):
            queue_job(kind, {}, now, key=f"round:{kind}")


def run_due_jobs(worker: str, should_stop: Callable[[], bool] = never) -> int:
    """Do one job after the other until none is due; how many were tried. A job that fails stops no other."""
    tried = 0
    while not should_stop():
        with transaction():
            task = claim_job(real_now(), worker)
        if task is None:
            break
        _do(task)
        tried += 1
    return tried


def _do(task: Task) -> None:
    handler = find_handler(task.kind)
    try:
        if handler is None:
            raise LookupError(f"nothing here does jobs of the kind {task.kind}")
        handler(task)
    except Exception as error:
        log.exception("a job failed", job=task.id, kind=task.kind)
        with transaction():
            fail_job(task, words_of(error), real_now())
        return
    with transaction():
        finish_job(task, real_now())


@handles("document", writes_mail=False)
def make_document(task: Task) -> None:
    """Make a PDF anew unless nothing in it has changed and its bytes are there; where that fails, the old one stays.

    Where something public changes meanwhile it is looked at once more, so that nothing comes back that was withdrawn.
    """
    name = str(task.argument["name"])
    page, version, is_old = _look_at(name)
    if page is not None and not is_old:
        return
    data = documents.render(page, task.progress) if page is not None else None
    while not _put(name, page, data, version):
        again, version, _is_old = _look_at(name)
        if again != page:
            with transaction():
                ask_for_document(name, clock.now())
            return


def _look_at(name: str) -> tuple[str | None, str | None, bool]:
    """The page that a PDF is to be made of, the public version that it shows, and whether the PDF there is old."""
    with reading():
        version, page, before = find_public_version(), documents.page_of(name, clock.now()), find_document(name)
        is_same = before is not None and page is not None and before.made_of == digest(page)
        return page, version, not (is_same and before is not None and files.is_there(before.file.storage_key))


def _put(name: str, page: str | None, data: bytes | None, version: str | None) -> bool:
    """Keep the PDF, or drop it where there is nothing to make it of; False where the public version is another now."""
    with transaction():
        site = get_site()
        lock(site)
        if site.public_version != version:
            return False
        if page is None or data is None:
            drop_document(name)
        else:
            keep_document(name, data, digest(page), clock.now())
    return True


@handles("documents", writes_mail=False)
def renew_documents(_task: Task) -> None:
    """Ask for every PDF that is missing, or shows what has changed."""
    now = clock.now()
    with reading():
        others = [*list_wanted_booklets(), *list_kept_badges()]
        wanted = [*list_wanted_documents(now), *((name, None) for name in others)]
    with transaction():
        ask_for_documents(wanted, now)


comes_round("documents", daily)


@handles(TELLS)
def tell(task: Task) -> None:
    """Write to the next of those who are to be told of a change of an event; another job follows for the rest."""
    with transaction():
        tell_some(task.argument["event"], clock.now())


@handles(EXPIRES)
def expire(task: Task) -> None:
    """End the offers that nobody took in time, and offer the places on."""
    with transaction():
        event = find_event_by_id(task.argument["event"])
        if event is not None:
            expire_offers(event, clock.now())


handles(READS, writes_mail=False, is_awaited=True)(importing.read_upload)
handles(APPLIES)(importing.apply_choice)


@handles(SCRUBS, writes_mail=False, is_awaited=True)
def scrub_away(task: Task) -> None:
    """After somebody was erased: delete the mails that a folder holds, and write the tables anew without them."""
    with reading():
        ids = message_ids_of(task.argument["envelopes"])
    worker_of(current_app).transport.forget(ids)
    scrub()


@handles(KEEPS, writes_mail=False)
def take_away(_task: Task) -> None:
    """Rule by rule, what was kept for long enough."""
    for rule in Rule:
        with transaction():
            keep_no_longer(rule, clock.now())


comes_round(KEEPS, daily)


@handles("tidy", writes_mail=False)
def tidy(_task: Task) -> None:
    """Drop finished jobs, turns, answered forms, files that nobody imported, and bytes that no row names."""
    with transaction():
        forget_finished(real_now())
        forget_turns(real_now())
        forget_answers(real_now())
        forget_left_imports(clock.now())
    with reading():
        drop_unnamed(files.list_keys(before=real_now() - A_DAY))


comes_round("tidy", daily)


@handles("check", writes_mail=False)
def check(_task: Task) -> None:
    """Do nothing: that it was done shows that a worker is there (`conference doctor` waits for it)."""
