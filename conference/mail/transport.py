"""Where mail goes out: an SMTP server, a folder of .eml files (the default of one machine), or memory."""

import smtplib
import ssl
from collections.abc import Collection
from email.message import EmailMessage
from pathlib import Path
from typing import NoReturn, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_SECONDS = 20.0
PORTS = {"smtp": 25, "smtps": 465}
STARTTLS = ("yes", "no", "auto")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
ABOUT_OUR_LOGIN = (530, 534, 535, 538)


class Refused(Exception):
    """A mail that did not go out, with the reason for the outbox."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Temporary(Refused):
    """This mail did not go out now; it may later."""


class Unreachable(Temporary):
    """No mail goes out now: the server cannot be reached, or does not let us in."""


class Permanent(Refused):
    """This mail will never go out."""


class Transport(Protocol):
    """The one way out. Not safe for several threads at once."""

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        """Hand the message over for one recipient; raises Temporary, Unreachable or Permanent."""

    def forget(self, message_ids: Collection[str]) -> None:
        """Delete what is still here of mails that went out."""

    def check(self) -> None:
        """Find out whether mail could go out now, without sending any; raises Refused."""

    def close(self) -> None:
        """End what is kept between two letters."""


class Memory:
    """Keeps what was sent, for tests."""

    def __init__(self) -> None:
        self.delivered: list[tuple[str, bytes]] = []

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        """Keep the recipient and the bytes."""
        self.delivered.append((recipient, message.as_bytes()))

    def forget(self, message_ids: Collection[str]) -> None:
        """Keep all the same: a test asks what went out."""

    def check(self) -> None:
        """There is always room."""

    def close(self) -> None:
        """Nothing is kept open."""


class Folder:
    """One .eml file per mail, named by its Message-ID; a repeat replaces the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        """Write the file whole or not at all."""
        name = self._name(message["Message-ID"])
        part = self.path / f".{name}.part"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            part.write_bytes(message.as_bytes())
            part.replace(self.path / f"{name}.eml")
        except OSError as error:
            raise Unreachable(f"The mail folder cannot be written: {error.strerror}") from error

    @staticmethod
    def _name(message_id: str) -> str:
        return "".join(letter for letter in message_id.strip("<> ") if letter.isalnum() or letter in "@.-_")

    def forget(self, message_ids: Collection[str]) -> None:
        """Delete the files of these mails."""
        for message_id in message_ids:
            (self.path / f"{self._name(message_id)}.eml").unlink(missing_ok=True)

    def check(self) -> None:
        """Write a file and take it away again."""
        trial = self.path / ".trial"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            trial.write_bytes(b"")
            trial.unlink()
        except OSError as error:
            raise Unreachable(f"The mail folder cannot be written: {error.strerror}") from error

    def close(self) -> None:
        """Nothing is kept open."""


class Smtp:
    """A mail server by address: smtp://user:password@host:587, smtps://host; `?starttls=yes`, `no` or `auto`.

    `auto` uses STARTTLS where it is offered, and never sends a password without it to another machine.
    One connection is kept until close(). Raises ValueError for an address that makes no sense.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("a mail server is written like smtp://user:password@mail.example.org:587")
        self.host, self.port = parts.hostname, parts.port or PORTS[parts.scheme]
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.over_tls = parts.scheme == "smtps"
        self.starttls = parse_qs(parts.query).get("starttls", ["auto"])[-1]
        if self.starttls not in STARTTLS:
            raise ValueError("starttls is yes, no or auto")
        self.timeout = timeout
        self._server: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        """Hand the message to the server; a reply 4xx or a lost connection is Temporary, a reply 5xx Permanent."""
        server = self._connection()
        try:
            server.send_message(message, from_addr=message["From"].addresses[0].addr_spec, to_addrs=[recipient])
        except smtplib.SMTPRecipientsRefused as error:
            _refuse(*next(iter(error.recipients.values())))
        except smtplib.SMTPResponseException as error:
            _refuse(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Temporary(f"The connection was lost: {_words(error)}") from error

    def forget(self, message_ids: Collection[str]) -> None:
        """What went out is with those who got it; nothing is kept here."""

    def check(self) -> None:
        """Connect and log in."""
        self._connection()
        self.close()

    def close(self) -> None:
        """Say goodbye to the server, if there is a connection."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()

    def _connection(self) -> smtplib.SMTP:
        if self._server is not None and not _is_alive(self._server):
            self.close()
        if self._server is None:
            try:
                self._server = self._connected()
            except (smtplib.SMTPException, OSError) as error:
                raise Unreachable(f"The mail server cannot be used: {_words(error)}") from error
        return self._server

    def _connected(self) -> smtplib.SMTP:
        tls = ssl.create_default_context()
        if self.over_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=tls)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            self._secure(server, tls)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _secure(self, server: smtplib.SMTP, tls: ssl.SSLContext) -> None:
        server.ehlo_or_helo_if_needed()
        wanted = self.starttls == "yes" or (self.starttls == "auto" and server.has_extn("starttls"))
        if wanted and not self.over_tls:
            server.starttls(context=tls)
            server.ehlo()
        is_open = not wanted and not self.over_tls and self.starttls == "auto" and self.host not in LOCAL_HOSTS
        if self.user and is_open:
            raise smtplib.SMTPNotSupportedError("it offers no encryption, so no password was sent")


def transport_of(smtp_url: str | None, folder: Path) -> Transport:
    """The server at the address, or the folder where there is none."""
    return Smtp(smtp_url) if smtp_url else Folder(folder)


def _is_alive(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"


def _refuse(code: int, text: bytes | str) -> NoReturn:
    """A reply 4xx asks for another try, and so does one about our own login, which a person has to mend."""
    if code < 500 or code in ABOUT_OUR_LOGIN:
        raise Temporary(_reply(code, text))
    raise Permanent(_reply(code, text))
