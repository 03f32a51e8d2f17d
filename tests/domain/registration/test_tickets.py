"""Ticket types: what can be chosen by whom and when, shared quotas, hidden types with codes, approval."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid, Refusal
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.registration.actions import capacity
from conference.domain.registration.actions.changing import change_place
from conference.domain.registration.actions.registering import Wish, approve_registration, refuse_registration
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import catalogue_of, count_uses_by_code
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.tickets.actions import add_access_code, add_quota, add_ticket_type, end_access_code
from conference.domain.tickets.queries import get_access_code, get_quota, get_ticket_type
from conference.domain.tickets.rules import TicketTypeDetails
from tests.domain.registration.registering import (
    IN_PERSON,
    NOW,
    ONLINE,
    cancel,
    decisions,
    mails,
    register,
    registration,
    standing,
)
from tests.factories import make_account, make_event, make_site
from tests.statements import statements

HOUR = timedelta(hours=1)


@pytest.fixture
def event(app: Flask) -> Event:
    make_site()
    return make_event(slug="soc22", capacity_in_person=None, capacity_online=None)


def ticket(event: Event, name: str, mode: Any = IN_PERSON, quotas: Sequence[int] = (), **more: Any) -> int:
    """A ticket type; its id."""
    with transaction():
        details = TicketTypeDetails(name=name, mode=mode, **more)
        made = add_ticket_type(get_event(event.slug), details, quotas, actor=SYSTEM, now=NOW)
        db.session.flush()
        return made.id


def quota(event: Event, name: str, size: int | None) -> int:
    with transaction():
        made = add_quota(get_event(event.slug), name, size, actor=SYSTEM, now=NOW)
        db.session.flush()
        return made.id


def code(event: Event, type_id: int, words: str, uses: int | None) -> int:
    with transaction():
        own = get_ticket_type(get_event(event.slug), type_id)
        made = add_access_code(own, words, uses, actor=SYSTEM, now=NOW)
        db.session.flush()
        return made.id


def ask(event: Event, name: str, *types: int, code: str = "", **more: Any) -> int:
    return register(event, name, wish=Wish(ticket_types=types, code=code), **more)


def held(*ids: int) -> list[tuple[str, str]]:
    """State and ticket type of these registrations."""
    found = [registration(one) for one in ids]
    return [(one.state.value, one.ticket_type.name if one.ticket_type else "") for one in found]


def refusal(event: Event, *types: int, who: str = "Ada", **more: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as found:
        ask(event, who, *types, **more)
    db.session.rollback()
    return found.value.sentence, found.value.field


def test_a_shared_quota_binds_the_types_that_draw_on_it(event: Event) -> None:
    seats = quota(event, "Seats", 2)
    student, guest, stream = ticket(event, "Student", quotas=[seats]), ticket(event, "Guest", quotas=[seats]), ticket(
        event, "Stream", ONLINE)  # fmt: skip
    first, second = ask(event, "Ada", student), ask(event, "Bo", guest)
    third, fourth = ask(event, "Cy", student, stream), ask(event, "Di", guest)
    assert held(first, second, third, fourth) == [
        ("confirmed", "Student"), ("confirmed", "Guest"), ("confirmed", "Stream"), ("waiting", "")
    ]  # fmt: skip
    assert decisions(third) == [
        "You have a place online (Stream): one was free, and nobody before you was waiting for it."
    ]
    assert decisions(fourth)[0].startswith("No place in person (Guest) was free, so you were put on the waiting list")
    cancel(first)
    assert held(fourth) == [("confirmed", "Guest")]


def test_the_places_of_the_event_bind_every_type(event: Event) -> None:
    with transaction():
        get_event("soc22").capacity_in_person = 1
    student = ticket(event, "Student", quotas=[quota(event, "Seats", 9)])
    assert held(ask(event, "Ada", student), ask(event, "Bo", student)) == [("confirmed", "Student"), ("waiting", "")]


def test_more_places_in_a_quota_move_people_up_in_their_order(event: Event) -> None:
    seats = quota(event, "Seats", 0)
    student, guest = ticket(event, "Student", quotas=[seats]), ticket(event, "Guest", quotas=[seats])
    waiting = [ask(event, "Ada", guest), ask(event, "Bo", student), ask(event, "Cy", guest)]
    with transaction():
        found = get_event("soc22")
        movers = capacity.edit_quota(found, get_quota(found, seats), "Chairs", 2, actor=SYSTEM, now=NOW)
        assert [one.name for one in movers] == ["Ada", "Bo"]
    with transaction():
        found = get_event("soc22")
        movers = capacity.remove_quota(found, get_quota(found, seats), actor=SYSTEM, now=NOW)
        assert [one.name for one in movers] == ["Cy"]
    assert [state for state, _type in held(*waiting)] == ["confirmed"] * 3


def test_a_type_is_on_sale_in_its_window_only(event: Event) -> None:
    early = ticket(event, "Early", sells_from=NOW - HOUR, sells_until=NOW + HOUR)
    late = ticket(event, "Late", sells_from=NOW + HOUR)
    assert held(ask(event, "Ada", early)) == [("confirmed", "Early")]
    assert refusal(event, early, now=NOW + HOUR)[0].startswith("“Early” could be had until ")
    assert refusal(event, late)[0].startswith("“Late” can be had from ")
    assert refusal(event, late)[1] == "ticket"
    assert refusal(event) == ("Please choose a ticket.", "ticket")
    assert refusal(event, 99) == ("Please choose a ticket.", "ticket")


def test_a_type_may_be_for_the_people_of_some_domains(event: Event) -> None:
    own = ticket(event, "Members", email_domains=("ox.ac.uk", "example.com"))
    sentence = "“Members” is for addresses that end in @ox.ac.uk or @example.com."
    assert refusal(event, own) == (sentence, "email")
    assert held(ask(event, "Bo", own, email="bo@physics.OX.ac.uk")) == [("confirmed", "Members")]
    assert refusal(event, own, email="cy@notox.ac.uk") == (sentence, "email")


def test_a_code_opens_a_hidden_type_so_many_times(event: Event) -> None:
    hidden, other = ticket(event, "Friends", needs_code=True), ticket(event, "Board", needs_code=True)
    code(event, hidden, "Été 22", 2)
    assert refusal(event, hidden) == ("Please choose a ticket.", "ticket")
    assert refusal(event, hidden, code="summer")[1] == "code"
    assert refusal(event, other, code="été 22") == ("Please choose a ticket.", "ticket")
    first = ask(event, "Ada", hidden, code="ETE-22")
    second = ask(event, "Bo", hidden, code="été 22")
    assert refusal(event, hidden, code="été 22", who="Cy") == (
        "This code has been used as often as it may be.", "code"
    )  # fmt: skip
    cancel(first)
    assert held(second, ask(event, "Cy", hidden, code="ete 22")) == [("confirmed", "Friends")] * 2


def test_a_code_that_was_ended_opens_nothing(event: Event) -> None:
    hidden = ticket(event, "Friends", needs_code=True)
    code_id = code(event, hidden, "spring", None)
    ask(event, "Bo", hidden, code="spring")
    with transaction():
        found = get_access_code(get_event("soc22"), code_id)
        end_access_code(found, used=count_uses_by_code(get_event("soc22"))[code_id], actor=SYSTEM, now=NOW)
    assert refusal(event, hidden, code="spring")[1] == "code"


def test_an_organiser_agrees_or_not(event: Event) -> None:
    with transaction():
        get_event("soc22").capacity_in_person = 1
    press, olga = ticket(event, "Press", needs_approval=True), make_account(name="Olga")
    ids = [ask(event, "Ada", press), ask(event, "Bo", press), ask(event, "Cy", press)]
    assert standing(*ids) == [("waiting for approval", None)] * 3
    with transaction():
        approve_registration(registration(ids[0]), actor=olga, now=NOW)
    with transaction():
        approve_registration(registration(ids[1]), actor=olga, now=NOW)
    with transaction():
        refuse_registration(registration(ids[2]), "The room is small.", actor=olga, now=NOW)
    assert held(*ids) == [("confirmed", "Press"), ("waiting", ""), ("cancelled", "")]
    assert decisions(ids[2])[-1] == "The organisers did not agree: The room is small."
    assert mails() == [
        ("registration/confirmed", "ada@example.org"), ("registration/waiting", "bo@example.org"),
        ("registration/refused", "cy@example.org"),
    ]  # fmt: skip
    with pytest.raises(Conflict), transaction():
        approve_registration(registration(ids[2]), actor=olga, now=NOW)


def test_a_type_that_somebody_has_or_wants_is_not_removed(event: Event) -> None:
    student, guest = ticket(event, "Student"), ticket(event, "Guest")
    ask(event, "Ada", student)
    with pytest.raises(Conflict), transaction():
        capacity.remove_ticket_type(get_ticket_type(get_event("soc22"), student), actor=SYSTEM, now=NOW)
    with transaction():
        capacity.remove_ticket_type(get_ticket_type(get_event("soc22"), guest), actor=SYSTEM, now=NOW)
    assert refusal(event, guest, who="Bo") == ("Please choose a ticket.", "ticket")


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": " "}, "name"),
        ({"sells_from": NOW, "sells_until": NOW}, "sells_until"),
        ({"days": ((NOW - 400 * 24 * HOUR).date(),)}, "days"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(event: Event, details: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as found:
        ticket(event, **{"name": "Student", **details})
    assert found.value.field == field


def test_who_registered_before_there_were_types_keeps_the_place(event: Event) -> None:
    with transaction():
        get_event("soc22").capacity_in_person = 1
    first, second = register(event, "Ada"), register(event, "Bo")
    student = ticket(event, "Student")
    third = ask(event, "Cy", student)
    assert standing(first, second, third) == [("confirmed", "in person"), ("waiting", None), ("waiting", None)]
    cancel(first)
    assert held(second, third) == [("confirmed", ""), ("waiting", "")]


def test_a_code_that_opened_nothing_is_not_used_and_ties_nothing_down(event: Event) -> None:
    hidden, open_to_all = ticket(event, "Friends", needs_code=True), ticket(event, "Guest")
    code(event, hidden, "friends", 1)
    assert held(ask(event, "Ada", open_to_all, code="friends")) == [("confirmed", "Guest")]
    assert count_uses_by_code(get_event("soc22")) == {}
    with transaction():
        capacity.remove_ticket_type(get_ticket_type(get_event("soc22"), hidden), actor=SYSTEM, now=NOW)


def test_who_is_agreed_to_waits_by_the_order_of_asking(event: Event) -> None:
    olga, seats = make_account(name="Olga"), quota(event, "Seats", 0)
    board, guest = ticket(event, "Board", quotas=[seats], needs_approval=True), ticket(event, "Guest", quotas=[seats])
    first, _second = ask(event, "Ada", board), ask(event, "Bo", guest)
    with pytest.raises(Conflict), transaction():
        approve_registration(registration(first), actor=olga, now=get_event("soc22").ends_at)
    with transaction():
        approve_registration(registration(first), actor=olga, now=NOW)
    assert "at number 1." in decisions(first)[-1]


def test_who_changes_within_a_full_quota_needs_no_other_place(event: Event) -> None:
    seats = quota(event, "Seats", 1)
    student, guest = ticket(event, "Student", quotas=[seats]), ticket(event, "Guest", quotas=[seats])
    first = ask(event, "Ada", student)
    with transaction():
        change_place(registration(first), catalogue_of(get_event("soc22")).place_of_type(guest), NOW)
    assert held(first) == [("confirmed", "Guest")]
    ask(event, "Bo", student)
    with pytest.raises(Conflict), transaction():
        change_place(registration(first), catalogue_of(get_event("soc22")).place_of_type(student), NOW)


def test_registering_costs_the_same_however_many_wait(event: Event) -> None:
    seats = quota(event, "Seats", 2)
    types = [ticket(event, name, quotas=[seats]) for name in ("Student", "Guest", "Helper")]
    counts = []
    for number in range(4):
        with statements() as sent:
            ask(event, f"P{number}", *types)
        counts.append(len(sent))
    with transaction():
        db.session.add_all(_waiting(get_event("soc22"), types, number) for number in range(5, 205))
    with statements() as sent:
        ask(event, "Last", *types)
    assert (len(sent), max(counts) <= 25) == (counts[3], True)


def _waiting(event: Event, types: list[int], number: int) -> Registration:
    wanted = " ".join(map(str, types[number % 3 :] + types[: number % 3]))
    return Registration(
        event=event, number=number, name="A Person", email=f"w{number}@example.org", state=RegistrationState.WAITING,
        accepts_in_person=True, accepts_online=False, wanted=wanted, uid=f"w{number}", registered_at=NOW,
    )  # fmt: skip
