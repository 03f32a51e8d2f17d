"""How and when people can take part, and what the schedule makes of it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from conference.core.database import db, transaction
from conference.core.errors import Invalid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.schedule.actions import plan_speaker
from conference.domain.schedule.queries import (
    board_of,
    find_speaker_plan,
    speaker_plans_of,
    times_of,
)
from conference.domain.schedule.rules import ClashKind, merged
from tests.domain.schedule.test_placing import TEN, local, make_hall, place
from tests.factories import make_appearance, make_person, make_session

spans = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=8)


@given(spans)
def test_merged_spans_are_the_same_time_in_order(found: list[tuple[int, int]]) -> None:
    given_ = [(TEN + timedelta(hours=start), TEN + timedelta(hours=start + length)) for start, length in found]
    result = merged(given_)
    hours = [TEN + timedelta(hours=hour, minutes=30) for hour in range(80)]
    assert [any(a <= at < b for a, b in result) for at in hours] == [
        any(a <= at < b for a, b in given_) for at in hours
    ]
    assert all(one[1] < other[0] for one, other in pairwise(result))


def test_times_are_read_in_the_persons_own_zone(app: Flask, now: datetime) -> None:
    event, person = make_hall(), make_person("Joseph Stiglitz")
    session = make_session(event, title="Keynote")
    make_appearance(session, person)
    place(session, now)
    with transaction():
        plan_speaker(event, person, zone="America/New_York", is_online=True, actor=SYSTEM, now=now,
                     spans=[(local("2022-09-08 06:00"), local("2022-09-08 09:00")),
                            (local("2022-09-08 09:00"), local("2022-09-08 10:00"))])  # fmt: skip
    plan = find_speaker_plan(event, person)
    assert plan is not None
    assert times_of(plan) == ((datetime(2022, 9, 8, 10, tzinfo=UTC), datetime(2022, 9, 8, 14, tzinfo=UTC)),)
    assert [(clash.kind, clash.words) for clash in board_of(event).clashes] == [
        (ClashKind.ABSENT, ("Joseph Stiglitz cannot come at that time, only Thursday 8 September 2022, 11:00 to 15:00 "
                            "(London time, BST).")),
        (ClashKind.STREAMING, "Joseph Stiglitz will take part online, and Room A has no streaming."),
    ]  # fmt: skip
    with transaction():
        plan_speaker(event, person, zone="Europe/London", is_online=False, spans=[], actor=SYSTEM, now=now)
    db.session.expire_all()
    assert (board_of(event).clashes, [one.times for one in speaker_plans_of(event)]) == ((), [[]])


@pytest.mark.parametrize(("zone", "start", "end", "field", "words"), [
    ("Europe/Atlantis", "2022-09-08 06:00", "2022-09-08 09:00", "zone", "zone"),
    ("Europe/London", "2022-09-08 09:00", "2022-09-08 09:00", "until_1", "The end must come after the start."),
    ("Europe/London", "2022-09-08 09:00", "2022-12-08 09:00", "until_1", "Please give at most a month at once."),
    ("Europe/London", "2023-03-26 01:30", "2023-03-26 09:00", "from_1", ""),
])  # fmt: skip
def test_what_makes_no_sense(
    app: Flask, now: datetime, zone: str, start: str, end: str, field: str, words: str
) -> None:
    event, person = make_hall(), make_person()
    with pytest.raises(Invalid) as refused, transaction():
        plan_speaker(event, person, zone=zone, is_online=False, actor=SYSTEM, now=now,
                     spans=[(local(start), local(end))])  # fmt: skip
    assert (refused.value.field, words in refused.value.sentence) == (field, True)
