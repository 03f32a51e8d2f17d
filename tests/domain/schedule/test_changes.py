"""What a release changes, in words, and who is told of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.rules import (
    AppearanceSnapshot,
    ChangeKind,
    Clock,
    NewsKind,
    PresentationSnapshot,
    SessionSnapshot,
    changes_between,
    is_calendar_change,
    is_released,
    news_by_person,
)

CLOCK = Clock("Europe/London", "Oxford")
START = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOW = datetime(2022, 6, 1, tzinfo=UTC)
STIGLITZ = AppearanceSnapshot(1, "Joseph Stiglitz", AppearanceRole.KEYNOTE_SPEAKER, "Professor", "Columbia University")
CARTER = AppearanceSnapshot(2, "Eleanor Carter", AppearanceRole.CHAIR)
KEYNOTE = SessionSnapshot(
    session_id=1, slug="keynote", title="Keynote", state=SessionState.CONFIRMED, mode=AttendanceMode.HYBRID,
    format_slug="keynote", format_name="Keynote", room_name="Room A", starts_at=START, ends_at=START + HOUR,
    appearances=(STIGLITZ,),
)  # fmt: skip
TEN = "Thursday 8 September 2022, 10:00 to 11:00 (Oxford time, BST)"
ELEVEN = "Thursday 8 September 2022, 11:00 to 12:00 (Oxford time, BST)"
LATER: dict[str, Any] = {"starts_at": START + HOUR, "ends_at": START + 2 * HOUR}


@pytest.mark.parametrize(("values", "kind", "words"), [
    (LATER, ChangeKind.MOVED, f"Keynote moves from {TEN}, Room A to {ELEVEN}, Room A."),
    ({"starts_at": None, "ends_at": None, "room_name": ""}, ChangeKind.MOVED,
     f"Keynote moves from {TEN}, Room A to a time to be announced."),
    ({"room_name": "Room B"}, ChangeKind.MOVED, "Keynote moves from Room A to Room B."),
    ({"room_name": ""}, ChangeKind.MOVED, "Keynote moves from Room A to a room to be announced."),
    ({"title": "Opening"}, ChangeKind.RENAMED, "Keynote is now called Opening."),
    ({"state": SessionState.CANCELLED}, ChangeKind.CANCELLED, "Keynote is cancelled."),
    ({"appearances": (STIGLITZ, CARTER)}, ChangeKind.PEOPLE, "Eleanor Carter joined Keynote."),
    ({"appearances": ()}, ChangeKind.PEOPLE, "Joseph Stiglitz left Keynote."),
    ({"appearances": (replace(STIGLITZ, job_title="Chief economist"),)}, ChangeKind.PEOPLE,
     "The people of Keynote are described differently."),
    ({"abstract": "New", "mode": AttendanceMode.ONLINE}, ChangeKind.DETAILS,
     "Keynote has changed: the abstract, how one takes part."),
    ({"presentations": (PresentationSnapshot(1, "Paper", ""),)}, ChangeKind.DETAILS,
     "Keynote has changed: the presentations."),
])  # fmt: skip
def test_one_change_in_words(values: dict[str, Any], kind: ChangeKind, words: str) -> None:
    (change,) = changes_between([KEYNOTE], [replace(KEYNOTE, **values)], CLOCK)
    assert (change.kind, change.words) == (kind, words)


def test_new_taken_out_and_taken_up_again() -> None:
    gone = replace(KEYNOTE, session_id=2, title="Gone")
    back = replace(KEYNOTE, session_id=3, title="Back", state=SessionState.CANCELLED)
    after = [KEYNOTE, replace(back, state=SessionState.CONFIRMED)]
    assert [(one.kind, one.words) for one in changes_between([gone, back], after, CLOCK)] == [
        (ChangeKind.NEW, f"Keynote is new: {TEN}, Room A."),
        (ChangeKind.RESTORED, f"Back takes place after all: {TEN}, Room A."),
        (ChangeKind.REMOVED, "Gone was taken out of the programme."),
    ]


def test_what_readers_do_not_see_is_no_change() -> None:
    held = replace(KEYNOTE, state=SessionState.HELD, position=4, is_time_sample=True)
    assert (changes_between([KEYNOTE], [held], CLOCK), is_calendar_change(KEYNOTE, held)) == ([], False)


@pytest.mark.parametrize(("state", "was_released", "is_in"), [
    (SessionState.DRAFT, True, False),
    (SessionState.CONFIRMED, False, True),
    (SessionState.HELD, False, True),
    (SessionState.CANCELLED, False, False),
    (SessionState.CANCELLED, True, True),
])  # fmt: skip
def test_what_goes_into_a_release(state: SessionState, was_released: bool, is_in: bool) -> None:
    assert is_released(state, was_released) == is_in


CANCELLED = replace(KEYNOTE, state=SessionState.CANCELLED)


@pytest.mark.parametrize(("before", "after", "told"), [
    ([], [KEYNOTE], {1: [NewsKind.NEW]}),
    ([KEYNOTE], [replace(KEYNOTE, **LATER)], {1: [NewsKind.MOVED]}),
    ([KEYNOTE], [replace(KEYNOTE, room_name="Room B")], {1: [NewsKind.MOVED]}),
    ([KEYNOTE], [CANCELLED], {1: [NewsKind.CANCELLED]}),
    ([KEYNOTE], [], {1: [NewsKind.REMOVED]}),
    ([CANCELLED], [], {}),
    ([CANCELLED], [KEYNOTE], {1: [NewsKind.NEW]}),
    ([], [CANCELLED], {}),
    ([KEYNOTE], [replace(KEYNOTE, appearances=(STIGLITZ, CARTER))], {2: [NewsKind.NEW]}),
    ([KEYNOTE], [replace(KEYNOTE, appearances=(CARTER,))], {2: [NewsKind.NEW], 1: [NewsKind.REMOVED]}),
    ([KEYNOTE], [replace(KEYNOTE, title="Opening", abstract="New")], {}),
])  # fmt: skip
def test_who_is_told(before: list[SessionSnapshot], after: list[SessionSnapshot], told: dict[int, Any]) -> None:
    assert {key: [one.kind for one in news] for key, news in news_by_person(before, after, NOW).items()} == told


def test_nobody_is_told_of_what_is_over() -> None:
    late = START + 3 * HOUR
    assert news_by_person([], [KEYNOTE], late) == {}
    assert news_by_person([KEYNOTE], [replace(KEYNOTE, **LATER)], late) == {}
    assert list(news_by_person([KEYNOTE], [replace(KEYNOTE, starts_at=late, ends_at=late + HOUR)], late)) == [1]


snapshots = st.lists(
    st.builds(
        lambda number, title, room, start, state, people: replace(
            KEYNOTE, session_id=number, title=title, room_name=room, state=state,
            starts_at=start and START + start * HOUR, ends_at=start and START + (start + 1) * HOUR,
            appearances=tuple(replace(STIGLITZ, person_id=one) for one in people),
        ),
        st.integers(1, 5), st.sampled_from(["A", "B"]), st.sampled_from(["", "Room A"]),
        st.sampled_from([None, 1, 2]), st.sampled_from(list(SessionState)), st.sets(st.integers(1, 3)),
    ),
    max_size=5,
    unique_by=lambda one: one.session_id,
)  # fmt: skip


@given(snapshots)
def test_nothing_changes_from_itself(found: list[SessionSnapshot]) -> None:
    assert (changes_between(found, found, CLOCK), news_by_person(found, found, NOW)) == ([], {})


@given(snapshots, snapshots)
def test_whoever_is_told_has_a_change_behind_it(before: list[SessionSnapshot], after: list[SessionSnapshot]) -> None:
    changed = {change.session_id for change in changes_between(before, after, CLOCK)}
    told = {news.session.session_id for found in news_by_person(before, after, NOW).values() for news in found}
    assert told - changed == set()
