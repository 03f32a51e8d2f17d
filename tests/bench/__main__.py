"""`./run bench`: requests a second, queries and bytes of the pages that matter, and the memory afterwards."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import Request, urlopen

from flask import Flask
from sqlalchemy import func, or_, select

from conference.app import create_app
from conference.core.clock import real_now
from conference.core.database import db
from conference.core.jobs import Job, JobState
from conference.settings import Settings
from tests.bench.costs import Cost, cost_of, profile_of
from tests.bench.large import SLUG
from tests.bench.processes import core_seconds_of_tree, megabytes_of_tree
from tests.mail.sink import free_port

ROOT = Path(__file__).parents[2]
CONFERENCE = str(Path(sys.executable).parent / "conference")
DEMO_DAY = "2022-06-20"  # SOC21 is over, registration for SOC22 is open
ROUNDS, SECONDS = 3, 1.5
MOST_MEGABYTES = 300
SECONDS_TO_CALM = 600
OPEN_JOBS = (JobState.WAITING, JobState.RUNNING)
GZIP = {"Accept-Encoding": "gzip", "Accept": "text/html"}


@dataclass(frozen=True)
class Target:
    """One address, what it must reach of the bare page's rate, and whether it is asked for what is known already."""

    name: str
    path: str
    goal: float
    is_known: bool = False


@dataclass(frozen=True)
class Speed:
    """Answers a second, and the milliseconds of a core that one takes (which other work on the machine cannot blur)."""

    rate: float
    core: float


@dataclass(frozen=True)
class Result:
    """What was measured of a target; `share` and `core_share` compare it with the bare page in the same minute."""

    target: Target
    speed: Speed
    share: float
    core_share: float
    cost: Cost

    @property
    def is_missed(self) -> bool:
        """Whether the goal was not reached."""
        return self.share < self.target.goal


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int
    pid: int


TARGETS = (
    Target("home", "/", 0.5),
    Target("event that is over", "/soc21/", 0.5),
    Target("programme", "/soc21/programme/", 0.5),
    Target("programme, 200 sessions", f"/{SLUG}/programme/", 0.5),
    Target("session", "/soc21/sessions/{session}/", 0.5),
    Target("session of 200", f"/{SLUG}/sessions/session-100/", 0.5),
    Target("schedule.ics", "/soc21/schedule.ics", 0.5),
    Target("schedule.ics, 200 sessions", f"/{SLUG}/schedule.ics", 0.5),
    Target("home, 304", "/", 0.8, is_known=True),
    Target("programme, 200 sessions, 304", f"/{SLUG}/programme/", 0.8, is_known=True),
    Target("register form", "/soc22/register/", 0.25),
    Target("register form of 200", f"/{SLUG}/register/", 0.25),
)


def fill(folder: Path) -> None:
    """Load the demo and the large event into a new data folder."""
    environment = {**os.environ, "CONFERENCE_DATA_DIR": str(folder)}
    for command in ([CONFERENCE, "demo", "load", "--at", DEMO_DAY], [sys.executable, "-m", "tests.bench.large"]):
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


