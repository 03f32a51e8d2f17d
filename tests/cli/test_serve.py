"""`conference serve` as a process: ready lines, the sign-in link, mail through the embedded worker, a clean stop."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from conference.cli import conference
from conference.settings import load_settings

SECONDS_TO_START = 60
SECONDS_TO_STOP = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server without demo on a port of its own, in a process group of its own."""
    port = free_port()
    environment = {**os.environ, "CONFERENCE_DATA_DIR": str(tmp_path), "CONFERENCE_OWNER_EMAIL": "owner@example.org",
                   "CONFERENCE_SMPT_URL": "smtp://nowhere"}  # fmt: skip
    command = [sys.executable, "-c", "from conference.cli import main; main()", "serve", "--empty", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    yield process, port
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_it_says_where_it_is_serves_and_stops(server: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    process, port = server
    assert process.stdout is not None
    assert process.stdout.readline() == f"Open: http://127.0.0.1:{port}/\n"
    link = re.fullmatch(r"Sign in: (http://127\.0\.0\.1:\d+/sign-in/direct/\S+/)\n", process.stdout.readline())
    assert link is not None
    assert load_settings(data_dir=tmp_path).address == f"http://127.0.0.1:{port}"
    with urlopen(link[1]) as answer:
        assert "You will be signed in as owner@example.org." in answer.read().decode()
    with urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
        assert answer.read() == b'{"status":"ready"}\n'
    process.send_signal(signal.SIGTERM)
    _out, told = process.communicate(timeout=SECONDS_TO_STOP)
    assert (process.returncode, told) == (
        0,
        "CONFERENCE_SMPT_URL is not a setting. Did you mean CONFERENCE_SMTP_URL?\n",
    )


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("127.0.0.1", "Port {port} is in use already. Stop what runs there, or choose another with --port."),
        ("192.0.2.1", "Nothing can be served at 192.0.2.1, port {port}. Choose others with --host and --port."),
        ("no.invalid", "Nothing can be served at no.invalid, port {port}. Choose others with --host and --port."),
    ],
)
def test_where_it_cannot_serve_it_says_so_and_touches_no_data(tmp_path: Path, host: str, sentence: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        options = ["--at", "2022-06-20", "--yes", "--host", host, "--port", str(port)]
        told = CliRunner().invoke(conference, ["serve", *options], env={"CONFERENCE_DATA_DIR": str(tmp_path / "data")})
    assert (told.exit_code, told.output) == (1, f"Error: {sentence.format(port=port)}\n")
    assert list(tmp_path.iterdir()) == []
