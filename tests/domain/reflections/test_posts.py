"""Blog posts: authors as on the posting day, links both ways over the years, what is made anew."""

from datetime import date, datetime

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict
from conference.core.jobs import Job
from conference.domain.accounts.queries import journal_of
from conference.domain.reflections.actions import (
    add_blog_post,
    ask_for_all_documents,
    edit_blog_post,
    link_to_event,
    link_to_session,
    publish_blog_post,
    remove_blog_post,
    set_highlight,
    unlink_from_session,
    unpublish_blog_post,
)
from conference.domain.reflections.models import BlogAuthor, BlogPost, BlogPostSession
from conference.domain.reflections.queries import posts_by_session, posts_on_event
from conference.domain.reflections.rules import AuthorText, BlogPostText
from conference.domain.site.queries import find_public_version
from tests.factories import make_event, make_person
from tests.reflected import make_held_event, make_highlight, make_takeaway, make_write_up

AUTHORS = AuthorText("Ada Lovelace", "Executive Director"), AuthorText("Nobody We Know")
TEXT = BlogPostText(
    "On value", "https://blog.example.org/value", posted_on=date(2021, 10, 13), summary="We *think*.", authors=AUTHORS
)


def documents() -> list[str]:
    """The names of the documents that are to be made."""
    return sorted({job.argument["name"] for job in db.session.query(Job).filter_by(kind="document")})


def test_authors_are_linked_by_their_exact_name(app: Flask, now: datetime) -> None:
    _event, (session,), person = make_held_event()
    make_person("Same Name"), make_person("Same Name")
    with transaction():
        text = BlogPostText("T", "https://example.org/", authors=(*TEXT.authors, AuthorText("same name")))
        post = add_blog_post(text, sessions=[session], actor="system", now=now)
    assert [(one.name, one.role, one.person_id) for one in post.authors] == [
        ("Ada Lovelace", "Executive Director", person.id), ("Nobody We Know", "", None), ("same name", "", None),
    ]  # fmt: skip


def test_a_role_stays_as_it_was(app: Flask, now: datetime) -> None:
    _event, _sessions, person = make_held_event()
    with transaction():
        post = add_blog_post(TEXT, published_at=now, actor="system", now=now)
    with transaction():
        person.job_title = "Former Executive Director"
    assert post.authors[0].role == "Executive Director"


def test_the_same_title_twice(app: Flask, now: datetime) -> None:
    make_held_event()
    with transaction():
        slugs = [add_blog_post(TEXT, actor="system", now=now).slug for _turn in range(2)]
    assert slugs == ["on-value", "on-value-2"]


def test_links_over_the_years(app: Flask, now: datetime) -> None:
    event, (session,), _person = make_held_event()
    later = make_event(slug="soc22")
    with transaction():
        post = add_blog_post(TEXT, published_at=now, actor="system", now=now)
        link_to_session(post, session, actor="system", now=now)
        link_to_session(post, session, actor="system", now=now)
        link_to_event(post, later, actor="system", now=now)
    assert [one.id for one in posts_by_session([session.id], now)[session.id]] == [post.id]
    assert [one.id for one in posts_on_event(later, now)] == [post.id]
    assert documents() == [f"reflections-{event.id}", f"reflections-{later.id}"]
    with transaction():
        unlink_from_session(post, session.id, actor="system", now=now)
    assert (posts_by_session([session.id], now), db.session.query(BlogPostSession).count()) == ({}, 0)


def test_publish_hide_edit_remove(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    with transaction():
        post = add_blog_post(TEXT, sessions=[session], actor="system", now=now)
    assert posts_by_session([session.id], now) == {}
    versions = {find_public_version()}
    for deed in (publish_blog_post, unpublish_blog_post, publish_blog_post):
        with transaction():
            deed(post, actor="system", now=now)
        versions.add(find_public_version())
    with pytest.raises(Conflict), transaction():
        publish_blog_post(post, actor="system", now=now)
    with transaction():
        edit_blog_post(post, BlogPostText("Another title", TEXT.url), actor="system", now=now)
    versions.add(find_public_version())
    assert (post.slug, post.title, post.authors, len(versions)) == ("on-value", "Another title", [], 5)
    assert [entry.action for entry in reversed(journal_of(post))][-1] == "blog post edited"
    with transaction():
        remove_blog_post(post, actor="system", now=now)
    assert [db.session.query(table).count() for table in (BlogPost, BlogAuthor, BlogPostSession)] == [0, 0, 0]


def test_a_highlight_is_set_changed_and_taken_away(app: Flask, now: datetime) -> None:
    event, (session,), _person = make_held_event()
    make_highlight(event, "Of a day.", day=date(2021, 9, 9))
    with transaction():
        first = set_highlight(event, "One.", session=session, actor="system", now=now)
        second = set_highlight(event, "Two.", session=session, actor="system", now=now)
        assert (first, second.text if second else "") == (second, "Two.")
        assert set_highlight(event, "", session=session, actor="system", now=now) is None
        kept = set_highlight(event, "Of a day.", day=date(2021, 9, 9), actor="system", now=now)
    assert kept is not None
    assert [entry.action for entry in journal_of(kept)] == []


def test_all_documents_are_asked_for_once(app: Flask, now: datetime) -> None:
    event, (session,), person = make_held_event()
    make_event(slug="soc22")
    assert documents() == []
    make_takeaway(session)
    write_up = make_write_up(session, person)
    with transaction():
        ask_for_all_documents(now)
        ask_for_all_documents(now)
    assert documents() == [f"reflections-{event.id}", f"write-up-{write_up.id}"]
    assert db.session.query(Job).filter_by(kind="document").count() == 2
