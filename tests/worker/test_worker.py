import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from conference import worker
from conference.app import create_app
from conference.cli.database import upgrade_database
from conference.core import jobs, turns
from conference.core.clock import real_now
from conference.core.database import db, on_commit, transaction
from conference.core.jobs import Job, JobState, Task, handles, queue_job
from conference.core.turns import comes_round
from conference.mail.claims import claim
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import count_by_state
from conference.mail.transport import Memory
from conference.settings import Settings
from conference.worker import OneAtATime, Worker, run_once, set_up_worker, start_worker, stop_worker, worker_of
from tests.mail.letters import NOW, posted, state
from tests.mail.sink import Sink, running

SENT, WAITING = EnvelopeState.SENT, EnvelopeState.WAITING
WAIT = 60.0  # for what must come to be on a busy machine, too
UNTIL_CALM = 2 * WAIT  # what a dead worker may have sent waits for the sweep, a minute after the next one's start


@pytest.fixture
def memory(app: Flask, tmp_path: Path) -> Memory:
    """What the application's worker sends."""
    kept = Memory()
    set_up_worker(app, kept, tmp_path / "queue.sqlite")
    return kept


@pytest.fixture
def started(app: Flask, memory: Memory) -> Iterator[Worker]:
    start_worker(app)
    yield worker_of(app)
    stop_worker(app)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No kind of job, and nothing that comes round, but what the test declares."""
    monkeypatch.setattr(jobs, "_handlers", {})
    monkeypatch.setattr(turns, "_rounds", {})


def until(condition: Callable[[], bool], seconds: float = WAIT) -> float:
    """Wait until it is so; how long that took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "it did not come to be"
        time.sleep(0.05)
    return time.monotonic() - start


def test_one_round_does_jobs_and_sends_what_they_posted(app: Flask, memory: Memory, only: None) -> None:
    @handles("note")
    def note(_task: Task) -> None:
        posted("bob@example.org")

    one = posted()
    with transaction():
        queue_job("note", {}, NOW)
    run_once(app)
    assert [to for to, _ in memory.delivered] == ["ada@example.org", "bob@example.org"]
    assert state(one) == SENT


def test_a_mail_leaves_within_two_seconds_of_its_commit(app: Flask, memory: Memory, started: Worker) -> None:
    time.sleep(1.5)  # the threads have settled into their longest wait
    for number in range(5):
        posted(f"p{number}@example.org")
        assert until(lambda expected=number + 1: len(memory.delivered) == expected) < 2  # type: ignore[misc]
    until(lambda: state(5) == SENT)


def test_a_long_job_keeps_no_mail_waiting(app: Flask, memory: Memory, only: None, started: Worker) -> None:
    may_end, runs = threading.Event(), threading.Event()

    @handles("long")
    def long(_task: Task) -> None:
        runs.set()
        may_end.wait(WAIT)

    with transaction():
        queue_job("long", {}, NOW)
    assert runs.wait(WAIT)
    posted()
    assert until(lambda: len(memory.delivered) == 1) < 2
    with transaction():
        queue_job("long", {}, NOW)
    may_end.set()
    until(lambda: count_done() == 2)


def count_done() -> int:
    db.session.rollback()
    return db.session.query(Job).filter(Job.state == JobState.DONE).count()


def test_what_was_left_is_taken_up_at_the_start(app: Flask, memory: Memory) -> None:
    posted()
    start_worker(app)
    try:
        assert until(lambda: len(memory.delivered) == 1) < 5
    finally:
        stop_worker(app)


def test_a_lost_queue_loses_no_mail(app: Flask, memory: Memory, started: Worker, monkeypatch: Any) -> None:
    def lose() -> None:
        raise OSError("the queue is lost")

    started.queue.storage.flush_queue()
    monkeypatch.setattr(started, "say", lose)
    posted()
    time.sleep(0.7)
    assert memory.delivered == []
    monkeypatch.undo()
    started.sweep()
    assert until(lambda: len(memory.delivered) == 1) < 2


def test_a_queue_that_fails_fails_no_deed(app: Flask, memory: Memory, monkeypatch: Any) -> None:
    blocked = worker_of(app).queue_file.parent / "a-file"
    blocked.write_text("")
    set_up_worker(app, memory, blocked / "queue.sqlite")
    worker.wake_after_commits(app)
    one = posted()
    on_commit(None)
    assert state(one) == WAITING


