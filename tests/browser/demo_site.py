"""A demo site that really runs: `conference serve` as a process, its address, its data folder, its mails."""

import os
import signal
import socket
import subprocess
import sys
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from conference.app import create_app
from conference.settings import load_settings

SECONDS_FOR_MAIL = 15
SECONDS_TO_STOP = 30
COMMAND = [sys.executable, "-c", "from conference.cli import main; main()"]


class DemoSite:
    """Starts the server on a port of its own; `base` is its address without the last slash."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        port = _free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CONFERENCE_")},
            "CONFERENCE_DATA_DIR": str(folder),
        }
        self.log = folder.with_suffix(".log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(port), *options],
                env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
            )  # fmt: skip
        self.sign_in_path = self._wait_until_ready()

    def _wait_until_ready(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("Sign in: "):
                return urlsplit(line.removeprefix("Sign in: ").strip()).path
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End the server and what it started."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()

    @cached_property
    def app(self) -> Flask:
        """The application on the same data, to look up what stands in it."""
        port = urlsplit(self.base).port
        return create_app(load_settings(data_dir=self.folder, port=port, database_url="", secret_key="", base_url=""))

    def run(self, *arguments: str) -> str:
        """What `conference ...` says when it is run on the data of this site."""
        done = subprocess.run([*COMMAND, *arguments], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def sign_in_link(self, email: str) -> str:
        """The path of a link that signs a member of staff in once."""
        return urlsplit(self.run("staff", "link", email).strip()).path

    def mails_to(self, email: str) -> list[EmailMessage]:
        """What was mailed to an address, the oldest first."""
        files = sorted((self.folder / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        mails = [BytesParser(EmailMessage, policy=policy.default).parsebytes(file.read_bytes()) for file in files]
        return [mail for mail in mails if email in str(mail["To"])]

    def next_mail(self, email: str, after: int = 0) -> EmailMessage:
        """The newest mail to an address, waited for until there are more than `after` of them."""
        deadline = time.monotonic() + SECONDS_FOR_MAIL
        while time.monotonic() < deadline:
            mails = self.mails_to(email)
            if len(mails) > after:
                return mails[-1]
            time.sleep(0.1)
        raise AssertionError(f"No mail number {after + 1} to {email}; the server said:\n{self.log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
