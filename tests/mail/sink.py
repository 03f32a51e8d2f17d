"""A real SMTP server for tests, which does with each recipient what the test wrote down."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


def free_port() -> int:
    """A port on this machine that nobody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


class Sink:
    """Keeps what arrives. `at_rcpt` and `at_data` hold replies per recipient; the last one of a list stays."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, bytes]] = []
        self.tried: list[str] = []
        self.connections = 0
        self.at_rcpt: dict[str, list[str]] = {}
        self.at_data: dict[str, list[str]] = {}
        self.port = 0

    @property
    def url(self) -> str:
        """The address of this server as a setting."""
        return f"smtp://127.0.0.1:{self.port}?starttls=no"

    def messages(self, recipient: str | None = None) -> list[EmailMessage]:
        """What arrived, parsed."""
        found = [content for to, content in self.arrived if recipient in (None, to)]
        return [email.message_from_bytes(content, policy=email.policy.default) for content in found]

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd calls it so
        self, _server: SMTP, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> Any:
        """Count connections."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 -- as above
        """Answer as written down for this recipient; "hang" says nothing for a while."""
        self.tried.append(address)
        answer = _next(self.at_rcpt, address)
        if answer == "hang":
            await asyncio.sleep(1)
            return "451 too late"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 -- as above
        """Keep the message, unless the answer is a refusal; "drop" keeps it and hangs up without an answer."""
        recipient = envelope.rcpt_tos[0]
        answer = _next(self.at_data, recipient)
        if answer.startswith("250") or answer == "drop":
            self.arrived.append((recipient, envelope.content))
        if answer == "drop" and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return answer


def _next(answers: dict[str, list[str]], recipient: str) -> str:
    scripted = answers.get(recipient, ["250 OK"])
    return scripted.pop(0) if len(scripted) > 1 else scripted[0]


@contextmanager
def running(sink: Sink, port: int = 0) -> Iterator[Sink]:
    """The server, while the block lasts."""
    sink.port = port or free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