@contextmanager
def serving(command: list[str], port: int, folder: Path) -> Iterator[Server]:
    """A server in a process group of its own, while the block lasts."""
    environment = {**os.environ, "CONFERENCE_DATA_DIR": str(folder)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True,
                               stdout=subprocess.DEVNULL)  # fmt: skip
    try:
        _await(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start: exit code {process.poll()}")


def _await_calm(app: Flask) -> None:
    """Wait until the worker has made what a first start leaves it to make: the PDFs."""
    end, open_jobs = time.monotonic() + SECONDS_TO_CALM, select(func.count(Job.id)).where(Job.state.in_(OPEN_JOBS))
    while time.monotonic() < end:
        with app.app_context():
            count = db.session.scalar(open_jobs.where(or_(Job.not_before.is_(None), Job.not_before <= real_now())))
            db.session.remove()
        if not count:
            return
        time.sleep(0.5)
    raise RuntimeError(f"{count} tasks still wait after {SECONDS_TO_CALM} seconds")


def speed_of(server: Server, path: str, headers: dict[str, str]) -> Speed:
    """How fast the server answers, measured from a process of its own."""
    lines = [f"{name}: {value}" for name, value in headers.items()]
    command = [sys.executable, "-m", "tests.bench.load", str(server.port), path, str(SECONDS), *lines]
    before = core_seconds_of_tree(server.pid)
    found = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    seconds = core_seconds_of_tree(server.pid) - before
    expected = [304] if headers else [200]
    if found["statuses"] != expected:
        raise RuntimeError(f"{path} answered {found['statuses']} instead of {expected}")
    return Speed(float(found["rate"]), seconds * 1000 / int(found["answers"]))


def measure(target: Target, server: Server, bare: Server, app: Flask) -> Result:
    """The target's speed and the bare page's, in turns; the middle ones count."""
    known = {"If-None-Match": _tag_of(server.port, target.path)} if target.is_known else {}
    pairs = [(speed_of(bare, "/", {}), speed_of(server, target.path, known)) for _round in range(ROUNDS)]
    return Result(
        target,
        Speed(median(own.rate for _bare, own in pairs), median(own.core for _bare, own in pairs)),
        median(own.rate / other.rate for other, own in pairs),
        median(other.core / own.core for other, own in pairs),
        cost_of(app, target.path, {**GZIP, **known}),
    )


def _tag_of(port: int, path: str) -> str:
    with urlopen(Request(f"http://127.0.0.1:{port}{path}"), timeout=30) as answer:
        return str(answer.headers["ETag"])


def _first_session(app: Flask) -> str:
    """A session of SOC21 that the demo has."""
    page = app.test_client().get("/soc21/programme/", base_url=app.config["ADDRESS"]).text
    return page.partition('href="/soc21/sessions/')[2].partition("/")[0]


def report(results: list[Result], bare: Speed, megabytes: float) -> None:
    """The table."""
    print(f"\nA bare page: {bare.rate:.0f} requests a second, {bare.core:.2f} ms of a core each\n")
    print(f"{'':<30}{'a second':>9}{'of bare':>9}{'goal':>6}{'':>9}{'core ms':>9}{'of bare':>9}"
          f"{'queries first, later':>22}{'bytes':>7}")  # fmt: skip
    for one in results:
        queries = f"{one.cost.first}, {one.cost.later}"
        print(f"{one.target.name:<30}{one.speed.rate:>9.0f}{one.share:>9.0%}{one.target.goal:>6.0%}"
              f"{_verdict(one.is_missed):>9}{one.speed.core:>9.2f}{one.core_share:>9.0%}{queries:>22}"
              f"{one.cost.size:>7}")  # fmt: skip
    print(f"\nMemory of all processes afterwards: {megabytes:.0f} MB, goal {MOST_MEGABYTES} MB, "
          f"{_verdict(megabytes > MOST_MEGABYTES)}")  # fmt: skip


def _verdict(is_missed: bool) -> str:
    return "MISSED" if is_missed else "good"


def main() -> None:
    """Measure everything and print it; a goal that is missed is explained by a profile, not hidden."""
    names = sys.argv[1:]
    folder = Path(tempfile.mkdtemp(prefix="conference-bench-"))
    try:
        fill(folder)
        port, bare_port = free_port(), free_port()
        app = create_app(Settings(data_dir=folder, base_url=f"http://127.0.0.1:{port}"))
        serve = [CONFERENCE, "serve", "--port", str(port)]
        bare_serve = [sys.executable, "-m", "tests.bench.bare", str(bare_port)]
        with serving(bare_serve, bare_port, folder) as bare, serving(serve, port, folder) as server:
            _await_calm(app)
            session = _first_session(app)
            chosen = [Target(one.name, one.path.format(session=session), one.goal, one.is_known) for one in TARGETS
                      if not names or any(name in one.name for name in names)]  # fmt: skip
            results = [measure(one, server, bare, app) for one in chosen]
            bare_speed, megabytes = speed_of(bare, "/", {}), megabytes_of_tree(server.pid)
        report(results, bare_speed, megabytes)
        for one in results:
            if one.is_missed:
                print(f"\nWhere the time of {one.target.name} goes (one request, under the profiler):")
                print(profile_of(app, one.target.path, GZIP))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not names or "registering" in names:
        subprocess.run([sys.executable, "-m", "tests.bench.registering"], cwd=ROOT, check=True)
    if not names or "editor" in names:
        subprocess.run([sys.executable, "-m", "tests.bench.editor"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
