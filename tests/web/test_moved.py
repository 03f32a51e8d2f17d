"""Addresses that changed, and forms that were sent twice while they did."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from conference.core.database import transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.rules import Role
from conference.domain.events.actions import edit_event, edit_series
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventDetails, EventState, SeriesDetails
from conference.domain.people.actions import edit_person
from conference.domain.people.rules import PersonDetails
from conference.domain.schedule.actions import publish_release
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_person,
    make_series,
    make_session,
    make_site,
)
from tests.pages import PageClient

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)


def rename(event: Event, slug: str, now: datetime) -> None:
    details = EventDetails(event.title, AttendanceMode.HYBRID)
    with transaction():
        edit_event(event, details, slug=slug, series=None, actor=SYSTEM, now=now)


@pytest.mark.parametrize(
    "rest",
    ["", "programme/", "programme/?day=2022-09-08&view=list", "programme/changelog/", "people/", "schedule.ics",
     "sessions/keynote/", "sessions/keynote.ics", "reflections/", "register/", "register/sent/", "interest/",
     "theme.css"],
)  # fmt: skip
def test_every_page_of_an_event_is_found_under_its_old_address(client: PageClient, now: datetime, rest: str) -> None:
    make_site()
    event = make_event(slug="soc-2022")
    make_session(event, slug="keynote", starts_at=NINE, ends_at=NINE + timedelta(hours=1))
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    rename(event, "soc22", now)
    assert client.get(f"/soc-2022/{rest}", status=301, follow=False).location == f"/soc22/{rest}"
    client.get(f"/soc22/{rest}")


def test_the_calendar_of_a_series_is_found_under_its_old_address(client: PageClient, now: datetime) -> None:
    make_site()
    series = make_series(slug="ewe")
    with transaction():
        edit_series(series, SeriesDetails("Engaging with Evidence"), slug="evidence", actor=SYSTEM, now=now)
    assert client.get("/series/ewe.ics", status=301, follow=False).location == "/series/evidence.ics"


def test_an_address_that_came_back_and_one_of_a_draft_lead_nowhere(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_event(slug="soc22")
    rename(event, "soc-22", now)
    rename(event, "soc22", now)
    client.get("/soc22/sessions/nothing/", status=404)
    with transaction():
        event.state = EventState.DRAFT
    client.get("/soc-22/programme/", status=404)


def test_a_form_sent_twice_that_moves_its_own_page_gets_the_first_answer(client: PageClient) -> None:
    make_site()
    make_event(slug="soc-2022", title="SOC")
    client.sign_in(make_account(Role.ORGANISER))
    sent = {**client.page("/organise/soc-2022/edit/").fields_of(-1), "slug": "soc22"}
    answers = [client.post("/organise/soc-2022/edit/", sent, follow=False) for _time in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/organise/soc22/edit/")] * 2
    assert "What is said about SOC is saved." in client.page("/organise/soc22/edit/").text
    assert client.post("/organise/soc-2022/edit/", {**sent, "title": "Other"}, follow=False).status_code == 404


def test_a_form_sent_to_an_old_address_is_shown_under_the_new_one(
    client: PageClient, now: datetime, stand_at: Callable[[datetime], None]
) -> None:  # fmt: skip
    stand_at(now)
    make_site()
    event = make_event(slug="soc-2022", state=EventState.ANNOUNCED)
    sent = client.page("/soc-2022/interest/").fields_of(-1)
    rename(event, "soc22", now)
    answer = client.post("/soc-2022/interest/", sent, follow=False)
    assert (answer.status_code, answer.location) == (303, "/soc22/interest/")


def test_a_person_is_found_under_an_old_address(client: PageClient, now: datetime) -> None:
    make_site()
    session = make_session(make_event(slug="soc22"), starts_at=NINE, ends_at=NINE + timedelta(hours=1))
    person = make_person("Mark Rodden", slug="mark-roddan")
    make_appearance(session, person)
    with transaction():
        publish_release(session.event, actor=SYSTEM, now=now)
        edit_person(person, PersonDetails("Mark Rodden"), slug="mark-rodden", organisation=None, actor=SYSTEM, now=now)
    answer = client.get("/people/mark-roddan/?from=afar", status=301, follow=False)
    assert answer.location == "/people/mark-rodden/?from=afar"
    client.get("/people/somebody/", status=404)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/soc22", "/soc22/"),
        ("/soc22?day=1&q=a%2Fb", "/soc22/?day=1&q=a%2Fb"),
        ("//soc22//programme/", "/soc22/programme/"),
        ("/organise", "/organise/"),
    ],
)
def test_the_last_slash_is_added_on_the_host_of_the_reader(client: PageClient, asked: str, answer: str) -> None:
    response = client.http.get("/", base_url="http://evil.example", environ_overrides=_target(asked))
    assert (response.status_code, response.location) == (308, answer)
    assert "evil.example" not in response.text


def _target(asked: str) -> dict[str, str]:
    """The path and the query as a server hands them on, double slashes and all."""
    path, _mark, query = asked.partition("?")
    return {"PATH_INFO": unquote(path), "QUERY_STRING": query}
