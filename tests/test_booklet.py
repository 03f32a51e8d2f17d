"""The programme booklet: made after a release, tagged, with bookmarks and the pages of its people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from flask import Flask
from pypdf import PdfReader

from conference import documents
from conference.core import files
from conference.core.database import transaction
from conference.core.jobs import queue_job
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.schedule.actions import publish_release
from conference.domain.site.actions import renew_documents
from conference.domain.site.queries import find_document
from conference.worker import run_due_jobs
from tests.factories import make_account, make_appearance, make_event, make_person, make_session, make_site, make_venue
from tests.pages import PageClient

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONG = "The room behind the yard with the many stairs and the long corridor beside it"
RIGHT = 595 - 68  # of the text on an A4 page, in points


def released(now: datetime, **values: Any) -> Event:
    """An event of two days with a session on each, released."""
    make_site()
    venue = make_venue("Hall", LONG)
    event = make_event(slug="soc22", title="Outcomes 2022", venue_id=venue.id, **values)
    first = make_session(event, title="The <b>opening</b>", abstract="Why *outcomes* matter.", starts_at=NINE,
                         ends_at=NINE + HOUR, room_id=venue.rooms[0].id)  # fmt: skip
    make_session(event, title="The close", abstract=f"Code:\n\n    {LONG} {LONG}", starts_at=NINE + DAY,
                 ends_at=NINE + DAY + HOUR, room_id=venue.rooms[1].id)  # fmt: skip
    make_appearance(first, make_person("Ada Lovelace"), affiliation="Analytical Engines")
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    return event


def booklet(event: Event) -> PdfReader:
    """The booklet that is kept of an event."""
    document = find_document(documents.name_of_programme(event))
    assert document is not None
    return PdfReader(BytesIO(files.read(document.file.storage_key)))


def bookmarks(reader: PdfReader, entries: Any = None, level: int = 0) -> list[tuple[int, str, int]]:
    """The outline as (level, title, page from 1)."""
    found: list[tuple[int, str, int]] = []
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            found += bookmarks(reader, entry, level + 1)
        else:
            found.append((level, str(entry.title), 1 + int(reader.get_destination_page_number(entry) or 0)))
    return found


def test_a_release_makes_the_booklet(app: Flask, now: datetime, stand_at: Callable[[datetime], None]) -> None:
    stand_at(now)
    event = released(now)
    run_due_jobs("a worker")
    reader = booklet(event)
    assert bookmarks(reader) == [
        (0, "Outcomes 2022", 1), (1, "At a glance", 2), (1, "Thursday 8 September 2022", 2),
        (2, "The <b>opening</b>", 2), (1, "Friday 9 September 2022", 3), (2, "The close", 3), (1, "People", 4),
        (1, "Rooms", 4),
    ]  # fmt: skip
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert "10:00 to 11:00 The <b>opening</b> Hall 2" in pages[1]
    assert "Why outcomes matter." in pages[1]
    assert "Ada Lovelace, Analytical Engines 2" in pages[3]
    root: Any = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en")


def test_nothing_is_wider_than_the_text_of_a_page(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    stand_at(now)
    event = released(now)
    run_due_jobs("a worker")
    starts: list[float] = []

    def note(text: str, scale: list[float], place: list[float], _font: object, _size: object) -> None:
        if text.strip():
            starts.append(place[4] * scale[0])

    lines = [one for page in booklet(event).pages for one in page.extract_text(visitor_text=note).splitlines()]
    assert [one for one in starts if one > RIGHT] == []
    assert [one for one in lines if len(one) > 2 * len(LONG)] == []


def test_the_address_says_that_it_is_being_made_and_then_gives_it(
    client: PageClient, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    stand_at(now)
    released(now)
    assert "This PDF is being made." in client.page("/soc22/programme.pdf").text
    organiser = PageClient(client.app).sign_in(make_account())
    assert "It takes a minute or two." in organiser.page("/organise/soc22/release/").text
    with transaction():
        job = queue_job("document", {"name": "programme-1"}, now, key="document:programme-1")
        job.progress_done, job.progress_total = 3, 9
    for page in (client.page("/soc22/programme.pdf"), organiser.page("/organise/soc22/release/")):
        assert "Page 3 of about 9." in page.text
    run_due_jobs("a worker")
    answer = client.get("/soc22/programme.pdf")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'inline; filename="soc22-programme.pdf"'
    ready = organiser.page("/organise/soc22/release/").text
    assert ("Open the booklet" in ready, "being made" in ready) == (True, False)
    with transaction():
        renew_documents(now)
        queue_job("document", {"name": "programme-1"}, now, key="document:programme-1")
    assert "being made" not in organiser.page("/organise/soc22/release/").text


def test_there_is_none_of_a_draft_event_and_none_before_the_first_release(client: PageClient, now: datetime) -> None:
    event = released(now, state=EventState.DRAFT)
    assert documents.page_of(documents.name_of_programme(event), now) is None
    client.get("/soc22/programme.pdf", status=404)
    make_event(slug="soc23")
    client.get("/soc23/programme.pdf", status=404)
