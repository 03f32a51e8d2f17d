"""The real server in processes of its own, as `conference serve` runs it; on request without its protections.

Run as a module it serves; `running()` starts that and ends it again.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
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
    actions: Any = import_module("conference.domain.registration.actions")
    counted = actions.count_places

    def count_and_wait(event: Any) -> Any:
        tally = counted(event)
        time.sleep(PAUSE_SECONDS)
        return tally

    actions.count_places = count_and_wait


def main() -> None:
    """Serve until SIGTERM."""
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int)
    options.add_argument("--workers", type=int)
    options.add_argument("--threads", type=int)
    options.add_argument("--without-lock", action="store_true")
    chosen = options.parse_args()
    if chosen.without_lock:
        take_the_lock_off()
    from conference.app import create_app  # noqa: PLC0415 -- after the lock is gone
    from conference.cli.serve import Server  # noqa: PLC0415 -- the same
    from conference.settings import load_settings  # noqa: PLC0415 -- the same

    clock.forget()
    Server(create_app(load_settings(port=chosen.port)), "127.0.0.1", chosen.port, chosen.workers, chosen.threads).run()


@contextmanager
def running(
    data_dir: Path, database_url: str = "", *, workers: int = 2, threads: int = 16, without_lock: bool = False
) -> Iterator[int]:
    """The server over this data, while the block lasts; its port."""
    port = free_port()
    command = [sys.executable, "-m", "tests.hostile.server", "--port", str(port), "--workers", str(workers),
               "--threads", str(threads), *(["--without-lock"] if without_lock else [])]  # fmt: skip
    settings = {"CONFERENCE_DATA_DIR": str(data_dir), "CONFERENCE_DATABASE_URL": database_url,
                "CONFERENCE_SECRET_KEY": SECRET}  # fmt: skip
    with (data_dir / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log,
                                   start_new_session=True)  # fmt: skip
    try:
        _await_ready(port, process)
        yield port
    finally:
        _end(process)


def _await_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: exit code {process.poll()}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask the server to stop; kill its whole group when it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    main()
