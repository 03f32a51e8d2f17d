"""A speaker's pages behind the mailed link: sessions, editor, preview, sending; nobody else's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from conference import links
from conference.core.database import db, transaction
from conference.core.text import clean_text
from conference.domain.people.models import Person
from conference.domain.reflections.actions import begin_write_up, submit_write_up
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.mail.outbox import list_envelopes
from conference.worker import run_due_jobs
from tests.factories import make_person, make_site
from tests.pages import Page, PageClient
from tests.reflected import make_held_event, make_write_up

Stand = Callable[[datetime], None]


def token_of(person: Person) -> str:
    """The token of a person's personal link."""
    return links.sign(links.Purpose.SPEAKER, person.id, person.link_version)


@pytest.fixture
def draft(app: Flask, now: datetime, stand_at: Stand) -> WriteUp:
    """A write-up that was begun."""
    _event, (session,), person = make_held_event()
    stand_at(now)
    with transaction():
        return begin_write_up(session, person, now=now)


@pytest.fixture
def editor(draft: WriteUp) -> str:
    """The address of its editor."""
    return links.speak_write_up(token_of(draft.person), draft.id)


def reread(write_up: WriteUp) -> WriteUp:
    """The write-up as it is stored now."""
    db.session.rollback()
    found = db.session.get(WriteUp, write_up.id)
    assert found is not None
    return found


def test_begin_write_look_and_send(client: PageClient, now: datetime, stand_at: Stand) -> None:
    _event, (session,), person = make_held_event()
    stand_at(now)
    own = links.speak(token_of(person))
    assert "Session 1" in client.page(own).text
    response = client.send(own, form=0)
    editor = response.request.path
    client.send(editor, title="What we learned", body="It *worked*.", takeaway_2="Only the second row.",
                quote_1_text="Well said.", quote_1_who="Ada", quote_1_consent="y", then="go on")  # fmt: skip
    write_up = db.session.query(WriteUp).one()
    assert (write_up.title, [one.text for one in write_up.takeaways], write_up.quotes[0].has_consent) == (
        "What we learned", ["Only the second row."], True,
    )  # fmt: skip
    looked = client.send(editor, then="look")
    assert "It worked ." in Page(looked.text).text
    sent = client.send(looked.request.path)
    assert "Your write-up is with the editors." in sent.text
    assert reread(write_up).state is WriteUpState.SUBMITTED
    assert "With the editors" in client.page(own).text
    assert "cannot be changed" in client.page(editor).text
    assert session.id == write_up.session_id


def test_two_windows(client: PageClient, draft: WriteUp, editor: str) -> None:
    page = client.page(editor)
    first, second = page.fields_of(-1), client.page(editor).fields_of(-1)
    client.post(editor, {**first, "title": "From the first window"})
    refused = client.post(editor, {**second, "title": "From the second window"})
    shown = Page(refused.text)
    assert refused.status_code == 422
    assert "This text was saved in another window" in shown.text
    assert "From the first window" in shown.text
    assert shown.fields_of(-1)["title"] == "From the second window"
    again = client.post(editor, shown.fields_of(-1))
    assert (again.status_code, reread(draft).title) == (200, "From the second window")


def test_back_button_and_save_again(client: PageClient, draft: WriteUp, editor: str) -> None:
    old = client.page(editor).fields_of(-1)
    client.post(editor, {**old, "title": "One"})
    refused = client.post(editor, {**old, "title": "Two"})
    assert refused.status_code == 422
    client.post(editor, Page(refused.text).fields_of(-1))
    assert reread(draft).title == "Two"


def test_what_is_not_ready_is_not_sent(client: PageClient, draft: WriteUp, editor: str) -> None:
    client.send(editor, title="Title", body="Body", quote_1_text="Said", quote_1_who="Ada", then="go on")
    refused = client.send(f"{editor}preview/", status=422)
    assert "Ask the speaker, and tick that they agreed; or take the quote out." in Page(refused.text).text
    assert reread(draft).state is WriteUpState.DRAFT


def test_what_is_with_the_editors_keeps_what_was_typed(
    client: PageClient, draft: WriteUp, editor: str, now: datetime
) -> None:
    client.send(editor, title="Title", body="Body", then="go on")
    fields = client.page(editor).fields_of(-1)
    with transaction():
        submit_write_up(reread(draft), now=now)
    refused = client.post(editor, {**fields, "body": "Typed meanwhile"})
    assert refused.status_code == 422
    assert Page(refused.text).fields_of(-1)["body"].strip() == "Typed meanwhile"
    assert reread(draft).body == "Body"


