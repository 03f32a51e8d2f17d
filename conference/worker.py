"""Background work goes out here: the outbox is emptied, queued jobs are done, and what comes round is started.

Rows are the truth. The huey queue only carries the word that there is something to do; each minute a sweep looks
without being told, so a queue that is lost, or a worker that was killed, loses nothing.
"""

import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from huey import SqliteHuey, crontab
from huey.consumer import Consumer

from conference.core import clock
from conference.core.clock import real_now
from conference.core.database import on_commit, transaction
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
    take_turn,
)
from conference.core.repeats import forget_answers
from conference.core.tokens import public_id
from conference.mail.claims import end_leases, list_holders
from conference.mail.drain import drain
from conference.mail.outbox import forget_old
from conference.mail.transport import Transport

__all__ = ["comes_round", "daily", "handles", "run_once", "run_worker", "set_up_worker", "start_worker", "stop_worker"]

SECONDS_TO_STOP = 25
THREADS = 2  # one for mail, one for jobs: neither waits for the other
LONGEST_POLL = 0.5

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

    def __post_init__(self) -> None:
        self.drain_mail = OneAtATime(lambda: self._in_context(self._drain_mail))
        self.run_jobs = OneAtATime(lambda: self._in_context(self._run_jobs))

    @property
    def name(self) -> str:
        """Host, process and this worker, as leases bear it."""
        return f"{socket.gethostname()}/{os.getpid()}/{self.token}"

    @cached_property
    def queue(self) -> Any:
        """The file queue; the tasks in it say only that there is something to do."""
        self.queue_file.parent.mkdir(parents=True, exist_ok=True)
        queue = SqliteHuey("conference", filename=str(self.queue_file), fsync=False, results=False)
        self.tasks = [queue.task(name="mail")(self.drain_mail.__call__), queue.task(name="jobs")(self.run_jobs.__call__)]
        queue.periodic_task(crontab(), name="sweep")(self.sweep)
        return queue

    def wake(self) -> None:
        """Say that rows wait. Nothing is said twice, and a queue that fails is left to the sweep."""
        try:
            if self.queue.pending_count() < len(self.tasks):
                for task in self.tasks:
                    task()
        except Exception:
            log.exception("the worker was not woken")

    def sweep(self) -> None:
        """Each minute: take up what the dead left, start what comes round, look for rows without being told."""
        self._in_context(lambda: sweep(self.name))
        self.wake()

    def _drain_mail(self) -> None:
        drain(self.transport, self.name, self.stopping.is_set)

    def _run_jobs(self) -> None:
        run_due_jobs(self.name, self.stopping.is_set)

    def _in_context(self, work: Callable[[], object]) -> None:
        with self.app.app_context():
            work()