def test_mail_that_fails_stops_no_job(app: Flask, memory: Memory, only: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the outbox cannot be read")

    runs: list[str] = []
    handles("note")(lambda task: runs.append(task.kind))
    with transaction():
        queue_job("note", {}, NOW)
    monkeypatch.setattr(worker, "drain", fail)
    with pytest.raises(OSError, match="outbox"):
        worker_of(app).work()
    assert runs == ["note"]


def test_nothing_is_said_twice(app: Flask, memory: Memory) -> None:
    one = worker_of(app)
    for _ in range(5):
        one.wake()
    assert one.queue.pending_count() == 1


def test_after_a_stop_nothing_more_is_sent(app: Flask, memory: Memory) -> None:
    start_worker(app)
    stop_worker(app)
    one = posted()
    time.sleep(0.7)
    assert (memory.delivered, state(one)) == ([], WAITING)


def test_a_start_and_a_stop_leave_the_signals_to_the_server(app: Flask, memory: Memory) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    start_worker(app)
    during = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    stop_worker(app)
    assert during == before


def test_what_comes_round_is_queued_once_a_period(app: Flask, memory: Memory, only: None, stand_at: Any) -> None:
    runs: list[str] = []
    handles("weekly")(lambda task: runs.append(task.kind))
    comes_round("weekly", lambda now: f"{now:%G-W%V}")
    for day in (1, 3, 7, 8):
        stand_at(datetime(2021, 11, day, 12, tzinfo=NOW.tzinfo))
        run_once(app)
    assert runs == ["weekly", "weekly"]


def test_a_round_that_fails_for_ever_stops_no_other(app: Flask, memory: Memory, only: None) -> None:
    runs: list[str] = []

    def broken(_now: datetime) -> str:
        raise ValueError("no such week")

    comes_round("broken", broken)
    comes_round("daily", turns.daily)
    handles("daily")(lambda task: runs.append(task.kind))
    one = posted()
    run_once(app)
    assert (runs, state(one)) == (["daily"], SENT)


def test_the_housekeeping_comes_round(app: Flask, memory: Memory) -> None:
    run_once(app)
    done = sorted((one.kind, one.state, one.error) for one in db.session.query(Job))
    assert done == [(kind, JobState.DONE, "") for kind in ("documents", "keep no longer", "tidy")]


def test_the_sweep_takes_up_at_once_what_a_dead_worker_of_this_machine_had(app: Flask, memory: Memory) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    one = posted()
    with transaction():
        claim(real_now(), 20, worker_of(app).name.replace(f"/{worker_of(app).name.split('/')[1]}/", f"/{child.pid}/"))
    run_once(app)
    assert state(one) == SENT


def test_the_sweep_leaves_alone_what_another_machine_has_in_hand(app: Flask, memory: Memory) -> None:
    one = posted()
    with transaction():
        claim(real_now(), 20, "elsewhere/1/0a1b")
    run_once(app)
    assert (state(one), memory.delivered) == (EnvelopeState.SENDING, [])


def test_one_at_a_time_runs_again_for_who_asked_meanwhile() -> None:
    at_once, most, runs = 0, 0, 0

    def work() -> None:
        nonlocal at_once, most, runs
        at_once += 1
        most, runs = max(most, at_once), runs + 1
        time.sleep(0.05)
        at_once -= 1

    ask = OneAtATime(work)
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert 2 <= runs <= 8


PROGRAM = """
import sys
from pathlib import Path
from conference.app import create_app
from conference.settings import Settings
from conference.worker import run_worker
run_worker(create_app(Settings(data_dir=Path(sys.argv[1]), smtp_url=sys.argv[2], secret_key="k" * 40)))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Flask]:
    """An installation of its own on SQLite, whose worker is another process."""
    own = create_app(Settings(data_dir=tmp_path, secret_key="k" * 40))
    upgrade_database(own)
    with own.app_context():
        yield own
        db.session.remove()
        db.engine.dispose()


def worker_process(data: Path, sink: Sink) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(data), sink.url], cwd=Path(__file__).parents[2])


def counted(wanted: EnvelopeState) -> int:
    db.session.rollback()
    return count_by_state()[wanted]


def test_a_worker_of_its_own_sends_and_stops_when_it_is_asked(installation: Flask, tmp_path: Path) -> None:
    with running(Sink()) as sink:
        process = worker_process(tmp_path, sink)
        try:
            posted(now=real_now())
            until(lambda: counted(SENT) == 1)
            worker.wake_after_commits(installation)
            posted("bob@example.org", now=real_now())
            assert until(lambda: counted(SENT) == 2) < 2
        finally:
            on_commit(None)
            process.terminate()
        assert process.wait(WAIT) == 0


def test_sigterm_amid_many_letters_leaves_each_sent_or_waiting(installation: Flask, tmp_path: Path) -> None:
    for number in range(200):
        posted(f"p{number}@example.org", now=real_now())
    with running(Sink()) as sink:
        process = worker_process(tmp_path, sink)
        until(lambda: len(sink.arrived) > 5)
        process.terminate()
        assert process.wait(WAIT) == 0
        arrived = len(sink.arrived)
        assert arrived < 200
        assert (counted(SENT), counted(WAITING)) == (arrived, 200 - arrived)


def test_kill_9_loses_no_mail_and_repeats_at_most_the_one_in_hand(installation: Flask, tmp_path: Path) -> None:
    for number in range(60):
        posted(f"p{number:02}@example.org", now=real_now())
    kills = 0
    with running(Sink()) as sink:
        while counted(SENT) < 60 and kills < 2:
            process = worker_process(tmp_path, sink)
            before = len(sink.arrived)
            until(lambda before=before: len(sink.arrived) >= before + 7)  # type: ignore[misc]
            process.kill()
            process.wait()
            kills += 1
        process = worker_process(tmp_path, sink)
        until(lambda: counted(SENT) == 60, UNTIL_CALM)
        process.terminate()
        assert process.wait(WAIT) == 0
        arrived = [str(message["Message-ID"]) for message in sink.messages()]
    assert {one.message_id for one in db.session.query(Envelope)} == set(arrived)
    assert len(arrived) - 60 <= kills
    assert max(arrived.count(one) for one in arrived) <= 2
