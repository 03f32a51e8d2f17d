import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from conference.core import database
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.mail import outbox
from conference.mail.models import Envelope, EnvelopeState, Letter
from conference.mail.outbox import (
    Recipient,
    count_by_state,
    count_posted_to,
    get_envelope,
    hold_unsent,
    is_old,
    list_envelopes,
    post,
    release_held,
    retry,
    withdraw_about,
)
from tests.mail.letters import NOW, composed, envelope, posted, state
from tests.statements import statements

W, S = EnvelopeState.WAITING, EnvelopeState.SUPERSEDED


def put(envelope_id: int, **values: object) -> None:
    with transaction():
        db.session.execute(update(Envelope).where(Envelope.id == envelope_id).values(**values))


def test_a_posted_mail_waits_with_all_that_was_composed(app: Flask) -> None:
    mail = composed(calendar="BEGIN:VCALENDAR\r\n", calendar_method="REQUEST")
    one = envelope(posted(" ada@Example.ORG ", mail, about="registration:12", event_id=3, why="You registered."))
    assert (one.recipient_email, one.recipient_name, one.state) == ("ada@example.org", "Ada", W)
    assert (one.why, one.attempts, one.not_before, one.created_at) == ("You registered.", 0, None, NOW)
    assert one.message_id.startswith("<")
    assert one.message_id.endswith("@example.org>")
    letter = one.letter
    assert (letter.kind, letter.about, letter.event_id, letter.created_at) == ("test", "registration:12", 3, NOW)
    assert (letter.subject, letter.text, letter.html) == (mail.subject, mail.text, mail.html)
    assert (letter.calendar, letter.calendar_method) == (mail.calendar, "REQUEST")
    assert (letter.sender_name, letter.sender_email, letter.reply_to) == (
        mail.sender_name, mail.sender_email, mail.reply_to,
    )  # fmt: skip


def test_posting_commits_nothing(app: Flask) -> None:
    post(composed(), Recipient("ada@example.org"), kind="test", now=NOW)
    assert db.session.query(Letter).count() == 1
    db.session.rollback()
    assert db.session.query(Letter).count() == 0


def test_the_worker_is_woken_once_the_mail_is_committed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[int] = []
    monkeypatch.setattr(database, "_on_commit", lambda: woken.append(db.session.query(Envelope).count()))
    posted()
    assert woken == [1]


def test_a_delay_counts_in_real_time(app: Flask) -> None:
    due = envelope(posted(delay=timedelta(minutes=5))).not_before
    assert due is not None
    assert abs(due - real_now() - timedelta(minutes=5)) < timedelta(seconds=10)


@pytest.mark.parametrize(
    "address", ["a@example.org,b@example.org", "ada@", "zoë@example.org", "a\r\nb@example.org", ""]
)
def test_an_address_that_cannot_be_reached_is_refused_at_the_door(app: Flask, address: str) -> None:
    with pytest.raises(Invalid) as refusal:
        posted(address)
    assert (refusal.value.field, db.session.query(Letter).count()) == ("email", 0)


def test_mails_to_one_mailbox_are_counted_whatever_its_letters(app: Flask) -> None:
    posted("Ada@example.org"), posted("ada@example.org"), posted("bob@example.org"), posted("ada@example.org", kind="b")
    assert [count_posted_to(email, ("test",), NOW) for email in ("ADA@EXAMPLE.org", "ada@example.org")] == [2, 2]
    assert envelope(1).recipient_email == "Ada@example.org"


def test_a_newer_letter_with_the_same_key_replaces_an_unsent_one(app: Flask) -> None:
    waiting, other = posted(key="registration:1"), posted(key="registration:2")
    newest = posted(key="registration:1")
    assert [state(one) for one in (waiting, other, newest)] == [S, W, W]


@pytest.mark.parametrize("before", [EnvelopeState.RETRY, EnvelopeState.HELD])
def test_what_waits_for_another_try_or_is_held_is_replaced_too(app: Flask, before: EnvelopeState) -> None:
    old = posted(key="k")
    put(old, state=before)
    posted(key="k")
    assert state(old) == S


@pytest.mark.parametrize("before", [EnvelopeState.SENT, EnvelopeState.SENDING, EnvelopeState.FAILED])
def test_what_is_sent_in_hand_or_given_up_stays_as_it_is(app: Flask, before: EnvelopeState) -> None:
    old = posted(key="k")
    put(old, state=before)
    assert state(posted(key="k")) == W
    assert state(old) == before


def test_mails_without_a_key_never_replace_each_other(app: Flask) -> None:
    assert [state(one) for one in (posted(), posted())] == [W, W]


def test_the_index_refuses_a_second_unsent_envelope(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    posted(key="k")
    monkeypatch.setattr(outbox, "_supersede", lambda _key: None)
    with pytest.raises(IntegrityError):
        posted(key="k")


def test_two_deeds_at_once_with_one_key_leave_one_mail(app: Flask) -> None:
    start = threading.Barrier(4)

    def deed(_number: int) -> int:
        with app.app_context():
            start.wait()
            return posted(key="k")

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(deed, range(4)))) == 4
    assert count_by_state()[W] == 1
    assert count_by_state()[S] == 3


