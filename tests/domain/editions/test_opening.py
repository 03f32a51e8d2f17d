"""Opening an edition from an earlier one: what it takes over, when, and what it never takes."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.core.zones import to_local
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Role
from conference.domain.editions.actions import open_edition
from conference.domain.editions.queries import find_earlier_edition, shift_of
from conference.domain.editions.rules import EditionPlan, Part
from conference.domain.events.models import Deadline, Event, OpeningHours, TeamMember
from conference.domain.events.queries import get_event, list_team
from conference.domain.events.rules import AttendanceMode, EventState, TeamRole
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.programme.models import Theme
from conference.domain.programme.queries import sessions_of, themes_of
from conference.domain.programme.rules import SessionState
from conference.domain.registration.models import Registration
from conference.domain.schedule.actions import publish_release
from conference.domain.schedule.queries import find_current_release
from conference.domain.tickets.models import AccessCode, Quota, TicketType
from conference.domain.tickets.queries import ticket_types_of
from conference.mail.outbox import list_envelopes
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_expression,
    make_person,
    make_series,
    make_session,
    make_site,
    make_venue,
    save,
)

local = datetime.fromisoformat
ALL = frozenset(Part)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def make_soc22() -> Event:
    """SOC22 with something of everything."""
    make_site()
    event = make_event(
        slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", edition="2022", zone_place="Oxford",
        summary="Come to Oxford.", description="Two days.", topics="Wellbeing", series_id=make_series(slug="soc").id,
        venue_id=make_venue("Lecture Theatre 1").id, online_platform="Zoom", join_link="https://example.org/j/1",
        accent="#14566b", capacity_in_person=200, capacity_online=1000, is_date_sample=True, sequence=3,
        starts_at=utc("2022-09-08 08:00"), ends_at=utc("2022-09-09 16:30"),
        registration_opens_at=utc("2022-06-01 08:00"), registration_closes_at=utc("2022-09-07 22:59"),
    )  # fmt: skip
    with transaction():
        event.deadlines = [Deadline(name="The call closes", at=utc("2022-04-04 11:00"), url="https://example.org/call"),
                           Deadline(name="Slides are due", at=utc("2022-09-08 07:30"))]  # fmt: skip
        event.hours = [OpeningHours(day=date(2022, 9, 8), opens=time(8, 30), closes=time(18, 30)),
                       OpeningHours(day=date(2022, 9, 9), opens=time(8, 30), closes=time(17))]  # fmt: skip
    return event


def plan(event: Event, **values: Any) -> EditionPlan:
    shift = shift_of(event, date(2023, 9, 14))
    moved = {one.id: shift.moved(to_local(one.at, event.zone).replace(tzinfo=None)) for one in event.deadlines}
    given = {"title": "Social Outcomes Conference 2023", "short_title": "SOC23", "edition": "2023", "slug": "soc23",
             "starts": local("2023-09-14 09:00"), "ends": local("2023-09-15 17:30"),
             "registration_opens": local("2023-06-07 09:00"), "registration_closes": local("2023-09-13 23:59"),
             "deadlines": moved, "parts": ALL, **values}  # fmt: skip
    return EditionPlan(**given)


def opened(earlier: Event, now: datetime, **values: Any) -> Event:
    with transaction():
        open_edition(get_event("soc22"), plan(earlier, **values), actor=SYSTEM, now=now)
    return get_event("soc23")


def shown(event: Event, at: datetime | None) -> str:
    return f"{to_local(at, event.zone):%a %d %b %Y %H:%M}" if at else ""


def test_everything_moves_to_the_right_weekdays(app: Flask, now: datetime) -> None:
    event = opened(make_soc22(), now)
    assert [shown(event, at) for at in (event.starts_at, event.ends_at, event.registration_opens_at,
                                        event.registration_closes_at)] == [
        "Thu 14 Sep 2023 09:00", "Fri 15 Sep 2023 17:30", "Wed 07 Jun 2023 09:00", "Wed 13 Sep 2023 23:59",
    ]  # fmt: skip
    assert [(one.name, shown(event, one.at), one.url) for one in event.deadlines] == [
        ("The call closes", "Mon 10 Apr 2023 12:00", "https://example.org/call"),
        ("Slides are due", "Thu 14 Sep 2023 08:30", ""),
    ]
    assert [(one.day, one.opens, one.closes) for one in event.hours] == [
        (date(2023, 9, 14), time(8, 30), time(18, 30)), (date(2023, 9, 15), time(8, 30), time(17)),
    ]  # fmt: skip


def test_what_is_taken_over_and_what_is_new(app: Flask, now: datetime) -> None:
    earlier = make_soc22()
    event = opened(earlier, now, deadlines={})
    same = ("kind", "zone", "zone_place", "mode", "online_platform", "accent", "summary", "description", "topics",
            "series_id", "venue_id", "capacity_in_person", "capacity_online")  # fmt: skip
    assert [getattr(event, name) for name in same] == [getattr(earlier, name) for name in same]
    assert (event.state, event.title, event.short_title, event.edition, event.join_link, event.sequence,
            event.is_date_sample, event.uid == earlier.uid) == (
        EventState.DRAFT, "Social Outcomes Conference 2023", "SOC23", "2023", "", 0, False, False,
    )  # fmt: skip
    assert find_earlier_edition(event) is earlier
    assert [entry.action for entry in journal_of(event)] == ["open edition", "set opening hours", "create event"]


def test_ticket_types_move_with_their_days_and_windows(app: Flask, now: datetime) -> None:
    earlier = make_soc22()
    seats = save(Quota(event_id=earlier.id, name="Seats", size=30))
    save(TicketType(
        event=earlier, name="Early, second day", mode=AttendanceMode.IN_PERSON, days=["2022-09-09"], needs_code=True,
        sells_from=utc("2022-03-01 09:00"), sells_until=utc("2022-05-06 16:00"), email_domains="ox.ac.uk",
        quotas=[seats], codes=[AccessCode(event_id=earlier.id, code="spring", folded_code="spring")],
    ))  # fmt: skip
    event = opened(earlier, now, deadlines={})
    (one,) = ticket_types_of(event)
    assert (one.name, one.days, one.needs_code, one.email_domains, one.codes) == (
        "Early, second day", ["2023-09-15"], True, "ox.ac.uk", []
    )  # fmt: skip
    assert (shown(event, one.sells_from), shown(event, one.sells_until)) == (
        "Tue 07 Mar 2023 09:00", "Fri 12 May 2023 17:00"
    )  # fmt: skip
    assert [(quota.name, quota.size, quota.id == seats.id) for quota in one.quotas] == [("Seats", 30, False)]


def test_what_is_left_out_is_not_taken(app: Flask, now: datetime) -> None:
    earlier = make_soc22()
    save(Theme(event_id=earlier.id, slug="health", name="Health"))
    make_session(earlier)
    event = opened(earlier, now, parts=frozenset(), deadlines={}, registration_opens=None, registration_closes=None)
    assert (event.summary, event.description, event.topics, event.venue, event.capacity_in_person, event.deadlines,
            event.hours, event.registration_opens_at, themes_of(event), sessions_of(event), list_team(event)) == (
        "", "", "", None, None, [], [], None, [], [], [],
    )  # fmt: skip


def test_the_bare_programme_has_no_people_and_no_texts(app: Flask, now: datetime) -> None:
    earlier = make_soc22()
    theme = save(Theme(event_id=earlier.id, slug="health", name="Health"))
    room = earlier.venue.rooms[0] if earlier.venue else None
    placed = make_session(
        earlier, slug="opening-of-soc22", title="Opening of SOC22", abstract="By us.", code="P1", theme_id=theme.id,
        room_id=room and room.id, starts_at=utc("2022-09-09 08:00"), ends_at=utc("2022-09-09 09:00"), expected=80,
        join_link="https://example.org/j/2", is_sample=True, is_time_sample=True,
    )  # fmt: skip
    make_appearance(placed, make_person())
    make_session(earlier, slug="late", title="Late", starts_at=utc("2022-09-11 08:00"), ends_at=utc("2022-09-11 09:00"),
                 room_id=room and room.id, is_time_sample=True)  # fmt: skip
    make_session(earlier, slug="gone", state=SessionState.CANCELLED)
    with transaction():
        publish_release(get_event("soc22"), actor=SYSTEM, now=now)
    event = opened(earlier, now)
    first, second = sessions_of(event)
    assert (first.slug, first.title, first.abstract, first.code, first.expected, first.join_link, first.appearances,
            first.state, first.is_sample, first.is_time_sample, first.uid == placed.uid) == (
        "opening-of-soc23", "Opening of SOC22", "", "P1", None, "", [], SessionState.DRAFT, False, False, False,
    )  # fmt: skip
    assert (shown(event, first.starts_at), shown(event, first.ends_at), first.room, first.theme) == (
        "Fri 15 Sep 2023 09:00", "Fri 15 Sep 2023 10:00", room, themes_of(event)[0],
    )  # fmt: skip
    assert (second.slug, second.starts_at, second.room, second.is_time_sample) == ("late", None, None, False)
    assert find_current_release(event) is None


def test_nobody_comes_along_but_the_team(app: Flask, now: datetime) -> None:
    earlier, active, closed = make_soc22(), make_account(None), make_account(Role.EDITOR, active=False)
    for account, role in ((active, TeamRole.EDITOR), (closed, TeamRole.ORGANISER)):
        save(TeamMember(event_id=earlier.id, account_id=account.id, role=role))
    make_expression(earlier)
    event = opened(earlier, now)
    assert [(one.account_id, one.role) for one in list_team(event)] == [(active.id, TeamRole.EDITOR)]
    assert [envelope.recipient_email for envelope in list_envelopes()] == [active.email]
    for table in (Registration, ExpressionOfInterest):
        assert db.session.scalars(select(table).where(table.event_id == event.id)).all() == []


@pytest.mark.parametrize(("values", "refusal", "field"), [
    ({"slug": "soc22"}, Conflict, "slug"),
    ({"ends": local("2023-09-14 08:00")}, Invalid, "ends"),
    ({"registration_opens": local("2023-09-14 08:00")}, Invalid, "registration_closes"),
    ({"starts": local("2023-03-26 01:30")}, Invalid, "starts"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_made(
    app: Flask, now: datetime, values: dict[str, Any], refusal: type[Exception], field: str
) -> None:
    earlier = make_soc22()
    with pytest.raises(refusal) as caught:
        opened(earlier, now, **values)
    db.session.rollback()
    assert (caught.value.field, db.session.scalars(select(Event.slug)).all()) == (field, ["soc22"])  # type: ignore[attr-defined]


def test_a_deadline_of_another_year_is_refused_at_its_field(app: Flask, now: datetime) -> None:
    earlier = make_soc22()
    first = earlier.deadlines[0].id
    with pytest.raises(Invalid) as caught:
        opened(earlier, now, deadlines={first: local("2022-04-04 12:00")})
    assert caught.value.field == f"deadline_{first}"
