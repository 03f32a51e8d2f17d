"""Making and editing an event on the workbench."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event, Series, Venue
from conference.domain.events.queries import get_event, list_events
from conference.domain.events.rules import AttendanceMode, EventKind, EventState
from conference.mail.outbox import list_envelopes
from tests.factories import make_account, make_event, make_series, make_site, make_venue
from tests.pages import Page, PageClient

EDIT = "/organise/soc22/edit/"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def soc22() -> Event:
    db.session.rollback()
    return get_event("soc22")


def test_an_event_is_made_as_a_draft(olga: PageClient) -> None:
    series = make_series(slug="soc")
    page = Page(
        olga.send(
            "/organise/events/new/", title="Social Outcomes Conference 2022", slug="soc22", short_title="SOC22",
            series="soc", starts="2022-09-08T09:00", ends="2022-09-09T17:30",
        ).text
    )  # fmt: skip
    assert "SOC22 is a draft now. Nobody sees it yet." in page.text
    event = soc22()
    assert (event.state, event.kind, event.mode, event.zone, event.series_id, event.ends_at) == (
        EventState.DRAFT, EventKind.CONFERENCE, AttendanceMode.HYBRID, "Europe/London", series.id,
        datetime(2022, 9, 9, 16, 30, tzinfo=UTC),
    )  # fmt: skip
    olga.get("/soc22/", status=404)


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"starts": "2022-03-27T01:30"}, "The clocks go forward that night, so 01:30 does not exist. Choose another time."),
    ({"starts": "2021-10-31T01:30"}, "The clocks go back that night, so 01:30 comes twice. Choose another time."),
    ({"ends": "2022-09-08T08:00"}, "The end must be later than the start."),
    ({"zone": "Oxford"}, "Oxford is not a time zone. Write it like Europe/London."),
    ({"zone": "localtime"}, "localtime is not a time zone. Write it like Europe/London."),
    ({"slug": "events"}, "events is an address of the site itself. Choose another."),
    ({"title": ""}, "Please fill this in."),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_and_kept(olga: PageClient, typed: dict[str, Any], sentence: str) -> None:
    good: dict[str, Any] = {"title": "SOC22", "slug": "soc22", "starts": "2022-09-08T09:00", "ends": "2022-09-09T17:30"}
    page = Page(olga.send("/organise/events/new/", status=422, **{**good, **typed}).text)
    fields = page.fields_of(-1)
    assert (sentence in page.text, {name: fields[name] for name in {**good, **typed}}) == (True, {**good, **typed})
    assert list_events() == []


def test_an_event_moves_to_another_address(olga: PageClient) -> None:
    make_event(slug="soc22", short_title="SOC22")
    page = Page(olga.send(EDIT, slug="soc-2022", summary="A summary.", accent="#14566b").text)
    assert "What is said about SOC22 is saved." in page.text
    db.session.rollback()
    event = get_event("soc-2022")
    assert (event.summary, event.accent) == ("A summary.", "#14566b")


def test_a_colour_that_nobody_can_read_is_refused(olga: PageClient) -> None:
    make_event(slug="soc22")
    page = Page(olga.send(EDIT, status=422, accent="#ffff00").text)
    assert (page.fields_of(-1)["accent"], soc22().accent) == ("#ffff00", "")


def test_the_steps_of_an_event(olga: PageClient) -> None:
    make_event(slug="soc22", short_title="SOC22", state=EventState.DRAFT, starts_at=datetime(2032, 9, 8, tzinfo=UTC),
               ends_at=datetime(2032, 9, 9, tzinfo=UTC))  # fmt: skip
    page = Page(olga.send(f"{EDIT}state/", form=-2).text)
    assert ("SOC22: Announced." in page.text, soc22().state) == (True, EventState.ANNOUNCED)
    olga.get(f"{EDIT}state/cancelled/", status=404)


def test_dates_are_changed_and_the_page_says_who_is_told(olga: PageClient) -> None:
    make_event(slug="soc22", ends_at=datetime(2032, 9, 9, 17, 0, tzinfo=UTC))
    assert "Nobody has registered or asked to hear of it, so nobody is told." in olga.page(f"{EDIT}dates/").text
    olga.send(f"{EDIT}dates/", starts="2032-09-05T09:00", ends="2032-09-06T18:00", zone_place="Oxford")
    event = soc22()
    assert (event.starts_at, event.zone_place, event.sequence) == (datetime(2032, 9, 5, 8, 0, tzinfo=UTC), "Oxford", 1)


def test_venue_hours_deadlines_and_link(olga: PageClient) -> None:
    make_event(slug="soc22")
    venue = make_venue("Room A")
    olga.send(f"{EDIT}place/", venue=str(venue.id))
    page = Page(olga.send(f"{EDIT}hours/", status=422, opens_20220908="09:00").text)
    assert "Please give both times, or neither." in page.text
    olga.send(f"{EDIT}hours/", opens_20220908="09:00", closes_20220908="18:00")
    page = Page(olga.send(f"{EDIT}deadlines/", name="Call closes", at="2022-04-01T23:59").text)
    assert "Call closes Friday 1 April 2022, 23:59" in page.text
    olga.send(f"{EDIT}joining/", join_link="https://example.org/join")
    event = soc22()
    assert (event.venue_id, event.join_link, [(one.day, one.opens, one.closes) for one in event.hours]) == (
        venue.id, "https://example.org/join", [(date(2022, 9, 8), time(9), time(18))],
    )  # fmt: skip
    olga.send(f"{EDIT}deadlines/{event.deadlines[0].id}/remove/")
    assert soc22().deadlines == []


def test_an_event_is_called_off(olga: PageClient) -> None:
    make_event(slug="soc22", short_title="SOC22", starts_at=datetime(2032, 9, 8, tzinfo=UTC),
               ends_at=datetime(2032, 9, 9, tzinfo=UTC))  # fmt: skip
    page = olga.page(f"{EDIT}cancel/")
    assert "0 registered people get a mail at once." in page.text
    page = Page(olga.send(f"{EDIT}cancel/", reason="The building is closed.").text)
    assert ("SOC22 is cancelled, and everybody is told." in page.text, soc22().state) == (True, EventState.CANCELLED)
    assert "told by mail. The building is closed." in olga.page("/soc22/").text
    assert list_envelopes() == []


def test_series_and_venues(olga: PageClient) -> None:
    olga.send("/organise/series/new/", title="Engaging with Evidence", slug="ewe")
    olga.send("/organise/series/ewe/", slug="engaging-with-evidence", summary="Webinars.")
    assert "Engaging with Evidence 0 events" in olga.page("/organise/series/").text
    olga.send("/organise/venues/new/", name="School of Government", city="Oxford", country="gb")
    db.session.rollback()
    venue = db.session.query(Venue).one()
    page = Page(olga.send(f"/organise/venues/{venue.id}/rooms/new/", name="Room A", capacity="200").text)
    assert ("Room A is added." in page.text, "Room A 200" in page.text) == (True, True)
    db.session.rollback()
    room = db.session.query(Venue).one().rooms[0]
    olga.send(f"/organise/venues/{venue.id}/rooms/{room.id}/", name="Room B")
    olga.send(f"/organise/venues/{venue.id}/rooms/{room.id}/remove/")
    db.session.rollback()
    assert (db.session.query(Venue).one().rooms, db.session.query(Series).one().slug, venue.country) == (
        [], "engaging-with-evidence", "GB",
    )  # fmt: skip


def test_a_team_member_of_one_event_edits_that_event_only(client: PageClient) -> None:
    make_site()
    make_event(slug="soc22")
    client.sign_in(make_account(Role.EDITOR))
    assert client.page(EDIT, status=404).headings == ["This page is not here"]
    assert client.page("/organise/events/new/", status=404).headings == ["This page is not here"]
