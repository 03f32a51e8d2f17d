"""Home, events, series and event pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from conference.core.database import transaction
from conference.core.slugs import remember_slug
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.schedule.actions import publish_release
from tests.factories import (
    make_appearance,
    make_event,
    make_format,
    make_person,
    make_series,
    make_session,
    make_site,
    make_venue,
)
from tests.pages import PageClient

START = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)


def make_released(now: datetime) -> Event:
    """SOC22 with a released keynote by one person."""
    series = make_series(slug="social-outcomes-conference", title="Social Outcomes Conference")
    venue = make_venue("Lecture Theatre", "Seminar Room")
    event = make_event(slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", series_id=series.id,
                       venue_id=venue.id, summary="Two days on outcomes.")  # fmt: skip
    session = make_session(event, slug="keynote", title="Keynote", starts_at=START, ends_at=START + timedelta(hours=1),
                           room_id=venue.rooms[0].id, abstract="About *value*.")  # fmt: skip
    make_appearance(session, make_person("Ada Lovelace", slug="ada-lovelace"))
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    return event


def test_home_answers_and_then_304(client: PageClient) -> None:
    make_site()
    first = client.get("/")
    again = client.get("/", status=304, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.data) == ("public, max-age=0, must-revalidate", b"")


def test_unknown_address_is_not_found(client: PageClient) -> None:
    make_site()
    assert client.page("/nothing-here/", status=404).headings == ["This page is not here"]


def test_every_public_page_of_an_event(client: PageClient, now: datetime) -> None:
    make_site()
    make_released(now)
    addresses = ["/", "/events/", "/series/social-outcomes-conference/", "/soc22/", "/soc22/programme/",
                 "/soc22/programme/v/1/", "/soc22/programme/changelog/", "/soc22/sessions/keynote/", "/soc22/people/",
                 "/people/ada-lovelace/"]  # fmt: skip
    headings = {address: client.page(address).headings for address in addresses}
    assert headings["/soc22/"] == ["Social Outcomes Conference 2022"]
    assert headings["/soc22/sessions/keynote/"] == ["Keynote"]
    assert headings["/people/ada-lovelace/"] == ["Ada Lovelace"]


def test_the_masthead_says_when_where_and_what_to_do(
    client: PageClient, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    make_site()
    make_released(now)
    said = {}
    for day in (now, START + timedelta(hours=1), START + timedelta(days=40)):
        stand_at(day)
        text = client.page("/soc22/").text
        offers = ("Register for SOC22", "Happening now", "See the programme", "What happened")
        said[day.date().isoformat()] = [words for words in offers if words in text]
    assert said == {
        "2021-11-01": ["Register for SOC22"],
        "2022-09-08": ["Happening now", "See the programme"],
        "2022-10-18": ["What happened"],
    }


def test_a_cancelled_event_is_not_offered_to_calendars(
    client: PageClient, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    make_site()
    stand_at(now)
    make_event(slug="off", state=EventState.CANCELLED), make_event(slug="on")
    offers = ["Add to your calendar" in client.page(at).text for at in ("/off/", "/on/")]
    assert offers == [False, True]


def test_a_hybrid_event_says_that_its_place_follows(client: PageClient) -> None:
    make_site()
    make_event(slug="soc22", mode=AttendanceMode.HYBRID)
    assert "In person and online; the place follows" in client.page("/soc22/").text


def test_old_slugs_lead_on_for_ever(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_released(now)
    with transaction():
        remember_slug("event", "soc-2022", event.id)
    response = client.get("/soc-2022/", status=301, follow=False)
    assert response.location == "/soc22/"


def test_a_draft_is_not_there_for_strangers(client: PageClient) -> None:
    make_site()
    make_event(slug="secret-plan", state=EventState.DRAFT)
    for address in ("/secret-plan/", "/secret-plan/programme/", "/secret-plan/schedule.ics"):
        client.get(address, status=404)
    assert "Secret" not in client.page("/events/").text


def test_calendars_answer(client: PageClient, now: datetime) -> None:
    make_site()
    make_released(now)
    for address in ("/soc22/schedule.ics", "/soc22/sessions/keynote.ics", "/series/social-outcomes-conference.ics"):
        response = client.get(address)
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.data.count(b"BEGIN:VEVENT") == 1


def test_a_long_programme_is_one_link_a_day_and_nobody_is_listed_twice(
    client: PageClient, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    make_site()
    stand_at(now)
    event = make_released(now)
    person = make_person("Grace Hopper", slug="grace-hopper")
    for number in range(31):
        starts = START + timedelta(hours=2, minutes=number)
        session = make_session(event, starts_at=starts, ends_at=starts + timedelta(minutes=1), minutes=1)
        make_appearance(session, person)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    page = client.page("/soc22/")
    assert [link for link in page.links if "?day=" in link] == ["/soc22/programme/?day=2022-09-08"]
    assert (page.text.count("32 sessions"), page.text.count("Grace Hopper")) == (1, 1)


def test_filters_keep_the_day_and_the_view(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_released(now)
    make_session(event, starts_at=START, ends_at=START + timedelta(hours=1), format_id=make_format(slug="talk").id)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    page = client.page("/soc22/programme/?day=2022-09-08&view=list&format=talk")
    kept = [(one["name"], one["value"]) for one in page.controls if one.get("type") == "hidden"]
    assert kept == [("day", "2022-09-08"), ("view", "list")]
    assert "/soc22/programme/?day=2022-09-08&view=list" in page.links


def test_the_made_up_people_of_the_demo_come_last(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_released(now)
    session = make_session(event, starts_at=START, ends_at=START + timedelta(hours=1))
    make_appearance(session, make_person("Ann Aardvark", is_sample=True))
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    text = client.page("/soc22/people/").text
    assert text.index("Ada Lovelace") < text.index("Ann Aardvark")
