"""The start pages: events to work on, and what needs you, with a button each."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Deadline
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventState
from conference.domain.site.actions import touch_public
from conference.mail import outbox
from conference.mail.compose import Composed
from conference.mail.models import EnvelopeState
from tests.domain.registration.registering import register
from tests.factories import make_account, make_event, make_session, make_site, make_venue, save
from tests.pages import PageClient
from tests.statements import statements


@pytest.fixture
def owner(app: Flask, client: PageClient, stand_at: Callable[[datetime], None]) -> Account:
    """The owner, signed in, on 1 June 2022."""
    make_site()
    stand_at(datetime(2022, 6, 1, 10, 0, tzinfo=UTC))
    account = make_account(Role.OWNER)
    client.sign_in(account)
    return account


def test_the_start_page_lists_drafts_too_with_state_and_days(client: PageClient, owner: Account) -> None:
    make_event(title="Hidden", short_title="HID23", state=EventState.DRAFT)
    make_event(title="Shown", short_title="SHO22")
    text = client.page("/organise/").text
    assert "HID23 8 to 9 September 2022 Conference Draft" in text.replace("–", " to ")
    assert "SHO22 8 to 9 September 2022 Conference Registration open" in text.replace("–", " to ")


def test_a_new_site_says_what_this_place_is_for(client: PageClient, owner: Account) -> None:
    text = client.page("/organise/").text
    assert "No events yet" in text
    assert "Make the first event" in text


def test_what_needs_you_is_said_with_a_button_each(client: PageClient, owner: Account) -> None:
    venue = make_venue("Hall")
    event = make_event(slug="soc22", venue_id=venue.id)
    make_session(event)
    make_session(event)
    make_session(event, starts_at=event.starts_at)
    save(Deadline(event_id=event.id, name="Early tickets end", at=datetime(2022, 6, 10, 9, 0, tzinfo=UTC)))
    page = client.page("/organise/soc22/")
    assert "2 sessions have no time yet. Place them" in page.text
    assert "1 session has no room. Give them rooms" in page.text
    assert "The programme is not released: readers do not see it yet. See the release" in page.text
    assert "Early tickets end: Friday 10 June 2022, 10:00 (London time, BST)." in page.text
    assert "/organise/soc22/schedule/" in page.links


def test_who_waits_is_said_until_the_event_is_over(
    client: PageClient, owner: Account, stand_at: Callable[[datetime], None]
) -> None:
    event = make_event(slug="soc22", capacity_in_person=1)
    for name in ("Ada", "Bob"):
        register(event, name)
    assert "1 person is waiting, and no place is free." in client.page("/organise/soc22/").text
    stand_at(event.ends_at)
    assert "waiting, and no place" not in client.page("/organise/soc22/").text


def test_failed_mails_are_named_where_they_belong(client: PageClient, owner: Account) -> None:
    event, other = make_event(slug="soc22"), make_event(slug="soc23")
    composed = Composed(subject="x", text="x", html="<p>x</p>", sender_name="Lab", sender_email="l@example.org",
                        reply_to="")  # fmt: skip
    with transaction():
        for _ in range(2):
            to = outbox.Recipient("ann@example.org")
            envelope = outbox.post(composed, to, kind="notice", now=owner.created_at, event_id=event.id)
            envelope.state = EnvelopeState.FAILED
    assert "2 mails did not go out. See why" in client.page("/organise/").text
    assert "2 mails did not go out. See why" in client.page("/organise/soc22/").text
    assert "did not go out" not in client.page(f"/organise/{other.slug}/").text


def test_an_event_where_all_is_done_says_so(client: PageClient, owner: Account) -> None:
    make_event(slug="soc22")
    assert "Nothing waits for you here at the moment." in client.page("/organise/soc22/").text


def queries_of(client: PageClient, path: str) -> int:
    """How many questions a page asks of a fresh session; the clock asks once a second, so it is left out."""
    db.session.remove()
    with statements() as sent:
        client.get(path)
    return sum(one.startswith("SELECT") and "demo_clock" not in one for one in sent)


def test_thirty_things_cost_as_many_queries_as_one(client: PageClient, owner: Account) -> None:
    event = make_event(slug="soc22")
    make_session(event)
    make_session(event, starts_at=event.starts_at)
    one = queries_of(client, "/organise/soc22/"), queries_of(client, "/organise/")
    event = get_event("soc22")
    for number in range(29):
        make_session(event, starts_at=event.starts_at + timedelta(minutes=number))
        make_event()
    with transaction():
        touch_public()  # or the start page keeps what it found, for no deed was done
    assert (queries_of(client, "/organise/soc22/"), queries_of(client, "/organise/")) == one


def test_what_the_checks_find_is_counted_anew_after_every_deed_and_with_time(
    client: PageClient, owner: Account, stand_at: Callable[[datetime], None]
) -> None:
    event = make_event(
        slug="soc22", description="Apply [here](https://example.org/). This event will be held in Oxford."
    )
    session = make_session(event, title="Costs", abstract="A talk about what it costs.")

    def look() -> tuple[str, bool]:
        """How many are said to be found, and whether they were counted for that."""
        with statements() as sent:
            text = client.page("/organise/soc22/").text
        found = re.search("The checks find ([0-9]+) thing", text)
        return found[1] if found else "", any("FROM highlight" in one for one in sent)

    assert (look(), look()) == (("1", True), ("1", False))
    register(event, "Ada")
    assert look() == ("1", False)
    client.send(f"/organise/soc22/programme/sessions/{session.slug}/", abstract="")
    assert (look(), look()) == (("2", True), ("2", False))
    stand_at(event.ends_at)
    assert look() == ("3", True)
