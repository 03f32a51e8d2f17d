"""Somebody of the demo asks that nothing is kept about them: an organiser erases them, the worker does the rest."""

from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from conference.core import clock
from conference.core.database import db, transaction
from conference.core.jobs import Job, Task
from conference.demo.loader import load_demo
from conference.domain.accounts.models import Account, JournalEntry
from conference.domain.people.queries import get_person
from conference.domain.records.actions.erasing import SCRUBS
from conference.domain.schedule.models import ReleasedSession
from conference.mail.drain import drain
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import Recipient, post
from conference.mail.transport import Folder
from conference.worker import scrub_away, worker_of
from tests.domain.records.canary import files_with, left_of
from tests.mail.letters import composed
from tests.pages import Page, PageClient

ADDRESS = "joseph.stiglitz@example.org"
WORDS = ("joseph stiglitz", "joseph-stiglitz", "stiglitz", ADDRESS)
PAGES = ("/soc21/", "/soc21/programme/", "/soc21/people/", "/soc21/schedule.ics", "/soc21/schedule.json")


def test_nothing_is_left_of_somebody_of_the_demo(app: Flask, client: PageClient) -> None:
    load_demo(date(2021, 11, 1), lambda _share: None)
    clock.forget()
    mailed(app)
    assert len(left_of(*WORDS)) > 10
    assert any("stiglitz" in client.get(path).text.casefold() for path in PAGES)
    its_id, sequence = keynote().id, keynote().sequence
    client.sign_in(db.session.scalars(select(Account).order_by(Account.id)).all()[0])
    asked = client.page("/organise/people/joseph-stiglitz/erase/")
    assert "A place in 1 session, as “Name withheld”" in asked.text
    assert "The text of 1 mail to them" in asked.text
    done = client.send("/organise/people/joseph-stiglitz/erase/", with_families="y")
    assert "They are erased." in Page(done.text).text
    job = db.session.scalars(select(Job).where(Job.kind == SCRUBS)).one()
    scrub_away(Task(job.id, job.kind, job.argument))
    assert left_of(*WORDS) == []
    assert files_with(app, "Stiglitz", "stiglitz") == []
    assert [path for path in PAGES if "stiglitz" in client.get(path).text.casefold()] == []
    assert "Name withheld" in client.page("/soc21/people/").text
    assert client.page("/people/joseph-stiglitz/", status=404).headings == ["This page is not here"]
    assert client.page("/people/withheld-11/", status=404).headings == ["This page is not here"]
    released = db.session.get_one(ReleasedSession, its_id)
    assert (released.slug, released.sequence) == ("keynote-withheld-11", sequence + 1)
    envelope = db.session.scalars(select(Envelope)).one()
    assert (envelope.state, envelope.letter.text) == (EnvelopeState.SENT, "")
    deed = db.session.scalars(select(JournalEntry).where(JournalEntry.action == "erase person")).one()
    assert (deed.subject_kind, deed.changes) == ("person", {})


def keynote() -> ReleasedSession:
    """The session in which he stood, as it is released."""
    return db.session.scalars(select(ReleasedSession).where(ReleasedSession.slug == "keynote-stiglitz")).one()


def mailed(app: Flask) -> None:
    """A mail to him went out into the folder of mails."""
    with transaction():
        get_person("joseph-stiglitz").email = ADDRESS
        post(
            composed(text=f"Dear Joseph Stiglitz at {ADDRESS}"),
            Recipient(ADDRESS, "Joseph Stiglitz"),
            kind="test",
            now=clock.now(),
        )
    folder = Path(app.config["SETTINGS"].data_dir) / "mail"
    worker_of(app).transport = Folder(folder)
    drain(worker_of(app).transport, "worker")
    assert ADDRESS in next(folder.glob("*.eml")).read_text(encoding="utf-8")
