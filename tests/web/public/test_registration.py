"""The form that registers: it says what is free, tells nobody who is known, keeps what was typed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from conference import links
from conference.core.database import db, transaction
from conference.core.slugs import remember_slug
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.registration.models import Registration
from tests.domain.registration.registering import mails, register, standing
from tests.factories import make_event, make_site
from tests.pages import Page, PageClient

PATH = "/soc22/register/"


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(datetime(2022, 6, 20, 12, 0, tzinfo=UTC))
    return make_event(slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", capacity_in_person=1)


def count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Registration.id))) or 0


def send(client: PageClient, status: int = 200, **typed: Any) -> Page:
    plain: dict[str, Any] = {"name": "Ada", "email": "ada@example.org", "organisation": "", "attend": "in person"}
    return Page(client.send(PATH, status=status, **{**plain, **typed}).text)


def test_the_form_registers_and_the_page_after_it_tells_nothing(client: PageClient, event: Event) -> None:
    first = client.send(PATH, name="Ada", email="ada@example.org", attend="in person", follow=False, status=303)
    assert first.location == "/soc22/register/sent/"
    new, again, waits = send(client, email="bob@example.org"), send(client), send(client, email="cleo@example.org")
    assert new.text == again.text == waits.text
    assert new.headings == ["Look into your mail"]
    assert standing(1, 2, 3) == [("confirmed", "in person"), ("waiting", None), ("waiting", None)]


def test_a_repeated_sending_gets_the_first_answer(client: PageClient, event: Event) -> None:
    page = client.page(PATH)
    sent = {**page.fields_of(-1), "name": "Ada", "email": "ada@example.org", "attend": "online"}
    answers = [client.post(PATH, sent, follow=False) for _again in range(3)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/soc22/register/sent/")] * 3
    assert (count(), mails()) == (1, [("registration/confirmed", "ada@example.org")])


def test_the_form_says_what_is_free(client: PageClient, event: Event) -> None:
    assert "In person There are free places. Online There are free places." in client.page(PATH).text
    register(event)
    text = client.page(PATH).text
    assert "In person Full at the moment: you would be on the waiting list. Online There are free places." in text


def test_in_person_or_else_online_takes_what_is_free(client: PageClient, event: Event) -> None:
    register(event, "Bob")
    send(client, attend="either")
    assert standing(2) == [("confirmed", "online")]


def test_an_online_event_does_not_ask_how_to_attend(client: PageClient, event: Event) -> None:
    make_event(slug="ewe", mode=AttendanceMode.ONLINE, capacity_online=5)
    assert "attend" not in client.page("/ewe/register/").fields_of(-1)
    client.send("/ewe/register/", name="Ada", email="ada@example.org")
    assert standing(1) == [("confirmed", "online")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Please give your name."),
        ({"name": "\u200b\u200b"}, "Please give your name."),
        ({"name": "x" * 201}, "Please keep this to 200 characters."),
        ({"name": "Buy at www.example.org"}, "Please write a name here, without a web address."),
        ({"email": "a@example.org, b@example.org"}, "Write one e-mail address, like name@example.org."),
        ({"attend": None}, "Please choose how you would like to attend."),
        ({"attend": "by boat"}, "Please choose one from the list."),
        ({"leave_empty": "spam"}, "Please leave the last field of the form empty."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: PageClient, event: Event, typed: dict[str, str | None], sentence: str
) -> None:
    page = send(client, 422, organisation="Engines", **typed)
    assert sentence in page.text
    assert page.fields_of(-1)["organisation"] == "Engines"
    assert (count(), mails()) == (0, [])


@pytest.mark.parametrize("hostile", ["Ada\x00\ud800", "\u202eAda", "A\u0300da\x1b[31m"])
def test_control_characters_are_cleaned(client: PageClient, event: Event, hostile: str) -> None:
    page = client.page(PATH)
    sent = {
        **page.fields_of(-1),
        "name": hostile.encode("utf-8", "surrogatepass"),
        "email": "ada@example.org",
        "attend": "online",
    }
    assert client.post(PATH, sent).status_code == 200
    assert count() == 1


TO_THE_EVENT = "To the page of the event"
INTEREST = "Register your interest"


@pytest.mark.parametrize(
    ("values", "sentence", "instead"),
    [
        ({"state": EventState.ANNOUNCED}, "Registration for SOC22 is not open yet.", INTEREST),
        ({"state": EventState.CANCELLED}, "SOC22 was cancelled, so nobody can register for it.", TO_THE_EVENT),
        (
            {"registration_opens_at": datetime(2022, 7, 1, 8, 0, tzinfo=UTC)},
            "Registration for SOC22 opens on Friday 1 July 2022, 09:00 (London time, BST).",
            INTEREST,
        ),
        (
            {"registration_closes_at": datetime(2022, 6, 1, 8, 0, tzinfo=UTC)},
            "Registration for SOC22 closed on Wednesday 1 June 2022, 09:00 (London time, BST).",
            TO_THE_EVENT,
        ),
    ],
)
def test_a_closed_event_says_why_and_what_else(
    client: PageClient, event: Event, values: dict[str, object], sentence: str, instead: str
) -> None:
    for name, value in values.items():
        setattr(event, name, value)
    db.session.commit()
    page = client.page(PATH)
    assert f"{sentence} {instead}" in page.text
    assert page.forms == []


def test_an_event_that_closes_while_one_types_refuses_with_the_reason(
    client: PageClient, event: Event, stand_at: Callable[[datetime], None]
) -> None:
    sent = {**client.page(PATH).fields_of(-1), "name": "Ada", "email": "ada@example.org", "attend": "online"}
    stand_at(event.starts_at + timedelta(minutes=1))
    answer = client.post(PATH, sent)
    assert (answer.status_code, count()) == (422, 0)
    assert "Registration for SOC22 closed on Thursday 8 September 2022, 09:00" in Page(answer.text).text


def test_a_draft_is_not_there_and_an_old_address_leads_on(client: PageClient, event: Event) -> None:
    make_event(slug="secret", state=EventState.DRAFT)
    with transaction():
        remember_slug("event", "soc-2022", event.id)
    assert client.page("/secret/register/", status=404).headings == ["This page is not here"]
    assert client.page("/secret/register/sent/", status=404).headings == ["This page is not here"]
    assert client.get("/soc-2022/register/", status=301, follow=False).location == links.register("soc22")


def test_an_expired_session_keeps_what_was_typed(client: PageClient, event: Event) -> None:
    sent = {**client.page(PATH).fields_of(-1), "name": "Ada", "email": "ada@example.org", "attend": "online"}
    client.sign_out()
    answer = client.post(PATH, sent)
    page = Page(answer.text)
    assert (answer.status_code, page.fields_of(-1)["name"], count()) == (422, "Ada", 0)
    assert client.post(PATH, {**sent, "csrf_token": page.fields_of(-1)["csrf_token"]}).status_code == 200
    assert standing(1) == [("confirmed", "online")]