def test_held_mails_wait_for_a_person(app: Flask) -> None:
    mails = [posted(key=f"k{number}") for number in range(4)]
    for one, now_is in zip(mails[1:], (EnvelopeState.RETRY, EnvelopeState.SENDING, EnvelopeState.SENT), strict=True):
        put(one, state=now_is)
    with transaction():
        assert hold_unsent() == 3
    held = EnvelopeState.HELD
    assert [state(one) for one in mails] == [held, held, held, EnvelopeState.SENT]
    with transaction():
        assert release_held() == 3
    assert [state(one) for one in mails] == [W, W, W, EnvelopeState.SENT]


def test_holding_leaves_what_was_in_hand_to_the_newer_one(app: Flask) -> None:
    old = posted(key="k")
    put(old, state=EnvelopeState.SENDING)
    new = posted(key="k")
    with transaction():
        assert hold_unsent() == 1
    assert (state(old), state(new)) == (S, EnvelopeState.HELD)


def test_a_mail_that_was_given_up_can_be_sent_again(app: Flask) -> None:
    one = posted(key="k")
    put(one, state=EnvelopeState.FAILED, attempts=9, last_error="550 no")
    with transaction():
        retry(get_envelope(one), NOW)
    again = envelope(one)
    assert (again.state, again.attempts, again.last_error) == (W, 0, "550 no")


def test_only_what_was_given_up_is_sent_again_and_never_an_old_version(app: Flask) -> None:
    old = posted(key="k")
    with pytest.raises(Conflict, match="nothing to send again"), transaction():
        retry(get_envelope(old), NOW)
    put(old, state=EnvelopeState.FAILED)
    posted(key="k")
    with pytest.raises(Conflict, match="newer mail"), transaction():
        retry(get_envelope(old), NOW)
    assert state(old) == EnvelopeState.FAILED


def test_there_is_no_envelope_of_that_number(app: Flask) -> None:
    with pytest.raises(NotFound, match="There is no such mail"):
        get_envelope(4711)


def test_envelopes_are_listed_newest_first_by_state_event_and_cause(app: Flask) -> None:
    first, second = posted(event_id=1, about="registration:1"), posted(event_id=1, about="registration:2")
    third = posted(event_id=2)
    put(second, state=EnvelopeState.SENT)
    assert [one.id for one in list_envelopes()] == [third, second, first]
    assert [one.id for one in list_envelopes(event_id=1)] == [second, first]
    assert [one.id for one in list_envelopes(state=W)] == [third, first]
    assert [one.id for one in list_envelopes(about="registration:2")] == [second]
    assert [one.id for one in list_envelopes(limit=1, offset=1)] == [second]
    assert count_by_state()[W] == 2
    assert count_by_state(event_id=2) == dict.fromkeys(EnvelopeState, 0) | {W: 1}


def test_a_list_costs_one_query_for_one_and_for_thirty(app: Flask) -> None:
    costs = []
    for number in (1, 29):
        for _ in range(number):
            posted()
        db.session.rollback()
        with statements() as sent:
            assert [one.letter.subject for one in list_envelopes()] != []
        costs.append(len([one for one in sent if one.startswith("SELECT")]))
    assert costs == [1, 1]


def test_a_mail_is_old_once_nothing_of_it_has_to_go(app: Flask) -> None:
    long_ago = NOW - timedelta(days=91)
    sent, waiting, fresh = posted(now=long_ago), posted(now=long_ago), posted()
    put(sent, state=EnvelopeState.SENT)
    put(fresh, state=EnvelopeState.SENT)
    old = select(Envelope.id).join(Envelope.letter).where(is_old(NOW - timedelta(days=90)))
    assert db.session.scalars(old).all() == [sent]
    assert sorted(one.id for one in list_envelopes()) == [sent, waiting, fresh]


def test_a_letter_that_ends_something_replaces_all_that_is_unsent_about_it(app: Flask) -> None:
    about = [posted(key=f"r:1:{what}", about="r:1") for what in ("dates", "place", "join")]
    put(about[1], state=EnvelopeState.HELD)
    put(about[2], state=EnvelopeState.SENT)
    other = posted(key="r:10", about="r:10")
    end = posted(key="r:1", about="r:1", ends=True)
    assert [state(one) for one in (*about, other, end)] == [S, S, EnvelopeState.SENT, W, W]
    assert envelope(end).ends == "r:1"


def test_nothing_is_sent_again_after_the_letter_that_ends_it(app: Flask) -> None:
    old = posted(key="r:1:dates", about="r:1")
    put(old, state=EnvelopeState.FAILED)
    posted(key="r:1", about="r:1", ends=True)
    with pytest.raises(Conflict, match="newer mail"), transaction():
        retry(get_envelope(old), NOW)
    assert state(old) == EnvelopeState.FAILED


def test_mails_about_many_things_are_withdrawn_by_one_query(app: Flask) -> None:
    mails = [posted(about=f"r:{number}") for number in range(4)]
    with transaction():
        withdraw_about(select(Letter.about).where(Letter.about.in_(["r:1", "r:3"])))
    assert [state(one) for one in mails] == [W, S, W, S]
