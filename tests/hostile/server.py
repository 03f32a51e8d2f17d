"""The real server in processes of its own, as `conference serve` runs it; on request without its protections.

Run as a module it serves; `running()` starts that and ends it again.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from conference.core import clock, database
from tests.mail.sink import free_port

ROOT = Path(__file__).parents[2]
SECRET = "a-key-of-the-hostile-tests-" * 2
PAUSE_SECONDS = 0.02
SECONDS_TO_START = 60


def take_the_lock_off() -> None:
    """Make every protection of a transaction void, and look long between counting and writing (a control only)."""
    replaced: Any = database
    replaced.lock = database.db.session.refresh
    replaced._begin_sqlite = lambda _connection: None
    _look_long("conference.domain.registration.actions.queue", "count_places")
    _look_long("conference.domain.attendance.actions", "list_scans_that_count")


def _look_long(module: str, name: str) -> None:
    """Let what this action reads before it writes lie for a while, so that others write meanwhile."""
    actions: Any = import_module(module)
    look = getattr(actions, name)

    def look_and_wait(*asked: Any) -> Any:
        seen = look(*asked)
        time.sleep(PAUSE_SECONDS)
        return seen

    setattr(actions, name, look_and_wait)


def mark_before_delivery() -> None:
    """Write a mail down as sent before it is handed over, as many programs do (a control only)."""
    from conference.mail import drain  # noqa: PLC0415 -- only where it is changed
    from conference.mail.claims import settle  # noqa: PLC0415 -- the same
    from conference.mail.models import EnvelopeState  # noqa: PLC0415 -- the same

    deliver = drain._deliver

    def mark_and_deliver(envelope: Any, transport: Any) -> Any:
        with database.transaction():
            settle(envelope, EnvelopeState.SENT, sent_at=clock.real_now())
        return deliver(envelope, transport)

    drain._deliver = mark_and_deliver


def main() -> None:
    """Serve until SIGTERM."""
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int)
    options.add_argument("--workers", type=int)
    options.add_argument("--threads", type=int)
    options.add_argument("--without-lock", action="store_true")
    options.add_argument("--marks-first", action="store_true")
    chosen = options.parse_args()
    if chosen.without_lock:
        take_the_lock_off()
    if chosen.marks_first:
        mark_before_delivery()
    from conference.app import create_app  # noqa: PLC0415 -- after the lock is gone
    from conference.cli.serve import Server  # noqa: PLC0415 -- the same
    from conference.settings import load_settings  # noqa: PLC0415 -- the same

    clock.forget()
    Server(create_app(load_settings(port=chosen.port)), "127.0.0.1", chosen.port, chosen.workers, chosen.threads).run()


def start(
    data_dir: Path, port: int, *, database_url: str = "", smtp_url: str = "", workers: int = 2, threads: int = 8,
    switches: Sequence[str] = (),
) -> "subprocess.Popen[bytes]":  # fmt: skip
    """Start the server over this data in a process group of its own; see `await_ready`."""
    command = [sys.executable, "-m", "tests.hostile.server", "--port", str(port), "--workers", str(workers),
               "--threads", str(threads), *switches]  # fmt: skip
    return spawn(command, data_dir, "server.log", database_url, smtp_url)


def spawn(
    command: Sequence[str], data_dir: Path, log_name: str, database_url: str = "", smtp_url: str = ""
) -> "subprocess.Popen[bytes]":
    """Start a program of ours over this data, in a process group of its own."""
    settings = {"CONFERENCE_DATA_DIR": str(data_dir), "CONFERENCE_DATABASE_URL": database_url,
                "CONFERENCE_SMTP_URL": smtp_url, "CONFERENCE_SECRET_KEY": SECRET}  # fmt: skip
    with (data_dir / log_name).open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log,
                                start_new_session=True)  # fmt: skip


@contextmanager
def running(
    data_dir: Path, database_url: str = "", *, workers: int = 2, threads: int = 8, without_lock: bool = False
) -> Iterator[int]:
    """The server over this data, while the block lasts; its port."""
    port = free_port()
    process = start(data_dir, port, database_url=database_url, workers=workers, threads=threads,
                    switches=["--without-lock"] if without_lock else [])  # fmt: skip
    try:
        await_ready(port, process)
        yield port
    finally:
        end(process)


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """SIGKILL to the server and all that it started: nothing gets to end what it was at."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def await_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers that it can serve."""
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: exit code {process.poll()}")


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask the server to stop; kill its whole group when it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        kill_group(process)


if __name__ == "__main__":
    main()
