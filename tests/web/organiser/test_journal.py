"""The journal says in words who did what."""

from datetime import datetime

from flask import Flask

from conference.core.database import transaction
from conference.domain.accounts.actions import VISITOR, record
from conference.domain.accounts.rules import Role
from tests.factories import make_account, make_event, make_site
from tests.pages import PageClient


def test_an_event_has_its_own_journal_and_the_site_has_all(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    olga = make_account(Role.OWNER, name="Olga Owner")
    event, other = make_event(title="Conference one"), make_event(title="Conference two")
    with transaction():
        record("edit event", event, actor=olga, now=now, event_id=event.id, seats=12,
               changes={"title": ["Conference", "Conference one"]})  # fmt: skip
        record("edit event", other, actor=VISITOR, now=now, event_id=other.id)
    client.sign_in(olga)
    text = client.page(f"/organise/{event.slug}/journal/").text
    assert "Monday 1 November 2021, 12:00" in text
    assert "Event edited: Conference one (seats: 12) Olga Owner Changed: Title" in text
    assert "Conference two (" not in text
    text = client.page("/organise/journal/").text
    assert "Event edited: Conference two visitor" in text
    assert "Event edited: Conference one (seats: 12) Olga Owner Changed: Title" in text


def test_fifty_deeds_on_a_page(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    olga, event = make_account(Role.OWNER), make_event()
    with transaction():
        for number in range(60):
            record("count", event, actor=olga, now=now, event_id=event.id, number=number)
    client.sign_in(olga)
    first = client.page(f"/organise/{event.slug}/journal/")
    second = client.page(f"/organise/{event.slug}/journal/?page=2")
    assert (first.text.count("Count:"), second.text.count("Count:")) == (50, 10)
