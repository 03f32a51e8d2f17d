"""Inviting people who told us of their interest: places that are held, and that pass on."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.registration.actions.inviting import invite_interested
from conference.domain.registration.actions.queue import accept_offer, expire_offers
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import conversion_of, count_places
from conference.domain.registration.rules.inviting import Conversion, Slice, places_for_leaning
from conference.domain.registration.rules.places import Place
from conference.domain.registration.rules.states import RegistrationState
from tests.domain.registration.registering import IN_PERSON, NOW, ONLINE, mails, register, registration, standing
from tests.factories import make_event, make_expression, make_site

HOUR = timedelta(hours=1)
HELD = RegistrationState.OFFERED


def make_event_with(interested: int, places: int) -> Event:
    make_site()
    event = make_event(slug="soc22", state=EventState.ANNOUNCED, capacity_in_person=places, capacity_online=None)
    for number in range(interested):
        make_expression(event, email=f"p{number}@example.org", name=f"P{number}", leaning=IN_PERSON,
                        state=InterestState.CONFIRMED, expressed_at=NOW - HOUR * (100 - number))  # fmt: skip
    return event


def invite(most: int, hours: int = 72, at: datetime = NOW) -> int:
    with transaction():
        return len(invite_interested(get_event("soc22"), Slice(None, most), hours=hours, actor=SYSTEM, now=at))


def all_in(state: RegistrationState) -> list[int]:
    query = select(Registration.id).where(Registration.state == state).order_by(Registration.number)
    return list(db.session.scalars(query))


def accept(ids: list[int], at: datetime = NOW) -> None:
    for one in ids:
        with transaction():
            accept_offer(registration(one), at)


def expire(at: datetime) -> int:
    with transaction():
        return len(expire_offers(get_event("soc22"), at))


def taken() -> int:
    return count_places(get_event("soc22")).places.taken[IN_PERSON]


def test_forty_of_sixty_for_thirty_places_are_never_over_thirty(app: Flask) -> None:
    event = make_event_with(60, 30)
    assert (invite(40), len(all_in(HELD)), taken()) == (30, 30, 30)
    assert len(mails()) == 30
    accept(all_in(HELD)[:25])
    assert taken() == 30
    assert expire(NOW + 72 * HOUR) == 5
    assert (len(all_in(HELD)), len(all_in(RegistrationState.EXPIRED)), taken()) == (5, 5, 30)
    assert conversion_of(event) == Conversion(chosen=40, waiting=5, held=5, taken=25, let_go=5)
    assert conversion_of(event).share == 83
    assert expire(NOW + 144 * HOUR) == 5
    accept(all_in(HELD), NOW + 145 * HOUR)
    assert conversion_of(event) == Conversion(chosen=40, waiting=0, held=0, taken=30, let_go=10)
    states = [one.state for one in db.session.scalars(select(ExpressionOfInterest).order_by(ExpressionOfInterest.id))]
    kinds = (InterestState.CONFIRMED, InterestState.INVITED, InterestState.REGISTERED)
    assert [states.count(kind) for kind in kinds] == [20, 10, 30]


def test_those_who_registered_or_were_invited_are_left_out(app: Flask) -> None:
    event = make_event_with(3, 9)
    event.state = EventState.OPEN
    db.session.commit()
    register(event, "P0", email="P0@example.org")
    assert invite(5) == 2
    assert [kind for kind, _email in mails()] == ["registration/confirmed"] + ["registration/offered"] * 2
    with pytest.raises(Conflict) as refusal:
        invite(5)
    assert refusal.value.sentence == "Nobody of these is left to invite."


def test_who_waits_already_comes_before_who_is_invited(app: Flask) -> None:
    event = make_event_with(1, 1)
    event.state = EventState.OPEN
    db.session.commit()
    first, second = register(event, "Ada"), register(event, "Bo")
    assert invite(1) == 0
    with transaction():
        get_event("soc22").capacity_in_person = 2
    expire(NOW)
    assert standing(first, second) == [("confirmed", "in person")] * 2
    assert all_in(HELD) == []


@pytest.mark.parametrize(("hours", "later"), [(0, 0), (24 * 60 + 1, 0), (72, 400 * 24)])
def test_what_cannot_be_is_refused(app: Flask, hours: int, later: int) -> None:
    make_event_with(1, 1)
    with pytest.raises((Invalid, Conflict)):
        invite(1, hours, NOW + later * HOUR)


def test_people_are_invited_to_what_they_lean_to() -> None:
    hall, other, screen = Place(IN_PERSON, 1), Place(IN_PERSON, 2), Place(ONLINE, 3)
    offered = [hall, other, screen]
    assert places_for_leaning(IN_PERSON, offered) == (hall,)
    assert places_for_leaning(AttendanceMode.HYBRID, offered) == (hall, screen)
    assert places_for_leaning(ONLINE, [hall, other]) == (hall,)
