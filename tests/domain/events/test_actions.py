"""Making and editing series, events, venues, hours and deadlines."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from conference.core.database import transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.events.actions import (
    add_deadline,
    add_room,
    create_event,
    create_series,
    create_venue,
    edit_event,
    edit_room,
    edit_series,
    remove_deadline,
    set_opening_hours,
)
from conference.domain.events.models import Event
from conference.domain.events.queries import (
    events_of_series,
    find_moved_event,
    find_moved_series,
    find_next_event,
    get_event,
    get_series,
)
from conference.domain.events.rules import (
    AttendanceMode,
    EventDetails,
    EventKind,
    EventState,
    RoomDetails,
    SeriesDetails,
    VenueDetails,
)
from conference.domain.schedule.actions import move_event
from conference.domain.site.queries import find_public_version
from tests.factories import make_event, make_series, make_site

local = datetime.fromisoformat
DETAILS = EventDetails("Social Outcomes Conference 2022", AttendanceMode.HYBRID, short_title="SOC22")


def create(now: datetime, **values: Any) -> Event:
    given = {"slug": "soc22", "kind": EventKind.CONFERENCE, "zone": "Europe/London", "details": DETAILS,
             "starts": local("2022-09-08 09:30"), "ends": local("2022-09-09 17:00"), **values}  # fmt: skip
    with transaction():
        return create_event(given.pop("details"), actor=SYSTEM, now=now, **given)


def edit(event: Event, now: datetime, details: EventDetails = DETAILS, slug: str = "soc22") -> None:
    with transaction():
        edit_event(event, details, slug=slug, series=None, actor=SYSTEM, now=now)


def test_an_event_is_made_as_a_draft_in_its_own_zone(app: Flask, now: datetime) -> None:
    event = create(now)
    assert (event.state, event.starts_at, event.ends_at) == (
        EventState.DRAFT, datetime(2022, 9, 8, 8, 30, tzinfo=UTC), datetime(2022, 9, 9, 16, 0, tzinfo=UTC),
    )  # fmt: skip
    assert (event.sequence, event.changed_at, len(event.uid)) == (0, now, 36)
    assert [(entry.action, entry.detail) for entry in journal_of(event)] == [("create event", {"slug": "soc22"})]


@pytest.mark.parametrize(("values", "field", "sentence"), [
    ({"slug": "events"}, "slug", "events is an address of the site itself. Choose another."),
    ({"slug": "SOC 22"}, "slug", "Please use lower-case letters, digits and single hyphens, such as soc22."),
    ({"zone": "Europe/Oxford"}, "zone", "Europe/Oxford is not a time zone. Write it like Europe/London."),
    ({"ends": local("2022-09-08 09:30")}, "ends", "The end must be later than the start."),
    ({"starts": local("2022-03-27 01:30")}, "starts",
     "The clocks go forward that night, so 01:30 does not exist. Choose another time."),
    ({"starts": local("2021-10-31 01:30")}, "starts",
     "The clocks go back that night, so 01:30 comes twice. Choose another time."),
    ({"details": EventDetails("SOC22", AttendanceMode.HYBRID, registration_opens=local("2022-09-10 09:00"))},
     "registration_opens", "Registration cannot open after the event is over."),
    ({"details": EventDetails("SOC22", AttendanceMode.HYBRID, registration_opens=local("2022-06-02 09:00"),
                              registration_closes=local("2022-06-01 09:00"))},
     "registration_closes", "Registration must close later than it opens."),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(
    app: Flask, now: datetime, values: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        create(now, **values)
    assert (refused.value.field, refused.value.sentence) == (field, sentence)
    with pytest.raises(NotFound):
        get_event("soc22")


def test_an_old_address_leads_to_the_event_for_ever(app: Flask, now: datetime) -> None:
    make_site()
    event = create(now)
    with transaction():
        move_event(event, EventState.ANNOUNCED, actor=SYSTEM, now=now)
    edit(event, now, slug="soc-2022")
    moved = find_moved_event("soc22")
    assert moved is not None
    assert (moved.slug, find_moved_event("soc-2022")) == ("soc-2022", None)
    for slug in ("soc22", "soc-2022"):
        with pytest.raises(Conflict, match=r"^Another event has this address, or once had it\.$"):
            create(now, slug=slug)
    edit(event, now, slug="soc22")
    assert get_event("soc22").id == event.id


def test_a_draft_is_not_given_away_by_its_old_address(app: Flask, now: datetime) -> None:
    make_site()
    edit(create(now), now, slug="soc-2022")
    assert find_moved_event("soc22") is None


def test_only_what_a_calendar_shows_raises_the_sequence(app: Flask, now: datetime) -> None:
    make_site()
    event = create(now)
    version = find_public_version()
    edit(event, now, EventDetails(DETAILS.title, DETAILS.mode, summary="A summary"))
    assert (event.sequence, event.summary, find_public_version() != version) == (0, "A summary", True)
    edit(event, now, EventDetails("Another title", DETAILS.mode))
    assert (event.sequence, event.changed_at) == (1, now)
    edit(event, now, EventDetails("Another title", AttendanceMode.ONLINE))
    edit(event, now, EventDetails("Another title", AttendanceMode.ONLINE, online_platform="Zoom"))
    assert event.sequence == 3


def test_states_go_their_ways(app: Flask, now: datetime) -> None:
    make_site()
    event = create(now)
    for state in (EventState.ANNOUNCED, EventState.OPEN, EventState.ARCHIVED):
        with transaction():
            move_event(event, state, actor=SYSTEM, now=now)
    assert event.state is EventState.ARCHIVED
    for wanted in (EventState.DRAFT, EventState.CANCELLED):
        with pytest.raises(Conflict), transaction():
            move_event(event, wanted, actor=SYSTEM, now=now)
    assert get_event("soc22").state is EventState.ARCHIVED


def test_a_series_moves_and_lists_its_events(app: Flask, now: datetime) -> None:
    make_site()
    with transaction():
        series = create_series(SeriesDetails("Engaging with Evidence"), slug="ewe", actor=SYSTEM, now=now)
    with transaction():
        edit_series(series, SeriesDetails("Engaging with Evidence", accent="#14566b"), slug="engaging-with-evidence",
                    actor=SYSTEM, now=now)  # fmt: skip
    moved = find_moved_series("ewe")
    assert (moved and moved.slug, get_series("engaging-with-evidence").accent) == ("engaging-with-evidence", "#14566b")
    with pytest.raises(Conflict), transaction():
        create_series(SeriesDetails("Another"), slug="ewe", actor=SYSTEM, now=now)
    with pytest.raises(Invalid), transaction():
        create_series(SeriesDetails("Another", accent="red"), slug="another", actor=SYSTEM, now=now)


def test_the_events_of_a_series_and_the_next_one(app: Flask, now: datetime) -> None:
    series = make_series()
    day = datetime(2021, 12, 1, 12, 0, tzinfo=UTC)
    for number, state in enumerate([EventState.DRAFT, EventState.CANCELLED, EventState.ANNOUNCED, EventState.OPEN]):
        at = day.replace(day=number + 1)
        make_event(slug=f"e{number}", series_id=series.id, state=state, starts_at=at, ends_at=at.replace(hour=13))
    assert [event.slug for event in events_of_series(series)] == ["e3", "e2", "e1"]
    assert [event.slug for event in events_of_series(series, drafts=True)] == ["e3", "e2", "e1", "e0"]
    nexts = [find_next_event(at, series) for at in (now, day.replace(day=3, hour=14), day.replace(day=20))]
    assert [event and event.slug for event in nexts] == ["e2", "e3", None]


def test_rooms_have_names_of_their_own(app: Flask, now: datetime) -> None:
    make_site()
    with transaction():
        venue = create_venue(VenueDetails("School of Government"), actor=SYSTEM, now=now)
        first = add_room(venue, RoomDetails("Lecture Theatre 1", 200), actor=SYSTEM, now=now)
        add_room(venue, RoomDetails("Lecture Theatre 2"), actor=SYSTEM, now=now)
    assert [(one.slug, one.position) for one in venue.rooms] == [("lecture-theatre-1", 0), ("lecture-theatre-2", 1)]
    with pytest.raises(Conflict), transaction():
        edit_room(first, RoomDetails("lecture theatre 2"), actor=SYSTEM, now=now)
    with transaction():
        edit_room(first, RoomDetails("Lecture Theatre 1", 150), actor=SYSTEM, now=now)
    assert first.capacity == 150


@pytest.mark.parametrize(("at", "sentence"), [
    (local("2024-03-01 23:59"), "That is more than a year before the event. Is it the deadline of an earlier one?"),
    (local("2025-09-10 12:00"), "That is after the end of the event."),
])  # fmt: skip
def test_a_deadline_of_another_year_is_refused_unless_it_is_right(
    app: Flask, now: datetime, at: datetime, sentence: str
) -> None:
    make_site()
    event = create(now, starts=local("2025-09-04 09:00"), ends=local("2025-09-05 17:00"))
    with pytest.raises(Invalid) as refused, transaction():
        add_deadline(event, name="Call for papers", at=at, actor=SYSTEM, now=now)
    assert (refused.value.sentence, refused.value.field, event.deadlines) == (sentence, "at", [])
    with transaction():
        add_deadline(event, name="Papers after", at=at, is_right=True, actor=SYSTEM, now=now)
    assert [one.name for one in get_event(event.slug).deadlines] == ["Papers after"]


def test_a_deadline_comes_and_goes(app: Flask, now: datetime) -> None:
    make_site()
    event, other = create(now), create(now, slug="soc23")
    with transaction():
        deadline = add_deadline(event, name="Call closes", at=local("2022-04-01 23:59"), actor=SYSTEM, now=now)
    assert [(one.name, one.at) for one in event.deadlines] == [
        ("Call closes", datetime(2022, 4, 1, 22, 59, tzinfo=UTC))
    ]
    with pytest.raises(NotFound), transaction():
        remove_deadline(other, deadline.id, actor=SYSTEM, now=now)
    with transaction():
        remove_deadline(event, deadline.id, actor=SYSTEM, now=now)
    assert get_event("soc22").deadlines == []


def test_opening_hours_are_replaced_as_a_whole(app: Flask, now: datetime) -> None:
    event = create(now)
    first, second = date(2022, 9, 8), date(2022, 9, 9)
    for hours in (
        {first: (time(9), time(18)), second: (time(9), time(17))},
        {first: None, second: (time(8), time(17))},
    ):
        with transaction():
            set_opening_hours(event, hours, actor=SYSTEM, now=now)
    assert [(one.day, one.opens, one.closes) for one in event.hours] == [(second, time(8), time(17))]
    with pytest.raises(Invalid, match="close later than it opens"), transaction():
        set_opening_hours(event, {first: (time(9), time(9))}, actor=SYSTEM, now=now)
