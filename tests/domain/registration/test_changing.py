"""Another kind of place, and somebody else who comes instead."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.actions.changing import ask_to_hand_on, change_place, take_over
from conference.domain.registration.models import Transfer
from conference.domain.registration.queries import get_own_registration, get_transfer
from conference.domain.registration.rules.places import Place
from tests.domain.registration.registering import (
    IN_PERSON,
    NOW,
    ONLINE,
    decisions,
    mails,
    newest_letter,
    register,
    registration,
    standing,
)
from tests.factories import make_event, make_site

DAY = timedelta(days=1)


@pytest.fixture
def event(app: Flask) -> Event:
    make_site()
    return make_event(slug="soc22", capacity_in_person=1, capacity_online=1, starts_at=NOW + DAY,
                      ends_at=NOW + 2 * DAY)  # fmt: skip


def swap(registration_id: int, mode: AttendanceMode, now: datetime = NOW) -> list[str]:
    with transaction():
        return [one.name for one in change_place(registration(registration_id), Place(mode), now)]


def hand_on(registration_id: int, name: str, email: str) -> int:
    with transaction():
        return ask_to_hand_on(registration(registration_id), name=name, email=email, now=NOW).id


def agree(transfer_id: int, asked: int = 1) -> None:
    with transaction():
        take_over(get_transfer(transfer_id, asked), NOW)


def test_who_changes_frees_the_place_for_who_waits_at_once(event: Event) -> None:
    ada, bo = register(event, "Ada"), register(event, "Bo")
    before = registration(ada).sequence
    assert swap(ada, ONLINE) == ["Bo"]
    assert standing(ada, bo) == [("confirmed", "online"), ("confirmed", "in person")]
    assert registration(ada).sequence == before + 1
    assert decisions(ada)[-1].startswith("You changed from a place in person to one online.")
    assert mails()[-2:] == [
        ("registration/changed_place", "ada@example.org"), ("registration/moved_up", "bo@example.org")
    ]  # fmt: skip


def test_a_place_that_is_full_or_waited_for_is_not_to_be_had(event: Event) -> None:
    ada, bo = register(event, "Ada"), register(event, "Bo", accepts=[ONLINE])
    with pytest.raises(Conflict) as full:
        swap(bo, IN_PERSON)
    assert (full.value.sentence, full.value.field) == (
        "No such place is free at the moment. You keep the place that you have.", "place"
    )  # fmt: skip
    assert standing(ada, bo) == [("confirmed", "in person"), ("confirmed", "online")]
    with pytest.raises(Conflict):
        swap(bo, ONLINE)
    with pytest.raises(Conflict):
        swap(ada, ONLINE, NOW + DAY)


def test_both_agree_before_a_place_is_handed_on(event: Event) -> None:
    ada = register(event, "Ada")
    old = registration(ada)
    version, uid, key = old.link_version, old.uid, old.ticket_key
    transfer = hand_on(ada, "Bo", "bo@example.org")
    assert mails()[-1] == ("registration/asked_to_take", "bo@example.org")
    assert registration(ada).name == "Ada"
    agree(transfer)
    now = registration(ada)
    assert (now.name, now.email, now.state.value) == ("Bo", "bo@example.org", "confirmed")
    assert (now.uid != uid, now.ticket_key != key) == (True, True)
    with pytest.raises(NotFound):
        get_own_registration(ada, version)
    assert decisions(ada)[-1] == "Ada gave the place to Bo, who agreed."
    assert mails()[-2:] == [("registration/handed_on", "ada@example.org"), ("registration/confirmed", "bo@example.org")]
    assert db.session.scalars(select(Transfer)).all() == []
    with pytest.raises(NotFound):
        agree(transfer)


def test_the_calendar_entry_leaves_the_one_and_reaches_the_other(event: Event) -> None:
    ada = register(event, "Ada")
    agree(hand_on(ada, "Bo", "bo@example.org"))
    invitation = newest_letter()
    withdrawal = db.session.get(type(invitation), invitation.id - 1)
    assert withdrawal is not None
    assert (invitation.calendar_method, withdrawal.calendar_method) == ("REQUEST", "CANCEL")


def test_naming_somebody_else_takes_the_first_question_back(event: Event) -> None:
    ada = register(event, "Ada")
    first = hand_on(ada, "Bo", "bo@example.org")
    assert hand_on(ada, "Cy", "cy@example.org") == first
    with pytest.raises(NotFound):
        agree(first, 1)
    agree(first, 2)
    assert registration(ada).name == "Cy"


def test_who_has_a_place_already_cannot_take_another(event: Event) -> None:
    ada, _bo = register(event, "Ada"), register(event, "Bo", accepts=[ONLINE])
    transfer = hand_on(ada, "Bo", "bo@example.org")
    with pytest.raises(Conflict) as refusal:
        agree(transfer)
    assert refusal.value.sentence == f"You are registered for {event.name} already."
    with pytest.raises(Invalid):
        hand_on(ada, "Ada", "ADA@example.org")


def test_who_was_asked_first_does_not_win_by_being_late(event: Event) -> None:
    """Another was named between reading the link and holding the event."""
    ada = register(event, "Ada")
    transfer = hand_on(ada, "Bo", "bo@example.org")
    with transaction():
        stale = get_transfer(transfer, 1)
        db.session.execute(update(Transfer).values(asked=2), execution_options={"synchronize_session": False})
        with pytest.raises(Conflict):
            take_over(stale, NOW)
    assert registration(ada).name == "Ada"
