"""A crowd of browsers: each opens a form, and when all have it open they all send it at the same moment."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.pages import Page

AT_ONCE = 400  # sockets that are open at the same time
OPENING = 16
PATIENCE_SECONDS = 120


@dataclass
class Answer:
    """What came back: status, where it leads, how long it took in seconds."""

    status: int
    location: str
    seconds: float


@dataclass
class Visitor:
    """One browser with one form in front of it."""

    path: str
    typed: Mapping[str, str | list[str]]
    cookie: str = ""
    sent: dict[str, str | list[str]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)


def send_at_once(port: int, visitors: Sequence[Visitor], times: int = 1) -> None:
    """Let every visitor open the form; then send all of them at once, each `times` times over the same form key."""
    asyncio.run(_send_at_once(port, visitors, times))


async def _send_at_once(port: int, visitors: Sequence[Visitor], times: int) -> None:
    few = asyncio.Semaphore(OPENING)
    await asyncio.gather(*(_open(port, visitor, few) for visitor in visitors))
    many = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(_send(port, visitor, many) for _time in range(times) for visitor in visitors))


async def _open(port: int, visitor: Visitor, few: asyncio.Semaphore) -> None:
    async with few:
        status, headers, body = await _ask(port, f"GET {visitor.path} HTTP/1.1", "", "")
    assert status == 200, f"{visitor.path}: {status}"
    visitor.cookie = next(value.split(";")[0] for name, value in headers if name == "set-cookie")
    visitor.sent = {**Page(body).fields_of(-1), **visitor.typed}


async def _send(port: int, visitor: Visitor, many: asyncio.Semaphore) -> None:
    async with many:
        began = time.monotonic()
        request = f"POST {visitor.path} HTTP/1.1"
        status, headers, _body = await _ask(port, request, visitor.cookie, urlencode(visitor.sent, doseq=True))
    location = next((value for name, value in headers if name == "location"), "")
    visitor.answers.append(Answer(status, location, time.monotonic() - began))


async def _ask(port: int, request: str, cookie: str, body: str) -> tuple[int, list[tuple[str, str]], str]:
    lines = [request, f"Host: 127.0.0.1:{port}", "Connection: close", f"Origin: http://127.0.0.1:{port}"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write("\r\n".join([*lines, "", body]).encode() if body else "\r\n".join([*lines, "", ""]).encode())
        raw = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
    finally:
        writer.close()
    head, _gap, rest = raw.partition(b"\r\n\r\n")
    first, *others = head.decode().split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _colon, value in (line.partition(":") for line in others)]
    return int(first.split()[1]), headers, rest.decode()
