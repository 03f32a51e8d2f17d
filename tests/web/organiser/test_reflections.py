"""Editors: ask for write-ups, return and publish them, note what came of sessions, keep blog posts and materials."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from conference import links
from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.materials.models import Material
from conference.domain.programme.models import Session
from conference.domain.reflections.models import BlogPost, Highlight, Quote, Takeaway, WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.mail.outbox import list_envelopes
from tests.factories import make_account, make_appearance, make_event, make_person, make_session
from tests.pages import Page, PageClient
from tests.reflected import make_held_event, make_highlight, make_material, make_post, make_quote, make_write_up


@pytest.fixture
def editor(client: PageClient, now: datetime, stand_at: Callable[[datetime], None]) -> PageClient:
    """A browser of an editor, after SOC21 with one session."""
    make_held_event()
    stand_at(now)
    return client.sign_in(make_account(Role.EDITOR))


def one(table: Any) -> Any:
    """The only row of a table as it is now."""
    db.session.rollback()
    return db.session.query(table).one()


def session_of(client: PageClient) -> Any:
    """The session of SOC21."""
    return one(Session)


def test_ask_the_speakers(editor: PageClient) -> None:
    session = session_of(editor)
    make_appearance(session, make_person("No Mail"))
    address = links.organise_ask("soc21", "session-1")
    page = editor.page(address)
    assert "No mail address of No Mail is known." in page.text
    assert "(the personal link of Ada Lovelace)" in page.text
    sent = editor.send(address)
    assert "1 person is asked by mail." in Page(sent.text).text
    assert [(mail.letter.kind, mail.recipient_email) for mail in list_envelopes()][:1] == [
        ("reflections/requested", "ada@example.org")
    ]
    assert "Being written" in editor.page(links.organise_write_ups("soc21")).text
    refused = editor.send(address, status=422, people=None)
    assert "Choose at least one person." in Page(refused.text).text


def test_return_publish_withdraw(editor: PageClient, now: datetime) -> None:
    session = session_of(editor)
    person = session.appearances[0].person
    write_up = make_write_up(session, person, state=WriteUpState.SUBMITTED, published_at=None)
    here = links.organise_write_up("soc21", write_up.id)
    assert "Waits for you" in editor.page(links.organise_write_ups("soc21")).text
    assert "It worked ." in editor.page(here).text
    refused = editor.send(f"{here}return/", status=422, note="")
    assert "Please fill this in." in Page(refused.text).text
    editor.send(f"{here}return/", note="Shorter, please.")
    assert (one(WriteUp).state, one(WriteUp).note) == (WriteUpState.RETURNED, "Shorter, please.")
    conflict = editor.send(f"{here}publish/", status=422)
    assert "it cannot become published" in Page(conflict.text).text
    one(WriteUp).state = WriteUpState.SUBMITTED
    db.session.commit()
    past = editor.send(f"{here}publish/", status=422, publish_at="2021-10-01T09:00")
    assert "This time is over already." in Page(past.text).text
    editor.send(f"{here}publish/")
    assert one(WriteUp).state is WriteUpState.PUBLISHED
    assert "/soc21/sessions/session-1/write-ups/1/" in editor.page(here).links
    editor.send(f"{here}withdraw/")
    assert one(WriteUp).state is WriteUpState.WITHDRAWN


def test_quotes_without_consent_are_named(editor: PageClient) -> None:
    session = session_of(editor)
    write_up = make_write_up(session, session.appearances[0].person, state=WriteUpState.SUBMITTED, published_at=None)
    write_up.quotes[0].has_consent = False
    db.session.commit()
    text = editor.page(links.organise_write_up("soc21", write_up.id)).text
    assert "Readers do not see these words" in text


def test_note_what_came_of_a_session(editor: PageClient) -> None:
    here = links.organise_session_reflections("soc21", "session-1")
    editor.send(here, highlight="A *full* room.", takeaway_1="First.", takeaway_3="Second.", quote_1_text="Well said.",
                quote_1_who="Ada, Countess", quote_1_consent="y")  # fmt: skip
    assert [(one(Highlight).text), one(Quote).text, one(Quote).has_consent] == ["A *full* room.", "Well said.", True]
    assert [(row.position, row.text) for row in db.session.query(Takeaway).order_by(Takeaway.position)] == [
        (0, "First."), (1, "Second."),
    ]  # fmt: skip
    assert "Second." in editor.page("/soc21/sessions/session-1/").text
    editor.send(here, highlight="", takeaway_1="", quote_1_text="")
    assert (db.session.query(Highlight).count(), db.session.query(Quote).count()) == (0, 0)
    assert one(Takeaway).text == "Second."


def test_what_has_no_row_is_kept(editor: PageClient) -> None:
    session = session_of(editor)
    stranger = make_person("Not In It")
    for number in range(5):
        make_quote(session, f"Quote {number}", position=number, person_id=stranger.id)
    editor.send(links.organise_session_reflections("soc21", "session-1"), quote_1_text="Changed")
    rows = [(row.text, row.person_id) for row in db.session.query(Quote).order_by(Quote.position)]
    assert rows == [(text, stranger.id) for text in ("Changed", "Quote 1", "Quote 2", "Quote 3", "Quote 4")]


def test_highlights_of_the_days(editor: PageClient) -> None:
    here = f"{links.organise_reflections('soc21')}days/"
    editor.send(here, whole="All in all.", day_20210910="Day two.")
    text = editor.page("/soc21/reflections/").text
    assert [words for words in ("All in all.", "Day two.", "Friday 10 September 2021") if words not in text] == []


def test_a_highlight_with_a_day_is_not_doubled(editor: PageClient) -> None:
    session = session_of(editor)
    make_highlight(session.event, "Before.", session_id=session.id, day=session.starts_at.date())
    editor.send(links.organise_session_reflections("soc21", "session-1"), highlight="After.")
    assert one(Highlight).text == "After."


def test_a_post_from_adding_to_removing(editor: PageClient) -> None:
    later = make_event(slug="soc22", title="Social Outcomes Conference 2022")
    make_session(later, slug="next-year", title="Next year")
    page = editor.send(links.organise_new_post(), title="On value", url="https://blog.example.org/value",
                       posted_on="2021-10-13", author_1_name="Ada LOVELACE",
                       author_1_role="Executive Director")  # fmt: skip
    post = one(BlogPost)
    assert (post.slug, post.published_at, post.authors[0].person.slug) == ("on-value", None, "ada-lovelace")
    here = page.request.path
    assert here == links.organise_post(post.id)
    session = session_of_slug("session-1")
    for target in (f"session:{session.id}", f"session:{session_of_slug('next-year').id}", f"event:{later.id}"):
        editor.send(f"{here}link/", target=target)
    editor.get("/blog/on-value/", status=404)
    press(editor, here, f"{here}publish/")
    text = editor.page("/blog/on-value/").text
    assert [words for words in ("Executive Director", "Session 1", "Conference 2022") if words not in text] == []
    assert "/blog/on-value/" in editor.page("/soc21/sessions/session-1/").links
    editor.send(f"{here}edit/", title="On values")
    press(editor, here, f"{here}unlink/")
    assert len(one(BlogPost).session_links) == 1
    press(editor, here, f"{here}hide/")
    editor.get("/blog/on-value/", status=404)
    editor.send(f"{here}remove/")
    assert db.session.query(BlogPost).count() == 0


def session_of_slug(slug: str) -> Any:
    """The session with this slug."""
    db.session.rollback()
    return db.session.query(Session).filter_by(slug=slug).one()


def press(client: PageClient, path: str, action: str) -> None:
    """Press the first button of a page whose form leads to this address."""
    forms = client.page(path).forms
    index = next(at for at, form in enumerate(forms) if form["action"] == action)
    client.send(path, form=index)


def test_a_web_address_is_needed(editor: PageClient) -> None:
    refused = editor.send(links.organise_new_post(), status=422, title="T", url="javascript:alert(1)")
    assert "Please give an address that begins with https://." in Page(refused.text).text
    assert db.session.query(BlogPost).count() == 0


def picture() -> BytesIO:
    """A small picture with a comment hidden in it."""
    out = BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "JPEG", comment=b"hidden words")
    out.seek(0)
    return out


def test_materials_by_link_and_by_file(editor: PageClient) -> None:
    here = links.organise_session_materials("soc21", "session-1")
    nothing = editor.send(here, status=422, kind="slides", title="Slides")
    assert "Give an address, or choose a file." in Page(nothing.text).text
    editor.send(here, kind="recording", title="The recording", url="https://video.example.org/1")
    assert one(Material).published_at is not None
    editor.send(here, kind="photo", title="A photo", file=(picture(), "me & you.jpg"), is_public=None)
    photo = db.session.query(Material).filter_by(title="A photo").one()
    assert photo.file is not None
    assert (photo.published_at, photo.file.is_public, photo.file.media_type) == (None, False, "image/jpeg")
    address = links.file(photo.file.public_id, photo.file.name)
    PageClient(editor.app).get(address, status=404)
    press(editor, here, f"{links.organise_session_materials('soc21', 'session-1')}{photo.id}/publish/")
    stranger = PageClient(editor.app)
    assert b"hidden words" not in stranger.get(address).data
    assert address in stranger.page("/soc21/sessions/session-1/").links
    press(editor, here, f"{links.organise_session_materials('soc21', 'session-1')}{photo.id}/hide/")
    PageClient(editor.app).get(address, status=404)
    editor.send(f"{links.organise_session_materials('soc21', 'session-1')}{photo.id}/remove/")
    assert one(Material).title == "The recording"


@pytest.mark.parametrize("name", ["page.html", "script.svg", "macro.docm", "photo.jpg", "slides.pdf", "noextension"])
def test_what_is_not_taken(editor: PageClient, name: str) -> None:
    here = links.organise_session_materials("soc21", "session-1")
    refused = editor.send(
        here, status=422, kind="slides", title="T", file=(BytesIO(b"<script>alert(1)</script>"), name)
    )
    assert Page(refused.text).fields_of(-1)["title"] == "T"
    assert db.session.query(Material).count() == 0


def test_who_may_not(client: PageClient, now: datetime) -> None:
    _event, (session,), person = make_held_event()
    write_up = make_write_up(session, person)
    post = make_post()
    material = make_material(session)
    client.sign_in(make_account(Role.DOOR_HELPER))
    for address in (
        links.organise_write_ups("soc21"), links.organise_write_up("soc21", write_up.id), links.organise_blog(),
        links.organise_post(post.id), links.organise_reflections("soc21"), links.organise_materials("soc21"),
        f"{links.organise_session_materials('soc21', 'session-1')}{material.id}/remove/",
    ):  # fmt: skip
        client.get(address, status=404)


def test_a_write_up_of_another_event_is_not_found(editor: PageClient) -> None:
    session = session_of(editor)
    write_up = make_write_up(session, session.appearances[0].person)
    make_event(slug="soc22")
    editor.get(links.organise_write_up("soc22", write_up.id), status=404)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "x" * 400_000, "a\u202eb"])
def test_hostile_text(app: Flask, editor: PageClient, text: str) -> None:
    here = links.organise_session_reflections("soc21", "session-1")
    typed: dict[str, Any] = {"highlight": text, "takeaway_1": text, "quote_1_text": text, "quote_1_who": text}
    status = 422 if len(text) > 2000 else 200
    shown = editor.send(here, status=status, **typed).text + editor.get("/soc21/sessions/session-1/").text
    assert [bad for bad in ("<script>alert", "\u202e") if bad in shown] == []
    if status == 422:
        assert "Please keep this to" in shown
