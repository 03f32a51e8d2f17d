"""The outbox as organisers see it: states, one mail as its recipient sees it, another try, release after a restore."""

from datetime import datetime

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.jobs import hold_unfinished, queue_job
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.mail import outbox
from conference.mail.compose import Composed
from conference.mail.models import Envelope, EnvelopeState
from tests.factories import make_account, make_site
from tests.pages import Page, PageClient

LINK = "http://127.0.0.1:8000/my/a-long-token.of-somebody/"


@pytest.fixture
def organiser(app: Flask, client: PageClient) -> Account:
    """An organiser, signed in."""
    make_site()
    account = make_account(Role.ORGANISER)
    client.sign_in(account)
    return account


def mail(now: datetime, state: EnvelopeState, kind: str = "notice", subject: str = "You are registered") -> int:
    """A mail in a state; its number."""
    composed = Composed(subject=subject, text=f"See {LINK} 123 456", html=f'<p>See <a href="{LINK}">x</a> 123 456</p>',
                        sender_name="Lab", sender_email="lab@example.org", reply_to="")  # fmt: skip
    with transaction():
        envelope = outbox.post(composed, outbox.Recipient("ann@example.org", "Ann"), kind=kind, now=now)
        envelope.state = state
    return envelope.id


def state_of(envelope_id: int) -> EnvelopeState:
    db.session.rollback()
    envelope = db.session.get(Envelope, envelope_id)
    assert envelope is not None
    return envelope.state


def test_the_state_stands_in_the_address(client: PageClient, organiser: Account, now: datetime) -> None:
    mail(now, EnvelopeState.SENT, subject="One that went")
    mail(now, EnvelopeState.FAILED, subject="One that failed")
    page = client.page("/organise/outbox/")
    assert ("One that went" in page.text, "One that failed" in page.text) == (True, True)
    page = client.page("/organise/outbox/?state=failed")
    assert ("One that went" in page.text, "One that failed" in page.text) == (False, True)
    assert "There are no mails here." in client.page("/organise/outbox/?state=held").text
    client.page("/organise/outbox/?state=nonsense&page=99999999999999999999")


def test_fifty_on_a_page(client: PageClient, organiser: Account, now: datetime) -> None:
    for number in range(51):
        mail(now, EnvelopeState.SENT, subject=f"Mail {number}.")
    first, second = client.page("/organise/outbox/"), client.page("/organise/outbox/?page=2")
    assert (first.text.count("Mail "), second.text.count("Mail ")) == (50, 1)
    assert "/organise/outbox/?page=2" in first.links


def test_a_mail_is_seen_without_what_is_its_recipients_alone(
    client: PageClient, organiser: Account, now: datetime
) -> None:
    number = mail(now, EnvelopeState.SENT)
    page = client.page(f"/organise/outbox/{number}/")
    assert "See http://127.0.0.1:8000/my/…/ 123 456" in page.text
    assert page.headings == ["You are registered"]
    answer = client.http.get(f"/organise/outbox/{number}/html/", base_url=client.base)
    assert answer.text == '<p>See <a href="http://127.0.0.1:8000/my/…/">x</a> 123 456</p>'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'; style-src")


def test_the_code_of_a_sign_in_mail_is_hidden(client: PageClient, organiser: Account, now: datetime) -> None:
    number = mail(now, EnvelopeState.SENT, kind="sign in", subject="123 456 is your sign-in code")
    for path in ("/organise/outbox/", f"/organise/outbox/{number}/", f"/organise/outbox/{number}/html/"):
        assert "123 456" not in client.http.get(path, base_url=client.base).text
    assert "••• ••• is your sign-in code" in client.page("/organise/outbox/").text


def test_a_failed_mail_is_sent_again(client: PageClient, organiser: Account, now: datetime) -> None:
    number = mail(now, EnvelopeState.FAILED)
    client.send(f"/organise/outbox/{number}/")
    assert state_of(number) is EnvelopeState.WAITING


def test_a_mail_that_was_not_given_up_is_not_sent_again(client: PageClient, organiser: Account, now: datetime) -> None:
    number = mail(now, EnvelopeState.FAILED)
    form = client.page(f"/organise/outbox/{number}/").fields_of(-1)
    with transaction():
        envelope = db.session.get(Envelope, number)
        assert envelope is not None
        envelope.state = EnvelopeState.SENT
    refused = client.post(f"/organise/outbox/{number}/retry/", form)
    assert refused.status_code == 422
    assert "This mail was not given up, so there is nothing to send again." in Page(refused.text).text
    assert state_of(number) is EnvelopeState.SENT


def test_held_mails_go_when_an_organiser_says_so(client: PageClient, organiser: Account, now: datetime) -> None:
    numbers = [mail(now, EnvelopeState.HELD) for _ in range(2)]
    assert "2 mails are held since the data was restored." in client.page("/organise/outbox/").text
    answer = client.send("/organise/outbox/")
    assert "2 mails go out now." in Page(answer.text).text
    assert [state_of(number) for number in numbers] == [EnvelopeState.WAITING] * 2


def test_held_tasks_go_with_the_mails(client: PageClient, organiser: Account, now: datetime) -> None:
    with transaction():
        for _each in range(2):
            queue_job("speaker-link", {"email": "nobody@example.org"}, now)
        assert hold_unfinished() == 2
    words = "2 tasks that may write mails are held since the data was restored."
    assert words in client.page("/organise/outbox/").text
    page = Page(client.send("/organise/outbox/").text)
    assert ("2 tasks were let go." in page.text, words in page.text) == (True, False)
