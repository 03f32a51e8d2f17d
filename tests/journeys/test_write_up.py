"""A speaker writes a session up by a mailed link; an editor returns it, then publishes it; all pages show it."""

import re
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from io import BytesIO
from xml.etree import ElementTree as ET

from flask import Flask
from pypdf import PdfReader

from conference import links
from conference.core.database import db, transaction
from conference.domain.accounts.rules import Role
from conference.domain.reflections.actions import add_blog_post
from conference.domain.reflections.rules import BlogPostText
from tests.factories import make_account
from tests.journeys.post import delivering, text_of
from tests.pages import Page, PageClient
from tests.reflected import make_held_event

SESSION = "/soc21/sessions/session-1/"
WRITE_UP = f"{SESSION}write-ups/1/"


def link_in(message: EmailMessage, base: str) -> str:
    """The path of the first link in a mail's text that stands on a line by itself."""
    found = re.search(rf"^{re.escape(base)}(/\S+)$", text_of(message), re.MULTILINE)
    assert found is not None
    return found.group(1)


def words_of(client: PageClient, address: str) -> str:
    """The text of a PDF on one line, as it is now."""
    db.session.rollback()
    response = client.get(address)
    assert response.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(response.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_from_asking_to_the_shelf(app: Flask, now: datetime, stand_at: Callable[[datetime], None]) -> None:
    event, (session,), _person = make_held_event()
    with transaction():
        add_blog_post(BlogPostText("A blog on it", "https://blog.example.org/1"), sessions=[session], published_at=now,
                      actor="system", now=now)  # fmt: skip
    stand_at(now)
    editor = PageClient(app).sign_in(make_account(Role.EDITOR, email="editor@example.org"))
    speaker, reader = PageClient(app), PageClient(app)
    with delivering(app) as post:
        editor.send(links.organise_ask("soc21", "session-1"))
        asked = post.newest("ada@example.org")
        assert asked["Subject"] == "Would you write up “Session 1”?"
        desk = link_in(asked, reader.base)

        speaker.send(desk, title="What we learned", standfirst="In short.", body="Far too long.", then="go on",
                     takeaway_1="Measure what matters.", quote_1_text="Outcomes are knotty.",
                     quote_1_who="Ada Lovelace, Countess", quote_1_consent="y")  # fmt: skip
        assert "What we learned" not in reader.page(SESSION).text
        speaker.send(f"{desk}preview/")
        reading = link_in(post.newest("editor@example.org"), reader.base)
        assert "Far too long." in editor.page(reading).text

        editor.send(f"{reading}return/", note="Please keep it short.")
        returned = post.newest("ada@example.org")
        assert "Please keep it short." in text_of(returned)
        desk = link_in(returned, reader.base)
        assert "Please keep it short." in speaker.page(desk).text
        looked = speaker.send(desk, body="It *worked*.", then="look")
        sent = speaker.send(looked.request.path)
        assert "Your write-up is with the editors." in Page(sent.text).text
        assert post.count("editor@example.org") == 2

        before = reader.get("/soc21/reflections/").headers["ETag"]
        editor.send(f"{reading}publish/")
        published = post.newest("ada@example.org")
        assert link_in(published, reader.base) == WRITE_UP

    assert reader.get("/soc21/reflections/", headers={"If-None-Match": before}).status_code == 200
    text = reader.page(WRITE_UP).text
    shown = ["What we learned", "In short.", "Countess, Analytical Engines", "It worked .", "Measure what matters.",
             "Outcomes are knotty.", "A blog on it"]  # fmt: skip
    assert [words for words in shown if words not in text] == []
    for address in (SESSION, "/soc21/", "/soc21/reflections/", "/reflections/", "/people/ada-lovelace/"):
        assert WRITE_UP in reader.page(address).links, address
    feed = ET.fromstring(reader.get("/reflections/feed.atom").data)
    assert reader.base + WRITE_UP in [link.attrib["href"] for link in feed.iterfind("{*}entry/{*}link")]
    assert "It worked." in words_of(reader, f"{WRITE_UP.removesuffix('/')}.pdf")
    whole = words_of(reader, links.reflections_pdf(event.slug))
    assert [words for words in ("What we learned", "A blog on it", "Outcomes are knotty.") if words not in whole] == []
