"""The post of a journey: the worker empties the outbox into a real SMTP server, and people read what arrived."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from flask import Flask

from conference.mail.transport import transport_of
from conference.worker import run_once, worker_of
from tests.mail.sink import Sink, running


class Post:
    """What the people of a journey got by mail."""

    def __init__(self, app: Flask, sink: Sink) -> None:
        self.app = app
        self.sink = sink

    def newest(self, recipient: str) -> EmailMessage:
        """Let the worker run; the last mail that this address got."""
        run_once(self.app)
        return self.sink.messages(recipient)[-1]

    def count(self, recipient: str) -> int:
        """Let the worker run; how many mails this address has got."""
        run_once(self.app)
        return len(self.sink.messages(recipient))


@contextmanager
def delivering(app: Flask) -> Iterator[Post]:
    """Deliver the application's mail to a server of this test, while the block lasts."""
    worker = worker_of(app)
    before = worker.transport
    with running(Sink()) as sink:
        worker.transport = transport_of(sink.url, Path())
        try:
            yield Post(app, sink)
        finally:
            worker.transport.close()
            worker.transport = before


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def link_in(message: EmailMessage, base: str) -> str:
    """The path of the one personal link in a mail beside the ticket, which stands in the text and behind the button."""
    found = set(re.findall(rf"^{re.escape(base)}(/my/\S+)$", text_of(message), re.MULTILINE))
    (path,) = [one for one in found if not one.endswith("/ticket/")]
    html = message.get_body(("html",))
    assert html is not None
    assert f'href="{base}{path}"' in str(html.get_content())
    return str(path)


def calendar_in(message: EmailMessage) -> tuple[str, str]:
    """The method that the mail says its calendar part has, and the part itself (RFC 6047, section 2.4)."""
    (part,) = [
        part for part in message.walk() if part.get_content_type() == "text/calendar" and not part.get_filename()
    ]
    return str(part.get_param("method")), part.get_content()
