import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import update

from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.mail import claims
from conference.mail.claims import claim, end_leases, settle
from conference.mail.drain import drain, what_follows
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import count_by_state, hold_unsent, release_held
from conference.mail.transport import Memory, Permanent, Smtp, Temporary, Unreachable
from tests.mail.letters import INVITATION, composed, envelope, let_time_pass, posted, state
from tests.mail.sink import Sink, running

SENT, RETRY, FAILED = EnvelopeState.SENT, EnvelopeState.RETRY, EnvelopeState.FAILED
WAITING, SENDING, SUPERSEDED = EnvelopeState.WAITING, EnvelopeState.SENDING, EnvelopeState.SUPERSEDED


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running(Sink()) as server:
        yield server


def send(sink: Sink, worker: str = "w") -> int:
    return drain(Smtp(sink.url, timeout=5), worker)


class Killed(BaseException):
    """The process ends here."""


class DiesAfter(Memory):
    """Delivers, and dies before anybody learns of it."""

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        super().deliver(message, recipient)
        raise Killed


class Broken(Memory):
    """Has a fault of its own for some recipients."""

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        if recipient == "bad@example.org":
            raise KeyError("a bug")
        super().deliver(message, recipient)


class Down(Memory):
    """Cannot be reached."""

    tries = 0

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        self.tries += 1
        raise Unreachable("The mail server cannot be used: connection refused")


def test_what_waits_is_sent_over_one_connection_with_its_invitation(app: Flask, sink: Sink) -> None:
    first = posted(mail=composed(calendar=INVITATION, calendar_method="REQUEST"))
    second = posted("bob@example.org")
    assert send(sink) == 2
    assert sink.connections == 1
    assert [to for to, _ in sink.arrived] == ["ada@example.org", "bob@example.org"]
    message = sink.messages("ada@example.org")[0]
    assert message["Message-ID"] == envelope(first).message_id
    calendar = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_payload(decode=True) for part in calendar] == [INVITATION.encode()]
    done = envelope(second)
    assert (done.state, done.attempts, done.last_error, done.leased_by, done.lease_until) == (SENT, 1, "", None, None)
    assert done.sent_at is not None
    assert send(sink) == 0


def test_the_date_of_a_mail_is_the_real_one(app: Flask, sink: Sink) -> None:
    posted()
    send(sink)
    assert abs(sink.messages()[0]["Date"].datetime - datetime.now(UTC)) < timedelta(seconds=30)


def test_a_mail_that_is_not_due_waits(app: Flask, sink: Sink) -> None:
    later = posted(delay=timedelta(minutes=5))
    assert (send(sink), state(later)) == (0, WAITING)
    let_time_pass(minutes=6)
    assert (send(sink), state(later)) == (1, SENT)


def test_a_refusal_for_now_is_tried_again_with_growing_gaps(app: Flask, sink: Sink) -> None:
    sink.at_rcpt["ada@example.org"] = ["450 greylisted", "451 later", "250 OK"]
    one = posted()
    assert (send(sink), state(one), envelope(one).last_error) == (0, RETRY, "450 greylisted")
    assert (send(sink), len(sink.tried)) == (0, 1)
    let_time_pass(minutes=2)
    assert (send(sink), envelope(one).last_error) == (0, "451 later")
    let_time_pass(minutes=2)
    assert (send(sink), len(sink.tried)) == (0, 2)
    let_time_pass(minutes=4)
    assert (send(sink), state(one), envelope(one).attempts) == (1, SENT, 3)


def test_a_refusal_for_ever_is_tried_once(app: Flask, sink: Sink) -> None:
    sink.at_rcpt["ada@example.org"] = ["550 no such user", "250 OK"]
    one = posted()
    send(sink)
    let_time_pass(minutes=10_000)
    assert (send(sink), state(one), envelope(one).last_error) == (0, FAILED, "550 no such user")
    assert sink.tried == ["ada@example.org"]


def test_a_bad_address_stops_none_of_the_others(app: Flask, sink: Sink) -> None:
    answers = {"a": ["421 busy"], "b": ["550 no"], "d": ["451 later"]}
    for name, answer in answers.items():
        sink.at_rcpt[f"{name}@example.org"] = answer
    sink.at_data["c@example.org"] = ["drop"]
    mails = [posted(f"{name}@example.org") for name in "abcdefgh"]
    assert send(sink) == 4
    assert [state(one) for one in mails] == [RETRY, FAILED, RETRY, RETRY, SENT, SENT, SENT, SENT]


def test_a_fault_of_ours_stops_none_of_the_others(app: Flask) -> None:
    bad, good = posted("bad@example.org"), posted()
    assert drain(Broken(), "w") == 1
    assert (state(bad), envelope(bad).last_error) == (RETRY, "A fault of this program: KeyError")
    assert state(good) == SENT


