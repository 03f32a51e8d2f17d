"""The PDFs that we hand out: made by the worker, kept, made anew only where something has changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from conference import documents
from conference.core import files
from conference.core.database import transaction
from conference.domain.reflections.actions import publish_write_up, set_takeaways
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.domain.site.actions import ask_for_document
from conference.domain.site.models import Document
from conference.domain.site.queries import find_document
from conference.formats.pdf import PdfFailed
from conference.worker import run_due_jobs
from tests.reflected import make_held_event, make_post, make_write_up


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
