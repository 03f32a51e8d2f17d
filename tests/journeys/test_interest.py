"""Somebody hears of an event a year ahead: they say so, confirm it by mail, and later change their mind."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.consents.models import Consent
from conference.domain.events.rules import EventState
from tests.factories import make_account, make_event, make_series, make_site
from tests.journeys.post import delivering, link_in, text_of
from tests.pages import Page, PageClient


def agreed() -> list[str]:
    """What the address may be written to for now."""
    db.session.rollback()
    standing = db.session.scalars(select(Consent).where(Consent.withdrawn_at.is_(None)).order_by(Consent.id))
    return [consent.wording.text for consent in standing]


@pytest.mark.usefixtures("stand_at")
def test_interest_confirm_withdraw(app: Flask, client: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(datetime(2021, 11, 1, 12, 0, tzinfo=UTC))
    make_site(name="Government Outcomes Lab", sender_email="events@example.org")
    series = make_series(title="Social Outcomes Conference")
    make_event(slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", state=EventState.ANNOUNCED,
               series_id=series.id, topics="Procurement and Social Value\nHomelessness")  # fmt: skip
    organiser = PageClient(app).sign_in(make_account(Role.ORGANISER))

    with delivering(app) as post:
        sent = Page(client.send("/soc22/interest/", name="Ada Lovelace", email="ada@example.org", leaning="in person",
                                topics=["Procurement and Social Value"],
                                purposes=["this event", "weekly briefing"]).text)  # fmt: skip
        assert sent.headings == ["Look into your mail"]
        assert agreed() == []
        asks = post.newest("ada@example.org")
        assert (asks["Subject"], asks["To"]) == (
            "Please confirm your interest in SOC22", "Ada Lovelace <ada@example.org>",
        )  # fmt: skip
        assert "Topics: Procurement and Social Value" in text_of(asks)
        assert "Confirmed by mail 0" in organiser.page("/organise/soc22/interest/").text

        confirmed = Page(client.send(link_in(asks, client.base)).text)
        assert confirmed.headings == ["Your interest in SOC22"]
        assert agreed() == [
            "Write to me about SOC22: when registration opens, and when something changes.",
            "Send me the weekly briefing of Government Outcomes Lab.",
        ]
        thanks = post.newest("ada@example.org")
        assert thanks["Subject"] == "Thank you for your interest in SOC22"
        assert "Confirmed by mail 1" in organiser.page("/organise/soc22/interest/").text

        own_page = link_in(thanks, client.base)
        withdrawn = Page(client.send(own_page).text)
        assert "You have withdrawn your interest." in withdrawn.text
        assert agreed() == []
        assert post.count("ada@example.org") == 2
        text = organiser.page("/organise/soc22/interest/").text
        assert "Confirmed by mail 0 Of these invited 0 Of these registered 0 Not confirmed yet 0 Withdrawn 1" in text
        assert "You have withdrawn your interest." in client.page(own_page).text