def test_nobody_elses(client: PageClient, draft: WriteUp, now: datetime) -> None:
    stranger = make_person("Stranger", email="s@example.org")
    token = token_of(stranger)
    for address in (links.speak_write_up(token, draft.id), links.speak_preview(token, draft.id)):
        client.get(address, status=404)
    begin = links.speak_begin(token, draft.session_id)
    form = client.page(links.ask_to_speak()).fields_of(-1)
    assert client.post(begin, {"csrf_token": form["csrf_token"]}).status_code in {404, 422}
    assert db.session.query(WriteUp).count() == 1
    other_purpose = links.sign(links.Purpose.REGISTRATION, draft.person_id, 1)
    client.get(links.speak(other_purpose), status=404)
    revoked = token_of(draft.person)
    with transaction():
        db.session.get(Person, draft.person_id).link_version = 2  # type: ignore[union-attr]
    client.get(links.speak(revoked), status=404)


def test_a_session_to_come_is_not_written_up_yet(client: PageClient, now: datetime, stand_at: Stand) -> None:
    event, _sessions, person = make_held_event()
    stand_at(event.starts_at - timedelta(days=1))
    page = client.page(links.speak(token_of(person)))
    assert "Once it has begun, you can write it up here." in page.text
    assert page.forms == []


def test_a_fresh_link_for_speakers_only(app: Flask, client: PageClient, now: datetime, stand_at: Stand) -> None:
    make_site()
    stand_at(now)
    make_person("Ada", email="ada@example.org")
    texts = [Page(client.send("/speak/", email=email).text).text for email in ("Ada@example.org", "nobody@example.org")]
    assert texts[0] == texts[1]
    assert "a mail with a link is on its way" in texts[0]
    run_due_jobs("a worker")
    assert [(one.recipient_email, one.letter.kind) for one in list_envelopes()] == [
        ("ada@example.org", "reflections/fresh_link")
    ]


def test_asking_for_links_is_limited_for_each_address(
    app: Flask, client: PageClient, now: datetime, stand_at: Stand
) -> None:
    make_site()
    stand_at(now)
    make_person("Ada", email="ada@example.org")
    for _turn in range(8):
        assert "is on its way" in client.send("/speak/", email="ada@example.org").text
        run_due_jobs("a worker")
    assert len(list_envelopes()) == 5


HOSTILE = ["<script>alert(1)</script>", "a\u202ed", "</textarea><img src=x onerror=alert(1)>", "\x00nul\ud800"]
FIELDS = ["title", "standfirst", "body", "open_question", "takeaway_1", "quote_1_text", "quote_1_who"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(client: PageClient, draft: WriteUp, editor: str, text: str) -> None:
    sent = text.encode("utf-8", "replace").decode()
    typed: dict[str, Any] = dict.fromkeys(FIELDS, sent)
    looked = client.send(editor, then="look", **typed)
    for body in (looked.text, client.get(editor).text):
        assert [bad for bad in ("<script>alert", "<img src=x", "\u202e", "\x00") if bad in body] == []
    stored = reread(draft)
    assert {stored.title, stored.body, stored.takeaways[0].text, stored.quotes[0].text} == {clean_text(sent)}


@pytest.mark.parametrize("field", FIELDS)
def test_a_megabyte_is_refused_at_its_field(client: PageClient, draft: WriteUp, editor: str, field: str) -> None:
    typed: dict[str, Any] = {"quote_1_text": "Said", field: "x" * 1_000_000}
    refused = client.send(editor, status=422, **typed)
    assert "Please keep this to" in Page(refused.text).text
    assert reread(draft).version == draft.version


def test_too_many_brackets_are_refused(client: PageClient, draft: WriteUp, editor: str) -> None:
    refused = client.send(editor, status=422, body="[" * 3000)
    assert "square brackets" in Page(refused.text).text


def test_published_ones_lead_to_their_page(client: PageClient, now: datetime, stand_at: Stand) -> None:
    _event, (session,), person = make_held_event()
    write_up = make_write_up(session, person)
    stand_at(now)
    page = client.page(links.speak_write_up(token_of(person), write_up.id))
    assert "/soc21/sessions/session-1/write-ups/1/" in page.links
