"""The form of interest, the link that confirms, the page that withdraws."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference import links
from conference.core.database import db, transaction
from conference.core.slugs import remember_slug
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from tests.domain.registration.registering import mails
from tests.factories import make_event, make_expression, make_series, make_site
from tests.pages import Page, PageClient

PATH = "/soc22/interest/"


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site(name="GO Lab")
    stand_at(datetime(2021, 11, 1, 12, 0, tzinfo=UTC))
    series = make_series(title="Social Outcomes Conference")
    return make_event(slug="soc22", short_title="SOC22", state=EventState.ANNOUNCED, topics="Health\nHousing",
                      series_id=series.id)  # fmt: skip


PLAIN: dict[str, Any] = {
    "name": "Ada",
    "email": "ada@example.org",
    "leaning": "hybrid",
    "topics": ["Housing"],
    "purposes": ["this event"],
}


def send(client: PageClient, status: int = 200, **typed: Any) -> Page:
    return Page(client.send(PATH, status=status, **{**PLAIN, **typed}).text)


def kept(email: str = "ada@example.org") -> ExpressionOfInterest:
    db.session.rollback()
    return db.session.scalars(select(ExpressionOfInterest).where(ExpressionOfInterest.email == email)).one()


def confirming(number: int = 0) -> str:
    return links.confirm_interest(links.sign(links.Purpose.CONFIRM_INTEREST, kept().id, number))


def test_the_form_keeps_the_answers_and_asks_to_confirm(client: PageClient, event: Event) -> None:
    page = send(client, purposes=["this event", "weekly briefing"])
    assert page.headings == ["Look into your mail"]
    found = kept()
    assert (found.topics, found.purposes, found.leaning) == (
        ["Housing"], ["this event", "weekly briefing"], AttendanceMode.HYBRID,
    )  # fmt: skip
    assert (found.state, mails()) == (InterestState.UNCONFIRMED, [("interest/confirm", "ada@example.org")])


def test_the_page_after_it_is_the_same_for_everybody(client: PageClient, event: Event) -> None:
    make_expression(event, email="known@example.org")
    assert send(client).text == send(client, email="known@example.org").text == send(client).text


def test_the_ticks_stand_with_their_sentences_and_none_is_set(client: PageClient, event: Event) -> None:
    page = client.page(PATH)
    for sentence in (
        "Write to me about SOC22: when registration opens, and when something changes.",
        "Write to me about later editions of Social Outcomes Conference.",
        "Send me the weekly briefing of GO Lab.",
    ):
        assert sentence in page.text
    assert "purposes" not in page.fields_of(-1)


def test_one_tick_suffices(client: PageClient, event: Event) -> None:
    inputs = re.findall(r"<input [^>]*>", client.get(PATH).text)
    required = {found[0] for one in inputs if " required" in one and (found := re.findall(r'name="(\w+)"', one))}
    assert required == {"name", "email", "leaning"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"purposes": None}, "Please tick at least one, so that we may write to you."),
        ({"purposes": ["everything"]}, "'everything' is not a valid choice for this field."),
        ({"topics": ["Poetry"]}, "The list of topics has changed. Please look at it, and send the form again."),
        ({"leaning": None}, "Please choose one."),
        ({"name": "see https://example.org"}, "Please write a name here, without a web address."),
        ({"leave_empty": "spam"}, "Please leave the last field of the form empty."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: PageClient, event: Event, typed: dict[str, object], sentence: str
) -> None:
    page = send(client, 422, organisation="Engines", **typed)
    assert sentence in page.text
    assert (page.fields_of(-1)["organisation"], mails()) == ("Engines", [])


@pytest.mark.parametrize(
    ("topics", "status", "ticked"),
    [("Arts\nHousing\nHealth", 303, ["Housing"]), ("Arts\nHousing for all\nHealth", 422, None)],
)
def test_a_tick_means_what_it_said_also_when_the_list_has_changed_meanwhile(
    client: PageClient, event: Event, topics: str, status: int, ticked: list[str] | None
) -> None:
    sent = {**client.page(PATH).fields_of(-1), **PLAIN}
    with transaction():
        db.session.get_one(Event, event.id).topics = topics
    assert client.post(PATH, sent, follow=False).status_code == status
    assert [each.topics for each in db.session.scalars(select(ExpressionOfInterest))] == ([ticked] if ticked else [])


def test_an_event_in_one_mode_without_topics_asks_less(client: PageClient, event: Event) -> None:
    make_event(slug="ewe", mode=AttendanceMode.ONLINE, state=EventState.ANNOUNCED)
    page = client.page("/ewe/interest/")
    assert sorted({control["name"] for control in page.controls}) == [
        "csrf_token", "email", "form_key", "leave_empty", "name", "organisation", "purposes",
    ]  # fmt: skip
    client.send("/ewe/interest/", name="Ada", email="ada@example.org", purposes="this event")
    assert kept().leaning is AttendanceMode.ONLINE


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (EventState.OPEN, "SOC22 has opened its registration, so you can register at once. Register for SOC22"),
        (EventState.CANCELLED, "SOC22 was cancelled. To the page of the event"),
        (EventState.ARCHIVED, "SOC22 has begun or is over, so there is no news to wait for. To the page of the event"),
    ],
)
def test_an_event_that_takes_none_says_why_and_what_else(
    client: PageClient, event: Event, state: EventState, sentence: str
) -> None:
    event.state = state
    db.session.commit()
    page = client.page(PATH)
    assert sentence in page.text
    assert page.forms == []


def test_looking_at_the_link_confirms_nothing_and_its_button_does(client: PageClient, event: Event) -> None:
    send(client)
    for _look in range(3):
        page = client.page(confirming())
    assert page.headings == ["Are these your answers?"]
    assert "Topics Housing" in page.text
    assert kept().state is InterestState.UNCONFIRMED
    after = Page(client.send(confirming()).text)
    assert after.headings == ["Your interest in SOC22"]
    assert "Your answers are noted" in after.text
    assert kept().state is InterestState.CONFIRMED
    assert client.page(confirming()).headings == ["You have confirmed this"]


def test_the_link_of_new_answers_shows_them(client: PageClient, event: Event) -> None:
    send(client)
    client.send(confirming())
    send(client, name="Ada L.", topics=["Health"])
    page = client.page(confirming(1))
    assert page.headings == ["Apply these new answers?"]
    assert "Name Ada L." in page.text
    assert kept().name == "Ada"
    client.send(confirming(1))
    assert (kept().name, kept().topics) == ("Ada L.", ["Health"])


def test_withdrawing_by_link(client: PageClient, event: Event) -> None:
    ada = make_expression(event, email="ada@example.org")
    path = links.my_interest(links.sign(links.Purpose.INTEREST, ada.id, 1))
    assert client.page(path).headings == ["Your interest in SOC22"]
    assert kept().state is InterestState.CONFIRMED
    after = Page(client.send(path).text)
    assert "You have withdrawn your interest. We do not write to you about it any more." in after.text
    assert (kept().state, client.page(path).forms) == (InterestState.WITHDRAWN, [])


def test_links_open_their_own_door_only(client: PageClient, event: Event) -> None:
    ada = make_expression(event, email="ada@example.org", link_version=2)
    for purpose, version, address in (
        (links.Purpose.INTEREST, 1, links.my_interest),
        (links.Purpose.CONFIRM_INTEREST, 2, links.my_interest),
        (links.Purpose.INTEREST, 2, links.confirm_interest),
        (links.Purpose.CONFIRM_INTEREST, 1, links.confirm_interest),
        (links.Purpose.REGISTRATION, 2, links.my_interest),
    ):
        client.get(address(links.sign(purpose, ada.id, version)), status=404)
    client.get(links.my_interest(links.sign(links.Purpose.INTEREST, ada.id, 2)))


def test_a_draft_is_not_there_and_an_old_address_leads_on(client: PageClient, event: Event) -> None:
    make_event(slug="secret", state=EventState.DRAFT)
    with transaction():
        remember_slug("event", "soc-2022", event.id)
    assert client.page("/secret/interest/", status=404).headings == ["This page is not here"]
    assert client.get("/soc-2022/interest/", status=301, follow=False).location == links.interest("soc22")
