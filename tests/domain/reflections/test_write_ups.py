"""From asking for a write-up to publishing it: states, mails, refusals."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.core.jobs import Job
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Role
from conference.domain.reflections.actions import (
    begin_write_up,
    publish_write_up,
    request_write_up,
    return_write_up,
    save_draft,
    send_fresh_link,
    submit_write_up,
    withdraw_write_up,
)
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.rules import QuoteText, WriteUpState, WriteUpText
from conference.domain.site.queries import find_public_version
from conference.mail.outbox import list_envelopes
from tests.factories import make_account, make_appearance, make_person, make_session, make_site
from tests.reflected import make_held_event

TEXT = WriteUpText(
    title="What we learned", standfirst="In short.", body="It *worked*.", open_question="For whom?",
    takeaways=("One.", "Two."), quotes=(QuoteText("Well said.", "Ada Lovelace, Countess", has_consent=True),),
)  # fmt: skip


def asked(now: datetime) -> WriteUp:
    """A write-up that was asked for and drafted."""
    _event, (session,), person = make_held_event()
    with transaction():
        write_up = request_write_up(session, person, actor="system", now=now)
        save_draft(write_up, TEXT, write_up.version, now=now)
    return write_up


def mails() -> list[tuple[str, str]]:
    """Kind and recipient of every mail of this feature, the oldest first."""
    found = [(one.letter.kind, one.recipient_email) for one in reversed(list_envelopes())]
    return [mail for mail in found if mail[0].startswith("reflections/")]


def test_the_whole_way(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    editor = make_account(Role.EDITOR, email="editor@example.org")
    make_account(Role.DOOR_HELPER, email="door@example.org")
    with transaction():
        submit_write_up(write_up, now=now)
    with transaction():
        return_write_up(write_up, "Shorter, please.", actor=editor, now=now)
        assert (write_up.state, write_up.note) == (WriteUpState.RETURNED, "Shorter, please.")
    with transaction():
        save_draft(write_up, TEXT, write_up.version, now=now)
        submit_write_up(write_up, now=now)
        assert write_up.note == ""
    version = find_public_version()
    with transaction():
        publish_write_up(write_up, actor=editor, now=now)
    assert write_up.byline == "Ada Lovelace, Countess, Analytical Engines"
    assert (write_up.state, write_up.published_at) == (WriteUpState.PUBLISHED, now)
    assert find_public_version() != version
    assert mails() == [
        ("reflections/requested", "ada@example.org"),
        ("reflections/submitted", "editor@example.org"),
        ("reflections/returned", "ada@example.org"),
        ("reflections/submitted", "editor@example.org"),
        ("reflections/published", "ada@example.org"),
    ]
    assert [entry.action for entry in reversed(journal_of(write_up))] == [
        "write-up requested", "write-up saved", "write-up submitted", "write-up returned", "write-up saved",
        "write-up submitted", "write-up published",
    ]  # fmt: skip
    documents = [job.argument["name"] for job in db.session.query(Job).filter_by(kind="document")]
    assert sorted(documents) == [f"reflections-{write_up.session.event_id}", f"write-up-{write_up.id}"]


def test_two_windows_do_not_overwrite_each_other(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    version = write_up.version
    with transaction():
        save_draft(write_up, TEXT, version, now=now)
    with pytest.raises(Conflict), transaction():
        save_draft(write_up, TEXT, version, now=now)
    assert write_up.version == version + 1


def test_only_quotes_changed_raises_the_version_too(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    version = write_up.version
    with transaction():
        save_draft(write_up, WriteUpText(**{**vars(TEXT), "quotes": ()}), version, now=now)
    assert (write_up.version, write_up.quotes) == (version + 1, [])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (WriteUpText(body="Body"), "title"),
        (WriteUpText(title="Title"), "body"),
        (WriteUpText(title="T", body="B", quotes=(QuoteText("Said", "Ada"),)), "quote_1_consent"),
        (WriteUpText(title="T", body="B", quotes=(QuoteText("Said", "", True),)), "quote_1_who"),
    ],
)
def test_what_cannot_be_published_is_not_sent(app: Flask, now: datetime, text: WriteUpText, field: str) -> None:
    write_up = asked(now)
    with transaction():
        save_draft(write_up, text, write_up.version, now=now)
    with pytest.raises(Invalid) as refused, transaction():
        submit_write_up(write_up, now=now)
    assert (refused.value.field, write_up.state) == (field, WriteUpState.DRAFT)


def test_what_is_with_the_editors_is_not_changed(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    with transaction():
        submit_write_up(write_up, now=now)
    with pytest.raises(Conflict), transaction():
        save_draft(write_up, TEXT, write_up.version, now=now)
    with pytest.raises(Conflict), transaction():
        request_write_up(write_up.session, write_up.person, actor="system", now=now)
    with pytest.raises(Invalid) as refused, transaction():
        return_write_up(write_up, "", actor="system", now=now)
    assert refused.value.field == "note"


def test_an_embargo_publishes_later(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    with transaction():
        submit_write_up(write_up, now=now)
    with pytest.raises(Invalid) as refused, transaction():
        publish_write_up(write_up, actor="system", now=now, publish_at=datetime(2021, 10, 1, 9, 0))  # noqa: DTZ001 -- wall clock
    assert refused.value.field == "publish_at"
    with transaction():
        publish_write_up(write_up, actor="system", now=now, publish_at=datetime(2021, 11, 5, 9, 0))  # noqa: DTZ001 -- wall clock
    assert write_up.published_at == datetime(2021, 11, 5, 9, 0, tzinfo=now.tzinfo)
    assert "from Friday 5 November 2021, 09:00" in list_envelopes()[0].letter.text
    delayed = [job for job in db.session.query(Job).filter_by(kind="document") if job.not_before]
    assert len(delayed) == 2


def test_what_is_withdrawn_can_be_begun_again(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    with transaction():
        withdraw_write_up(write_up, actor="system", now=now)
    with transaction():
        again = begin_write_up(write_up.session, write_up.person, now=now)
    assert (again.id, again.state, again.title) == (write_up.id, WriteUpState.DRAFT, "What we learned")


def test_asking_twice_reminds_and_numbers_go_on(app: Flask, now: datetime) -> None:
    write_up = asked(now)
    other = make_person("Mary", email="mary@example.org")
    with transaction():
        again = request_write_up(write_up.session, write_up.person, actor="system", now=now + timedelta(days=9))
        second = request_write_up(write_up.session, other, actor="system", now=now)
    assert (again.id, second.number) == (write_up.id, 2)
    assert write_up.requested_at == now + timedelta(days=9)


def test_without_an_address_nobody_is_asked(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    nobody = make_person("No Mail")
    with pytest.raises(Conflict), transaction():
        request_write_up(session, nobody, actor="system", now=now)
    assert db.session.query(WriteUp).count() == 0


def test_a_rapporteur_bears_their_own_post(app: Flask, now: datetime) -> None:
    event, _sessions, _person = make_held_event()
    session = make_session(event)
    rapporteur = make_person("Rapporteur", job_title="Clerk", affiliation="House", email="r@example.org")
    with transaction():
        write_up = begin_write_up(session, rapporteur, now=now)
        save_draft(write_up, TEXT, write_up.version, now=now)
        submit_write_up(write_up, now=now)
    assert write_up.byline == "Rapporteur, Clerk, House"


def test_a_fresh_link_is_one_mail_that_waits(app: Flask, now: datetime) -> None:
    make_site()
    person = make_person("Ada", email="ada@example.org")
    for _turn in range(2):
        with transaction():
            send_fresh_link(person, now=now)
    assert sorted(one.state.value for one in list_envelopes()) == ["superseded", "waiting"]


def test_a_byline_holds_the_longest_name_post_and_affiliation(app: Flask, now: datetime) -> None:
    event, _sessions, _ada = make_held_event()
    session, author = make_session(event), make_person("N" * 200, email="author@example.org")
    make_appearance(session, author, job_title="J" * 300, affiliation="A" * 300)
    with transaction():
        write_up = begin_write_up(session, author, now=now)
        write_up.title, write_up.body = "Outcomes", "What came of them."
    with transaction():
        submit_write_up(write_up, now=now)
    assert write_up.byline == f"{'N' * 200}, {'J' * 300}, {'A' * 300}"
