"""When one may register, and the sentence that says why not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conference.core.errors import Conflict
from conference.domain.events.rules import EventState
from conference.domain.registration.rules.windows import Window, check_registration_open, may_move_up, why_closed

OPENS = datetime(2022, 6, 1, 8, 0, tzinfo=UTC)
STARTS = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)
ENDS = datetime(2022, 9, 9, 16, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def window(**values: Any) -> Window:
    plain = {"name": "SOC22", "state": EventState.OPEN, "starts_at": STARTS, "ends_at": ENDS, "opens_at": None,
             "closes_at": None, "zone": "Europe/London", "zone_place": "Oxford"}  # fmt: skip
    return Window(**{**plain, **values})


@pytest.mark.parametrize(
    ("values", "now", "sentence"),
    [
        ({}, STARTS - MOMENT, ""),
        ({}, STARTS, "Registration for SOC22 closed on Thursday 8 September 2022, 09:00 (Oxford time, BST)."),
        ({"closes_at": ENDS}, STARTS, ""),
        ({"closes_at": ENDS + MOMENT}, ENDS, "SOC22 is over, so nobody can register for it any more."),
        ({"opens_at": OPENS}, OPENS, ""),
        (
            {"opens_at": OPENS},
            OPENS - MOMENT,
            "Registration for SOC22 opens on Wednesday 1 June 2022, 09:00 (Oxford time, BST).",
        ),
        (
            {"closes_at": datetime(2022, 3, 1, 12, 0, tzinfo=UTC)},
            datetime(2022, 3, 1, 12, 0, tzinfo=UTC),
            "Registration for SOC22 closed on Tuesday 1 March 2022, 12:00 (Oxford time, GMT).",
        ),
        ({"state": EventState.ANNOUNCED}, OPENS, "Registration for SOC22 is not open yet."),
        ({"state": EventState.DRAFT}, OPENS, "Registration for SOC22 is not open yet."),
        ({"state": EventState.CANCELLED}, OPENS, "SOC22 was cancelled, so nobody can register for it."),
        ({"state": EventState.ARCHIVED}, OPENS, "SOC22 is over, so nobody can register for it any more."),
    ],
)
def test_the_reason_is_a_sentence(values: dict[str, Any], now: datetime, sentence: str) -> None:
    assert why_closed(window(**values), now) == sentence


def test_the_sentence_is_the_refusal() -> None:
    with pytest.raises(Conflict) as refusal:
        check_registration_open(window(state=EventState.CANCELLED), OPENS)
    assert refusal.value.sentence == "SOC22 was cancelled, so nobody can register for it."
    check_registration_open(window(), OPENS)


@pytest.mark.parametrize(
    ("values", "now", "moves"),
    [
        ({}, STARTS - MOMENT, True),
        ({}, STARTS, False),
        ({"closes_at": OPENS}, STARTS - MOMENT, True),
        ({"closes_at": ENDS}, ENDS - MOMENT, True),
        ({"closes_at": ENDS}, ENDS, False),
        ({"state": EventState.ANNOUNCED}, OPENS, True),
        ({"state": EventState.CANCELLED}, OPENS, False),
        ({"state": EventState.ARCHIVED}, OPENS, False),
    ],
)
def test_nobody_moves_up_after_the_start_unless_one_may_still_register(
    values: dict[str, Any], now: datetime, moves: bool
) -> None:
    assert may_move_up(window(**values), now) is moves
