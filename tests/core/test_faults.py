"""Faults in logs and in the list of failed work hold nothing that people typed, on either database."""

import json
import logging
import sys
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from conference.core.database import db, transaction
from conference.core.faults import traceback_of, words_of
from conference.core.jobs import Job, handles, queue_job
from conference.web.access import public
from conference.worker import run_due_jobs
from tests.factories import NOW, make_account, make_person

SECRET, NAME = "ada.lovelace@example.org", "Ada Lovelace"


def twice() -> None:
    make_account(email=SECRET)
    make_account(email=SECRET)


def too_long() -> None:
    make_person(email=SECRET, name=f"{SECRET} " * 30)


def unreadable() -> None:
    int(NAME)


def misread() -> None:
    db.session.execute(text("SELECT CAST(:typed AS INTEGER) / 0 FROM nowhere"), {"typed": NAME})


def nobody() -> None:
    raise LookupError(f"nobody is called {NAME!r} at {SECRET}")


FAULTS = [twice, too_long, unreadable, misread, nobody]
PERSONAL = ("ada.lovelace", NAME)


def caught(deed: Callable[[], None]) -> BaseException:
    with pytest.raises(Exception) as fault:  # noqa: PT011 -- of any kind
        deed()
    db.session.rollback()
    return fault.value


@pytest.mark.parametrize("deed", FAULTS)
def test_words_and_traceback_hold_nothing_personal(app: Flask, deed: Callable[[], None]) -> None:
    error = caught(deed)
    for said in (words_of(error), traceback_of((type(error), error, error.__traceback__))):
        assert [word for word in PERSONAL if word in said] == []
        assert type(error).__name__ in said
    assert f"in {deed.__name__}" in said


def test_the_index_that_says_no_is_named(app: Flask) -> None:
    said = words_of(caught(twice))
    assert "folded_email" in said
    assert "DETAIL" not in said


def test_what_led_to_a_fault_comes_first() -> None:
    try:
        try:
            unreadable()
        except ValueError as first:
            raise RuntimeError("cannot go on") from first
    except RuntimeError as error:
        lines = [line for line in traceback_of((type(error), error, None)).splitlines() if not line.startswith(" ")]
    assert lines == ["ValueError: invalid literal for int() with base 10: ...", "RuntimeError: cannot go on"]


def test_tokens_are_left_out() -> None:
    assert words_of(RuntimeError("no /my/WzEsMV0.aSdf12.q3vY5m1Zr8Wb2x7Kk0Pj4nQs6tU/ here")) == (
        "RuntimeError: no /my/.../ here"
    )


@pytest.mark.parametrize("deed", FAULTS)
def test_a_request_that_fails_is_logged_without_them(
    app: Flask, deed: Callable[[], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def view() -> str:
        deed()
        return ""

    monkeypatch.setitem(app.view_functions, "health.alive", public(view))
    answer = app.test_client().get("/healthz", base_url=app.config["ADDRESS"])
    assert answer.status_code in {500, 503}
    written = "".join(capsys.readouterr())
    assert [word for word in PERSONAL if word in written] == []
    assert json.loads(written.splitlines()[-1])["event"] in {"fault", "busy"}


@pytest.mark.parametrize("deed", FAULTS)
def test_a_job_that_fails_says_why_without_them(
    app: Flask, deed: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    handles("failing")(lambda _task: deed())
    with transaction():
        job_id = queue_job("failing", {}, NOW).id
    run_due_jobs("a worker")
    written = "".join(capsys.readouterr()) + db.session.get_one(Job, job_id).error
    assert [word for word in PERSONAL if word in written] == []
    assert "a job failed" in written


def test_entries_of_libraries_are_written_without_them(app: Flask) -> None:
    handler = logging.lastResort
    assert handler is not None
    try:
        nobody()
    except LookupError:
        entry = logging.LogRecord("huey", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    assert [word for word in PERSONAL if word in handler.format(entry)] == []
