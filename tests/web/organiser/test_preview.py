"""The preview for speakers: opened, seen by its link alone, told of by mail, answered, settled, closed."""

import re
from datetime import timedelta

import pytest

from conference import links
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.rules import Role
from conference.domain.events.queries import get_event
from conference.domain.people.models import Person
from conference.domain.schedule.actions import cancel_event
from conference.domain.schedule.queries import objections_of
from conference.mail.outbox import list_envelopes
from tests.factories import make_account, make_person, make_site
from tests.pages import Page, PageClient
from tests.web.organiser.test_schedule import START, make_keynote, make_soc32

PREVIEW = "/organise/soc32/release/preview/"
HOUR = timedelta(hours=1)


@pytest.fixture
def joseph(client: PageClient) -> Person:
    """The speaker of the one session of a draft."""
    del client
    make_site()
    keynote = make_keynote(make_soc32())
    keynote.starts_at, keynote.ends_at = START + HOUR, START + 2 * HOUR
    db.session.commit()
    person: Person = keynote.appearances[0].person
    return person


@pytest.fixture
def olga(client: PageClient, joseph: Person) -> PageClient:
    """The browser of an organiser."""
    del joseph
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def opened(olga: PageClient) -> str:
    """The path of the preview, once it is open."""
    olga.send(PREVIEW)
    [address] = re.findall(r"/preview/[^/\"]+/", olga.get(PREVIEW).text)[:1]
    return str(address)


def own_page(person: Person) -> str:
    return links.speak(links.sign(links.Purpose.SPEAKER, person.id, person.link_version))


def test_who_has_the_link_sees_the_draft_until_it_is_closed(olga: PageClient) -> None:
    assert "Nobody but you sees the draft." in olga.page(PREVIEW).text
    address = opened(olga)
    reader = PageClient(olga.app)
    for path in (address, f"{address}?view=list", f"{address}sessions/keynote/"):
        answer = reader.get(path)
        page = Page(answer.text)
        assert [words in page.text for words in ("Preview, not public", "Keynote", "as of")] == [True] * 3
        assert ('content="noindex, nofollow"' in answer.text, "data-star=" in answer.text) == (True, False)
        headers = answer.headers["Cache-Control"], answer.headers["Referrer-Policy"], "ETag" in answer.headers
        assert headers == ("no-store", "no-referrer", False)
    assert f'href="{address}sessions/keynote/"' in reader.get(address).text
    reader.get(f"{address}sessions/idea/", status=404)
    assert "The programme is not published yet" in reader.page("/soc32/programme/").text
    reader.get("/soc32/sessions/keynote/", status=404)
    olga.send(f"{PREVIEW}close/")
    reader.get(address, status=404)
    assert opened(olga) != address
    reader.get(address, status=404)


def test_nobody_sees_the_draft_of_an_event_that_is_cancelled(olga: PageClient) -> None:
    address = opened(olga)
    fields = olga.page(f"{PREVIEW}mail/").fields_of(-1)
    with transaction():
        cancel_event(get_event("soc32"), reason="", actor=SYSTEM, now=real_now())
    told = len(list_envelopes())
    PageClient(olga.app).get(address, status=404)
    assert "The preview is closed" in Page(olga.post(f"{PREVIEW}mail/", fields).text).text
    assert len(list_envelopes()) == told
    assert "This event is over or cancelled: there is no preview to open." in olga.page(PREVIEW).text


def test_a_link_of_another_purpose_opens_no_draft(olga: PageClient, joseph: Person) -> None:
    opened(olga)
    token = links.sign(links.Purpose.SPEAKER, joseph.id, joseph.link_version)
    PageClient(olga.app).get(links.preview(token), status=404)


