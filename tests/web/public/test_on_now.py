"""What is on now: all rooms, and the screen at the door of one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.actions import publish_release
from tests.factories import make_event, make_session, make_site, make_venue
from tests.pages import PageClient
from tests.statements import statements

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
SAMPLE = "Sample: times and rooms are not known from the sources and were made up for the demo."
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def _two_rooms(client: PageClient, now: datetime) -> None:
    make_site()
    venue = make_venue("Hall", "Attic")
    hall, attic = venue.rooms
    event = make_event(slug="soc22", venue_id=venue.id)
    make_session(event, title="The opening", starts_at=NINE, ends_at=NINE + HOUR, room_id=hall.id)
    make_session(event, title="After the break", starts_at=NINE + 2 * HOUR, ends_at=NINE + 3 * HOUR, room_id=hall.id)
    make_session(event, title="Called off", starts_at=NINE, ends_at=NINE + 3 * HOUR, room_id=attic.id,
                 state=SessionState.CANCELLED)  # fmt: skip
    make_session(event, title="The last day", starts_at=NINE + DAY, ends_at=NINE + DAY + HOUR, room_id=attic.id)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)


def test_all_rooms_say_what_runs_and_what_comes(client: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(NINE + HOUR / 2)
    text = client.page("/soc22/now/").text
    assert "10:30 (London time, BST)" in text
    assert "Now The opening" in text
    assert "Next After the break" in text
    assert "Called off" not in text
    assert "Friday 9 September 2022, 10:00 to 11:00" in text


def test_the_screen_of_a_room_renews_itself(client: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(NINE + HOUR)
    page = client.page("/soc22/rooms/hall/now/")
    assert "Nothing is on here at the moment." in page.text
    assert "Next, 12:00 to 13:00 After the break" in page.text
    assert "The last day" not in page.text
    assert client.get("/soc22/rooms/hall/now/").headers["Refresh"] == "30"


def test_a_screen_is_made_once_a_minute(client: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(NINE)
    path = "/soc22/rooms/hall/now/"
    first = client.get(path)
    with statements() as asked:
        assert client.get(path).data == first.data
    assert [one for one in asked if "released_session" in one] == []
    stand_at(NINE + timedelta(minutes=1))
    later = client.get(path)
    assert (first.headers["Refresh"], later.headers["Refresh"]) == ("30", "30")
    assert ("10:00 (London" in first.text, "10:01 (London" in later.text) == (True, True)


def test_made_up_times_are_said_to_be_made_up(client: PageClient, stand_at: Callable[[datetime], None],
                                              now: datetime) -> None:  # fmt: skip
    stand_at(NINE)
    pages = ("/soc22/", "/soc22/now/", "/soc22/rooms/hall/now/", "/soc22/rooms/attic/now/", "/soc22/my-programme/")
    assert [SAMPLE in client.page(path).text for path in pages] == [False] * 5
    with transaction():
        db.session.scalars(select(Session).filter_by(title="The opening")).one().is_time_sample = True
        publish_release(get_event("soc22"), actor=SYSTEM, now=now)
    assert [SAMPLE in client.page(path).text for path in pages] == [True, True, True, False, True]


def test_a_room_that_holds_no_session_is_not_found(client: PageClient) -> None:
    assert client.page("/soc22/rooms/cellar/now/", status=404).headings == ["This page is not here"]


def test_readers_of_the_live_programme_find_it(client: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(NINE - DAY)
    assert "/soc22/now/" not in client.page("/soc22/programme/").links
    stand_at(NINE + HOUR)
    assert "/soc22/now/" in client.page("/soc22/programme/").links
