"""Publishing a release, and what readers get of it."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, NotFound
from conference.core.jobs import Job
from conference.core.slugs import remember_slug
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Presentation, Session
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.actions import publish_release
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries import (
    appearances_of_person,
    calendar_entries_of,
    days_of,
    find_current_release,
    find_released_session,
    get_current_release,
    list_releases,
    people_of,
    released_sessions,
)
from conference.domain.site.queries import find_public_version
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_person,
    make_session,
    make_site,
    make_venue,
    save,
)
from tests.statements import statements

START = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_programme() -> tuple[Event, Session]:
    make_site()
    event = make_event(slug="soc22", venue_id=make_venue("Lecture Theatre 1").id)
    keynote = make_session(event, slug="keynote", title="Keynote", starts_at=START, ends_at=START + HOUR)
    make_appearance(keynote, make_person("Joseph Stiglitz"), role=AppearanceRole.KEYNOTE_SPEAKER)
    save(Presentation(session_id=keynote.id, title="On outcomes", abstract="Why they matter."))
    return event, keynote


def release(event: Event, now: datetime) -> Release:
    with transaction():
        return publish_release(event, actor=SYSTEM, now=now)


def change(session: Session, **values: object) -> None:
    with transaction():
        for name, value in values.items():
            setattr(session, name, value)


def test_a_release_is_a_numbered_snapshot(app: Flask, now: datetime) -> None:
    event, keynote = make_programme()
    account = make_account()
    version = find_public_version()
    with transaction():
        first = publish_release(event, actor=account, now=now, note="First programme")
    current = get_current_release(event)
    assert (current.id, current.number, current.note, current.released_at) == (first.id, 1, "First programme", now)
    assert find_public_version() != version
    assert [(entry.action, entry.actor, entry.detail) for entry in journal_of(first)] == [
        ("publish release", account.email, {"number": 1})
    ]
    change(keynote, title="Another title")
    (session,) = released_sessions(get_current_release(event))
    assert (session.title, session.slug, session.starts_at) == ("Keynote", "keynote", START)
    assert [(one.name, one.role, one.job_title) for one in session.appearances] == [
        ("Joseph Stiglitz", AppearanceRole.KEYNOTE_SPEAKER, "Professor")
    ]
    assert [(one.title, one.abstract) for one in session.presentations] == [("On outcomes", "Why they matter.")]
    assert current.changes == []


def test_drafts_stay_out_and_cancelled_sessions_stay_in(app: Flask, now: datetime) -> None:
    event, keynote = make_programme()
    make_session(event, title="Draft", state=SessionState.DRAFT)
    make_session(event, title="Never public", state=SessionState.CANCELLED)
    release(event, now)
    change(keynote, state=SessionState.CANCELLED)
    second = release(event, now + HOUR)
    assert [(one.title, one.state) for one in released_sessions(second)] == [("Keynote", SessionState.CANCELLED)]
    assert [(one["kind"], one["words"]) for one in second.changes] == [("cancelled", "Keynote is cancelled.")]
    (entry,) = calendar_entries_of(second)
    assert (entry.status, entry.sequence, entry.summary) == ("CANCELLED", 1, "Cancelled: Keynote")


def test_sequence_rises_with_what_a_calendar_shows_and_with_nothing_else(app: Flask, now: datetime) -> None:
    event, keynote = make_programme()
    release(event, now)
    seen = []
    changed: list[dict[str, Any]] = [
        {"abstract": "New words."},
        {"starts_at": START + HOUR, "ends_at": START + 2 * HOUR},
        {"title": "The keynote"},
        {"code": "K1"},
        {"room_id": event.venue.rooms[0].id if event.venue else None},
    ]
    for hours, values in enumerate(changed, start=1):
        change(keynote, **values)
        (session,) = released_sessions(release(event, now + hours * HOUR))
        seen.append((session.sequence, session.changed_at - now))
    assert seen == [(0, 0 * HOUR), (1, 2 * HOUR), (2, 3 * HOUR), (2, 3 * HOUR), (3, 5 * HOUR)]


def test_a_session_taken_out_and_put_back_goes_on_counting(app: Flask, now: datetime) -> None:
    event, keynote = make_programme()
    make_session(event, title="Other")
    release(event, now)
    change(keynote, state=SessionState.DRAFT)
    removed = release(event, now + HOUR)
    assert [one["words"] for one in removed.changes] == ["Keynote was taken out of the programme."]
    change(keynote, state=SessionState.CONFIRMED, starts_at=START + HOUR, ends_at=START + 2 * HOUR)
    back = {one.title: one.sequence for one in released_sessions(release(event, now + 2 * HOUR))}
    assert back == {"Keynote": 1, "Other": 0}


def test_nothing_new_is_no_release(app: Flask, now: datetime) -> None:
    event, _keynote = make_programme()
    release(event, now)
    with pytest.raises(Conflict, match=r"^Nothing has changed since the last release\.$"):
        release(event, now)
    assert get_current_release(event).number == 1


def test_an_empty_programme_is_no_release(app: Flask, now: datetime) -> None:
    make_site()
    event = make_event()
    with pytest.raises(Conflict, match=r"^There is nothing to release yet: no session is confirmed\.$"):
        release(event, now)
    assert find_current_release(event) is None
    with pytest.raises(NotFound):
        get_current_release(event)


def test_a_session_is_found_by_its_old_slug_too(app: Flask, now: datetime) -> None:
    event, keynote = make_programme()
    release(event, now)
    with transaction():
        remember_slug("session", "keynote", keynote.id, event.id)
        keynote.slug = "opening-keynote"
    found = {slug: find_released_session(event, slug) for slug in ("keynote", "opening-keynote", "nothing")}
    assert {slug: one and one.slug for slug, one in found.items()} == {
        "keynote": "keynote", "opening-keynote": None, "nothing": None,
    }  # fmt: skip
    release(event, now + HOUR)
    moved = [find_released_session(event, slug) for slug in ("keynote", "opening-keynote")]
    assert [one and one.slug for one in moved] == ["opening-keynote", "opening-keynote"]


def test_days_are_those_of_the_events_zone(app: Flask, now: datetime) -> None:
    make_site()
    event = make_event(zone="Pacific/Auckland")
    late = datetime(2022, 9, 8, 11, 0, tzinfo=UTC)
    make_session(event, title="Late", starts_at=late, ends_at=late + HOUR)
    make_session(event, title="Next day", starts_at=late + HOUR, ends_at=late + 2 * HOUR)
    make_session(event, title="Some time")
    days = days_of(release(event, now))
    assert [(day.day, [one.title for one in day.sessions]) for day in days.days] == [
        (date(2022, 9, 8), ["Late"]),
        (date(2022, 9, 9), ["Next day"]),
    ]
    assert [one.title for one in days.unplaced] == ["Some time"]


def test_a_persons_appearances_over_the_years(app: Flask, now: datetime) -> None:
    event, keynote = make_programme()
    person = keynote.appearances[0].person
    earlier = make_event(slug="soc21", starts_at=START - timedelta(days=365), ends_at=START - timedelta(days=364))
    talk = make_session(earlier, title="Talk")
    make_appearance(talk, person, job_title="Chief economist", affiliation="World Bank")
    for one in (event, earlier):
        release(one, now)
    found = [(one.released_session.title, one.job_title, one.released_session.release.event.slug)
             for one in appearances_of_person(person)]  # fmt: skip
    assert found == [("Keynote", "Professor", "soc22"), ("Talk", "Chief economist", "soc21")]
    assert [(one.person.name, len(one.appearances)) for one in people_of(get_current_release(event))] == [
        ("Joseph Stiglitz", 1)
    ]


@pytest.mark.parametrize("read", [released_sessions, days_of, people_of, calendar_entries_of])
def test_reading_a_release_costs_the_same_for_1_and_30_sessions(app: Flask, now: datetime, read: object) -> None:
    counts = []
    make_site()
    for size in (1, 30):
        event = make_event()
        for number in range(size):
            session = make_session(event, starts_at=START + number * HOUR, ends_at=START + (number + 1) * HOUR)
            make_appearance(session, make_person())
            save(Presentation(session_id=session.id, title="Paper"))
        release(event, now)
        db.session.expire_all()
        found = get_current_release(event)
        with statements() as sent:
            read(found)  # type: ignore[operator]
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_two_organisers_release_at_once(app: Flask, now: datetime) -> None:
    event, _keynote = make_programme()
    slug, refused, barrier = event.slug, list[str](), Barrier(2)
    db.session.remove()

    def publish() -> None:
        with app.app_context():
            barrier.wait()
            try:
                with transaction():
                    publish_release(get_event(slug), actor=SYSTEM, now=now)
            except Conflict as error:
                refused.append(error.sentence)
            db.session.remove()

    threads = [Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["Nothing has changed since the last release."]
    assert [one.number for one in list_releases(get_event(slug))] == [1]


def test_what_breaks_off_leaves_nothing_behind(app: Flask, now: datetime) -> None:
    event, _keynote = make_programme()
    version = find_public_version()

    def break_off() -> None:
        with transaction():
            publish_release(event, actor=SYSTEM, now=now)
            raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError):
        break_off()
    assert (list_releases(event), find_current_release(event), find_public_version()) == ([], None, version)


def test_a_release_has_the_pdfs_looked_at(app: Flask, now: datetime) -> None:
    event, _keynote = make_programme()
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    jobs = db.session.scalars(select(Job)).all()
    assert [(job.kind, job.argument) for job in jobs if job.kind == "documents"] == [("documents", {})]
