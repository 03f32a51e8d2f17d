"""Others write while a merge is under way: what they write belongs to the record that stands, or is refused.

SQLite lets one writer in after the other, so this is tried where two write at once.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from conference.core.database import db, transaction
from conference.core.errors import Conflict
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.models import Account
from conference.domain.exchange.actions import apply_import, begin_reading, choose_items, keep_report, start_import
from conference.domain.exchange.queries import make_report
from conference.domain.exchange.rules import Choices
from conference.domain.people.actions import edit_person
from conference.domain.people.models import Person
from conference.domain.people.rules import PersonDetails
from conference.domain.programme.models import Session
from conference.domain.records.actions.merging import merge_records
from conference.domain.records.queries.merging import moves_between
from conference.domain.reflections.actions import add_blog_post, set_quotes
from conference.domain.reflections.rules import AuthorText, BlogPostText, QuoteText
from conference.domain.schedule.actions import object_to_time, publish_release
from conference.domain.schedule.queries import place_of_draft
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.values import FilePerson, Identity, Scheme
from tests.domain.exchange.programmes import programme, session
from tests.domain.records.test_merging import datetime_of
from tests.factories import make_account, make_appearance, make_event, make_person, make_session, make_site

NOW = datetime_of(3)
BY: dict[str, Any] = {"actor": SYSTEM, "now": NOW}
KEPT, GONE = 1, 2
Deed = Callable[[Person, Session], object]


def release(gone: Person, there: Session) -> None:
    """Show readers the draft, in which who goes stands."""
    publish_release(there.event, **BY)


def quote(gone: Person, there: Session) -> None:
    """Note what who goes has said."""
    set_quotes(there, [QuoteText("Words.", person_id=gone.id)], **BY)


def sign(gone: Person, there: Session) -> None:
    """Name who goes as the author of a post."""
    add_blog_post(BlogPostText("Post", "https://example.org/", authors=(AuthorText(gone.name),)), **BY)


def rename(gone: Person, there: Session) -> None:
    """Change what is said about who goes."""
    edit_person(gone, PersonDetails("A Two", aliases=("Ace",)), slug=gone.slug, organisation=None, **BY)


def object_to(gone: Person, there: Session) -> None:
    """Say that a time does not suit who goes."""
    object_to_time(there, gone, "No.", now=NOW, seen=place_of_draft(there).mark)


def bring_in(gone: Person, there: Session) -> None:
    """Import a programme that names who goes."""
    who, actor = FilePerson(Identity(Scheme.CODE, "A"), gone.name), db.session.get_one(Account, 1)
    file = programme(session(1, who), people=(who,))
    one = start_import(b"read", "file", event=None, how=HowToRead(), actor=actor, now=NOW)
    begin_reading(one, now=NOW)
    keep_report(one, make_report(file, None, actor), now=NOW)
    db.session.flush()
    choose_items(one, Choices(), actor=actor, now=NOW)
    apply_import(one, file, now=NOW)


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@pytest.mark.parametrize("deed", [release, quote, sign, rename, object_to, bring_in])
def test_what_is_written_during_a_merge_is_of_the_record_that_stands_or_refused(app: Flask, deed: Deed) -> None:
    make_site()
    make_account()
    kept, gone = make_person("A One", id=KEPT), make_person("A Two", id=GONE)
    make_appearance(make_session(make_event(), title="Opening"), gone)
    db.session.remove()
    has_merged, may_commit = Event(), Event()

    def merge() -> None:
        with app.app_context(), transaction():
            merge_records(db.session.get_one(Person, KEPT), db.session.get_one(Person, GONE), (), **BY)
            has_merged.set()
            may_commit.wait(20)

    def write() -> str:
        has_merged.wait(20)
        with app.app_context():
            try:
                with transaction():
                    deed(db.session.get_one(Person, GONE), db.session.get_one(Session, 1))
            except Conflict as refusal:
                return refusal.sentence
        return ""

    with ThreadPoolExecutor(2) as pool:
        merging, writing = pool.submit(merge), pool.submit(write)
        wait_until_it_waits(writing)
        may_commit.set()
        merging.result(30)
        refusal = writing.result(30)
    kept, gone = db.session.get_one(Person, KEPT), db.session.get_one(Person, GONE)
    assert [move.reference.name for move in moves_between(kept, gone) if move.moves] == []
    assert refusal == ("A Two is the same as A One now. Choose them there." if deed in {rename, object_to} else "")


def wait_until_it_waits(writing: "Future[str]") -> None:
    """Until the writer waits for a lock that the merge holds, or is done already."""
    while not writing.done():
        waiting = db.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
        db.session.rollback()
        if waiting:
            return
        time.sleep(0.02)
