"""A form of staff sent after the sign-in ended keeps what was typed, tells nothing, and is not sent by a click."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from tests.factories import make_account, make_event, make_site
from tests.pages import Page, PageClient

EDIT = "/organise/soc22/edit/"
PROSE = "\nFirst line <b>&\n" + "a long thought " * 40


@pytest.fixture
def anna(app: Flask) -> Account:
    """An organiser."""
    make_site()
    return make_account(Role.ORGANISER, email="anna@example.org")


@pytest.fixture
def event(anna: Account) -> Event:
    """The event that she edits."""
    return make_event(slug="soc22", title="Social Outcomes Conference 2022", state=EventState.DRAFT)


def typed_in(client: PageClient) -> dict[str, Any]:
    """What a browser would send: the form of the event with other words in it."""
    return {**client.page(EDIT).fields_of(-1), "title": "A new title", "description": PROSE}


def send_signed_out(client: PageClient, sent: dict[str, Any], path: str = EDIT, **headers: str) -> Page:
    client.sign_out()
    answer = client.post(path, sent, headers=headers)
    assert answer.status_code == 422
    client._check(path, answer)
    assert answer.headers["Cache-Control"] == "no-store"
    return Page(answer.text)


def title_of(event: Event) -> str:
    db.session.rollback()
    return db.session.get_one(Event, event.id).title


def test_what_was_typed_is_kept_and_sent_again_once_signed_in(client: PageClient, anna: Account, event: Event) -> None:
    client.sign_in(anna)
    shown = send_signed_out(client, typed_in(client))
    assert shown.headings == ["Please sign in again"]
    ask, again = shown.forms[-2:]
    assert (ask["action"], again["action"]) == (f"/sign-in/?next={EDIT}", EDIT)
    kept = shown.fields_of(-1)
    assert (kept["title"], kept["description"]) == ("A new title", PROSE)
    client.sign_in(anna)
    form = client.post(EDIT, kept)
    client._check(EDIT, form)
    assert (form.status_code, title_of(event)) == (422, "Social Outcomes Conference 2022")
    page = Page(form.text)
    assert "Nothing was saved yet, because this page was opened too long ago." in page.text
    fields = page.fields_of(-1)
    assert (fields["title"], fields["description"].strip()) == ("A new title", PROSE.strip())
    assert client.post(EDIT, fields, follow=False).status_code == 303
    assert title_of(event) == "A new title"


def test_sent_again_while_signed_out_it_is_kept_again(client: PageClient, anna: Account, event: Event) -> None:
    client.sign_in(anna)
    kept = send_signed_out(client, typed_in(client)).fields_of(-1)
    assert send_signed_out(client, kept).fields_of(-1) == kept


def test_a_button_is_not_pressed_by_the_page_that_keeps_it(client: PageClient, anna: Account, event: Event) -> None:
    client.sign_in(anna)
    path = f"{EDIT}cancel/"
    kept = send_signed_out(client, {**client.page(path).fields_of(-1), "reason": "Storm"}, path).fields_of(-1)
    client.sign_in(anna)
    assert client.post(path, kept).status_code == 422
    db.session.rollback()
    assert db.session.get_one(Event, event.id).state is EventState.DRAFT


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)  # fmt: skip
def test_what_another_site_sends_is_not_shown(client: PageClient, event: Event, headers: dict[str, str]) -> None:
    answer = client.post(EDIT, {"title": "words of another site"}, headers=headers)
    assert (answer.status_code, "words of another site" in answer.text) == (404, False)
    assert "Set-Cookie" not in answer.headers


def test_a_page_of_ours_is_known_as_ours(client: PageClient, event: Event) -> None:
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": str(client.base)}):
        assert client.post(EDIT, {"title": "My words"}, headers=headers).status_code == 422


def test_a_stranger_sees_the_same_whatever_is_there(client: PageClient, event: Event) -> None:
    there, missing = (
        Page(client.post(path, {"title": "Words"}).text) for path in (EDIT, "/organise/soc99/edit/")
    )  # fmt: skip
    assert there.text == missing.text


def test_files_are_said_to_be_lost(client: PageClient, event: Event) -> None:
    sent = {"name": "Our site", "logo": (BytesIO(b"\x89PNG"), "logo.png")}
    shown = Page(client.post("/organise/site/", sent).text)
    assert "Files cannot be kept. Please choose them again afterwards: logo.png." in shown.text
    assert shown.fields_of(-1)["name"] == "Our site"


def test_where_nothing_was_typed_only_the_sign_in_is_shown(client: PageClient, event: Event) -> None:
    shown = Page(client.post("/organise/soc22/edit/state/open/", {"csrf_token": "old"}).text)
    assert [form["action"] for form in shown.forms] == ["/sign-in/?next=/organise/"]
