"""What readers see afterwards: reflections of all events and of one, write-ups, posts, sessions, people, feed, PDF."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from pypdf import PdfReader

from conference.core.database import db, transaction
from conference.core.slugs import remember_slug
from conference.core.text import clean_line
from conference.domain.programme.models import Session, SessionFollows
from conference.domain.programme.rules import SessionState
from conference.domain.reflections.actions import set_takeaways
from conference.domain.reflections.models import Quote
from conference.domain.schedule.actions import publish_release
from conference.domain.site.actions import ask_for_document, touch_public
from conference.worker import run_due_jobs
from tests.factories import make_event, make_person, make_session, save
from tests.pages import PageClient
from tests.reflected import (
    make_held_event,
    make_highlight,
    make_material,
    make_post,
    make_quote,
    make_takeaway,
    make_write_up,
)

Stand = Callable[[datetime], None]


def make_all(now: datetime) -> None:
    """A session of SOC21 with one of everything, and a post on it by Ada."""
    event, (session,), person = make_held_event()
    make_write_up(session, person, title="What we learned", open_question="For whom?")
    make_takeaway(session)
    make_quote(session, person_id=person.id, attributed_as="Ada Lovelace, Countess")
    make_highlight(event, "A *full* room.", session_id=session.id, source_url="https://blog.example.org/day-1")
    make_highlight(event, "All in all.")
    make_material(session)
    make_post(sessions=(session,), author=person, slug="a-post", title="A post", summary="What *we* think.")
    make_post(events=(event,), slug="on-all", title="On all of it")


def entries_of(client: PageClient) -> list[dict[str, str]]:
    """What each entry of the feed holds, by element."""
    response = client.get("/reflections/feed.atom")
    assert response.mimetype == "application/atom+xml"
    return [_values(entry) for entry in ET.fromstring(response.data).findall("{*}entry")]


def _values(entry: ET.Element) -> dict[str, str]:
    names = ("title", "author/name", "content", "summary")
    values = {name: (entry.findtext("{*}" + name.replace("/", "/{*}")) or "").strip() for name in names}
    link = entry.find("{*}link")
    return {**values, "link": "" if link is None else link.attrib["href"]}


def test_every_page_shows_what_is_there(client: PageClient, now: datetime, stand_at: Stand) -> None:
    stand_at(now)
    make_all(now)
    shown = {
        "/reflections/": ["2021", "What we learned", "A post", "On all of it"],
        "/soc21/reflections/": ["All in all.", "Thursday 9 September 2021", "A full room.", "Start small.",
                                "Measure what matters.", "We were surprised.", "What we learned", "A post", "Recording",
                                "On all of it"],
        "/soc21/": ["What happened", "A full room.", "Start small.", "What we learned", "A post", "On all of it"],
        "/soc21/sessions/session-1/": ["A full room.", "Start small.", "Outcomes are knotty.", "What we learned",
                                       "Reflections on this session", "A post", "Recording"],
        "/soc21/sessions/session-1/write-ups/1/": ["In short.", "Ada Lovelace , Countess, Analytical Engines",
                                                   "31 October 2021", "1 minute to read", "It worked .", "For whom?",
                                                   "Measure what matters.", "Session 1", "A post"],
        "/blog/a-post/": ["What we think.", "Executive Director", "Tuesday 5 October 2021", "Session 1"],
        "/people/ada-lovelace/": ["What we learned", "A post"],
        "/": ["What we learned", "A post"],
    }  # fmt: skip
    missing = {}
    for address, words in shown.items():
        text = client.page(address).text
        missing[address] = [word for word in words if word not in text]
    assert missing == {address: [] for address in shown}


def test_every_link_leads_both_ways(client: PageClient, now: datetime, stand_at: Stand) -> None:
    stand_at(now)
    make_all(now)
    session, write_up, post = "/soc21/sessions/session-1/", "/soc21/sessions/session-1/write-ups/1/", "/blog/a-post/"
    both = [(session, write_up), (session, post), ("/soc21/reflections/", session), ("/soc21/", "/blog/on-all/"),
            ("/people/ada-lovelace/", write_up), ("/people/ada-lovelace/", post)]  # fmt: skip
    links = {address: set(client.page(address).links) for pair in both for address in pair}
    there = [one for one, other in both if other not in links[one]]
    back = [other for one, other in both if one not in links[other] and one != "/soc21/reflections/"]
    assert (there, back) == ([], [])


def test_an_embargo_gives_pages_a_new_tag(client: PageClient, now: datetime, stand_at: Stand) -> None:
    _event, (session,), person = make_held_event()
    make_write_up(session, person, title="Under embargo", published_at=now + timedelta(hours=2))
    stand_at(now)
    before = client.get("/reflections/")
    assert "Under embargo" not in before.text
    client.get("/soc21/sessions/session-1/write-ups/1/", status=404)
    client.get("/soc21/sessions/session-1/write-ups/1.pdf", status=404)
    stand_at(now + timedelta(hours=3))
    after = client.get("/reflections/", headers={"If-None-Match": before.headers["ETag"]})
    assert "Under embargo" in after.text
    assert client.page("/soc21/sessions/session-1/write-ups/1/").headings == ["Under embargo"]


def test_an_event_without_reflections_says_so(client: PageClient, now: datetime, stand_at: Stand) -> None:
    make_held_event()
    make_event(slug="soc22")
    stand_at(now)
    assert "Nothing is published yet" in client.page("/soc21/reflections/").text
    assert "This event is still to come" in client.page("/soc22/reflections/").text
    client.get("/soc21/reflections.pdf", status=404)
    assert "Nothing is published yet" in client.page("/reflections/").text
    assert entries_of(client) == []


def test_the_feed_holds_the_whole_texts(client: PageClient, now: datetime, stand_at: Stand) -> None:
    stand_at(now)
    make_all(now)
    found = entries_of(client)
    assert [(one["title"], one["author/name"]) for one in found[:1]] == [
        ("What we learned", "Ada Lovelace, Countess, Analytical Engines")
    ]
    assert {one["link"].removeprefix(client.base) for one in found} == {
        "/soc21/sessions/session-1/write-ups/1/", "/blog/a-post/", "/blog/on-all/"
    }  # fmt: skip
    assert found[0]["content"] == "<p>It <em>worked</em>.</p>"


def test_a_pdf_is_made_once_and_then_handed_out(app: Flask, client: PageClient, now: datetime, stand_at: Stand) -> None:
    stand_at(now)
    make_all(now)
    documents = {"/soc21/reflections.pdf": "reflections-1", "/soc21/sessions/session-1/write-ups/1.pdf": "write-up-1"}
    for address in documents:
        waiting = client.get(address)
        assert waiting.headers["Cache-Control"] == "no-store"
        assert "This PDF is being made." in waiting.text
    for address, name in documents.items():
        with transaction():
            ask_for_document(name, now)
        run_due_jobs("a worker")
        ready = client.get(address)
        assert ready.mimetype == "application/pdf"
        assert len(PdfReader(BytesIO(ready.data)).pages) > 0
        again = client.get(address, status=304, headers={"If-None-Match": ready.headers["ETag"]})
        assert again.data == b""


def test_old_slugs_of_a_session_lead_to_its_write_up(client: PageClient, now: datetime, stand_at: Stand) -> None:
    event, (session,), person = make_held_event()
    make_write_up(session, person)
    with transaction():
        remember_slug("session", "old-name", session.id, event.id)
    stand_at(now)
    response = client.get("/soc21/sessions/old-name/write-ups/1/", status=301, follow=False)
    assert response.location == "/soc21/sessions/session-1/write-ups/1/"


def test_sessions_name_those_of_other_years(client: PageClient, now: datetime, stand_at: Stand) -> None:
    _event, (session,), _person = make_held_event()
    later = make_event(slug="soc22", title="Social Outcomes Conference 2022")
    other = make_session(later, slug="again", title="Outcomes again")
    save(SessionFollows(earlier_id=session.id, later_id=other.id))
    with transaction():
        publish_release(later, actor="system", now=now)
    stand_at(now)
    first, second = client.page("/soc21/sessions/session-1/"), client.page("/soc22/sessions/again/")
    assert ("Taken up in" in first.text, "/soc22/sessions/again/" in first.links) == (True, True)
    assert ("Takes up" in second.text, "/soc21/sessions/session-1/" in second.links) == (True, True)


def test_who_only_wrote_has_a_page(client: PageClient, now: datetime, stand_at: Stand) -> None:
    _event, (session,), _person = make_held_event()
    author = make_person("Only Author", slug="only-author")
    stand_at(now)
    client.get("/people/only-author/", status=404)
    make_post(sessions=(session,), author=author, title="By somebody else")
    with transaction():
        set_takeaways(session, [], actor="system", now=now)
    assert "By somebody else" in client.page("/people/only-author/").text


def test_who_is_only_quoted_has_a_page_that_leads_back(client: PageClient, now: datetime, stand_at: Stand) -> None:
    _event, (session,), _person = make_held_event()
    grace = make_person("Grace Hopper", slug="grace-hopper")
    stand_at(now)
    quote = make_quote(session, "It worked.", person_id=grace.id, attributed_as="Grace Hopper", has_consent=False)
    client.get("/people/grace-hopper/", status=404)
    with transaction():
        db.session.get_one(Quote, quote.id).has_consent = True
        touch_public()
    assert "/people/grace-hopper/" in client.page("/soc21/sessions/session-1/").links
    page = client.page("/people/grace-hopper/")
    assert "It worked. Session 1, SOC21" in page.text
    assert "/soc21/sessions/session-1/" in page.links


def test_people_of_a_cancelled_session_keep_their_page(client: PageClient, now: datetime, stand_at: Stand) -> None:
    event, (session,), _person = make_held_event()
    stand_at(now)
    with transaction():
        db.session.get_one(Session, session.id).state = SessionState.CANCELLED
        publish_release(event, actor="system", now=now)
    assert "/people/ada-lovelace/" in client.page("/soc21/sessions/session-1/").links
    assert "Cancelled Session 1 Social Outcomes Conference 2021" in client.page("/people/ada-lovelace/").text


HOSTILE = ["<script>alert(1)</script>", "a\u202etxt.exe", "[x](javascript:alert(1))",
           "</textarea><img src=x onerror=alert(1)>"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(client: PageClient, now: datetime, stand_at: Stand, text: str) -> None:
    text = clean_line(text)
    event, (session,), person = make_held_event()
    make_write_up(session, person, title=text, standfirst=text, body=text, open_question=text, byline=text)
    make_takeaway(session, text)
    make_quote(session, text, attributed_as=text)
    make_highlight(event, text, session_id=session.id)
    make_material(session, title=text)
    make_post(sessions=(session,), events=(event,), title=text, summary=text, slug="hostile", publication=text)
    stand_at(now)
    for address in ("/reflections/", "/soc21/reflections/", "/soc21/", "/soc21/sessions/session-1/", "/blog/hostile/",
                    "/soc21/sessions/session-1/write-ups/1/", "/people/ada-lovelace/"):  # fmt: skip
        body = client.get(address).text
        assert [bad for bad in ("<script>alert", "<img src=x", 'href="javascript:', "\u202e") if bad in body] == []
    assert {one["title"] for one in entries_of(client)} == {text}


def test_hostile_text_stays_text_in_a_pdf(client: PageClient, now: datetime, stand_at: Stand) -> None:
    text = clean_line(" ".join(HOSTILE))
    _event, (session,), person = make_held_event()
    write_up = make_write_up(session, person, title=text, standfirst=text, body=text, open_question=text)
    stand_at(now)
    with transaction():
        ask_for_document(f"write-up-{write_up.id}", now)
    run_due_jobs("a worker")
    made = client.get("/soc21/sessions/session-1/write-ups/1.pdf")
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)
    in_each_text = 4  # title, standfirst, body and question
    assert (made.mimetype, said.count("<script>alert(1)</script>")) == ("application/pdf", in_each_text)
