"""Opening the next edition on the workbench: one page with every date, last time and now."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from conference.core.database import db, transaction
from conference.core.zones import to_local
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Deadline, Event, OpeningHours, TeamMember
from conference.domain.events.queries import get_event, list_events, list_team
from conference.domain.events.rules import TeamRole
from tests.factories import make_account, make_event, make_series, make_site, make_venue, save
from tests.pages import Page, PageClient

NEW = "/organise/events/soc22/next/"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


@pytest.fixture
def soc22(olga: PageClient) -> Event:
    """SOC22, with a deadline and opening hours."""
    event = make_event(
        slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", edition="2022", zone_place="Oxford",
        summary="Come to Oxford in 2022.", series_id=make_series(slug="soc", title="Social Outcomes Conference").id,
        venue_id=make_venue("Lecture Theatre 1").id, capacity_in_person=200,
        registration_opens_at=datetime(2022, 6, 1, 8, tzinfo=UTC),
    )  # fmt: skip
    with transaction():
        event.deadlines = [Deadline(name="The call closes", at=datetime(2022, 4, 4, 11, tzinfo=UTC))]
        event.hours = [OpeningHours(day=date(2022, 9, 8), opens=time(8, 30), closes=time(18, 30))]
    return event


def soc23() -> Event:
    db.session.rollback()
    return get_event("soc23")


def shown(at: datetime | None) -> str:
    return f"{to_local(at, 'Europe/London'):%a %d %b %Y %H:%M}" if at else ""


def test_the_page_proposes_names_and_every_date(olga: PageClient, soc22: Event) -> None:
    page = olga.page(NEW)
    fields = page.fields_of(-1)
    del fields["csrf_token"], fields["form_key"]
    deadline = f"deadline_{soc22.deadlines[0].id}"
    assert fields == {
        "title": "Social Outcomes Conference 2023", "short_title": "SOC23", "edition": "2023", "slug": "soc23",
        "starts": "2023-09-14T09:00", "ends": "2023-09-15T18:00", "registration_opens": "2023-06-07T09:00",
        "registration_closes": "", deadline: "2023-04-10T12:00",
        "texts": "y", "themes": "y", "venue": "y", "hours": "y", "capacity": "y", "tickets": "y",
    }  # fmt: skip
    for words in (
        "Last time Thursday 8 September 2022, 09:00; proposed is Thursday 14 September 2023, 09:00.",
        "Last time Monday 4 April 2022, 12:00; proposed is Monday 10 April 2023, 12:00.",
        "Thursday 8 September 2022 becomes Thursday 14 September 2023",
    ):
        assert words in page.text


def test_an_edition_that_there_is_already_is_not_proposed_again(olga: PageClient, soc22: Event) -> None:
    make_event(slug="soc23")
    fields = olga.page(NEW).fields_of(-1)
    assert [fields[name] for name in ("title", "short_title", "edition", "slug", "starts")] == [
        "Social Outcomes Conference 2024", "SOC24", "2024", "soc24", "2024-09-12T09:00",
    ]  # fmt: skip


def test_one_button_opens_it(olga: PageClient, soc22: Event) -> None:
    page = Page(olga.send(NEW).text)
    event = soc23()
    assert "SOC23 is a draft now. Nobody sees it yet. Its checks list the texts that still speak of SOC22." in page.text
    assert "What still speaks of the last edition" in page.text
    assert (shown(event.starts_at), shown(event.registration_opens_at), event.summary, event.venue_id,
            event.capacity_in_person, [shown(one.at) for one in event.deadlines], [one.day for one in event.hours]) == (
        "Thu 14 Sep 2023 09:00", "Wed 07 Jun 2023 09:00", "Come to Oxford in 2022.", soc22.venue_id, 200,
        ["Mon 10 Apr 2023 12:00"], [date(2023, 9, 14)],
    )  # fmt: skip


def test_another_first_day_moves_every_date(olga: PageClient, soc22: Event) -> None:
    page = olga.page(f"{NEW}?first=2023-09-13")
    fields = page.fields_of(-1)
    deadline = f"deadline_{soc22.deadlines[0].id}"
    assert [fields[name] for name in ("starts", "ends", "registration_opens", deadline)] == [
        "2023-09-13T09:00", "2023-09-14T18:00", "2023-06-07T09:00", "2023-04-10T12:00",
    ]  # fmt: skip
    assert "SOC22 began on Thursday 8 September 2022, this one begins on Wednesday 13 September 2023." in page.text


@pytest.mark.parametrize("first", ["tomorrow", "0001-01-01", "9999-12-31", "2023-02-30"])
def test_a_first_day_that_is_none_is_not_taken(olga: PageClient, soc22: Event, first: str) -> None:
    assert olga.page(f"{NEW}?first={first}").fields_of(-1)["starts"] == "2023-09-14T09:00"


def test_what_was_typed_is_kept_where_it_is_refused(olga: PageClient, soc22: Event) -> None:
    typed: dict[str, Any] = {"title": "SOC the next", f"deadline_{soc22.deadlines[0].id}": "2022-04-04T12:00"}
    page = Page(olga.send(NEW, status=422, **typed).text)
    sentence = "That is more than a year before the event. Is it the deadline of an earlier one?"
    assert (page.fields_of(-1)["title"], sentence in page.text) == ("SOC the next", True)
    assert [event.slug for event in list_events()] == ["soc22"]


def test_what_is_left_empty_and_unticked_is_left_out(olga: PageClient, soc22: Event) -> None:
    left_out: dict[str, Any] = {f"deadline_{soc22.deadlines[0].id}": "", "registration_opens": "", "texts": None}
    olga.send(NEW, venue=None, hours=None, **left_out)
    event = soc23()
    assert (event.registration_opens_at, event.summary, event.venue_id, event.hours, event.deadlines) == (
        None, "", None, [], [],
    )  # fmt: skip


def test_only_who_manages_the_team_takes_it_over(client: PageClient, soc22: Event) -> None:
    save(TeamMember(event_id=soc22.id, account_id=make_account(None).id, role=TeamRole.EDITOR))
    client.send(NEW, team="y")
    assert list_team(soc23()) == []
    client.sign_in(make_account(Role.OWNER))
    client.send(NEW, slug="soc23-again")
    db.session.rollback()
    assert len(list_team(get_event("soc23-again"))) == 1


def test_the_pages_of_series_and_event_lead_there(olga: PageClient, soc22: Event) -> None:
    assert [f'href="{NEW}"' in olga.get(path).text for path in ("/organise/series/soc/", "/organise/soc22/edit/")] == [
        True, True,
    ]  # fmt: skip
