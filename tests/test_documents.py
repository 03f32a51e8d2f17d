"""The PDFs that we hand out: made by the worker, kept, made anew only where something has changed."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask, current_app
from pypdf import PdfReader

from conference import documents, worker
from conference.core import files
from conference.core.database import lock, transaction
from conference.core.jobs import Task
from conference.domain.accounts.actions import change_settings
from conference.domain.events.actions import edit_event
from conference.domain.events.rules import EventDetails
from conference.domain.people.actions import edit_person
from conference.domain.people.rules import PersonDetails
from conference.domain.reflections.actions import publish_write_up, set_takeaways, withdraw_write_up
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.domain.schedule.actions import change_event_dates
from conference.domain.site.actions import SiteSettings, ask_for_document, store_upload, touch_public
from conference.domain.site.models import Document
from conference.domain.site.queries import find_document, get_site, named_keys
from conference.formats.pdf import PdfFailed
from conference.worker import run_due_jobs, tidy
from tests.reflected import make_held_event, make_post, make_takeaway, make_write_up


def made(name: str) -> Document:
    """The document of this name, which is there."""
    document = find_document(name)
    assert document is not None
    return document


def text_of(document: Document) -> str:
    """All words of a document on one line."""
    pages = PdfReader(BytesIO(files.read(document.file.storage_key))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def published(now: datetime) -> WriteUp:
    """A write-up that was published now."""
    _event, (session,), person = make_held_event()
    write_up = make_write_up(session, person, title="What we learned", state=WriteUpState.SUBMITTED, published_at=None)
    with transaction():
        publish_write_up(write_up, actor="system", now=now)
    return write_up


def test_publishing_makes_both_documents(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None]
) -> None:  # fmt: skip
    stand_at(now)
    write_up = published(now)
    make_post(sessions=(write_up.session,), author=write_up.person, title="A post on it")
    run_due_jobs("a worker")
    one, whole = made(f"write-up-{write_up.id}"), made(f"reflections-{write_up.session.event_id}")
    words = ["What we learned", "Ada Lovelace, Countess, Analytical Engines", "1 November 2021", "It worked.",
             "Measure what matters.", "Outcomes are knotty."]  # fmt: skip
    assert [word for word in words if word not in text_of(one)] == []
    whole_words = ["Reflections on Social Outcomes Conference 2021", "Session 1", *words[3:], "A post on it"]
    assert [word for word in whole_words if word not in text_of(whole)] == []
    assert PdfReader(BytesIO(files.read(one.file.storage_key))).metadata.title == "What we learned"  # type: ignore[union-attr]


def test_only_what_has_changed_is_made_anew(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None]
) -> None:  # fmt: skip
    stand_at(now)
    write_up = published(now)
    name = f"reflections-{write_up.session.event_id}"
    run_due_jobs("a worker")
    first = made(name).file
    key = first.storage_key
    with transaction():
        ask_for_document(name, now)
    run_due_jobs("a worker")
    assert made(name).file.storage_key == key
    with transaction():
        set_takeaways(write_up.session, ["Something new."], actor="system", now=now)
    run_due_jobs("a worker")
    assert made(name).file.storage_key != key
    assert "Something new." in text_of(made(name))
    assert key not in files.list_keys()


def test_a_failed_making_keeps_the_last_good_file(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(now)
    write_up = published(now)
    name = f"reflections-{write_up.session.event_id}"
    run_due_jobs("a worker")
    key = made(name).file.storage_key
    monkeypatch.setattr("conference.formats.pdf.SECONDS_TO_WAIT", 0)
    with transaction():
        set_takeaways(write_up.session, ["Something new."], actor="system", now=now)
    run_due_jobs("a worker")
    assert made(name).file.storage_key == key
    page = documents.page_of(name, now)
    assert page is not None
    with pytest.raises(PdfFailed):
        documents.render(page)


def test_there_is_no_page_of_what_is_not_public(app: Flask, now: datetime) -> None:
    event, (session,), person = make_held_event()
    draft = make_write_up(session, person, state=WriteUpState.DRAFT, published_at=now + timedelta(days=9))
    names = [f"write-up-{draft.id}", f"reflections-{event.id}", "write-up-999", "write-up-x", "nothing-1", ""]
    assert [documents.page_of(name, now) for name in names] == [None] * len(names)


def test_a_document_whose_bytes_are_gone_is_made_again(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None]
) -> None:  # fmt: skip
    stand_at(now)
    write_up = published(now)
    name = f"write-up-{write_up.id}"
    run_due_jobs("a worker")
    files.drop(made(name).file.storage_key)
    with transaction():
        ask_for_document(name, now)
    run_due_jobs("a worker")
    assert "What we learned" in text_of(made(name))


def test_a_new_name_of_a_person_an_event_or_the_site_is_in_the_next_ones(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None]
) -> None:  # fmt: skip
    stand_at(now)
    write_up = published(now)
    event, person = write_up.session.event, write_up.person
    run_due_jobs("a worker")
    with transaction():
        details = PersonDetails("Augusta King", job_title=person.job_title, affiliation=person.affiliation)
        edit_person(person, details, slug=person.slug, organisation=None, actor="system", now=now)
        edit_event(event, EventDetails("Outcomes in Oxford", event.mode), slug="soc21", series=None, actor="system",
                   now=now)  # fmt: skip
        settings = SiteSettings("The Institute", "a@example.org", "", "Europe/London", "", "", "")
        change_settings(settings, actor="system", now=now)
    run_due_jobs("a worker")
    whole = text_of(made(f"reflections-{event.id}"))
    assert ("Reflections on Outcomes in Oxford" in whole, "The Institute" in whole) == (True, True)
    assert "Augusta King" in text_of(made(f"write-up-{write_up.id}"))


def test_what_is_withdrawn_is_not_handed_out_any_more(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None]
) -> None:  # fmt: skip
    stand_at(now)
    write_up = published(now)
    names = [f"write-up-{write_up.id}", f"reflections-{write_up.session.event_id}"]
    make_takeaway(write_up.session, "A lasting point.")
    run_due_jobs("a worker")
    keys = [made(name).file.storage_key for name in names]
    with transaction():
        withdraw_write_up(write_up, actor="system", now=now)
    assert [find_document(name) for name in names] == [None, None]
    assert [files.is_there(key) for key in keys] == [False, False]
    run_due_jobs("a worker")
    assert find_document(names[0]) is None
    words = text_of(made(names[1]))
    assert ("A lasting point." in words, "What we learned" in words) == (True, False)


def test_what_is_withdrawn_while_its_pdf_is_made_does_not_come_back(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(now)
    write_up = published(now)
    names = [f"write-up-{write_up.id}", f"reflections-{write_up.session.event_id}"]
    render, rendered, before = documents.render, list[str](), set(files.list_keys())

    def withdrawn_meanwhile(page: str, _tell: object) -> bytes:
        if not rendered:
            with transaction():
                withdraw_write_up(write_up, actor="system", now=now)
        rendered.append(page)
        return render(page)

    monkeypatch.setattr(documents, "render", withdrawn_meanwhile)
    run_due_jobs("a worker")
    assert [find_document(name) for name in names] == [None, None]
    assert set(files.list_keys()) - before <= named_keys()


def test_another_change_meanwhile_does_not_make_it_twice(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(now)
    write_up = published(now)
    render, rendered, before = documents.render, list[str](), set(files.list_keys())

    def touched_meanwhile(page: str, _tell: object) -> bytes:
        with transaction():
            touch_public()
        rendered.append(page)
        return render(page)

    monkeypatch.setattr(documents, "render", touched_meanwhile)
    run_due_jobs("a worker")
    assert len(rendered) == len(set(rendered)) == len(set(files.list_keys()) - before)
    assert "What we learned" in text_of(made(f"write-up-{write_up.id}"))


def test_no_write_lock_is_held_while_the_page_is_made(
    app: Flask, now: datetime, stand_at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(now)
    published(now)
    page_of, free = documents.page_of, list[bool]()

    def page_while_others_write(name: str, at: datetime) -> str | None:
        free.append(others_may_write())
        return page_of(name, at)

    monkeypatch.setattr(documents, "page_of", page_while_others_write)
    run_due_jobs("a worker")
    assert set(free) == {True}


def others_may_write() -> bool:
    """Whether another thread gets the write lock (SQLite's is one for all; PostgreSQL locks rows)."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def write() -> None:
        with app.app_context(), transaction():
            lock(get_site())

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(timeout=5)
    return not writer.is_alive()


def test_every_day_files_that_no_row_names_are_dropped(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    make_held_event()
    with transaction():
        named = store_upload(b"%PDF-1.7", "slides.pdf", "application/pdf", now).storage_key
    files.keep("le/left-over", b"left over")
    both = [named, "le/left-over"]
    tidy(Task(1, "tidy", {}))
    assert [files.is_there(key) for key in both] == [True, True]
    monkeypatch.setattr(worker, "A_DAY", timedelta(seconds=-1))
    tidy(Task(1, "tidy", {}))
    assert [files.is_there(key) for key in both] == [True, False]


def test_other_dates_are_in_the_next_one(app: Flask, now: datetime, stand_at: Callable[[datetime], None]) -> None:
    stand_at(now)
    write_up = published(now)
    event, name = write_up.session.event, f"reflections-{write_up.session.event_id}"
    run_due_jobs("a worker")
    assert "9–10 September 2021" in text_of(made(name))
    with transaction():
        starts, ends = datetime(2021, 9, 9, 9, 0), datetime(2021, 9, 11, 17, 0)  # noqa: DTZ001 -- wall-clock times
        change_event_dates(event, zone=event.zone, zone_place="", starts=starts, ends=ends, actor="system", now=now)
    run_due_jobs("a worker")
    assert "9–11 September 2021" in text_of(made(name))
