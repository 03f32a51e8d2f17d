"""What one request costs inside: queries of the database, bytes, and where its time goes."""

import cProfile
import io
import pstats
import time
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.statements import statements

PROFILED = 400
LINES = 18
FRAME = 0.7  # what holds more of the time than this holds all the rest, and says nothing


@dataclass(frozen=True)
class Cost:
    """Queries of the first request and of one after it, and the bytes of the body as they are sent."""

    first: int
    later: int
    size: int


def ask(app: Flask, path: str, headers: dict[str, str]) -> tuple[str, int]:
    """The status and the size of the body that the application answers."""
    environ = EnvironBuilder(path, base_url=app.config["ADDRESS"], headers=list(headers.items())).get_environ()
    body, status, _headers = run_wsgi_app(app, environ, buffered=True)
    return status, sum(len(part) for part in body)


def cost_of(app: Flask, path: str, headers: dict[str, str]) -> Cost:
    """What a page costs."""
    found = []
    for _time in range(3):
        with statements() as sent:
            _status, size = ask(app, path, headers)
        found.append(len(sent))
    return Cost(found[0], min(found[1:]), size)


def profile_of(app: Flask, path: str, headers: dict[str, str]) -> str:
    """Where the time of a request goes, the most expensive functions first (milliseconds of one request)."""
    ask(app, path, headers)
    profile = cProfile.Profile(time.thread_time)
    profile.enable()
    for _time in range(PROFILED):
        ask(app, path, headers)
    profile.disable()
    text = io.StringIO()
    pstats.Stats(profile, stream=text).strip_dirs().sort_stats("cumulative").print_stats(60)
    return "\n".join(_lines(text.getvalue()))


def _lines(report: str) -> Iterator[str]:
    rows = [line.split(None, 5) for line in report.splitlines()]
    rows = [row for row in rows if len(row) == 6 and row[0][0].isdigit() and row[1][0].isdigit()]
    rows = [row for row in rows if float(row[3]) < FRAME * float(rows[0][3])]
    yield f"      {'ms in all':>10}{'ms itself':>10}  function"
    for _calls, itself, _each, in_all, _of_all, function in rows[:LINES]:
        yield f"      {float(in_all) * 1000 / PROFILED:10.3f}{float(itself) * 1000 / PROFILED:10.3f}  {function}"