def test_the_mail_is_seen_before_it_goes_and_goes_once(olga: PageClient) -> None:
    assert "The preview is closed" in olga.page(f"{PREVIEW}mail/").text
    opened(olga)
    page = olga.page(f"{PREVIEW}mail/")
    for words in ("Dear Joseph Stiglitz,", "(the personal link of Joseph Stiglitz)", "joseph@example.org"):
        assert words in page.text
    fields = page.fields_of(-1)
    for _again in range(2):
        assert "1 person gets the mail." in Page(olga.post(f"{PREVIEW}mail/", fields).text).text
    assert [(one.recipient_email, one.letter.kind) for one in list_envelopes()] == [
        ("joseph@example.org", "schedule/preview_ready")
    ]
    assert "Nobody is left to be told" in olga.page(f"{PREVIEW}mail/").text
    assert "1 speaker was told by mail." in olga.page(PREVIEW).text


def test_a_speaker_says_that_a_time_does_not_suit_and_an_organiser_settles_it(
    olga: PageClient, joseph: Person
) -> None:  # fmt: skip
    speaker, own = PageClient(olga.app), own_page(joseph)
    assert "Keynote" not in speaker.page(own).text
    opened(olga)
    page = speaker.page(own)
    for words in ("Not yet public", "Keynote", "10:00 to 11:00", "This does not suit me"):
        assert words in page.text
    [form] = re.findall(r'href="([^"]+/does-not-suit/)"', speaker.get(own).text)
    assert "Please fill this in." in Page(speaker.send(form, status=422, words="").text).text
    page = Page(speaker.send(form, words="I <b>teach</b> until noon.").text)
    assert "You wrote: I <b>teach</b> until noon." in page.text
    assert "1 planned time does not suit a speaker." in olga.page("/organise/soc32/").text
    assert "Joseph Stiglitz" in olga.page(PREVIEW).text
    place = olga.page("/organise/soc32/schedule/sessions/keynote/").text
    assert "I <b>teach</b> until noon." in place
    page = Page(olga.send(PREVIEW).text)
    assert ("What Joseph Stiglitz said is settled." in page.text, "Settled" in page.text) == (True, True)
    assert "does not suit a speaker" not in olga.page("/organise/soc32/").text
    olga.send("/organise/soc32/release/")
    assert "Not yet public" not in speaker.page(own).text
    assert speaker.get(form, status=302, follow=False).headers["Location"] == own


def test_an_organiser_settles_what_the_page_showed_and_no_later_words(olga: PageClient, joseph: Person) -> None:
    opened(olga)
    speaker, own = PageClient(olga.app), own_page(joseph)
    [form] = re.findall(r'href="([^"]+/does-not-suit/)"', speaker.get(own).text)
    speaker.send(form, words="I teach then.")
    address = f"{PREVIEW}objections/{objections_of(get_event('soc32'))[0].id}/settle/"
    fields = olga.page(PREVIEW).fields_of(-1)
    speaker.send(form, words="I am away.")
    refused = Page(olga.post(address, fields).text)
    assert "Joseph Stiglitz says now: I am away." in refused.text
    assert "1 planned time does not suit a speaker." in olga.page("/organise/soc32/").text
    olga.post(address, refused.fields_of(-1))
    assert "does not suit a speaker" not in olga.page("/organise/soc32/").text


def test_nobody_writes_about_the_session_of_somebody_else(olga: PageClient, joseph: Person) -> None:
    opened(olga)
    other = make_person("Ada Lovelace", email="ada@example.org")
    [form] = re.findall(r'href="([^"]+/does-not-suit/)"', olga.get(own_page(joseph)).text)
    session_id = form.split("/")[-3]
    token = links.sign(links.Purpose.SPEAKER, other.id, other.link_version)
    answer = olga.get(links.speak_object(token, int(session_id)), status=302, follow=False)
    assert answer.headers["Location"] == links.speak(token)


def test_an_editor_of_the_event_does_not_open_it(olga: PageClient) -> None:
    editor = PageClient(olga.app).sign_in(make_account(Role.EDITOR))
    editor.get(PREVIEW, status=404)
