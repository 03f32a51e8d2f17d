from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.core.text import clean_line, clean_text
from conference.formats.atom import FeedEntry, feed

GOLDEN = Path(__file__).parent / "golden"
ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "https://example.org/reflections/"
CHANGED = datetime(2021, 10, 29, 8, 30, 0, 5, tzinfo=UTC)
FEED_ID = "tag:example.org,2021:reflections"
KEYNOTE = FeedEntry(
    id="urn:uuid:0b6f7a44-6d92-4f0e-9f4f-0f1a5a1c7b11",
    title="What Stiglitz said & why it matters <for us>",
    url="https://example.org/soc21/sessions/keynote/write-ups/1/",
    published_at=datetime(2021, 10, 1, 10, 0, tzinfo=timezone(timedelta(hours=1))),
    changed_at=datetime(2021, 10, 2, 9, 0, tzinfo=UTC),
    author="Sample Person 12",
    summary="Outcomes < outputs, and what follows.",
    html="<p>Outcomes &amp; <em>outputs</em>.</p>",
)
BARE = FeedEntry("tag:example.org,2021:blog/2", "Two", "https://example.org/blog/two/", CHANGED, CHANGED)


def document(*entries: FeedEntry, title: str = "Reflections", subtitle: str = "") -> bytes:
    return feed(title, FEED_ID, HERE, f"{HERE}feed.atom", entries, CHANGED, subtitle)


def test_the_bytes_are_those_of_the_golden_file() -> None:
    assert document(KEYNOTE, BARE, subtitle="What was said") == (GOLDEN / "feed.atom").read_bytes()


def read(element: ET.Element) -> dict[str, object]:
    return {child.tag.removeprefix(ATOM): child.attrib or child.text for child in element}


def test_an_entry_says_all_that_it_was_given() -> None:
    (entry,) = ET.fromstring(document(KEYNOTE)).findall(f"{ATOM}entry")
    texts = {child.tag.removeprefix(ATOM): child.text for child in entry}
    assert texts == {
        "title": KEYNOTE.title,
        "link": None,
        "published": "2021-10-01T09:00:00+00:00",
        "updated": "2021-10-02T09:00:00+00:00",
        "author": None,
        "id": KEYNOTE.id,
        "summary": "Outcomes &lt; outputs, and what follows.",
        "content": KEYNOTE.html,
    }
    assert [entry.findtext(f"{ATOM}author/{ATOM}name"), read(entry)["link"]] == [
        "Sample Person 12", {"href": KEYNOTE.url, "rel": "alternate"},
    ]  # fmt: skip
    assert [read(entry)[name] for name in ("summary", "content")] == [{"type": "html"}, {"type": "html"}]


def test_the_lines_of_a_summary_stay_apart() -> None:
    (entry,) = ET.fromstring(document(replace(KEYNOTE, summary="Keynote is new.\nA < B."))).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "Keynote is new.<br>\nA &lt; B."


def test_an_empty_feed_has_what_rfc_4287_asks_and_its_own_last_change() -> None:
    root = ET.fromstring(document())
    assert (root.tag, root.findtext(f"{ATOM}id")) == (f"{ATOM}feed", FEED_ID)
    assert root.findtext(f"{ATOM}updated") == "2021-10-29T08:30:00+00:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Reflections"
    links = [link.attrib for link in root.findall(f"{ATOM}link")]
    assert links == [{"href": HERE, "rel": "alternate"}, {"href": f"{HERE}feed.atom", "rel": "self"}]


def test_an_entry_without_summary_text_or_author_has_no_such_elements() -> None:
    (entry,) = ET.fromstring(document(BARE)).findall(f"{ATOM}entry")
    assert list(read(entry)) == ["title", "link", "published", "updated", "id"]


@pytest.mark.parametrize("lost", ["", "https://example.org/1", "tag:example.org", "urn:uuid:1", "tag:a,2021:x y"])
def test_an_id_that_may_change_is_refused(lost: str) -> None:
    with pytest.raises(ValueError, match="an id that lasts"):
        replace(KEYNOTE, id=lost)


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        document(KEYNOTE, KEYNOTE)
    with pytest.raises(ValueError, match="with a time zone"):
        replace(KEYNOTE, changed_at=CHANGED.replace(tzinfo=None))


HOSTILE = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x00\x0b\x1f\ud800\uffff\ufffe<>&]\"'\r\n")))


@settings(max_examples=300)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_texts_come_back_as_they_were_cleaned(line: str, text: str, url: str) -> None:
    data = document(replace(KEYNOTE, title=line, author=line, url=url, html=text), title=line, subtitle=line)
    root = ET.fromstring(data)
    (entry,) = root.findall(f"{ATOM}entry")
    one_line = clean_line(line).replace("\ufffe", "").replace("\uffff", "")
    assert (root.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}title")) == (one_line, one_line)
    assert (entry.findtext(f"{ATOM}content") or "") == clean_text(text).replace("\ufffe", "").replace("\uffff", "")
