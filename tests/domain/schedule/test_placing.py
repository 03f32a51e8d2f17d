"""Putting sessions on the schedule, and people into sessions."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.events.actions import set_opening_hours
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.actions import (
    add_appearance,
    cancel_session,
    place_session,
    publish_release,
    unplace_session,
)
from conference.domain.schedule.queries import Board, Plan, board_of, get_current_release, plan_of, released_sessions
from tests.factories import make_appearance, make_event, make_person, make_session, make_site, make_venue
from tests.statements import statements

local = datetime.fromisoformat
TEN = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
TEN_WORDS = "Thursday 8 September 2022, 10:00 to 11:00 (London time, BST)"


def make_hall() -> Event:
    make_site()
    return make_event(slug="soc22", short_title="SOC22", venue_id=make_venue("Room A", "Room B").id)


def room(event: Event, number: int = 0) -> Any:
    assert event.venue is not None
    return event.venue.rooms[number]


def place(
    session: Session, now: datetime, starts: str = "2022-09-08 10:00", number: int = 0, minutes: int = 60
) -> None:
    with transaction():
        place_session(session, room=room(session.event, number), starts=local(starts), minutes=minutes, actor=SYSTEM,
                      now=now)  # fmt: skip


def test_a_session_is_placed_moved_and_taken_off(app: Flask, now: datetime) -> None:
    session = make_session(make_hall())
    place(session, now)
    assert (session.room and session.room.name, session.starts_at, session.ends_at) == (
        "Room A", TEN, TEN + timedelta(hours=1),
    )  # fmt: skip
    place(session, now, "2022-09-08 10:30", 1, 90)
    assert (session.room and session.room.name, session.starts_at, session.minutes) == (
        "Room B", TEN + timedelta(minutes=30), 90,
    )  # fmt: skip
    with transaction():
        unplace_session(session, actor=SYSTEM, now=now)
    assert (session.room, session.starts_at, session.ends_at) == (None, None, None)
    assert [entry.action for entry in journal_of(session)] == ["unplace session", "place session", "place session"]


@pytest.mark.parametrize(("starts", "number", "sentence"), [
    ("2022-09-08 10:30", 0, f"Room A is taken by Keynote: {TEN_WORDS}."),
    ("2022-09-08 10:30", 1, f"Joseph Stiglitz is in Keynote at that time: {TEN_WORDS}."),
    ("2022-09-08 18:30", 1, ("The venue is open from 09:00 to 18:00 on Thursday 8 September 2022, and Panel would last "
                            "from 18:30 to 19:30.")),
    ("2022-09-10 10:00", 1, ("Panel would lie outside SOC22: Thursday 8 September 2022, 09:00 to Friday 9 September "
                            "2022, 18:00 (London time, BST).")),
])  # fmt: skip
def test_a_clash_is_refused_and_nothing_moves(
    app: Flask, now: datetime, starts: str, number: int, sentence: str
) -> None:
    event = make_hall()
    stiglitz = make_person("Joseph Stiglitz")
    keynote, panel = make_session(event, title="Keynote"), make_session(event, title="Panel")
    make_appearance(keynote, stiglitz, role=AppearanceRole.KEYNOTE_SPEAKER)
    if number == 1:
        make_appearance(panel, stiglitz, role=AppearanceRole.CHAIR)
    with transaction():
        set_opening_hours(event, {date(2022, 9, 8): (time(9), time(18))}, actor=SYSTEM, now=now)
    place(keynote, now)
    with pytest.raises(Conflict) as refused:
        place(panel, now, starts, number)
    assert (refused.value.sentence, panel.starts_at, panel.room) == (sentence, None, None)


def test_back_to_back_is_fine(app: Flask, now: datetime) -> None:
    event = make_hall()
    place(make_session(event), now)
    later = make_session(event)
    place(later, now, "2022-09-08 11:00")
    assert later.starts_at == TEN + timedelta(hours=1)


def test_what_cannot_be_placed(app: Flask, now: datetime) -> None:
    event = make_hall()
    elsewhere = make_venue("Attic").rooms[0]
    session = make_session(event)
    with pytest.raises(Conflict, match=r"^Attic is not a room of this event's venue\.$"), transaction():
        place_session(session, room=elsewhere, starts=local("2022-09-08 10:00"), minutes=60, actor=SYSTEM, now=now)
    with pytest.raises(Invalid, match="steps of 5 minutes"):
        place(session, now, minutes=3)
    with transaction():
        cancel_session(session, actor=SYSTEM, now=now)
    with pytest.raises(Conflict, match="A cancelled session has no place"):
        place(session, now)


def test_a_cancelled_session_frees_room_and_people(app: Flask, now: datetime) -> None:
    event = make_hall()
    first, second = make_session(event), make_session(event)
    place(first, now)
    with transaction():
        cancel_session(first, actor=SYSTEM, now=now)
    place(second, now)
    assert (first.starts_at, second.starts_at) == (TEN, TEN)


def test_cancel_and_release_now(app: Flask, now: datetime) -> None:
    event = make_hall()
    session = make_session(event, title="Keynote")
    place(session, now)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    with transaction():
        cancel_session(session, actor=SYSTEM, now=now, release_now=True)
    release = get_current_release(event)
    assert (release.number, release.note, [one.state for one in released_sessions(release)]) == (
        2, "Keynote is cancelled.", [SessionState.CANCELLED],
    )  # fmt: skip


def test_a_person_comes_as_they_are_today_and_only_once(app: Flask, now: datetime) -> None:
    event = make_hall()
    person = make_person("Nigel Ball", job_title="Executive Director", affiliation="GO Lab")
    session, other = make_session(event, title="Panel"), make_session(event, title="Keynote")
    with transaction():
        add_appearance(session, person, role=AppearanceRole.CHAIR, actor=SYSTEM, now=now)
        add_appearance(session, person, role=AppearanceRole.PANELLIST, job_title="Author", actor=SYSTEM, now=now)
    assert [(one.role, one.job_title, one.affiliation, one.position) for one in session.appearances] == [
        (AppearanceRole.CHAIR, "Executive Director", "GO Lab", 0),
        (AppearanceRole.PANELLIST, "Author", "GO Lab", 1),
    ]
    with pytest.raises(Conflict, match=r"^Nigel Ball is in this session in this role already\.$"), transaction():
        add_appearance(session, person, role=AppearanceRole.CHAIR, actor=SYSTEM, now=now)
    place(session, now)
    place(other, now, number=1)
    with pytest.raises(Conflict, match="Nigel Ball is in Panel at that time: Thursday"), transaction():
        add_appearance(other, person, role=AppearanceRole.CHAIR, actor=SYSTEM, now=now)
    assert get_session(event, other.slug).appearances == []


def test_two_organisers_cannot_take_one_slot_at_once(app: Flask, now: datetime) -> None:
    event = make_hall()
    slugs = [make_session(event).slug for _ in range(2)]
    db.session.remove()
    refused: list[str] = []
    barrier = Barrier(2)

    def put(slug: str) -> None:
        with app.app_context():
            barrier.wait()
            try:
                with transaction():
                    session = get_session(db.session.get_one(Event, event_id), slug)
                    place_session(session, room=room(session.event), starts=local("2022-09-08 10:00"), minutes=60,
                                  actor=SYSTEM, now=now)  # fmt: skip
            except Conflict as error:
                refused.append(error.sentence[:19])
            db.session.remove()

    event_id = 1
    threads = [Thread(target=put, args=[slug]) for slug in slugs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["Room A is taken by "]


def sessions_in(found: Plan | Board) -> int:
    return len(found.cards) if isinstance(found, Board) else sum(len(day.sessions) for day in found.days)


@pytest.mark.parametrize("read", [plan_of, board_of])
def test_the_draft_costs_the_same_for_1_and_30_sessions(
    app: Flask, read: Callable[[Event], Plan | Board], now: datetime
) -> None:
    counts = []
    for size in (1, 30):
        event = make_hall() if size == 1 else make_event(venue_id=make_venue("Room C").id)
        for number in range(size):
            session = make_session(event, room_id=room(event).id, starts_at=TEN + number * timedelta(hours=1),
                                   ends_at=TEN + (number + 1) * timedelta(hours=1))  # fmt: skip
            make_appearance(session, make_person())
        db.session.expire_all()
        event.name  # noqa: B018 -- the event itself is loaded before the counting
        with statements() as sent:
            found = read(event)
        counts.append(len(sent))
        assert sessions_in(found) == size
    assert counts[0] == counts[1]
