"""The draft as speakers may see it before it is public: who sees what, who is told, what they say to it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, NotFound
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.actions import (
    close_preview,
    object_to_time,
    open_preview,
    publish_release,
    settle_objection,
    tell_speakers_of_preview,
)
from conference.domain.schedule.models import Preview, Release, ReleasedSession
from conference.domain.schedule.queries import (
    audience_of_preview,
    count_objections,
    draft_release,
    find_objection,
    find_preview,
    get_preview,
    objections_of,
    objections_to,
    place_of_draft,
    planned_of_person,
    released_sessions,
    snapshots_of,
)
from conference.mail.models import Envelope
from conference.mail.outbox import list_envelopes
from tests.factories import make_appearance, make_event, make_person, make_session, make_site, make_venue
from tests.statements import statements

START = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHOWN = ("session_id", "slug", "title", "room_name", "starts_at", "ends_at", "format_name", "state")


@pytest.fixture
def ada(app: Flask) -> Person:
    """A speaker with an address."""
    del app
    make_site()
    return make_person("Ada Lovelace", email="ada@example.org")


@pytest.fixture
def event(ada: Person) -> Event:
    """An event with a session of hers, one of somebody without an address, and one that is no more than an idea."""
    event = make_event(slug="soc22", venue_id=make_venue("Hall").id)
    assert event.venue is not None
    for number, person in enumerate((ada, make_person("Bob Nowhere"))):
        at = START + number * HOUR
        session = make_session(event, slug=f"talk-{number}", title=f"Talk {number}", starts_at=at, ends_at=at + HOUR,
                               room_id=event.venue.rooms[0].id)  # fmt: skip
        make_appearance(session, person)
    make_session(event, slug="idea", state=SessionState.DRAFT)
    return event


@pytest.fixture
def preview(event: Event, now: datetime) -> Preview:
    """The open preview of that event."""
    with transaction():
        return open_preview(event, actor=SYSTEM, now=now)


def talk(event: Event, number: int = 0) -> Session:
    return db.session.scalars(select(Session).where(Session.slug == f"talk-{number}")).one()


def move(session: Session) -> None:
    with transaction():
        session.starts_at = START + 5 * HOUR
        session.ends_at = session.starts_at + HOUR


def shown(sessions: list[ReleasedSession]) -> list[tuple[object, ...]]:
    return [tuple(getattr(one, name) for name in SHOWN) for one in sessions]


def test_the_draft_is_shown_as_the_next_release_shows_it_and_nothing_is_stored(event: Event, now: datetime) -> None:
    draft = draft_release(event, now)
    before = shown(draft.sessions), [[one.person.name for one in session.appearances] for session in draft.sessions]
    db.session.commit()
    assert (draft.number, db.session.scalars(select(Release)).all()) == (1, [])
    with transaction():
        release = publish_release(event, actor=SYSTEM, now=now)
    sessions = released_sessions(release)
    assert before == (shown(sessions), [[one.person.name for one in session.appearances] for session in sessions])
    assert len(snapshots_of(release)) == 2


def test_a_draft_takes_the_same_queries_for_two_sessions_and_for_twenty(event: Event, now: datetime) -> None:
    with statements() as few:
        draft_release(event, now)
    for number in range(18):
        make_appearance(make_session(event), make_person(f"Speaker {number}"))
    db.session.expire_all()
    event.venue  # noqa: B018 -- what the fixture had loaded
    with statements() as many:
        assert len(draft_release(event, now).sessions) == 20
    assert len(many) <= len(few) + 1


def test_a_link_dies_with_its_opening(event: Event, preview: Preview, now: datetime) -> None:
    version = preview.link_version
    assert get_preview(preview.id, version, now).event.slug == "soc22"
    with transaction():
        close_preview(event, actor=SYSTEM, now=now)
    with pytest.raises(NotFound):
        get_preview(preview.id, version, now)
    with transaction():
        again = open_preview(event, actor=SYSTEM, now=now)
    with pytest.raises(NotFound):
        get_preview(again.id, version, now)
    assert get_preview(again.id, version + 1, now) is again
    assert [entry.action for entry in journal_of(again)] == ["open preview", "close preview", "open preview"]


def test_what_is_over_or_cancelled_or_closed_is_refused(event: Event, now: datetime) -> None:
    with pytest.raises(Conflict), transaction():
        close_preview(event, actor=SYSTEM, now=now)
    with pytest.raises(Conflict), transaction():
        tell_speakers_of_preview(event, actor=SYSTEM, now=now)
    with pytest.raises(Conflict), transaction():
        open_preview(event, actor=SYSTEM, now=event.ends_at)
    with transaction():
        event.state = EventState.CANCELLED
    with pytest.raises(Conflict), transaction():
        open_preview(event, actor=SYSTEM, now=now)
    assert find_preview(event) is None


def test_nobody_sees_or_hears_of_the_draft_of_what_is_over_or_cancelled(
    event: Event, preview: Preview, ada: Person, now: datetime
) -> None:
    for at in (event.ends_at, now):
        with pytest.raises(NotFound, match="This preview is closed"):
            get_preview(preview.id, preview.link_version, at)
        with pytest.raises(Conflict, match="The preview is closed"), transaction():
            tell_speakers_of_preview(event, actor=SYSTEM, now=at)
        assert planned_of_person(ada, at) == []
        with transaction():
            event.state = EventState.CANCELLED
    assert list_envelopes() == []


def test_each_speaker_is_told_once_of_each_opening(event: Event, preview: Preview, now: datetime) -> None:
    def tell() -> int:
        with transaction():
            return tell_speakers_of_preview(event, actor=SYSTEM, now=now)

    assert tell() == 1
    with pytest.raises(Conflict):
        tell()
    audience = audience_of_preview(preview, draft_release(event, now))
    names = [[one.name for one in people] for people in (audience.waiting, audience.told, audience.unreachable)]
    assert names == [[], ["Ada Lovelace"], ["Bob Nowhere"]]
    make_appearance(talk(event, 1), make_person("Grace Hopper", email="grace@example.org"))
    assert tell() == 1
    with transaction():
        close_preview(event, actor=SYSTEM, now=now)
        open_preview(event, actor=SYSTEM, now=now)
    assert tell() == 2
    to = [one.recipient_email for one in list_envelopes()]
    assert sorted(to) == ["ada@example.org", "ada@example.org", "grace@example.org", "grace@example.org"]
    text = db.session.scalars(select(Envelope).order_by(Envelope.id)).first()
    assert text is not None
    assert [part in text.letter.text for part in ("/speak/", "/preview/", "Dear Ada Lovelace,")] == [True] * 3


def test_a_person_sees_what_is_planned_until_readers_see_it(event: Event, ada: Person, now: datetime) -> None:
    def planned() -> list[tuple[str, datetime | None]]:
        return [(one.session.title, one.session.starts_at) for one in planned_of_person(ada, now)]

    assert planned() == []
    with transaction():
        open_preview(event, actor=SYSTEM, now=now)
    assert planned() == [("Talk 0", START)]
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    assert planned() == []
    move(talk(event))
    assert planned() == [("Talk 0", START + 5 * HOUR)]
    assert planned_of_person(ada, event.ends_at) == []
    with transaction():
        close_preview(event, actor=SYSTEM, now=now)
    assert planned() == []


def test_what_a_speaker_says_last_counts_until_it_is_settled(event: Event, ada: Person, now: datetime) -> None:
    def say(words: str) -> None:
        with transaction():
            object_to_time(talk(event), ada, words, now=now, seen=place_of_draft(talk(event)).mark)

    say("I teach then.")
    say("I teach until ten.")
    assert ([one.words for one in objections_to(talk(event))], count_objections(event)) == (["I teach until ten."], 1)
    objection = find_objection(talk(event).id, ada.id)
    assert objection is not None
    with transaction():
        settle_objection(objection, actor=SYSTEM, now=now, seen=objection.mark)
    assert (objections_to(talk(event)), count_objections(event)) == ([], 0)
    say("Now I am away.")
    assert count_objections(event) == 1
    actions = [(entry.action, entry.actor) for entry in journal_of(objection)]
    assert actions.count(("object to time", "speaker")) == 3
    assert actions.count(("settle objection", "system")) == 1


def test_what_changed_while_a_page_was_open_is_neither_settled_nor_said(
    event: Event, ada: Person, now: datetime
) -> None:  # fmt: skip
    planned = place_of_draft(talk(event)).mark
    with transaction():
        objection = object_to_time(talk(event), ada, "I teach then.", now=now, seen=planned)
    read = objection.mark
    with transaction():
        object_to_time(talk(event), ada, "I am away all day.", now=now, seen=planned)
    with pytest.raises(Conflict, match="Ada Lovelace has written something else"), transaction():
        settle_objection(objection, actor=SYSTEM, now=now, seen=read)
    move(talk(event))
    with pytest.raises(Conflict, match="The plan was changed while your page was open"), transaction():
        object_to_time(talk(event), ada, "Not then.", now=now, seen=planned)
    assert [(one.words, one.planned, one.is_settled) for one in objections_of(event)] == [
        ("I am away all day.", planned, False)
    ]


def test_what_a_record_that_went_into_another_said_does_not_count(event: Event, ada: Person, now: datetime) -> None:
    twin = make_person("Ada Lovelace", slug="ada-2")
    with transaction():
        for person in (ada, twin):
            object_to_time(talk(event), person, "I teach then.", now=now, seen=place_of_draft(talk(event)).mark)
        twin.merged_into_id = ada.id
    assert [one.person_id for one in objections_of(event)] == [ada.id]
    assert ([one.person_id for one in objections_to(talk(event))], count_objections(event)) == ([ada.id], 1)
