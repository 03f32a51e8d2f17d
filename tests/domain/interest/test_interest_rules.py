"""When interest is welcome, which topics there are, which link does what."""

from datetime import UTC, datetime, timedelta

import pytest

from conference.core.errors import Conflict, Invalid, NotFound
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.rules import (
    Answers,
    InterestState,
    LinkDoes,
    Welcome,
    check_answers,
    check_welcome,
    confirmed_state,
    topics_offered,
    welcome,
    what_link_does,
)

STARTS = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=33)
BEFORE = STARTS - timedelta(days=100)


@pytest.mark.parametrize(
    ("state", "opens_at", "now", "expected"),
    [
        (EventState.DRAFT, None, BEFORE, Welcome.NOT_YET),
        (EventState.ANNOUNCED, None, BEFORE, Welcome.WELCOME),
        (EventState.ANNOUNCED, None, STARTS, Welcome.OVER),
        (EventState.OPEN, None, BEFORE, Welcome.REGISTER_INSTEAD),
        (EventState.OPEN, BEFORE, BEFORE, Welcome.REGISTER_INSTEAD),
        (EventState.OPEN, BEFORE + timedelta(seconds=1), BEFORE, Welcome.WELCOME),
        (EventState.OPEN, None, STARTS, Welcome.REGISTER_INSTEAD),
        (EventState.OPEN, None, ENDS, Welcome.OVER),
        (EventState.ARCHIVED, None, BEFORE, Welcome.OVER),
        (EventState.CANCELLED, None, BEFORE, Welcome.CANCELLED),
    ],
)
def test_interest_is_welcome_until_registration_opens(
    state: EventState, opens_at: datetime | None, now: datetime, expected: Welcome
) -> None:
    assert welcome(state, STARTS, ENDS, opens_at, now) is expected


def test_the_reason_is_a_sentence() -> None:
    with pytest.raises(Conflict) as refusal:
        check_welcome(Welcome.REGISTER_INSTEAD, "SOC22")
    assert refusal.value.sentence == "SOC22 has opened its registration, so you can register at once."
    check_welcome(Welcome.WELCOME, "SOC22")


def test_topics_are_the_lines_of_the_event_or_else_its_themes() -> None:
    assert topics_offered("  Health \n\nHousing\nHealth\n", ["Theme"]) == ("Health", "Housing")
    assert topics_offered(" \n", ["Procurement", "Place"]) == ("Procurement", "Place")
    assert topics_offered("", []) == ()


def answers(**values: object) -> Answers:
    plain = {"name": "Ada", "organisation": "", "leaning": AttendanceMode.HYBRID, "topics": ("Health",),
             "purposes": (ConsentPurpose.THIS_EVENT,)}  # fmt: skip
    return Answers(**{**plain, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"topics": ("Wealth",)}, "topics"),
        ({"purposes": ()}, "purposes"),
        ({"purposes": (ConsentPurpose.LATER_EDITIONS,)}, "purposes"),
        ({"name": "Win at HTTPS://example.org"}, "name"),
    ],
)
def test_answers_that_were_not_offered_are_refused(values: dict[str, object], field: str) -> None:
    offered = (ConsentPurpose.THIS_EVENT, ConsentPurpose.WEEKLY_BRIEFING)
    with pytest.raises(Invalid) as refusal:
        check_answers(answers(**values), ("Health",), offered)
    assert refusal.value.field == field
    check_answers(answers(), ("Health",), offered)


NEW, OLD, LEFT = InterestState.UNCONFIRMED, InterestState.CONFIRMED, InterestState.WITHDRAWN
FIRST, NEWEST, NOTHING = LinkDoes.APPLY_FIRST, LinkDoes.APPLY_NEWEST, LinkDoes.NOTHING


@pytest.mark.parametrize(
    ("state", "number", "newest", "is_waiting", "was_confirmed", "expected"),
    [
        (NEW, 0, 0, False, False, FIRST),
        (OLD, 0, 0, False, True, NOTHING),
        (NEW, 0, 2, True, False, FIRST),
        (NEW, 1, 2, True, False, None),
        (NEW, 2, 2, True, False, NEWEST),
        (OLD, 0, 1, True, True, NOTHING),
        (OLD, 1, 1, False, True, NOTHING),
        (OLD, 1, 1, True, True, NEWEST),
        (OLD, 2, 1, False, True, None),
        (LEFT, 0, 0, False, True, None),
        (LEFT, 1, 1, False, True, None),
        (LEFT, 1, 1, True, True, NEWEST),
        (InterestState.REGISTERED, 0, 0, False, False, FIRST),
    ],
)
def test_a_link_confirms_the_answers_of_its_own_mail(
    state: InterestState, number: int, newest: int, is_waiting: bool, was_confirmed: bool, expected: LinkDoes | None
) -> None:
    if expected is None:
        with pytest.raises(NotFound):
            what_link_does(state, number, newest, is_waiting=is_waiting, was_confirmed=was_confirmed)
    else:
        assert what_link_does(state, number, newest, is_waiting=is_waiting, was_confirmed=was_confirmed) is expected


def test_who_went_further_stays_there() -> None:
    then = {state: confirmed_state(state) for state in InterestState}
    assert then == {
        InterestState.UNCONFIRMED: OLD,
        InterestState.CONFIRMED: OLD,
        InterestState.WITHDRAWN: OLD,
        InterestState.INVITED: InterestState.INVITED,
        InterestState.REGISTERED: InterestState.REGISTERED,
    }