def test_a_letter_of_which_no_mail_can_be_made_is_given_up(app: Flask) -> None:
    bad, good = posted(), posted()
    with transaction():
        db.session.execute(update(Envelope).where(Envelope.id == bad).values(recipient_email="a,b@example.org"))
    assert drain(Memory(), "w") == 1
    assert (state(bad), state(good)) == (FAILED, SENT)
    assert envelope(bad).last_error == "No mail can be made of it: a,b@example.org is not an address"


def test_a_server_that_is_down_is_asked_once_by_each_drain_and_costs_no_letter_a_try(app: Flask, sink: Sink) -> None:
    mails = [posted(f"p{number}@example.org") for number in range(45)]
    down = Down()
    for _ in range(12):
        for _ in range(3):
            drain(down, "w")
        let_time_pass(minutes=10)
    assert down.tries <= 36  # each drain asked once, for another letter, and then left it
    assert {envelope(one).attempts for one in mails} == {0}
    let_time_pass(minutes=1)
    assert send(sink) == 45
    assert count_by_state()[SENT] == 45


def test_after_72_hours_a_letter_is_given_up(app: Flask) -> None:
    one = posted()
    drain(Down(), "w")
    let_time_pass(minutes=71 * 60)
    drain(Down(), "w")
    assert state(one) == RETRY
    let_time_pass(minutes=61)
    drain(Down(), "w")
    assert (state(one), envelope(one).last_error) == (FAILED, "The mail server cannot be used: connection refused")


def test_gaps_grow_to_four_hours_and_end_after_three_days() -> None:
    start = at = real_now()
    tried = Envelope(attempts=0, first_tried_at=start)
    gaps = []
    for attempt in range(1, 100):
        tried.attempts = attempt
        follows = what_follows(tried, Temporary("451 later"), at)
        if follows["state"] == FAILED:
            break
        gaps.append(round((follows["not_before"] - at).total_seconds() / 60))
        at = follows["not_before"]
    assert gaps[:6] == [1, 5, 30, 120, 240, 240]
    assert timedelta(hours=68) < at - start <= timedelta(hours=72)
    assert what_follows(tried, Permanent("550 no"), start)["state"] == FAILED


def test_a_crash_after_delivery_sends_the_same_message_once_more(app: Flask) -> None:
    one = posted()
    dies = DiesAfter()
    with pytest.raises(Killed):
        drain(dies, "killed")
    assert state(one) == SENDING
    survivor = Memory()
    assert drain(survivor, "other") == 0
    let_time_pass(minutes=6)
    assert drain(survivor, "other") == 1
    assert drain(survivor, "other") == 0
    ids = [content.split(b"Message-ID: ")[1].split(b"\r\n")[0] for _, content in dies.delivered + survivor.delivered]
    assert ids == [envelope(one).message_id.encode()] * 2
    assert envelope(one).attempts == 2


def test_a_crash_before_delivery_loses_nothing(app: Flask) -> None:
    one = posted()
    with transaction():
        assert [found.id for found in claim(real_now(), 20, "killed")] == [one]
    let_time_pass(minutes=6)
    assert drain(Memory(), "other") == 1


def test_what_a_dead_worker_may_have_sent_waits_until_it_is_calm(app: Flask) -> None:
    mails = [posted(f"p{number}@example.org") for number in range(3)]
    for worker in ("first", "second"):
        with transaction():
            claim(real_now(), 20, worker)
        with transaction():
            end_leases(["first", "second"], real_now(), is_calm=False)
    assert [(state(one), envelope(one).attempts) for one in mails] == [(SENDING, 1), (SENDING, 1), (SENDING, 0)]
    memory = Memory()
    assert drain(memory, "third") == 1
    with transaction():
        end_leases(["first", "second"], real_now(), is_calm=True)
    assert drain(memory, "third") == 2
    assert [to for to, _content in memory.delivered] == ["p2@example.org", "p0@example.org", "p1@example.org"]


def test_a_lease_that_ran_out_is_not_made_longer(app: Flask) -> None:
    one = posted()
    with transaction():
        claim(real_now(), 20, "killed")
    let_time_pass(minutes=6)
    with transaction():
        end_leases(["killed"], real_now(), is_calm=False)
    assert (drain(Memory(), "other"), state(one)) == (1, SENT)


def test_who_comes_back_too_late_settles_nothing(app: Flask) -> None:
    one = posted()
    with transaction():
        slow = claim(real_now(), 20, "slow")[0]
    let_time_pass(minutes=6)
    drain(Memory(), "quick")
    with transaction():
        assert settle(slow, RETRY, last_error="too late") is False
    assert (state(one), envelope(one).last_error) == (SENT, "")


def test_what_a_crash_left_is_not_sent_after_a_newer_version(app: Flask) -> None:
    old = posted(key="k", mail=composed(subject="old"))
    with transaction():
        claim(real_now(), 20, "killed")
    new = posted(key="k", mail=composed(subject="new"))
    memory = Memory()
    assert drain(memory, "other") == 0  # the old one may still be on its way
    let_time_pass(minutes=6)
    assert drain(memory, "other") == 1
    assert (state(old), state(new)) == (SUPERSEDED, SENT)
    assert [b"Subject: new" in content for _, content in memory.delivered] == [True]


