"""Clashes that a draft may hold, moves that somebody else overtook, steps taken back and again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Role
from conference.domain.programme.models import Session
from conference.domain.programme.rules import AppearanceRole
from conference.domain.schedule.actions import (
    add_appearance,
    cancel_session,
    change_event_dates,
    expect_people,
    place_session,
    redo_step,
    undo_step,
    unplace_session,
)
from conference.domain.schedule.queries import board_of, may_undo, place_of_draft
from conference.domain.schedule.rules import ClashKind
from tests.domain.schedule.test_placing import TEN, TEN_WORDS, local, make_hall, room
from tests.factories import make_account, make_person, make_session

TRAY = ".60."


@pytest.fixture
def olga(app: Flask) -> Account:
    return make_account(Role.ORGANISER, name="Olga")


@pytest.fixture
def pia(app: Flask) -> Account:
    return make_account(Role.ORGANISER, name="Pia")


def place(session: Session, actor: Account, now: datetime, starts: str = "10:00", number: int = 0,
          **more: Any) -> None:  # fmt: skip
    with transaction():
        place_session(session, room=room(session.event, number), starts=local(f"2022-09-08 {starts}"), minutes=60,
                      actor=actor, now=now, **more)  # fmt: skip


def test_a_draft_may_hold_a_clash_where_it_is_accepted(olga: Account, now: datetime) -> None:
    event = make_hall()
    keynote, panel = make_session(event, title="Keynote"), make_session(event, title="Panel")
    place(keynote, olga, now)
    place(panel, olga, now, "10:30", accepts_clashes=True)
    (clash,) = board_of(event).clashes
    assert (clash.kind, clash.in_a_list) == (ClashKind.ROOM, f"Panel: Room A is taken by Keynote: {TEN_WORDS}.")


def test_people_join_a_session_that_clashes_over_its_room(olga: Account, now: datetime) -> None:
    event = make_hall()
    keynote, panel = make_session(event), make_session(event)
    place(keynote, olga, now)
    place(panel, olga, now, accepts_clashes=True)
    nigel = make_person("Nigel Ball")
    with transaction():
        add_appearance(panel, nigel, role=AppearanceRole.CHAIR, actor=olga, now=now)
    assert [one.person.name for one in panel.appearances] == ["Nigel Ball"]


def test_who_comes_second_is_told_what_the_first_one_did(olga: Account, pia: Account, now: datetime) -> None:
    session = make_session(make_hall(), title="Keynote")
    place(session, olga, now, seen=TRAY)
    with pytest.raises(Conflict) as refused:
        place(session, pia, now, "12:00", seen=TRAY)
    assert refused.value.sentence == (
        f"Olga has moved Keynote while your page was open, from the tray to {TEN_WORDS}, Room A. It stays there; move "
        "it again if you want it elsewhere."
    )
    with pytest.raises(Conflict, match=r"^Olga has moved Keynote"), transaction():
        unplace_session(session, actor=pia, now=now, seen=TRAY)
    place(session, pia, now, "12:00", seen=place_of_draft(session).mark)
    assert session.starts_at == TEN + timedelta(hours=2)


def test_nobody_is_named_where_other_dates_moved_a_session(olga: Account, pia: Account, now: datetime) -> None:
    event = make_hall()
    session = make_session(event, title="Keynote")
    place(session, olga, now)
    seen = place_of_draft(session).mark
    with transaction():
        change_event_dates(event, zone=event.zone, zone_place="", starts=local("2022-09-15 09:00"),
                           ends=local("2022-09-16 18:00"), actor=pia, now=now, moves_sessions=True)  # fmt: skip
    with pytest.raises(Conflict, match=r"^Somebody has moved Keynote while your page was open"), transaction():
        unplace_session(session, actor=olga, now=now, seen=seen)
    with (
        pytest.raises(Conflict, match=r"^Somebody has moved Keynote since then: it is now at Thursday 15"),
        transaction(),
    ):
        undo_step(event, actor=olga, now=now)


def test_steps_are_undone_and_done_again(olga: Account, now: datetime) -> None:
    event = make_hall()
    session = make_session(event, title="Keynote")
    place(session, olga, now)
    place(session, olga, now, "12:00", 1)
    said = []
    for deed in (undo_step, undo_step, redo_step, redo_step):
        with transaction():
            said.append(deed(event, actor=olga, now=now))
    assert said == [
        f"Keynote: {TEN_WORDS}, Room A.",
        "Keynote is in the tray.",
        f"Keynote: {TEN_WORDS}, Room A.",
        "Keynote: Thursday 8 September 2022, 12:00 to 13:00 (London time, BST), Room B.",
    ]
    assert (session.starts_at, session.room and session.room.name) == (TEN + timedelta(hours=2), "Room B")
    assert [entry.action for entry in journal_of(session)] == [
        "redo schedule edit", "redo schedule edit", "undo schedule edit", "undo schedule edit", "place session",
        "place session",
    ]  # fmt: skip
    assert may_undo(event, olga) == (True, False)
    with pytest.raises(Conflict, match=r"^There is nothing of yours to do again\.$"), transaction():
        redo_step(event, actor=olga, now=now)


def test_a_made_up_time_that_comes_back_is_said_to_be_made_up_again(olga: Account, now: datetime) -> None:
    event = make_hall()
    session = make_session(event, starts_at=TEN, ends_at=TEN + timedelta(hours=1), is_time_sample=True)
    place(session, olga, now, "12:00")
    said = [session.is_time_sample]
    for deed in (undo_step, redo_step, undo_step):
        with transaction():
            deed(event, actor=olga, now=now)
        said.append(session.is_time_sample)
    assert (said, session.starts_at) == ([False, True, False, True], TEN)


def test_a_new_step_takes_the_place_of_what_was_undone(olga: Account, now: datetime) -> None:
    event = make_hall()
    session = make_session(event)
    place(session, olga, now)
    with transaction():
        undo_step(event, actor=olga, now=now)
    assert may_undo(event, olga) == (False, True)
    place(session, olga, now, "14:00")
    assert may_undo(event, olga) == (True, False)


def test_nobody_undoes_what_somebody_else_did(olga: Account, pia: Account, now: datetime) -> None:
    event = make_hall()
    session = make_session(event, title="Keynote")
    place(session, olga, now)
    with pytest.raises(Conflict, match=r"^There is nothing of yours to undo\.$"), transaction():
        undo_step(event, actor=pia, now=now)
    place(session, pia, now, "12:00")
    with pytest.raises(Conflict) as refused, transaction():
        undo_step(event, actor=olga, now=now)
    assert (refused.value.sentence, session.starts_at) == (
        ("Pia has moved Keynote since then: it is now at Thursday 8 September 2022, 12:00 to 13:00 (London time, BST), "
         "Room A. What you did before stays as it is."), TEN + timedelta(hours=2),
    )  # fmt: skip
    with transaction():
        undo_step(event, actor=pia, now=now)
    with transaction():
        undo_step(event, actor=olga, now=now)
    assert session.starts_at is None


def test_a_cancelled_session_stays_where_it_is(olga: Account, now: datetime) -> None:
    event = make_hall()
    session = make_session(event, title="Keynote")
    place(session, olga, now)
    with transaction():
        cancel_session(session, actor=olga, now=now)
    with pytest.raises(Conflict, match=r"^Keynote is cancelled since then\.$"), transaction():
        undo_step(event, actor=olga, now=now)


def test_how_many_are_expected(olga: Account, now: datetime) -> None:
    event = make_hall()
    assert event.venue is not None
    event.venue.rooms[0].capacity = 10
    db.session.commit()
    session = make_session(event, title="Keynote")
    place(session, olga, now)
    with transaction():
        expect_people(session, 11, actor=olga, now=now)
    assert [clash.words for clash in board_of(event).clashes if clash.kind is ClashKind.SEATS] == [
        "Room A has 10 seats, and 11 are expected.",
    ]
