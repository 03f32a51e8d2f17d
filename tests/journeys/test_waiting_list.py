"""Two places, three people: the third waits, the first cancels, the third moves up and is invited by mail."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import icalendar
from flask import Flask

from conference.domain.accounts.rules import Role
from tests.factories import make_account, make_event, make_site, make_venue
from tests.journeys.post import calendar_in, delivering, link_in, text_of
from tests.pages import Page, PageClient


def entry_of(raw: str) -> Any:
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return entry


def register(client: PageClient, name: str) -> None:
    sent = client.send("/soc22/register/", name=name, email=f"{name.lower()}@example.org", attend="in person")
    assert Page(sent.text).headings == ["Look into your mail"]


def test_the_third_moves_up_when_the_first_cancels(
    app: Flask, client: PageClient, stand_at: Callable[[datetime], None]
) -> None:
    stand_at(datetime(2022, 6, 20, 12, 0, tzinfo=UTC))
    make_site(name="Government Outcomes Lab", sender_email="events@example.org")
    venue = make_venue(name="Blavatnik School of Government", city="Oxford")
    make_event(slug="soc22", title="Social Outcomes Conference 2022", short_title="SOC22", zone_place="Oxford",
               capacity_in_person=2, venue_id=venue.id)  # fmt: skip
    organiser = PageClient(app).sign_in(make_account(Role.ORGANISER))

    with delivering(app) as post:
        for name in ("Ada", "Bob", "Cleo"):
            register(client, name)
        ada, cleo = post.newest("ada@example.org"), post.newest("cleo@example.org")
        assert ada["Subject"] == "You are registered for SOC22"
        assert cleo["Subject"] == "You are on the waiting list of SOC22, at number 1"
        assert [part.get_content_type() for part in cleo.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip
        page_of_ada, page_of_cleo = link_in(ada, client.base), link_in(cleo, client.base)
        assert "You are number 1 on the waiting list." in client.page(page_of_cleo).text

        (cancelling,) = [link for link in client.page(page_of_ada).links if link.endswith("/cancel/")]
        assert "This registration is cancelled." in Page(client.send(cancelling).text).text

        invited = post.newest("cleo@example.org")
        assert (invited["Subject"], invited["To"]) == ("You have a place at SOC22 now", "Cleo <cleo@example.org>")
        method, raw = calendar_in(invited)
        entry = entry_of(raw)
        assert (method, str(icalendar.Calendar.from_ical(raw)["METHOD"])) == ("REQUEST", "REQUEST")
        kept = entry_of(client.get(f"{page_of_cleo}invite.ics").text)
        assert (str(entry["UID"]), entry["SEQUENCE"]) == (str(kept["UID"]), 0)
        assert (entry["DTSTART"].params["TZID"], entry["DTSTART"].dt.isoformat()) == (
            "Europe/London", "2022-09-08T09:00:00+01:00",
        )  # fmt: skip
        assert str(entry["ORGANIZER"]) == "mailto:events@example.org"
        assert str(entry["ATTENDEE"]) == "mailto:cleo@example.org"
        assert "When: Thursday 8 September 2022, 09:00 to Friday 9 September 2022, 18:00" in text_of(invited)

        method, raw = calendar_in(post.newest("ada@example.org"))
        taken_out = entry_of(raw)
        assert (method, str(taken_out["STATUS"]), taken_out["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
        assert str(taken_out["UID"]) == str(entry_of(calendar_in(ada)[1])["UID"])
        assert str(taken_out["UID"]) != str(entry["UID"])

        page = client.page(page_of_cleo)
        assert "You have a place in person." in page.text
        assert "A place in person became free. You were the first on the waiting list who accepts one" in page.text
        assert [post.count(f"{name}@example.org") for name in ("ada", "bob", "cleo")] == [2, 1, 2]
        text = organiser.page("/organise/soc22/registrations/").text
        assert "In person 2 of 2 places taken" in text
        assert "Ada Cancelled in person 1 ada@example.org" in text
