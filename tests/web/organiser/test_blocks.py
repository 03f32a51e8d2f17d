"""Shifting a block and swapping two sessions, by form and in the grid."""

from datetime import timedelta

import pytest

from conference.core.database import transaction
from conference.domain.accounts.rules import Role
from conference.domain.schedule.queries import place_of_draft
from tests.factories import make_account, make_session, make_site
from tests.pages import Page, PageClient
from tests.web.organiser.test_editor import DAY, PARTS
from tests.web.organiser.test_schedule import SCHEDULE, START, make_keynote, make_soc32, place, session

YEAR = timedelta(days=366)


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser, with a keynote at ten and a panel at twelve."""
    make_site()
    client.sign_in(make_account(Role.ORGANISER, name="Olga"))
    event = make_soc32()
    make_keynote(event)
    make_session(event, slug="panel", title="Panel")
    place(client, "keynote", "10:00")
    place(client, "panel", "12:00")
    return client


def starts(*slugs: str) -> list[timedelta | None]:
    found = [session(slug).starts_at for slug in slugs]
    return [at - START if at else None for at in found]


def test_a_block_is_shifted_and_the_day_of_the_page_is_chosen(olga: PageClient) -> None:
    path = f"{SCHEDULE}shift/"
    assert olga.page(f"{path}?day=2032-09-09").fields_of(-1)["day"] == "2032-09-09"
    page = Page(olga.send(path, day="2032-09-08", to_day="2032-09-09", minutes="30").text)
    assert ("2 sessions are moved." in page.text, starts("keynote", "panel")) == (
        True, [timedelta(hours=25.5), timedelta(hours=27.5)],
    )  # fmt: skip
    page = Page(olga.send(path, status=422, day="2032-09-09", to_day="2032-09-09", minutes="7").text)
    assert "Please give a number of minutes in steps of 5, at most a day." in page.text
    page = Page(olga.send(path, status=422, day="2032-09-08", to_day="2032-09-08", minutes="5").text)
    assert "No session begins there." in page.text


def test_a_block_moves_from_a_day_outside_the_event_into_it(olga: PageClient) -> None:
    with transaction():
        panel = session("panel")
        panel.starts_at, panel.ends_at = START - YEAR, START - YEAR + timedelta(hours=1)
    assert "Mon 8 September 2031 Wed 8 September Thu 9 September As a list" in olga.page(f"{SCHEDULE}2031-09-08/").text
    page = Page(olga.send(f"{SCHEDULE}shift/?day=2031-09-08", day="2031-09-08", to_day="2032-09-09").text)
    assert ("1 session is moved." in page.text, starts("panel")) == (True, [timedelta(hours=24)])
    page = Page(olga.send(f"{SCHEDULE}shift/", status=422, day="2031-09-08", from_time="25:99").text)
    sentences = ("Please choose one from the list.", "Please give a time such as 09:30.")
    assert [one for one in sentences if one in page.text] == list(sentences)


def test_two_sessions_are_swapped_by_form(olga: PageClient) -> None:
    page = Page(olga.send(f"{SCHEDULE}swap/", one="keynote", other="panel").text)
    assert ("Keynote and Panel have changed places." in page.text, starts("keynote", "panel")) == (
        True, [timedelta(hours=3), timedelta(hours=1)],
    )  # fmt: skip
    page = Page(olga.send(f"{SCHEDULE}swap/", status=422, one="keynote", other="keynote").text)
    assert "Please choose two sessions, at least one of them placed, none of them cancelled." in page.text


def test_two_sessions_are_swapped_in_the_grid(olga: PageClient) -> None:
    fields = olga.page(DAY).fields_of(1)
    marks = {"seen": place_of_draft(session("keynote")).mark, "seen_other": place_of_draft(session("panel")).mark}
    path = f"{SCHEDULE}sessions/keynote/swap/"
    answer = olga.post(path, {**fields, **marks, "other": "panel"}, headers=PARTS)
    assert (answer.status_code, starts("keynote", "panel")) == (200, [timedelta(hours=3), timedelta(hours=1)])
    assert "Keynote and Panel have changed places." in Page(answer.text).text
    again = olga.post(path, {**fields, **marks, "other": "panel", "form_key": "another"}, headers=PARTS)
    assert (again.status_code, starts("keynote", "panel")) == (422, [timedelta(hours=3), timedelta(hours=1)])
    assert "Olga has moved Keynote while your page was open" in Page(again.text).text
