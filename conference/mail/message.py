"""A letter and an envelope become the bytes that are sent (RFC 5322; calendar parts as in RFC 6047 section 2.4)."""

import re
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from conference.core.text import clean_line
from conference.mail.models import Envelope, Letter

NAME_LENGTH = 100
STRUCTURE = re.compile(r'[<>@,;:"\\()\[\]]+')
INVITATION_FILE = "invite.ics"


class Unsendable(ValueError):
    """A letter or envelope of which no mail can be made."""


def message_of(letter: Letter, envelope: Envelope, date: datetime) -> EmailMessage:
    """The message for this one recipient; `date` is real time. Raises Unsendable.

    Text and HTML are alternatives. An invitation is the last alternative and, with the same bytes, an attachment.
    """
    message = EmailMessage(policy=SMTP)
    try:
        _write_headers(message, letter, envelope, date)
        message.set_content(letter.text, cte="quoted-printable")
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
        if letter.calendar is not None:
            _add_calendar(message, letter.calendar, letter.calendar_method or "PUBLISH")
    except (ValueError, MessageError) as error:
        raise Unsendable(str(error)) from error
    return message


def _write_headers(message: EmailMessage, letter: Letter, envelope: Envelope, date: datetime) -> None:
    message["From"] = _address(letter.sender_email, letter.sender_name)
    message["To"] = _address(envelope.recipient_email, envelope.recipient_name)
    if letter.reply_to:
        message["Reply-To"] = _address(letter.reply_to)
    message["Subject"] = clean_line(letter.subject)
    message["Date"] = date
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"


def _address(email: str, name: str = "") -> Address:
    """One address; what has a meaning in a header is taken out of the name, so that it never reads as another one."""
    local, at, domain = clean_line(email).rpartition("@")
    if not at or not local.isascii() or STRUCTURE.search(local) or " " in local:
        raise Unsendable(f"{email} is not an address")
    plain = clean_line(STRUCTURE.sub(" ", name))[:NAME_LENGTH].strip()
    return Address(display_name=plain, username=local, domain=domain.encode("idna").decode())


def _add_calendar(message: EmailMessage, calendar: str, method: str) -> None:
    content = calendar.encode()
    parameters = {"method": method, "charset": "UTF-8"}
    message.add_alternative(content, "text", "calendar", cte="base64", params=parameters)
    message.add_attachment(content, "application", "ics", cte="base64", filename=INVITATION_FILE)
