import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from conference.core import jobs
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.core.jobs import (
    Job,
    JobState,
    Task,
    claim_job,
    count_held,
    fail_job,
    find_job,
    finish_job,
    forget_finished,
    handles,
    hold_unfinished,
    list_parked_jobs,
    queue_job,
    release_held,
)
from conference.domain.exchange.rules import APPLIES, READS
from conference.worker import run_due_jobs
from tests.mail.letters import NOW


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The arguments that jobs of the kind "note" were done with; the kind "fail" always fails."""
    monkeypatch.setattr(jobs, "_handlers", {})
    notes: list[dict[str, Any]] = []
    handles("note")(lambda task: notes.append(dict(task.argument)))

    @handles("fail")
    def fail(_task: Task) -> None:
        raise ValueError("no paper\nin the printer")

    return notes


def queued(kind: str = "note", **values: Any) -> int:
    with transaction():
        return queue_job(kind, values.pop("argument", {}), NOW, **values).id


def claimed(worker: str = "w") -> Task | None:
    with transaction():
        return claim_job(real_now(), worker)


def job(job_id: int) -> Job:
    db.session.rollback()
    found = find_job(job_id)
    assert found is not None
    return found


def let_time_pass(minutes: int) -> None:
    gap = timedelta(minutes=minutes)
    with transaction():
        for one in db.session.query(Job):
            for column in ("not_before", "lease_until"):
                if getattr(one, column) is not None:
                    db.session.execute(update(Job).where(Job.id == one.id).values({column: getattr(one, column) - gap}))


def test_a_job_is_done_once(app: Flask, done: list[dict[str, Any]]) -> None:
    one = queued(argument={"write_up": 12})
    assert (run_due_jobs("w"), run_due_jobs("w")) == (1, 0)
    assert done == [{"write_up": 12}]
    assert (job(one).state, job(one).attempts, job(one).created_at) == (JobState.DONE, 1, NOW)
    assert job(one).finished_at is not None


def test_a_job_that_is_queued_twice_is_done_once_with_the_newest_argument(
    app: Flask, done: list[dict[str, Any]]
) -> None:
    assert queued(key="pdf:4", argument={"release": 1}) == queued(key="pdf:4", argument={"release": 2})
    queued(key="pdf:5", argument={"release": 9})
    run_due_jobs("w")
    assert done == [{"release": 2}, {"release": 9}]


def test_a_job_that_is_queued_while_it_runs_is_done_again_after_it(app: Flask, done: list[dict[str, Any]]) -> None:
    queued(key="pdf:4", argument={"release": 1})
    first = claimed()
    assert first is not None
    queued(key="pdf:4", argument={"release": 2})
    assert claimed("other") is None
    with transaction():
        finish_job(first, real_now())
    run_due_jobs("w")
    assert done == [{"release": 2}]


def test_the_index_refuses_a_second_waiting_job(
    app: Flask, monkeypatch: pytest.MonkeyPatch, done: list[dict[str, Any]]
) -> None:
    queued(key="k")
    monkeypatch.setattr(jobs, "_find_waiting", lambda _key: None)
    with pytest.raises(IntegrityError):
        queued(key="k")


def test_a_job_can_wait(app: Flask, done: list[dict[str, Any]]) -> None:
    queued(delay=timedelta(minutes=5))
    assert run_due_jobs("w") == 0
    let_time_pass(minutes=6)
    assert run_due_jobs("w") == 1


def test_a_job_that_fails_stops_no_other_and_is_parked_after_the_fifth_try(
    app: Flask, done: list[dict[str, Any]]
) -> None:
    bad, unknown = queued("fail"), queued("nobody-knows")
    queued(argument={"n": 1})
    tries = []
    for minutes in (0, 2, 6, 31, 121, 500):
        let_time_pass(minutes)
        tries.append(run_due_jobs("w"))
    assert (tries, done) == ([3, 2, 2, 2, 2, 0], [{"n": 1}])
    assert (job(bad).state, job(bad).attempts) == (JobState.PARKED, 5)
    assert job(bad).error == "ValueError: no paper in the printer"
    assert job(unknown).error == "LookupError: nothing here does jobs of the kind nobody-knows"
    assert [one.id for one in list_parked_jobs()] == [unknown, bad]


def test_new_work_that_takes_over_a_job_that_failed_has_all_its_tries(app: Flask, done: list[dict[str, Any]]) -> None:
    one = queued("fail", key="k")
    for minutes in (0, 2, 6, 31):
        let_time_pass(minutes)
        run_due_jobs("w")
    assert (queued("fail", key="k", argument={"new": 1}), job(one).attempts) == (one, 0)
    run_due_jobs("w")
    assert (job(one).state, job(one).attempts, job(one).argument) == (JobState.WAITING, 1, {"new": 1})


def test_jobs_that_write_mail_wait_for_no_pdf(app: Flask, done: list[dict[str, Any]]) -> None:
    queued("document", argument={"name": "a"}), queued("tidy"), queued(argument={"n": 1}), queued(argument={"n": 2})
    taken = [task for _ in range(5) if (task := claimed()) is not None]
    assert [(task.kind, task.argument.get("n")) for task in taken] == [
        ("note", 1), ("note", 2), ("document", None), ("tidy", None),
    ]  # fmt: skip


def test_a_job_that_fails_leaves_its_place_to_a_newer_one(app: Flask, done: list[dict[str, Any]]) -> None:
    old = queued("note", key="k")
    task = claimed()
    assert task is not None
    new = queued("note", key="k")
    with transaction():
        assert fail_job(task, "no", real_now()) == JobState.REPLACED
    assert (job(old).state, job(new).state) == (JobState.REPLACED, JobState.WAITING)


def test_what_a_dead_worker_had_in_hand_is_done_by_another(app: Flask, done: list[dict[str, Any]]) -> None:
    one = queued()
    dead = claimed("dead")
    assert dead is not None
    assert run_due_jobs("w") == 0
    let_time_pass(minutes=16)
    assert (run_due_jobs("w"), job(one).state, job(one).attempts) == (1, JobState.DONE, 2)
    with transaction():
        assert fail_job(dead, "too late", real_now()) is None
    assert job(one).state == JobState.DONE


def test_a_job_that_kills_its_worker_is_not_tried_for_ever(app: Flask, done: list[dict[str, Any]]) -> None:
    one = queued()
    for _ in range(5):
        assert claimed() is not None
        let_time_pass(minutes=16)
    assert claimed() is None
    assert (job(one).state, job(one).error) == (JobState.PARKED, "The worker stopped at every try.")


def test_progress_is_seen_at_once_and_keeps_the_lease(app: Flask, done: list[dict[str, Any]]) -> None:
    one = queued()
    task = claimed()
    assert task is not None
    let_time_pass(minutes=14)
    task.progress(3, 10)
    let_time_pass(minutes=2)
    assert (job(one).progress_done, job(one).progress_total) == (3, 10)
    assert claimed("other") is None


def test_four_workers_at_once_do_every_job_once(app: Flask, done: list[dict[str, Any]]) -> None:
    for number in range(40):
        queued(argument={"n": number})
    start = threading.Barrier(4)

    def work(number: int) -> int:
        with app.app_context():
            start.wait()
            return run_due_jobs(f"w{number}")

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 40
    assert sorted(one["n"] for one in done) == list(range(40))


def test_finished_jobs_are_forgotten_and_parked_ones_stay(app: Flask, done: list[dict[str, Any]]) -> None:
    old, parked, waiting = queued(), queued(), queued()
    long_ago = real_now() - timedelta(days=31)
    with transaction():
        db.session.execute(update(Job).where(Job.id == old).values(state=JobState.DONE, finished_at=long_ago))
        db.session.execute(update(Job).where(Job.id == parked).values(state=JobState.PARKED, finished_at=long_ago))
    with transaction():
        forget_finished(real_now())
    assert [one.id for one in db.session.query(Job).order_by(Job.id)] == [parked, waiting]


def test_of_held_jobs_with_one_key_the_newest_is_done(app: Flask, done: list[dict[str, Any]]) -> None:
    queued(argument={"number": 1}, key="letter")
    assert claimed() is not None
    queued(argument={"number": 2}, key="letter")
    with transaction():
        assert (hold_unfinished(), count_held()) == (2, 2)
    assert run_due_jobs("w") == 0
    with transaction():
        assert (release_held(), count_held()) == (1, 0)
    assert (run_due_jobs("w"), done) == (1, [{"number": 2}])


def test_a_held_job_gives_way_to_one_that_was_queued_since(app: Flask, done: list[dict[str, Any]]) -> None:
    queued(argument={"number": 1}, key="letter")
    with transaction():
        hold_unfinished()
    queued(argument={"number": 2}, key="letter")
    with transaction():
        assert release_held() == 0
    assert (run_due_jobs("w"), done) == (1, [{"number": 2}])


def test_jobs_that_write_no_mail_are_not_held(
    app: Flask, done: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(jobs, "_kinds_without_mail", set())
    monkeypatch.setattr(jobs, "_kinds_that_wait", set())
    handles("silent", writes_mail=False)(lambda _task: None)
    queued("silent")
    queued("note")
    with transaction():
        assert hold_unfinished() == 1
    assert (run_due_jobs("w"), done) == (1, [])


def test_an_import_may_tell_people_so_it_is_held_and_its_reading_is_not(app: Flask) -> None:
    queued(APPLIES)
    queued(READS)
    with transaction():
        assert hold_unfinished() == 1
    assert [one.kind for one in db.session.scalars(select(Job).where(Job.state == JobState.HELD))] == [APPLIES]


def test_what_somebody_waits_for_comes_before_what_nobody_sees(
    app: Flask, done: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(jobs, "_kinds_without_mail", set())
    monkeypatch.setattr(jobs, "_kinds_that_wait", set())
    handles("silent", writes_mail=False)(lambda _task: done.append({"kind": "silent"}))
    handles("awaited", writes_mail=False, is_awaited=True)(lambda _task: done.append({"kind": "awaited"}))
    for kind in ("silent", "awaited"):
        queued(kind)
    assert (run_due_jobs("w"), done) == (2, [{"kind": "awaited"}, {"kind": "silent"}])
