"""What the page of an import that is done says of where things are now, and of what readers see."""

import pytest

from conference.domain.exchange.rules import Outcome
from conference.web.organiser.import_report import is_of_people, where_it_is

READERS = "Readers see it with the next release."
DRAFT = f"What was chosen is in the draft of SOC23. {READERS}"
PEOPLE = "The people are here for the whole site; no session of SOC23 has changed."
AT_ONCE = "What has changed about people and rooms, readers see at once."


@pytest.mark.parametrize(("outcome", "event", "words"), [
    (Outcome({"session": 2, "person": 3}, {}), "SOC23", DRAFT),
    (Outcome({}, {"session": 1, "room": 1}), "SOC23", f"{DRAFT} {AT_ONCE}"),
    (Outcome({"person": 2}, {}), "SOC23", PEOPLE), (Outcome({}, {"person": 2}), "SOC23", f"{PEOPLE} {AT_ONCE}"),
    (Outcome({"person": 2}, {"person": 1}), "", f"What was chosen is here. {AT_ONCE}"),
])  # fmt: skip
def test_where_it_is_now(outcome: Outcome, event: str, words: str) -> None:
    assert where_it_is(outcome, event, READERS) == words
    assert is_of_people(outcome) is ("session" not in {*outcome.new, *outcome.changed})
