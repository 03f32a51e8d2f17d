"""What changed in a programme, as a page and as a feed."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from conference.core.database import transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.schedule.actions import publish_release
from conference.links import absolute, released_programme
from tests.factories import make_event, make_session, make_site
from tests.pages import PageClient

ATOM = "{http://www.w3.org/2005/Atom}"


def test_each_release_is_an_entry_with_what_it_changed(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_event(slug="soc22")
    make_session(event, title="Markets & <b>people</b>")
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    make_session(event, title="A late one")
    with transaction():
        publish_release(event, actor=SYSTEM, now=now + timedelta(days=1), note="One more")
    text = client.page("/soc22/programme/changelog/").text
    assert ("First version." in text, "A late one is new" in text, "people</b> is new" in text) == (True, True, False)
    assert "/soc22/programme/changelog.atom" in client.page("/soc22/programme/changelog/").links
    feed = ET.fromstring(client.get("/soc22/programme/changelog.atom").data)
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == [
        f"{event.title}: version {number} of the programme" for number in (2, 1)
    ]
    assert "One more" in str(entries[0].findtext(f"{ATOM}summary"))
    assert "A late one" in str(entries[0].findtext(f"{ATOM}summary"))
    assert entries[1].findtext(f"{ATOM}summary") == "First version."
    assert [one.find(f"{ATOM}link").get("href") for one in entries] == [  # type: ignore[union-attr]
        absolute(released_programme("soc22", number)) for number in (2, 1)
    ]


def test_before_the_first_release_the_feed_is_empty(client: PageClient) -> None:
    make_site()
    make_event(slug="soc22")
    feed = ET.fromstring(client.get("/soc22/programme/changelog.atom").data)
    assert feed.findall(f"{ATOM}entry") == []