def test_a_try_that_failed_gives_way_to_a_newer_version(app: Flask) -> None:
    old = posted(key="k")
    with transaction():
        in_hand = claim(real_now(), 20, "w")[0]
    new = posted(key="k")
    with transaction():
        assert settle(in_hand, RETRY, not_before=real_now()) is True
    assert (state(old), state(new)) == (SUPERSEDED, WAITING)


def test_what_is_about_the_same_leaves_in_the_order_of_posting(app: Flask, sink: Sink) -> None:
    sink.at_rcpt["ada@example.org"] = ["450 greylisted", "250 OK"]
    first, second = (posted(key=f"r:1:{what}", about="r:1") for what in ("place", "dates"))
    others = [posted("bob@example.org", about="r:1"), posted(about="r:2"), posted(), posted()]
    assert (send(sink), state(first), state(second)) == (4, RETRY, WAITING)
    assert [state(one) for one in others] == [SENT] * 4
    assert send(sink) == 0
    let_time_pass(minutes=2)
    assert (send(sink), envelope(second).sent_at > envelope(first).sent_at) == (2, True)  # type: ignore[operator]


def test_what_comes_after_a_letter_in_hand_about_the_same_waits(app: Flask) -> None:
    first, second = posted(key="r:1:place", about="r:1"), posted(key="r:1:dates", about="r:1")
    with transaction():
        assert [one.id for one in claim(real_now(), 20, "killed")] == [first]
    assert (drain(Memory(), "other"), state(second)) == (0, WAITING)
    let_time_pass(minutes=6)
    assert (drain(Memory(), "other"), state(first), state(second)) == (2, SENT, SENT)


def test_what_was_in_hand_is_not_tried_again_after_its_end(app: Flask) -> None:
    failed, left = posted(key="r:1:dates", about="r:1"), posted("bob@example.org", key="r:2:dates", about="r:2")
    with transaction():
        in_hand = claim(real_now(), 20, "w")[0]
    ends = [posted(key="r:1", about="r:1", ends=True), posted("bob@example.org", key="r:2", about="r:2", ends=True)]
    with transaction():
        assert settle(in_hand, RETRY, not_before=real_now()) is True
    let_time_pass(minutes=6)
    assert drain(Memory(), "other") == 2
    assert [state(one) for one in (failed, left, *ends)] == [SUPERSEDED, SUPERSEDED, SENT, SENT]


def test_held_mails_are_not_sent_until_they_are_released(app: Flask) -> None:
    one = posted()
    with transaction():
        hold_unsent()
    assert (drain(Memory(), "w"), state(one)) == (0, EnvelopeState.HELD)
    with transaction():
        release_held()
    assert (drain(Memory(), "w"), state(one)) == (1, SENT)


def test_who_is_asked_to_stop_finishes_the_letter_in_hand_and_gives_the_others_back(app: Flask) -> None:
    mails = [posted(f"p{number}@example.org") for number in range(5)]
    memory = Memory()
    assert drain(memory, "w", lambda: len(memory.delivered) == 2) == 2
    assert [state(one) for one in mails] == [SENT, SENT, WAITING, WAITING, WAITING]
    assert {(envelope(one).attempts, envelope(one).leased_by) for one in mails[2:]} == {(0, None)}


def test_who_is_slow_gives_back_what_the_lease_does_not_last_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "LEASE", timedelta(minutes=2))
    one = posted()
    asked = iter([False, False, True])
    assert drain(Memory(), "w", lambda: next(asked)) == 0
    assert (state(one), envelope(one).attempts) == (WAITING, 0)


class Slow(Memory):
    """Takes its time, so that drains overlap."""

    def deliver(self, message: EmailMessage, recipient: str) -> None:
        time.sleep(0.002)
        super().deliver(message, recipient)


def drain_at_once(app: Flask, workers: int) -> list[str]:
    """Let several workers drain at the same time; whom they delivered to, together."""
    transports = [Slow() for _ in range(workers)]
    start = threading.Barrier(workers)

    def one(number: int) -> None:
        with app.app_context():
            start.wait()
            drain(transports[number], f"w{number}")

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, range(workers)))
    return [recipient for transport in transports for recipient, _ in transport.delivered]


def post_many(number: int) -> list[str]:
    recipients = [f"p{one:03}@example.org" for one in range(number)]
    for recipient in recipients:
        posted(recipient)
    return recipients


def test_four_drains_at_once_send_every_envelope_once(app: Flask) -> None:
    recipients = post_many(60)
    assert sorted(drain_at_once(app, 4)) == recipients
    assert count_by_state()[SENT] == 60


def test_control_without_the_lease_they_send_envelopes_twice(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    recipients = post_many(60)
    monkeypatch.setattr(claims, "LEASE", timedelta(0))
    monkeypatch.setattr("conference.mail.drain._is_late", lambda _envelope: False)
    assert len(drain_at_once(app, 4)) > len(recipients)
