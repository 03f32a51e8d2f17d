"""The demo in the database: each day's world, the same on every run, on both databases, and on the pages."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from conference import links
from conference.core import clock, files
from conference.core.database import Base, db, transaction
from conference.core.errors import Conflict
from conference.core.slugs import OldSlug
from conference.core.tables import list_tables, tables_with_rows
from conference.core.tokens import digest
from conference.demo.loader import FIRST_DAY, demo_start, load_demo
from conference.domain.accounts.models import Account, JournalEntry
from conference.domain.briefings.models import Briefing, BriefingItem, BriefingLink, BriefingSection
from conference.domain.consents.models import Consent
from conference.domain.events.models import Event, Series
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.models import ExpressionOfInterest, InterestState
from conference.domain.people.models import Organisation, Person
from conference.domain.programme.models import Appearance, Session, SessionFollows
from conference.domain.reflections.models import BlogPost, BlogPostSession, Quote, Takeaway, WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.domain.registration.models import Decision, Registration
from conference.domain.registration.queries import count_places
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import draft_snapshots, snapshots_of
from conference.domain.site.actions import set_up_site, store_upload
from conference.mail.models import Envelope, Letter
from tests.pages import PageClient

NOT_FROM_FACTS = {"fs_uniquifier", "offset_seconds", "public_version"}
"""Columns that hold chance or the real time."""
hashes: dict[str, str] = {}


def load(day: str) -> list[float]:
    """Load the demo of the day; what the progress bar was told."""
    told: list[float] = []
    load_demo(date.fromisoformat(day), told.append)
    clock.forget()
    return told


def counted(*tables: type[Base]) -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def event(slug: str) -> Event:
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()


def session(slug: str, event_slug: str) -> Session:
    query = select(Session).join(Session.event).where(Session.slug == slug, Event.slug == event_slug)
    return db.session.scalars(query).one()


def hash_of_all_rows() -> str:
    lines = []
    for table in list_tables():
        columns = [column for column in table.columns if column.name not in NOT_FROM_FACTS]
        rows = db.session.execute(select(*columns).order_by(*table.primary_key.columns))
        lines += [f"{table.name} {tuple(row)}" for row in rows]
    return digest("\n".join(lines))


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2021-11-01", [9, 17, 26, 21, 8, 7]),
        ("2022-06-20", [10, 34, 49, 27, 8, 7]),
        ("2022-09-09", [10, 34, 49, 27, 9, 7]),
        ("2022-10-15", [12, 35, 50, 27, 11, 7]),
        ("2023-10-01", [15, 59, 81, 38, 16, 7]),
        ("2024-10-01", [15, 82, 89, 44, 20, 7]),
    ],
)
def test_each_day_has_its_world_the_same_on_every_run(
    app: Flask, client: PageClient, day: str, counts: list[int]
) -> None:
    told = load(day)
    assert counted(Event, Session, Person, Organisation, BlogPost, Briefing) == counts
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert counted(Account, JournalEntry, Letter, Envelope) == [2, 0, 0, 0]
    start = demo_start(date.fromisoformat(day))
    for one in db.session.scalars(select(Event)).all():
        check_draft_is_what_was_released(one, start)
        check_registrations_stand_as_the_rules_left_them(one, start)
    first = hash_of_all_rows()
    if db.engine.dialect.name == "sqlite" or day == FIRST_DAY.isoformat():  # the same rows give the same pages
        check_every_page_answers(client)
    if day == FIRST_DAY.isoformat():  # over what is there; the two databases are two runs of every other day
        load(day)
        assert hash_of_all_rows() == first
    assert hashes.setdefault(day, first) == first, "the two databases hold different rows"


def check_draft_is_what_was_released(one: Event, start: datetime) -> None:
    releases = db.session.scalars(select(Release).where(Release.event_id == one.id).order_by(Release.number)).all()
    assert draft_snapshots(one) == (snapshots_of(releases[-1]) if releases else [])
    assert [release for release in releases if release.released_at > start] == []


def check_registrations_stand_as_the_rules_left_them(one: Event, start: datetime) -> None:
    tally = count_places(one)
    assert [mode for mode in (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE) if tally.places.over(mode)] == []
    assert not (one.starts_at > start and tally.has_movers)
    decided = db.session.execute(
        select(Registration.state, func.count(Decision.id)).join(Registration.decisions)
        .where(Registration.event_id == one.id).group_by(Registration.id)
    ).all()  # fmt: skip
    assert len(decided) == len(db.session.scalars(select(Registration.id).filter_by(event_id=one.id)).all())
    assert [state for state, number in decided if state is RegistrationState.CANCELLED and number < 2] == []


def check_every_page_answers(client: PageClient) -> None:
    addresses = [links.home(), links.events(), links.briefings(), links.all_reflections(), links.reflections_feed()]
    addresses += [links.series(slug) for slug in db.session.scalars(select(Series.slug))]
    addresses += [links.person(slug) for slug in db.session.scalars(select(Person.slug))]
    addresses += [links.briefing(slug) for slug in db.session.scalars(select(Briefing.slug))]
    addresses += [links.blog_post(slug) for slug in db.session.scalars(select(BlogPost.slug))]
    public = Event.state != EventState.DRAFT
    for slug in db.session.scalars(select(Event.slug).where(public)):
        addresses += [links.event(slug), links.event_calendar(slug), links.reflections(slug)]
    sessions = db.session.execute(select(Event.slug, Session.slug).join(Session.event).where(public))
    addresses += [links.session(event_slug, slug) for event_slug, slug in sessions]
    for address in addresses:
        client.get(address)


def test_the_first_day(app: Flask) -> None:
    load("2021-11-01")
    assert {one.slug: one.state for one in db.session.scalars(select(Event)) if one.short_title} == {
        "soc20": EventState.OPEN, "soc21": EventState.OPEN, "soc22": EventState.ANNOUNCED,
    }  # fmt: skip
    soc22 = event("soc22")
    assert (soc22.starts_at, soc22.ends_at) == (
        datetime(2022, 9, 8, 8, tzinfo=UTC), datetime(2022, 9, 9, 16, tzinfo=UTC),
    )  # fmt: skip
    assert [(one.name, one.at) for one in soc22.deadlines] == [
        ("The call for contributions closes", datetime(2022, 4, 4, 22, 59, tzinfo=UTC))
    ]
    assert clock.find_demo_start() == datetime(2021, 11, 1, 12, tzinfo=UTC)
    assert abs(clock.now() - datetime(2021, 11, 1, 12, tzinfo=UTC)).total_seconds() < 60
    states = Counter(db.session.scalars(select(ExpressionOfInterest.state).filter_by(event_id=soc22.id)))
    assert states[InterestState.CONFIRMED] > 0
    assert states[InterestState.UNCONFIRMED] > 0
    assert counted(Consent)[0] > 0
    assert {slug: db.session.get_one(Event, to).slug
            for slug, to in db.session.execute(select(OldSlug.slug, OldSlug.target_id))} == {
        "social-outcomes-conference-2020": "soc20", "social-outcomes-conference-2021": "soc21",
    }  # fmt: skip


def test_the_keynote_the_webinar_and_the_briefing_point_at_each_other(app: Flask) -> None:
    load("2021-11-01")
    keynote, webinar = session("keynote-stiglitz", "soc21"), event("cameroon-kangaroo-mother-care")
    links_of_keynote = select(BlogPostSession).where(BlogPostSession.session_id == keynote.id)
    post = db.session.scalars(links_of_keynote.join(BlogPost).where(BlogPost.kind == "blog post")).one().blog_post
    assert [(one.name, one.role) for one in post.authors] == [
        ("Nigel Ball", "Executive Director, Government Outcomes Lab")
    ]
    takeaways = select(Takeaway.text).join(Takeaway.session).where(Session.event_id == webinar.id)
    assert [text.split(";")[0].split(":")[0] for text in db.session.scalars(takeaways.order_by(Takeaway.position))] == [
        "The partners built a road to scale",
        "For the ministry the risk was low",
        "When the bond closed in September 2021, the partners meant to take the method across Cameroon.",
    ]
    october = select(BriefingLink).join(BriefingItem).join(BriefingSection).join(Briefing)
    found = db.session.scalars(october.where(Briefing.slug == "october-2021")).all()
    assert keynote.id in {one.session_id for one in found}
    assert {webinar.id, event("soc22").id} <= {one.event_id for one in found}
    assert post.id in {one.blog_post_id for one in found}


def test_roles_are_those_of_the_day(app: Flask) -> None:
    load("2024-10-01")
    rows = db.session.execute(select(Appearance.job_title).join(Appearance.person).where(Person.is_sample.is_(True)))
    assert set(rows.scalars()) == {"Researcher"}
    heinrich = db.session.scalars(select(Person).where(Person.slug == "carolyn-heinrich")).one()
    assert [alias.name for alias in heinrich.aliases] == ["Carolyn J. Heinrich"]
    stiglitz = db.session.scalars(select(Quote).join(Quote.person).where(Person.slug == "joseph-stiglitz")).all()
    assert [(one.attributed_as, one.has_consent) for one in stiglitz] == [("Professor Joseph Stiglitz", True)]
    assert counted(SessionFollows) == [11]


def test_only_sample_people_write_up_and_only_sample_sessions_are_written_up(app: Flask) -> None:
    load("2022-10-15")
    rows = db.session.execute(select(WriteUp).join(WriteUp.person).join(WriteUp.session).order_by(WriteUp.id)).scalars()
    found = [(one.state, one.person.is_sample, one.session.is_sample, one.is_sample, one.session.event.slug)
             for one in rows]  # fmt: skip
    assert {flags for _state, *flags_, _slug in found for flags in [tuple(flags_)]} == {(True, True, True)}
    assert Counter((slug, state) for state, *_flags, slug in found) == {
        ("soc21", WriteUpState.PUBLISHED): 1, ("soc21", WriteUpState.SUBMITTED): 1,
        ("soc22", WriteUpState.PUBLISHED): 2, ("soc22", WriteUpState.SUBMITTED): 1, ("soc22", WriteUpState.RETURNED): 1,
    }  # fmt: skip


def test_the_second_day_of_soc22_is_live_with_a_moved_session(app: Flask) -> None:
    load("2022-09-09")
    start = datetime(2022, 9, 9, 10, tzinfo=UTC)
    assert demo_start(date(2022, 9, 9)) == clock.find_demo_start() == start
    soc22 = event("soc22")
    running = db.session.scalars(select(Session.slug).where(Session.event_id == soc22.id, Session.starts_at <= start,
                                                            Session.ends_at > start)).all()  # fmt: skip
    assert sorted(running) == ["outcomes-are-knotty", "sample-session-2", "sample-session-5"]
    first, second = db.session.scalars(select(Release).where(Release.event_id == soc22.id).order_by(Release.number))
    friday = "Friday 9 September 2022"
    moved = (
        f"Sample Session 6 moves from {friday}, 09:00 to 10:15 (Oxford time, BST), Seminar Room 2"
        f" to {friday}, 12:45 to 14:00 (Oxford time, BST), Seminar Room 1."
    )
    assert [change["words"] for change in second.changes] == [moved]
    sequences = select(ReleasedSession.slug, ReleasedSession.sequence).where(ReleasedSession.release_id == second.id)
    assert [slug for slug, sequence in db.session.execute(sequences) if sequence == 1] == ["sample-session-6"]
    assert (first.released_at, second.released_at) == (
        datetime(2022, 6, 13, 8, tzinfo=UTC), datetime(2022, 8, 22, 8, tzinfo=UTC),
    )  # fmt: skip


def test_a_database_with_anything_else_is_refused_and_left_alone(app: Flask) -> None:
    with transaction():
        set_up_site(name="Ours", sender_email="ours@example.org", is_set_up=True)
    with pytest.raises(Conflict) as refusal:
        load("2021-11-01")
    assert refusal.value.sentence == "This database holds data of its own, so the demo is not loaded into it."
    assert tables_with_rows() == ["site"]


def test_a_load_that_fails_leaves_the_former_demo(app: Flask) -> None:
    load("2021-11-01")
    before = hash_of_all_rows()

    def break_off(part: float) -> None:
        if part > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_demo(date(2024, 10, 1), break_off)
    assert hash_of_all_rows() == before


def test_a_demo_that_is_replaced_leaves_no_files(app: Flask, now: datetime) -> None:
    load("2021-11-01")
    with transaction():
        key = store_upload(b"%PDF-1.7", "slides.pdf", "application/pdf", now).storage_key
    load("2021-11-01")
    assert not files.is_there(key)
