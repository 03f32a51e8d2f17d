"""Cancelling gives the place to the next at once; so does adding places; taking places away takes nobody's."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db
from conference.core.errors import Conflict, Invalid
from conference.domain.accounts.models import JournalEntry
from conference.domain.events.rules import EventState
from conference.domain.registration.queries import position_of
from conference.domain.site.queries import find_public_version
from conference.mail.models import EnvelopeState
from conference.mail.outbox import list_envelopes
from tests.domain.registration.registering import (
    IN_PERSON,
    NOW,
    ONLINE,
    cancel,
    decisions,
    mails,
    register,
    registration,
    set_capacity,
    standing,
)
from tests.factories import make_account, make_event, make_site

pytestmark = pytest.mark.usefixtures("app")
BOTH = (IN_PERSON, ONLINE)


@pytest.fixture(autouse=True)
def _site(app: Flask) -> None:
    make_site()


def test_the_first_who_waits_gets_the_place_at_once() -> None:
    event = make_event(capacity_in_person=1)
    ada, bob, cleo = register(event), register(event, "Bob"), register(event, "Cleo")
    assert cancel(ada) == [bob]
    assert standing(ada, bob, cleo) == [("cancelled", None), ("confirmed", "in person"), ("waiting", None)]
    assert position_of(registration(cleo)) == 1
    assert decisions(ada)[1:] == ["You gave your place back."]
    assert decisions(bob)[1:] == [
        "A place in person became free. You were the first on the waiting list who accepts one, so it is yours."
    ]
    assert mails() == [
        ("registration/waiting", "cleo@example.org"),
        ("registration/cancelled", "ada@example.org"),
        ("registration/moved_up", "bob@example.org"),
    ]


def test_a_place_goes_to_the_first_who_accepts_it() -> None:
    event = make_event(capacity_in_person=1, capacity_online=1)
    room, online = register(event, "Room"), register(event, "Online", (ONLINE,))
    waits_for_room, waits_for_online = register(event, "A", (IN_PERSON,)), register(event, "B", (ONLINE,))
    assert cancel(online) == [waits_for_online]
    assert standing(room, waits_for_room) == [("confirmed", "in person"), ("waiting", None)]


def test_who_leaves_the_list_moves_nobody() -> None:
    event = make_event(capacity_in_person=1)
    register(event)
    bob, cleo = register(event, "Bob"), register(event, "Cleo")
    assert (cancel(bob), standing(cleo)) == ([], [("waiting", None)])
    assert decisions(bob)[1:] == ["You left the waiting list."]


def test_cancelling_twice_changes_nothing() -> None:
    event = make_event(capacity_in_person=1)
    ada, bob, cleo = register(event), register(event, "Bob"), register(event, "Cleo")
    assert (cancel(ada), cancel(ada)) == ([bob], [])
    assert standing(cleo) == [("waiting", None)]
    assert [kind for kind, _to in mails()].count("registration/cancelled") == 1


def test_an_organiser_may_cancel_and_the_words_say_so() -> None:
    event = make_event(capacity_in_person=1)
    owner = make_account(email="owner@example.org")
    ada, bob = register(event), register(event, "Bob")
    cancel(bob, actor=owner)
    cancel(ada, actor=owner)
    assert decisions(ada)[1:] == ["The organisers cancelled your registration, and your place was given back."]
    assert decisions(bob)[1:] == ["The organisers took you off the waiting list."]
    journal = select(JournalEntry).where(JournalEntry.action == "cancel registration").order_by(JournalEntry.id)
    done = db.session.scalars(journal).all()
    assert [(row.actor, row.subject_id) for row in done] == [("owner@example.org", bob), ("owner@example.org", ada)]


def test_nobody_moves_up_once_the_event_has_started() -> None:
    event = make_event(capacity_in_person=1)
    ada, bob = register(event), register(event, "Bob")
    assert cancel(ada, now=event.starts_at + timedelta(minutes=1)) == []
    assert standing(ada, bob) == [("cancelled", None), ("waiting", None)]


def test_nothing_is_cancelled_after_the_event() -> None:
    event = make_event()
    ada = register(event)
    with pytest.raises(Conflict) as refusal:
        cancel(ada, now=event.ends_at)
    assert refusal.value.sentence == f"{event.name} is over, so there is nothing to cancel any more."
    assert standing(ada) == [("confirmed", "in person")]


def test_nobody_moves_up_at_a_cancelled_event() -> None:
    event = make_event(capacity_in_person=1)
    ada, bob = register(event), register(event, "Bob")
    event.state = EventState.CANCELLED
    db.session.commit()
    assert (cancel(ada), standing(bob)) == ([], [("waiting", None)])


def test_more_places_move_people_up_in_order() -> None:
    event = make_event(capacity_in_person=0, capacity_online=0)
    ids = [register(event, "A", (IN_PERSON,)), register(event, "B", BOTH), register(event, "C", (ONLINE,)),
           register(event, "D", (IN_PERSON,))]  # fmt: skip
    assert set_capacity(event, 1, 1) == (2, {IN_PERSON: 0, ONLINE: 0})
    assert standing(*ids) == [("confirmed", "in person"), ("confirmed", "online"), ("waiting", None), ("waiting", None)]
    assert set_capacity(event, None, None) == (2, {IN_PERSON: 0, ONLINE: 0})
    assert standing(*ids)[2:] == [("confirmed", "online"), ("confirmed", "in person")]


def test_fewer_places_take_nobodys_place() -> None:
    event = make_event(capacity_in_person=3)
    ids = [register(event, "A"), register(event, "B"), register(event, "C")]
    assert set_capacity(event, 1, None) == (0, {IN_PERSON: 2, ONLINE: 0})
    assert standing(*ids) == [("confirmed", "in person")] * 3
    late = register(event, "D")
    assert (cancel(ids[0]), cancel(ids[1]), standing(late)) == ([], [], [("waiting", None)])
    assert cancel(ids[2]) == [late]


def test_a_change_of_capacity_is_in_the_journal_and_renews_the_public_version() -> None:
    before = find_public_version()
    event = make_event()
    set_capacity(event, 2, 5, actor=make_account(email="owner@example.org"))
    row = db.session.scalars(select(JournalEntry)).one()
    assert (row.action, row.actor, row.changes) == (
        "change capacity",
        "owner@example.org",
        {"capacity_in_person": [None, 2], "capacity_online": [None, 5]},
    )
    assert find_public_version() not in (None, before)


def test_no_number_of_places_is_negative() -> None:
    event = make_event(capacity_in_person=3)
    with pytest.raises(Invalid) as refusal:
        set_capacity(event, 3, -1)
    assert refusal.value.field == "online"


def test_who_moves_up_before_the_first_mail_left_gets_one_mail() -> None:
    event = make_event(capacity_in_person=1)
    ada, bob = register(event), register(event, "Bob")
    cancel(ada)
    about = [(one.state, one.letter.kind) for one in list_envelopes(about=f"registration:{bob}")]
    assert about == [
        (EnvelopeState.WAITING, "registration/moved_up"),
        (EnvelopeState.SUPERSEDED, "registration/waiting"),
    ]


def test_asking_again_does_not_replace_the_invitation() -> None:
    event = make_event()
    register(event), register(event)
    assert mails() == [
        ("registration/confirmed", "ada@example.org"),
        ("registration/already_registered", "ada@example.org"),
    ]
    assert {one.created_at for one in list_envelopes()} == {NOW}


def test_nothing_about_a_place_leaves_after_it_was_given_back() -> None:
    event = make_event()
    ada = register(event)
    register(event)
    cancel(ada)
    assert mails() == [("registration/cancelled", "ada@example.org")]
