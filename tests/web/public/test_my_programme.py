"""What a reader chose of a programme, held in the address."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.programme.models import Session
from conference.domain.schedule.actions import publish_release
from conference.links import my_programme
from tests.factories import make_event, make_session, make_site
from tests.pages import PageClient

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def numbers(client: PageClient, now: datetime) -> dict[str, int]:
    """Three released sessions, two of them at once; their numbers by title."""
    make_site()
    event = make_event(slug="soc22")
    for title, begins in (("The opening", NINE), ("Beside it", NINE + HOUR / 2), ("The close", NINE + 5 * HOUR)):
        make_session(event, title=title, starts_at=begins, ends_at=begins + HOUR)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    return {one.title: one.id for one in db.session.query(Session)}


def test_ticks_become_an_address_that_holds_the_choice(client: PageClient, numbers: dict[str, int]) -> None:
    client.get("/soc22/my-programme/")
    ticks = [("s", str(numbers[title])) for title in ("The opening", "The close")]
    page = client.page(f"/soc22/my-programme/?s={ticks[0][1]}&s={ticks[1][1]}")
    assert "10:00 to 11:00" in page.text
    assert "The close" in page.text
    assert "Beside it" not in page.text
    assert "At the same time as" not in page.text


def test_no_tick_at_all_is_told_from_a_first_visit(client: PageClient) -> None:
    for query in ("", "?chosen=1"):
        page = client.page(f"/soc22/my-programme/{query}")
        assert ("Tick what you want to see." in page.text, page.fields_of(-1)) == (True, {"chosen": "1"})


def test_what_overlaps_is_said_at_both(client: PageClient, numbers: dict[str, int]) -> None:
    text = client.page(my_programme("soc22", [numbers["The opening"], numbers["Beside it"]])).text
    assert "At the same time as Beside it." in text
    assert "At the same time as The opening." in text


def test_the_calendar_has_the_chosen_ones_alone(client: PageClient, numbers: dict[str, int]) -> None:
    answer = client.get(f"/soc22/my-programme.ics?s={numbers['The close']}&s={numbers['The opening']}")
    entries = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in entries] == ["The opening", "The close"]


@pytest.mark.parametrize("query", ["?s=", "?s=x", "?s=-1", "?s=99999999999999999999", "?s=%00", "?s=٣"])
def test_what_is_no_number_is_passed_over(client: PageClient, query: str) -> None:
    assert "Tick what you want to see." in client.page(f"/soc22/my-programme/{query}").text
    assert Calendar.from_ical(client.get(f"/soc22/my-programme.ics{query}").data).walk("VEVENT") == []


def test_what_left_the_programme_is_said(client: PageClient, numbers: dict[str, int]) -> None:
    text = client.page(my_programme("soc22", [numbers["The close"], 4711])).text
    assert "1 session that you chose is not in the programme any more." in text
