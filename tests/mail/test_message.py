import email
import email.policy
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.text import clean_line
from conference.mail.message import Unsendable, message_of
from conference.mail.models import Envelope, Letter
from tests.mail.letters import INVITATION

DATE = datetime(2026, 11, 26, 7, 0, 5, tzinfo=UTC)
HEADERS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
NASTY = st.text(
    st.one_of(
        st.sampled_from("\r\n\x00\x0b\x0c\x85\u2028\u202e\u2066,;:<>@\"'()[]\\=?_ é漢🙂"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)


def letter(**values: Any) -> Letter:
    plain = {
        "subject": "You are registered", "text": "You are registered.", "html": "<p>You are registered.</p>",
        "calendar": None, "calendar_method": None, "sender_name": "GO Lab", "sender_email": "events@example.org",
        "reply_to": "team@example.org",
    }  # fmt: skip
    return Letter(**{**plain, **values})


def to(address: str = "ada@example.org", name: str = "Ada") -> Envelope:
    return Envelope(recipient_email=address, recipient_name=name, message_id="<one@example.org>")


def sent(message: EmailMessage) -> EmailMessage:
    parsed = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def shape(message: Message) -> Any:
    if message.is_multipart():
        return {message.get_content_type(): [shape(part) for part in message.iter_parts()]}  # type: ignore[attr-defined]
    return message.get_content_type()


def test_a_plain_mail_is_text_and_html_as_alternatives() -> None:
    message = sent(message_of(letter(), to(), DATE))
    assert shape(message) == {"multipart/alternative": ["text/plain", "text/html"]}
    assert message.keys() == HEADERS
    assert message["From"] == "GO Lab <events@example.org>"
    assert message["To"] == "Ada <ada@example.org>"
    assert message["Reply-To"] == "team@example.org"
    assert message["Date"] == "Thu, 26 Nov 2026 07:00:05 +0000"
    assert message["Message-ID"] == "<one@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_an_invitation_is_the_last_alternative_and_an_attachment_with_the_same_bytes() -> None:
    message = sent(message_of(letter(calendar=INVITATION, calendar_method="REQUEST"), to(), DATE))
    alternatives = {"multipart/alternative": ["text/plain", "text/html", "text/calendar"]}
    assert shape(message) == {"multipart/mixed": [alternatives, "application/ics"]}
    alternative, attachment = message.iter_parts()
    invitation = list(alternative.iter_parts())[-1]
    assert invitation["Content-Type"].params == {"method": "REQUEST", "charset": "UTF-8"}
    assert invitation["Content-Transfer-Encoding"] == "base64"
    assert invitation.get_payload(decode=True) == INVITATION.encode()
    assert attachment.get_payload(decode=True) == INVITATION.encode()
    assert attachment.get_filename() == "invite.ics"


def test_a_cancellation_carries_its_method() -> None:
    calendar = INVITATION.replace("REQUEST", "CANCEL")
    message = sent(message_of(letter(calendar=calendar, calendar_method="CANCEL"), to(), DATE))
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part["Content-Type"].params["method"] for part in parts] == ["CANCEL"]


def test_the_bytes_are_ascii_and_short_lines_whatever_is_written() -> None:
    message = message_of(letter(text="é" * 5000, html="<p>" + "漢" * 5000 + "</p>"), to(name="Zoë"), DATE)
    lines = message.as_bytes().split(b"\r\n")
    assert all(line.isascii() and len(line) <= 998 for line in lines)


def test_a_domain_in_other_letters_goes_as_punycode() -> None:
    message = message_of(letter(sender_email="info@bücher.example"), to("ada@xn--bcher-kva.example"), DATE)
    assert message["From"].addresses[0].addr_spec == "info@xn--bcher-kva.example"
    assert message["To"].addresses[0].addr_spec == "ada@xn--bcher-kva.example"


@pytest.mark.parametrize("address", ["a,b@example.org", "nobody", "zoë@example.org", "a b@example.org", ""])
def test_what_is_not_one_address_is_not_sent(address: str) -> None:
    with pytest.raises(Unsendable):
        message_of(letter(), to(address), DATE)


@given(name=NASTY, subject=NASTY, sender=NASTY)
def test_no_name_or_subject_adds_a_recipient_or_a_header(name: str, subject: str, sender: str) -> None:
    written = letter(subject=clean_line(subject)[:200], sender_name=clean_line(sender))
    content = message_of(written, to(name=clean_line(name)), DATE).as_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert message.keys() == HEADERS
    assert [one.addr_spec for one in message["To"].addresses] == ["ada@example.org"]
    assert [one.addr_spec for one in message["From"].addresses] == ["events@example.org"]
    assert message.defects == []


@given(subject=NASTY)
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    written = clean_line(subject)[:200].strip()
    content = message_of(letter(subject=written), to(), DATE).as_bytes()
    raw = email.message_from_bytes(content)["Subject"].replace("\r\n", "")
    assert str(make_header(decode_header(raw))).split() == written.split()


def test_control_the_standard_library_alone_takes_a_comma_for_two_recipients() -> None:
    naive = EmailMessage(policy=email.policy.SMTP)
    naive["To"] = "Ada, eve@example.org <ada@example.org>"
    assert len(sent(naive)["To"].addresses) == 2
