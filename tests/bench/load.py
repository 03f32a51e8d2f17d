"""The load: a few browsers that keep their connections and ask for one address again and again.

Run as a module in a process of its own: `python -m tests.bench.load PORT PATH SECONDS [HEADER ...]`; it prints JSON.
One thread and plain sockets, so that it takes much less of a core than any server.
"""

import json
import selectors
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

BROWSERS = 8
WARM_UP_SECONDS = 0.3
END_OF_HEAD = b"\r\n\r\n"
WITHOUT_BODY = {204, 304}


@dataclass
class Browser:
    """One connection, and what has come of the answer so far."""

    line: socket.socket
    got: bytearray = field(default_factory=bytearray)
    answers: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def take(self, request: bytes) -> None:
        """Read what came; when the answer is whole, count it and ask again."""
        part = self.line.recv(262_144)
        if not part:
            raise ConnectionError("the server hung up")
        self.got += part
        whole = _length_of(self.got)
        if whole is not None and len(self.got) >= whole[1]:
            self.statuses[whole[0]] += 1
            self.answers += 1
            self.got.clear()
            self.line.sendall(request)


def _length_of(got: bytearray) -> tuple[int, int] | None:
    """The status and the whole length of an answer, once its head is there."""
    end = got.find(END_OF_HEAD)
    if end < 0:
        return None
    head = bytes(got[:end]).lower()
    status = int(head[9:12])
    _before, there, after = head.partition(b"content-length:")
    length = 0 if status in WITHOUT_BODY or not there else int(after.split(b"\r\n", 1)[0])
    return status, end + len(END_OF_HEAD) + length


def request_of(port: int, path: str, headers: list[str]) -> bytes:
    """A request as browsers send it."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", "Accept: text/html", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def measure(port: int, path: str, seconds: float, headers: list[str]) -> dict[str, object]:
    """Ask for so many seconds, after a warm-up; how many answers came in one second and in all, of which status."""
    request = request_of(port, path, headers)
    browsers = [Browser(socket.create_connection(("127.0.0.1", port), timeout=30)) for _each in range(BROWSERS)]
    with selectors.DefaultSelector() as waiting:
        for browser in browsers:
            waiting.register(browser.line, selectors.EVENT_READ, browser)
            browser.line.sendall(request)
        _ask_for(waiting, request, WARM_UP_SECONDS)
        before, began = sum(browser.answers for browser in browsers), time.monotonic()
        _ask_for(waiting, request, seconds)
        took = time.monotonic() - began
    answers = sum(browser.answers for browser in browsers) - before
    statuses: Counter[int] = sum((browser.statuses for browser in browsers), Counter())
    for browser in browsers:
        browser.line.close()
    return {"rate": answers / took, "answers": before + answers, "statuses": sorted(statuses)}


def _ask_for(waiting: selectors.BaseSelector, request: bytes, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for key, _events in waiting.select(timeout=1):
            key.data.take(request)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4:])))
