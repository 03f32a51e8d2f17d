import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from conference.mail.transport import (
    Folder,
    Memory,
    Permanent,
    Smtp,
    Temporary,
    Unreachable,
    transport_of,
)
from tests.mail.sink import Sink, free_port, running


def message(subject: str = "Hello", to: str = "ada@example.org") -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"], made["Subject"] = "events@example.org", to, subject
    made["Date"], made["Message-ID"] = datetime(2026, 11, 26, tzinfo=UTC), "<0a1b@example.org>"
    made.set_content("Hello.")
    return made


def test_memory_keeps_recipient_and_bytes() -> None:
    memory = Memory()
    memory.deliver(message(), "ada@example.org")
    assert memory.delivered == [("ada@example.org", message().as_bytes())]


def test_a_folder_gets_one_file_a_mail_named_by_its_message_id(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "mail")
    folder.deliver(message("first"), "ada@example.org")
    folder.deliver(message("again"), "ada@example.org")
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["0a1b@example.org.eml"]
    assert (tmp_path / "mail" / "0a1b@example.org.eml").read_bytes() == message("again").as_bytes()


def test_a_message_id_leads_to_no_other_folder(tmp_path: Path) -> None:
    made = message()
    del made["Message-ID"]
    made["Message-ID"] = "<../../x@example.org>"
    Folder(tmp_path / "mail").deliver(made, "ada@example.org")
    assert [path.name for path in tmp_path.rglob("*.eml")] == ["....x@example.org.eml"]
    assert [path.parent for path in tmp_path.rglob("*.eml")] == [tmp_path / "mail"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(Unreachable, match="The mail folder cannot be written"):
        Folder(tmp_path / "mail").deliver(message(), "ada@example.org")


def test_a_server_or_else_the_folder(tmp_path: Path) -> None:
    assert isinstance(transport_of("smtp://mail.example.org", tmp_path), Smtp)
    assert isinstance(transport_of(None, tmp_path), Folder)


def test_the_address_of_a_server_says_everything() -> None:
    server = Smtp("smtp://me%40example.org:p%2Fw@mail.example.org:587?starttls=yes")
    assert (server.host, server.port, server.user, server.password) == (
        "mail.example.org", 587, "me@example.org", "p/w",
    )  # fmt: skip
    assert (server.starttls, server.over_tls) == ("yes", False)
    assert (Smtp("smtps://mail.example.org").port, Smtp("smtps://mail.example.org").over_tls) == (465, True)
    assert (Smtp("smtp://mail.example.org").port, Smtp("smtp://mail.example.org").starttls) == (25, "auto")


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h?starttls=maybe"])
def test_an_address_that_makes_no_sense_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"starttls is|a mail server is written like"):
        Smtp(url)


def test_one_connection_carries_several_letters_until_it_is_closed() -> None:
    with running(Sink()) as sink:
        smtp = Smtp(sink.url)
        for number in range(3):
            smtp.deliver(message(f"number {number}"), "ada@example.org")
        assert sink.connections == 1
        smtp.close()
        smtp.deliver(message(), "ada@example.org")
        smtp.close()
        assert sink.connections == 2
        assert [one["Subject"] for one in sink.messages()] == ["number 0", "number 1", "number 2", "Hello"]


def test_the_one_recipient_is_the_one_given_whatever_the_header_says() -> None:
    with running(Sink()) as sink:
        smtp = Smtp(sink.url)
        smtp.deliver(message(to="eve@example.org, ada@example.org"), "ada@example.org")
        smtp.close()
        assert [recipient for recipient, _ in sink.arrived] == ["ada@example.org"]


@pytest.mark.parametrize("reply", ["421 busy", "450 greylisted", "451 later", "452 full", "530 5.7.0 sign in first"])
@pytest.mark.parametrize("stage", ["at_rcpt", "at_data"])
def test_a_reply_that_may_change_is_temporary(reply: str, stage: str) -> None:
    with running(Sink()) as sink:
        getattr(sink, stage)["ada@example.org"] = [reply, "250 OK"]
        smtp = Smtp(sink.url)
        with pytest.raises(Temporary, match=reply) as refusal:
            smtp.deliver(message(), "ada@example.org")
        assert type(refusal.value) is Temporary
        smtp.deliver(message(), "ada@example.org")
        smtp.close()
        assert len(sink.arrived) == 1


@pytest.mark.parametrize("reply", ["500 what", "550 no such user", "552 too large", "554 no"])
@pytest.mark.parametrize("stage", ["at_rcpt", "at_data"])
def test_a_reply_that_will_not_change_is_permanent(reply: str, stage: str) -> None:
    with running(Sink()) as sink:
        getattr(sink, stage)["ada@example.org"] = [reply]
        smtp = Smtp(sink.url)
        with pytest.raises(Permanent, match=reply):
            smtp.deliver(message(), "ada@example.org")
        smtp.deliver(message(), "bob@example.org")
        smtp.close()
        assert [recipient for recipient, _ in sink.arrived] == ["bob@example.org"]


def test_a_connection_lost_after_the_message_is_temporary_and_the_next_letter_goes() -> None:
    with running(Sink()) as sink:
        sink.at_data["ada@example.org"] = ["drop"]
        smtp = Smtp(sink.url)
        with pytest.raises(Temporary, match="The connection was lost") as refusal:
            smtp.deliver(message(), "ada@example.org")
        assert type(refusal.value) is Temporary
        smtp.deliver(message(), "bob@example.org")
        smtp.close()
        assert len(sink.arrived) == 2


def test_a_server_that_falls_silent_is_left_after_the_time_out() -> None:
    with running(Sink()) as sink:
        sink.at_rcpt["ada@example.org"] = ["hang"]
        smtp = Smtp(sink.url, timeout=0.3)
        with pytest.raises(Temporary, match=r"The connection was lost: .*timed out"):
            smtp.deliver(message(), "ada@example.org")


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="The mail server cannot be used"):
        Smtp(f"smtp://127.0.0.1:{free_port()}").deliver(message(), "ada@example.org")


def test_a_server_without_the_encryption_that_was_asked_for_gets_nothing() -> None:
    with running(Sink()) as sink:
        with pytest.raises(Unreachable, match="STARTTLS"):
            Smtp(f"smtp://127.0.0.1:{sink.port}?starttls=yes").deliver(message(), "ada@example.org")
        assert sink.tried == []


def test_no_password_goes_in_the_clear_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conference.mail.transport.LOCAL_HOSTS", ())
    with running(Sink()) as sink:
        with pytest.raises(Unreachable, match="no password was sent"):
            Smtp(f"smtp://me:secret@127.0.0.1:{sink.port}").deliver(message(), "ada@example.org")
        assert sink.tried == []
