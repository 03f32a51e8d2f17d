"""Many sessions changed together: what each becomes, all or none."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict, NotFound
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.models import Session, Theme
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.actions import change_many_sessions, undo_step
from conference.domain.schedule.rules import SessionFacts, SessionsChange
from tests.factories import make_account, make_event, make_format, make_session, make_venue, save

TEN = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
FACTS = SessionFacts(SessionState.DRAFT, "panel", "", AttendanceMode.HYBRID, "en", 40)


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        (SessionsChange(), {}),
        (SessionsChange(state=SessionState.DRAFT, format="panel", theme="", language="en", expected=40), {}),
        (SessionsChange(format="keynote", theme="costs"), {"format": ("panel", "keynote"), "theme": ("", "costs")}),
        (SessionsChange(expected=0, language="de"), {"language": ("en", "de"), "expected": (40, 0)}),
    ],
)
def test_what_differs(change: SessionsChange, differences: dict[str, tuple[object, object]]) -> None:
    assert change.differences(FACTS) == differences


@pytest.mark.parametrize(
    ("room", "state", "is_placed", "sentence"),
    [
        (None, SessionState.CANCELLED, False, ""),
        ("7", SessionState.DRAFT, True, ""),
        ("", SessionState.DRAFT, False, ""),
        ("7", SessionState.DRAFT, False, "It has no time yet, so it can have no room."),
        ("7", SessionState.CANCELLED, True, "A cancelled session has no place in the schedule."),
    ],
)
def test_what_has_no_time_has_no_room(room: str | None, state: SessionState, is_placed: bool, sentence: str) -> None:
    assert SessionsChange(room=room).why_not(replace(FACTS, state=state, is_placed=is_placed)) == sentence


def test_a_session_cannot_become_everything() -> None:
    sentence = "A session that is draft cannot become held."
    found = [SessionsChange(state=state).why_not(FACTS) for state in (None, *SessionState)]
    assert found == ["", "", "", sentence, ""]


def make_two(event: Event) -> tuple[Session, Session]:
    make_format(slug="keynote")
    save(Theme(event_id=event.id, slug="costs", name="Costs"))
    return make_session(event, title="First"), make_session(event, title="Second", state=SessionState.DRAFT, minutes=45,
                                                            starts_at=TEN, ends_at=TEN.replace(hour=10))  # fmt: skip


def seen(*sessions: Session) -> dict[int, str]:
    return {one.id: str(one.version) for one in sessions}


def change(event: Event, to: SessionsChange, marks: dict[int, str], now: datetime) -> int:
    with transaction():
        return change_many_sessions(event, to, marks, actor=SYSTEM, now=now)


def test_all_are_changed_each_with_its_rows_in_the_journal(app: Flask, now: datetime) -> None:
    event = make_event()
    first, second = make_two(event)
    to = SessionsChange(SessionState.CONFIRMED, "keynote", "costs", AttendanceMode.ONLINE, "de", 12)
    assert change(event, to, seen(first, second), now) == 2
    assert {
        (one.state, one.format.slug, one.theme.slug if one.theme else "", one.mode, one.language, one.expected)
        for one in sessions_of(event)
    } == {(SessionState.CONFIRMED, "keynote", "costs", AttendanceMode.ONLINE, "de", 12)}
    assert [entry.action for entry in journal_of(first)] == ["edit session", "expect people"]
    assert [entry.action for entry in journal_of(second)] == ["edit session", "expect people", "change session state"]
    assert (second.starts_at, second.minutes) == (TEN, 45)
    assert change(event, to, seen(first, second), now) == 0


def test_none_is_changed_where_one_is_not_as_it_was_seen(app: Flask, now: datetime) -> None:
    event = make_event()
    first, second = make_two(event)
    other = make_session(make_event())
    then = seen(first, second)
    with transaction():
        second.title = "Second thoughts"
    for wrong, sentence in (
        (then, "meanwhile somebody has changed Second thoughts"),
        (seen(first, other), "not there any more"),
    ):
        with pytest.raises(Conflict, match=sentence):
            change(event, SessionsChange(format="keynote"), wrong, now)
    db.session.rollback()
    assert [one.format.slug for one in sessions_of(event)] == ["panel", "panel"]


@pytest.mark.parametrize("to", [SessionsChange(theme="gone"), SessionsChange(format="gone"), SessionsChange(room="0")])
def test_none_is_changed_where_what_is_wanted_is_not_there(app: Flask, now: datetime, to: SessionsChange) -> None:
    event = make_event()
    _first, second = make_two(event)
    with pytest.raises(NotFound, match="There is no such"):
        change(event, to, seen(second), now)


def test_what_is_taken_up_again_has_no_place_and_a_theme_can_be_taken_away(app: Flask, now: datetime) -> None:
    event = make_event()
    _first, second = make_two(event)
    for state, theme in ((SessionState.CANCELLED, "costs"), (SessionState.DRAFT, "")):
        assert change(event, SessionsChange(state=state, theme=theme), seen(second), now) == 1
    assert (second.state, second.starts_at, second.theme) == (SessionState.DRAFT, None, None)


def test_other_rooms_are_one_step_that_can_be_undone(app: Flask, now: datetime) -> None:
    venue, olga = make_venue("Hall", "Attic"), make_account()
    event = make_event(venue_id=venue.id)
    hall, attic = venue.rooms
    at = {"starts_at": TEN, "ends_at": TEN.replace(hour=10), "room_id": hall.id}
    pair = [make_session(event, **at), make_session(event, **at)]
    with transaction():
        change_many_sessions(event, SessionsChange(language="de", room=str(attic.id)), seen(*pair), actor=olga, now=now)
    assert [(one.room_id, one.starts_at, one.language) for one in pair] == [(attic.id, TEN, "de")] * 2
    with transaction():
        undo_step(event, actor=olga, now=now)
    assert [one.room_id for one in pair] == [hall.id, hall.id]
    change(event, SessionsChange(room=""), seen(*pair), now)
    assert [(one.room_id, one.starts_at) for one in pair] == [(None, TEN)] * 2
