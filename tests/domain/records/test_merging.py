"""Two records become one and two again, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict
from conference.core.text import fold
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of, list_history
from conference.domain.people.actions import edit_person
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias
from conference.domain.people.queries import (
    find_moved_person,
    find_person,
    list_everybody,
    list_organisations,
    names_of_people,
)
from conference.domain.people.rules import PersonDetails
from conference.domain.programme.actions import remove_appearance
from conference.domain.programme.models import Appearance, Session
from conference.domain.programme.rules import AppearanceRole
from conference.domain.records.actions.merging import ask_again, merge_records, say_different, undo_merge
from conference.domain.records.models import RecordMerge
from conference.domain.records.queries.merging import list_merges, merged_records, pairs_alike
from conference.domain.records.rules.merging import REFERENCES, RecordKind
from conference.domain.reflections.actions import edit_blog_post, set_quotes
from conference.domain.reflections.models import BlogAuthor, BlogPost, Quote, WriteUp
from conference.domain.reflections.rules import AuthorText, BlogPostText, QuoteText, WriteUpState
from conference.domain.schedule.actions import add_appearance, publish_release
from conference.domain.schedule.models import SpeakerPlan
from conference.domain.schedule.queries import appearances_of_person
from conference.domain.site.queries import find_public_version
from tests.factories import make_appearance, make_event, make_person, make_session, make_site, save
from tests.guards.crawl import fingerprint

NOTED = frozenset({"record_merge", "journal_entry", "site", "job"})


@pytest.fixture(autouse=True)
def _site(app: Flask) -> None:
    make_site()


def two_people() -> tuple[Person, Person]:
    """The same man twice, each with something of his own and something of which both have one."""
    kept = make_person("Mark Rodden", slug="mark-rodden", job_title="Director", created_at=datetime_of(1))
    gone = make_person("Mark Roddan", slug="mark-roddan", email="mark@example.org", job_title="Head of research")
    save(PersonAlias(person_id=gone.id, name="M. Roddan", folded_name="m roddan"))
    event = make_event()
    opening, closing = make_session(event, title="Opening"), make_session(event, title="Closing")
    make_appearance(opening, kept)
    make_appearance(opening, gone)
    make_appearance(closing, gone, role=AppearanceRole.CHAIR)
    for person in (kept, gone):
        save(SpeakerPlan(event_id=event.id, person_id=person.id, zone="Europe/London"))
    save(BlogPost(slug="post", title="Post", url="https://blog.example.org/1", changed_at=datetime_of(1),
                  authors=[BlogAuthor(person_id=gone.id, name="Mark Roddan")]))  # fmt: skip
    with transaction():
        publish_release(event, actor=SYSTEM, now=datetime_of(2))
    return kept, gone


def datetime_of(day: int) -> datetime:
    """A day of November 2021, at noon."""
    return datetime.fromisoformat(f"2021-11-{day:02}T12:00:00+00:00")


def merge(kept: Any, gone: Any, *taken: str) -> RecordMerge:
    """Merge in a transaction of its own."""
    with transaction():
        return merge_records(kept, gone, taken, actor=SYSTEM, now=datetime_of(3))


def undo(one: RecordMerge) -> None:
    """Undo in a transaction of its own."""
    with transaction():
        undo_merge(one, actor=SYSTEM, now=datetime_of(4))


def roles_of(person: Person) -> list[tuple[str, AppearanceRole]]:
    """What a person does in the draft."""
    query = select(Appearance).where(Appearance.person_id == person.id).order_by(Appearance.id)
    return [(one.session.title, one.role) for one in db.session.scalars(query)]


def test_everything_of_the_one_belongs_to_the_other() -> None:
    kept, gone = two_people()
    version = find_public_version()
    merge(kept, gone, "email", "job_title")
    assert roles_of(kept) == [("Opening", AppearanceRole.SPEAKER), ("Closing", AppearanceRole.CHAIR)]
    assert roles_of(gone) == []
    assert len(appearances_of_person(kept)) == 3
    assert db.session.scalars(select(BlogAuthor.person_id)).all() == [kept.id]
    assert sorted(alias.name for alias in kept.aliases) == ["M. Roddan", "Mark Roddan"]
    assert (kept.name, kept.email, kept.job_title) == ("Mark Rodden", "mark@example.org", "Head of research")
    assert find_public_version() != version


def test_the_record_that_went_is_found_under_the_other_only() -> None:
    kept, gone = two_people()
    merge(kept, gone)
    assert [person.name for person in list_everybody()] == ["Mark Rodden"]
    assert find_person("mark-roddan") is None
    assert find_moved_person("mark-roddan") == kept
    assert {person_id for person_id, _name in names_of_people()} == {kept.id}
    assert merged_records(kept) == [gone]


def test_a_merge_undone_leaves_every_row_as_it_was() -> None:
    kept, gone = two_people()
    before = fingerprint(NOTED)
    one = merge(kept, gone, "name", "job_title")
    assert (kept.name, kept.folded_name) == ("Mark Roddan", "mark roddan")
    undo(one)
    assert fingerprint(NOTED) == before
    assert list_merges(kept) == []


def test_undoing_leaves_what_was_done_since() -> None:
    kept, gone = two_people()
    one = merge(kept, gone, "job_title")
    with transaction():
        edit_person(kept, PersonDetails("Mark Rodden", email="new@example.org", job_title="Professor"),
                    slug="mark-rodden", organisation=None, actor=SYSTEM, now=datetime_of(3))  # fmt: skip
        closing = db.session.scalars(select(Appearance).where(Appearance.role == AppearanceRole.CHAIR)).one()
        remove_appearance(closing, actor=SYSTEM, now=datetime_of(3))
    undo(one)
    assert (kept.job_title, kept.email) == ("Professor", "new@example.org")
    assert (roles_of(kept), roles_of(gone)) == (
        [("Opening", AppearanceRole.SPEAKER)],
        [("Opening", AppearanceRole.SPEAKER)],
    )
    assert [alias.name for alias in gone.aliases] == []


def test_undoing_brings_bylines_and_quotes_back_whose_words_were_edited_since() -> None:
    kept, gone = two_people()
    session = db.session.scalars(select(Session).where(Session.title == "Closing")).one()
    save(Quote(session_id=session.id, person_id=gone.id, text="Words, said."))
    one, post = merge(kept, gone), db.session.scalars(select(BlogPost)).one()
    with transaction():
        author = AuthorText("Mark Roddan", "Dean")
        edit_blog_post(post, BlogPostText("Better", post.url, authors=(author,)), actor=SYSTEM, now=datetime_of(3))
        said = [QuoteText("New.", person_id=kept.id), QuoteText("Words.", person_id=kept.id)]
        set_quotes(session, [said[1]], actor=SYSTEM, now=datetime_of(3))
        set_quotes(session, said, actor=SYSTEM, now=datetime_of(3))
    undo(one)
    byline = db.session.scalars(select(BlogAuthor)).one()
    assert (post.title, byline.role, byline.person_id) == ("Better", "Dean", gone.id)
    quotes = db.session.scalars(select(Quote).order_by(Quote.position))
    assert [(each.text, each.person_id) for each in quotes] == [("New.", kept.id), ("Words.", gone.id)]


def test_undoing_leaves_what_was_added_since_in_the_place_of_what_went() -> None:
    kept, gone = make_person("A One", slug="a-one"), make_person("A Two")
    session = make_session(make_event(), title="Opening")
    make_appearance(session, gone)
    one = merge(kept, gone)
    with transaction():
        remove_appearance(db.session.scalars(select(Appearance)).one(), actor=SYSTEM, now=datetime_of(3))
        edit_person(kept, PersonDetails("A One"), slug="a-one", organisation=None, actor=SYSTEM, now=datetime_of(3))
    with transaction():
        add_appearance(session, kept, role=AppearanceRole.CHAIR, actor=SYSTEM, now=datetime_of(3))
        edit_person(kept, PersonDetails("A One", aliases=("Ace",)), slug="a-one", organisation=None, actor=SYSTEM,
                    now=datetime_of(3))  # fmt: skip
    undo(one)
    db.session.expire_all()
    assert (roles_of(kept), roles_of(gone)) == ([("Opening", AppearanceRole.CHAIR)], [])
    assert [alias.name for alias in kept.aliases] == ["Ace"]


def test_an_added_alias_that_moved_on_stays_with_whom_it_belongs_to() -> None:
    kept, gone, other = make_person("A One"), make_person("A Two"), make_person("A Three")
    one = merge(kept, gone)
    with transaction():
        db.session.scalars(select(PersonAlias)).one().person = other
    undo(one)
    assert [alias.name for alias in db.session.scalars(select(PersonAlias))] == ["A Two"]


def test_both_records_tell_of_it() -> None:
    kept, gone = two_people()
    one = merge(kept, gone, "email", "job_title")
    undo(one)
    changes = {"email": None, "job_title": ["Director", "Head of research"]}
    back = {"email": None, "job_title": ["Head of research", "Director"]}
    assert [(entry.action, entry.detail, entry.changes) for entry in reversed(journal_of(kept))] == [
        ("merge records", {"kept": "Mark Rodden", "merged": "Mark Roddan"}, changes),
        ("undo merge", {"kept": "Mark Rodden", "merged": "Mark Roddan"}, back),
    ]
    assert [entry.action for entry in list_history([gone])] == ["undo merge", "merge records"]


def test_a_personal_link_opens_nothing_once_its_record_went_or_its_address_changed() -> None:
    kept, gone = two_people()
    version = kept.link_version
    one = merge(kept, gone, "email")
    assert kept.link_version == version + 1
    undo(one)
    assert (kept.link_version, kept.email) == (version + 2, None)


def test_merges_are_undone_the_last_first() -> None:
    one, other, third = make_person("A One"), make_person("A Two"), make_person("A Three")
    first, second = merge(one, other), merge(one, third)
    with pytest.raises(Conflict, match=r"^A Three was merged into A One after that\. Undo that first\.$"):
        undo(first)
    undo(second)
    undo(first)
    with pytest.raises(Conflict, match=r"^This was undone already\.$"):
        undo(first)


def test_a_record_that_went_on_must_come_back_first() -> None:
    one, other, third = make_person("A One"), make_person("A Two"), make_person("A Three")
    first, second = merge(other, third), merge(one, other)
    assert merged_records(one) == [other, third]
    assert find_moved_person(third.slug) == one
    with pytest.raises(Conflict, match=r"^A Two was merged into A One since\. Undo that first\.$"):
        undo(first)
    undo(second)
    undo(first)


def test_two_records_do_not_go_into_each_other() -> None:
    one, other = make_person("A One"), make_person("A Two")
    merge(one, other)
    with pytest.raises(Conflict, match=r"^A Two was merged into another record meanwhile\.$"):
        merge(other, one)


def test_nobody_is_put_anywhere_under_a_record_that_went() -> None:
    one, other = make_person("A One"), make_person("A Two")
    session = make_session(make_event())
    merge(one, other)
    with pytest.raises(Conflict, match=r"^A Two is the same as A One now\. Choose them there\.$"), transaction():
        add_appearance(session, other, role=AppearanceRole.SPEAKER, actor=SYSTEM, now=datetime_of(3))


def test_two_write_ups_on_one_session_are_not_made_one() -> None:
    one, other = make_person("A One"), make_person("A Two")
    session = make_session(make_event(), title="Opening")
    texts = [save(WriteUp(session_id=session.id, person_id=person.id, number=at, saved_at=datetime_of(1)))
             for at, person in enumerate((one, other), 1)]  # fmt: skip
    with pytest.raises(Conflict, match=r"^Both have a write-up on “Opening”\."):
        merge(one, other)
    with transaction():
        texts[1].state = WriteUpState.WITHDRAWN
    merge(one, other)
    assert [text.person_id for text in texts] == [one.id, other.id]


def make_organisation(name: str, **values: Any) -> Organisation:
    """An organisation."""
    slug = name.lower().replace(" ", "-")
    return save(Organisation(**{"slug": slug, "name": name, "folded_name": fold(name), **values}))


def test_organisations_too() -> None:
    kept, gone = make_organisation("GSG Impact"), make_organisation("GSG", country="GB")
    save(OrganisationAlias(organisation_id=gone.id, name="Global Steering Group", folded_name="global steering group"))
    person = make_person("Mara Iyer", organisation_id=gone.id)
    make_appearance(make_session(make_event()), person, organisation_id=gone.id)
    before = fingerprint(NOTED)
    one = merge(kept, gone, "country")
    assert (person.organisation_id, db.session.scalars(select(Appearance.organisation_id)).all()) == (
        kept.id,
        [kept.id],
    )
    assert [(one.name, one.country, sorted(alias.name for alias in one.aliases)) for one in list_organisations()] == [
        ("GSG Impact", "GB", ["GSG", "Global Steering Group"])
    ]
    undo(one)
    assert fingerprint(NOTED) == before


def test_undoing_names_the_organisation_that_stands() -> None:
    first, last, other = (make_organisation(name) for name in ("GSG", "GSG Impact", "Oxford"))
    kept, gone = make_person("A One", organisation_id=first.id), make_person("A Two", organisation_id=other.id)
    session = make_session(make_event())
    for person in (kept, gone):
        make_appearance(session, person, organisation_id=first.id)
    one = merge(kept, gone, "organisation_id")
    merge(last, first)
    undo(one)
    assert (kept.organisation_id, gone.organisation_id) == (last.id, other.id)
    assert db.session.scalars(select(Appearance.organisation_id)).all() == [last.id, last.id]


def test_people_of_one_address_come_before_those_of_nearly_one_name() -> None:
    names = ("Mara Iyer", "Ben Okri", "Mara Ijer", "B. Owusu")
    mara, ben, near, same = (make_person(name, email="ben@example.org" if name[0] == "B" else None) for name in names)
    found = [(pair.one_id, pair.other_id, pair.is_same_address) for pair in pairs_alike(RecordKind.PERSON)]
    assert found == [(ben.id, same.id, True), (mara.id, near.id, False)]
    with transaction():
        say_different(near, mara, actor=SYSTEM, now=datetime_of(3))
        say_different(mara, near, actor=SYSTEM, now=datetime_of(3))
    assert [pair.one_id for pair in pairs_alike(RecordKind.PERSON)] == [ben.id]
    with transaction():
        ask_again(mara, near, actor=SYSTEM, now=datetime_of(3))
    assert len(pairs_alike(RecordKind.PERSON)) == 2


def test_a_merge_remembers_every_reference() -> None:
    kept, gone = two_people()
    one = merge(kept, gone)
    assert set(one.moved) == {reference.name for reference in REFERENCES[RecordKind.PERSON]}
    assert list(one.aside) == ["appearance", "blog_author"]
    assert [len(lines) for lines in one.aside.values()] == [1, 0]


def test_of_two_merges_at_once_into_each_other_one_is_done(app: Flask) -> None:
    one, other = make_person("A One").id, make_person("A Two").id
    db.session.remove()
    start = Barrier(2)

    def run(kept_id: int, gone_id: int) -> str:
        with app.app_context():
            kept, gone = db.session.get_one(Person, kept_id), db.session.get_one(Person, gone_id)
            start.wait(20)
            try:
                with transaction():
                    merge_records(kept, gone, (), actor=SYSTEM, now=datetime_of(3))
            except Conflict as refusal:
                return refusal.sentence
            finally:
                db.session.remove()
            return ""

    with ThreadPoolExecutor(2) as pool:
        answers = [*pool.map(run, (one, other), (other, one))]
    assert sorted(bool(answer) for answer in answers) == [False, True]
    assert "was merged into another record meanwhile." in "".join(answers)
    assert len(db.session.scalars(select(RecordMerge)).all()) == 1
