"""Which scan of a ticket counts: whatever the order, however often, from however many phones."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.core.errors import Invalid
from conference.domain.attendance.rules import (
    Answer,
    Arrival,
    answer_of,
    check_door,
    check_reason,
    entry_among,
    instant_of,
    place_answer,
    spaced_key,
    typed_key,
)
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.rules.states import RegistrationState

OPENED = datetime(2022, 9, 8, 7, 0, tzinfo=UTC)
NOON = datetime(2022, 9, 8, 12, 0, tzinfo=UTC)
FIRST, LAST = date(2022, 9, 8), date(2022, 9, 9)
seconds = st.integers(0, 5 * 3600)
scans = st.lists(st.tuples(seconds, st.integers(1, 2), st.integers(0, 5)), min_size=1, max_size=12,
                 unique_by=lambda one: one[1:])  # fmt: skip


@given(scans, st.randoms(use_true_random=False), seconds)
def test_any_order_of_telling_twice_from_two_phones_gives_the_same_entry(
    made: list[tuple[int, int, int]], chance: Random, gap: int
) -> None:
    told = made * 2
    chance.shuffle(told)
    known: dict[tuple[int, int], Arrival] = {}
    for at, (after, door, key) in enumerate(told):
        received = NOON + timedelta(seconds=at * gap)
        age = received - (OPENED + timedelta(seconds=after))
        known.setdefault((door, key), Arrival(instant_of(received, age, OPENED), door, str(key)))
        so_far = entry_among(known.values())
        assert so_far is not None
        assert all(so_far <= other for other in known.values())
    after, door, key = min(made)
    assert entry_among(known.values()) == Arrival(OPENED + timedelta(seconds=after), door, str(key))


@pytest.mark.parametrize(
    ("age", "at"),
    [
        (timedelta(), NOON),
        (timedelta(hours=1), NOON - timedelta(hours=1)),
        (timedelta(hours=-1), NOON),
        (timedelta(days=3), OPENED),
    ],
)
def test_a_phone_says_how_long_ago_and_never_what_time_it_was(age: timedelta, at: datetime) -> None:
    assert instant_of(NOON, age, OPENED) == at


@pytest.mark.parametrize(
    ("state", "mode", "answer"),
    [
        (RegistrationState.CONFIRMED, AttendanceMode.IN_PERSON, Answer.CAME_IN),
        (RegistrationState.CONFIRMED, AttendanceMode.ONLINE, Answer.ONLINE),
        (RegistrationState.WAITING, None, Answer.WAITING),
        (RegistrationState.OFFERED, AttendanceMode.IN_PERSON, Answer.WAITING),
        (RegistrationState.EXPIRED, None, Answer.CANCELLED),
        (RegistrationState.CANCELLED, None, Answer.CANCELLED),
    ],
)
def test_who_has_a_place_in_person_comes_in(
    state: RegistrationState, mode: AttendanceMode | None, answer: Answer
) -> None:
    assert place_answer(state, mode) is answer


def test_a_door_is_for_its_days() -> None:
    days = [FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)]
    assert [answer_of(Answer.CAME_IN, day, FIRST, LAST) for day in days] == [
        Answer.OTHER_DAY, Answer.CAME_IN, Answer.CAME_IN, Answer.OTHER_DAY,
    ]  # fmt: skip
    assert answer_of(Answer.WAITING, days[0], FIRST, LAST) is Answer.WAITING


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16))
def test_a_key_that_is_read_out_is_typed_back(key: str) -> None:
    spaced = spaced_key(key)
    assert typed_key(f" {spaced.lower()}\n") == key
    assert typed_key(spaced.replace("0", "o").replace("1", "l").replace(" ", "-")) == key


def test_a_door_has_a_name_and_an_entry_is_taken_back_for_a_reason() -> None:
    for check in (check_door, check_reason):
        check("Main entrance")
        with pytest.raises(Invalid):
            check("")
