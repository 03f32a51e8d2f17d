"""Registering: a place, a number in the queue, or nothing new; each with its decision in words and its mail."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.domain.accounts.models import JournalEntry
from conference.domain.events.rules import AttendanceMode, EventKind, EventState
from conference.domain.interest.actions import withdraw_interest
from conference.domain.interest.queries import get_interest
from conference.domain.interest.rules import InterestState
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import Filter as Chosen
from conference.domain.registration.queries import (
    count_places,
    get_own_registration,
    get_registration,
    list_registrations,
    position_of,
)
from conference.domain.registration.rules.states import RegistrationState
from conference.mail.models import Envelope
from tests.domain.registration.registering import (
    IN_PERSON,
    NOW,
    ONLINE,
    cancel,
    decisions,
    mails,
    newest_letter,
    register,
    registration,
    standing,
)
from tests.factories import make_event, make_expression, make_site, make_venue
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def _site(app: Flask) -> None:
    make_site()


def test_a_free_place_is_given_at_once() -> None:
    event = make_event(capacity_in_person=1)
    ada = register(event, organisation="  Analytical   Engines ")
    kept = registration(ada)
    assert standing(ada) == [("confirmed", "in person")]
    assert (kept.number, kept.email, kept.organisation) == (1, "ada@example.org", "Analytical Engines")
    assert (kept.confirmed_at, kept.sequence, kept.invited_by) == (NOW, 0, "events@example.org")
    assert decisions(ada) == ["You have a place in person: one was free, and nobody before you was waiting for it."]
    assert mails() == [("registration/confirmed", "ada@example.org")]


def test_the_journal_knows_it_without_names() -> None:
    event = make_event()
    ada = register(event)
    rows = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    told = [(row.action, row.actor, row.subject_kind, row.subject_id, row.event_id, row.detail) for row in rows]
    assert told == [("register attendee", "attendee", "registration", ada, event.id, {"state": "confirmed"})]


def test_who_finds_no_place_waits_and_knows_why() -> None:
    event = make_event(title="Social Outcomes Conference 2022", short_title="SOC22", capacity_in_person=1)
    register(event)
    bob, cleo = register(event, "Bob"), register(event, "Cleo")
    assert standing(bob, cleo) == [("waiting", None), ("waiting", None)]
    assert [position_of(registration(one)) for one in (bob, cleo)] == [1, 2]
    assert decisions(cleo) == [
        (
            "No place in person was free, so you were put on the waiting list, at number 2. A place that becomes free"
            " goes to the first on the list who accepts it."
        )
    ]
    letter = newest_letter()
    assert letter.subject == "You are on the waiting list of SOC22, at number 2"
    assert letter.text.splitlines()[2] == (
        "No place in person was free when you registered for Social Outcomes Conference 2022, so you are number 2 on"
        " the waiting list."
    )
    assert (letter.kind, letter.calendar) == ("registration/waiting", None)


def test_ways_of_attending_are_counted_apart() -> None:
    event = make_event(capacity_in_person=1, capacity_online=1)
    both = (IN_PERSON, ONLINE)
    ids = [
        register(event, "A", both),
        register(event, "B", both),
        register(event, "C", both),
        register(event, "D", both),
    ]
    assert standing(*ids) == [("confirmed", "in person"), ("confirmed", "online"), ("waiting", None), ("waiting", None)]
    assert decisions(ids[2])[0].startswith("No place in person or online was free")


def test_who_waits_for_a_full_room_holds_up_nobody_online() -> None:
    event = make_event(capacity_in_person=0, capacity_online=1)
    ids = [register(event, "A", (IN_PERSON,)), register(event, "B", (ONLINE,))]
    assert standing(*ids) == [("waiting", None), ("confirmed", "online")]


def test_a_known_address_changes_nothing_and_gets_its_link() -> None:
    event = make_event(capacity_in_person=1)
    ada = register(event)
    again = register(event, "Other", email="ada@EXAMPLE.org", accepts=(ONLINE,))
    assert (again, registration(ada).name, standing(ada)) == (ada, "Ada", [("confirmed", "in person")])
    assert mails() == [
        ("registration/confirmed", "ada@example.org"),
        ("registration/already_registered", "ada@example.org"),
    ]
    assert count_places(event).last_number == 1


def test_one_address_gets_few_such_mails_a_day() -> None:
    event = make_event()
    register(event)
    for hours in range(6):
        register(event, now=NOW + timedelta(hours=hours))
    assert len(mails(unsent_only=False)) == 4
    register(event, now=NOW + timedelta(hours=25))
    assert len(mails(unsent_only=False)) == 5


def test_an_address_that_cancelled_may_come_again_as_the_last() -> None:
    event = make_event(capacity_in_person=1)
    ada, bob = register(event), register(event, "Bob")
    cancel(ada)
    again = register(event)
    assert standing(ada, bob, again) == [("cancelled", None), ("confirmed", "in person"), ("waiting", None)]
    assert registration(again).number == 3


def test_upper_and_lower_case_are_one_mailbox_written_as_it_was_typed() -> None:
    event = make_event()
    emails = "Ada@example.org", "ada@example.org", "ADA@EXAMPLE.ORG", "ada+1@example.org"
    ids = [register(event, email=email) for email in emails]
    assert (ids, registration(ids[0]).email) == ([ids[0], ids[0], ids[0], ids[3]], "Ada@example.org")
    assert [email for _kind, email in mails()] == ["Ada@example.org", "Ada@example.org", "ada+1@example.org"]


def test_no_row_gets_past_the_actions_with_other_letters() -> None:
    event = make_event()
    register(event)
    values = {"number": 2, "name": "Ada", "state": RegistrationState.WAITING, "accepts_in_person": True}
    db.session.add(Registration(
        event_id=event.id, email="ADA@example.org", accepts_online=False, uid="two", registered_at=NOW, **values
    ))  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_interest_becomes_registered() -> None:
    event = make_event()
    told = make_expression(event, email="Ada@example.org", state=InterestState.CONFIRMED)
    left = make_expression(event, email="bob@example.org", state=InterestState.WITHDRAWN)
    register(event), register(event, "Bob")
    db.session.rollback()
    assert (told.state, left.state) == (InterestState.REGISTERED, InterestState.WITHDRAWN)


def test_who_withdraws_at_the_same_moment_stays_withdrawn(app: Flask) -> None:
    event, withdrawn = make_event(), threading.Event()
    expression = make_expression(event, email="ada@example.org", state=InterestState.CONFIRMED)
    interest_id = expression.id
    db.session.rollback()

    def withdraw() -> None:
        with app.app_context(), transaction():
            withdraw_interest(get_interest(interest_id), NOW)
            db.session.flush()
            withdrawn.set()
            time.sleep(0.5)

    thread = threading.Thread(target=withdraw)
    thread.start()
    withdrawn.wait(10)
    register(event)
    thread.join()
    db.session.rollback()
    assert expression.state is InterestState.WITHDRAWN


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": EventState.ANNOUNCED}, "Registration for X is not open yet."),
        ({"state": EventState.CANCELLED}, "X was cancelled, so nobody can register for it."),
        (
            {"registration_opens_at": datetime(2022, 1, 1, 9, 0, tzinfo=UTC)},
            "Registration for X opens on Saturday 1 January 2022, 09:00 (London time, GMT).",
        ),
    ],
)
def test_a_closed_event_refuses_with_a_sentence(values: dict[str, Any], sentence: str) -> None:
    event = make_event(short_title="X", **values)
    with pytest.raises(Conflict) as refusal:
        register(event)
    assert (refusal.value.sentence, mails()) == (sentence, [])


def test_what_is_typed_is_refused_at_its_field() -> None:
    event = make_event(mode=AttendanceMode.ONLINE)
    fields = []
    for values in ({"accepts": ()}, {"accepts": (IN_PERSON,)}, {"name": "\u200b", "accepts": (ONLINE,)},
                   {"name": "See www.example.org", "accepts": (ONLINE,)},
                   {"email": "a@x.org, b@x.org", "accepts": (ONLINE,)}):  # fmt: skip
        with pytest.raises(Invalid) as refusal:
            register(event, **values)
        fields.append(refusal.value.field)
    assert (fields, mails()) == (["attend", "attend", "name", "name", "email"], [])


def test_an_edited_event_gives_its_free_places_to_those_who_waited() -> None:
    event = make_event(capacity_in_person=1)
    register(event)
    bob = register(event, "Bob")
    event.capacity_in_person = 2
    db.session.commit()
    cleo = register(event, "Cleo")
    assert standing(bob, cleo) == [("confirmed", "in person"), ("waiting", None)]


def test_registering_costs_the_same_for_the_first_and_the_hundredth() -> None:
    event = make_event(capacity_in_person=2)
    counts = []
    for number in range(6):
        with statements() as sent:
            register(event, f"Person{number}")
        counts.append(len(sent))
    assert len(set(counts[2:])) == 1
    assert max(counts) <= 20


def test_an_own_link_opens_one_registration_of_one_version() -> None:
    event = make_event()
    ada = register(event)
    assert get_own_registration(ada, 1).id == ada
    for wrong in ((ada, 2), (ada + 1, 1)):
        with pytest.raises(NotFound):
            get_own_registration(*wrong)


def test_a_registration_is_found_at_its_own_event_only() -> None:
    event, other = make_event(), make_event()
    ada = register(event)
    assert get_registration(event, ada).id == ada
    with pytest.raises(NotFound):
        get_registration(other, ada)


def test_the_list_can_be_filtered_and_says_who_is_where() -> None:
    event = make_event(capacity_in_person=1, capacity_online=1)
    register(event, "Ada", (IN_PERSON,), organisation="100% Engines")
    register(event, "Bob", (ONLINE,)), register(event, "Cleo", (IN_PERSON,)), register(event, "Dora", (ONLINE,))

    def shown(**chosen) -> list[tuple[str, int | None]]:
        return [(one.name, position) for one, position in list_registrations(event, Chosen(**chosen))]

    assert shown() == [("Ada", None), ("Bob", None), ("Cleo", 1), ("Dora", 2)]
    assert shown(state=RegistrationState.WAITING) == [("Cleo", 1), ("Dora", 2)]
    assert shown(mode=AttendanceMode.ONLINE) == [("Bob", None), ("Dora", 2)]
    assert shown(words="0%") == [("Ada", None)]
    assert shown(words="_") == []


def test_a_letter_reaches_the_address_with_its_name() -> None:
    venue = make_venue()
    event = make_event(venue_id=venue.id, kind=EventKind.CONFERENCE)
    register(event)
    envelope = db.session.scalars(select(Envelope)).one()
    assert (envelope.recipient_email, envelope.recipient_name) == ("ada@example.org", "Ada")
    assert envelope.letter.about == f"registration:{registration(1).id}"
