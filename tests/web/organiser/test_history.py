"""The history of a record says who changed what, with the words before and after."""

import re
from datetime import datetime

from flask import Flask

from conference.core.database import transaction
from conference.domain.accounts.actions import SYSTEM, record
from conference.domain.accounts.rules import Role
from conference.web.organiser.deed_words import _DEEDS, deed_words
from tests.factories import make_account, make_appearance, make_event, make_format, make_person, make_session, make_site
from tests.guards.tree import ROOT
from tests.pages import PageClient

RECORDS = re.compile(r"\b(?:record|_move|_linked|_put)\(\s*(?:write_up, |post, )?\"([^\"]+)\"")


def test_a_session_tells_its_own_history_and_that_of_its_parts(app: Flask, client: PageClient) -> None:
    make_site()
    event = make_event(zone="Europe/Paris", zone_place="Paris")
    session = make_session(event, title="Opening", slug="opening", join_link="https://meet.example.org/secret")
    make_format(slug="keynote")
    make_appearance(session, make_person("Mara Iyer"))
    client.sign_in(make_account(Role.OWNER, name="Olga Owner"))
    address = f"/organise/{event.slug}/programme/sessions/opening/"
    client.send(address, title="Opening keynote", format="keynote", join_link="https://meet.example.org/new")
    client.send(f"{address}presentations/", title="On outcomes")
    text = client.page(f"{address}history/").text
    assert "Presentation added: On outcomes Olga Owner" in text
    assert "Title Before: Opening After: Opening keynote" in text
    assert "Format Before: Panel After: Keynote" in text
    assert "Join link changed" in text
    assert "Paris time" in text
    assert "secret" not in text
    assert text.index("Presentation added") < text.index("Session edited")


def test_a_long_text_shows_the_words_that_changed(app: Flask, client: PageClient) -> None:
    make_site()
    about = "The lab has studied outcome contracts for many years and publishes what it finds every month."
    make_person("Mara Iyer", slug="mara-iyer", biography=about)
    client.sign_in(make_account(Role.OWNER))
    client.send("/organise/people/mara-iyer/", biography=about.replace("month", "week"), email="m@example.org")
    page = client.page("/organise/people/mara-iyer/history/")
    assert "publishes what it finds every Before: month. After: week." in page.text
    assert "E-mail address changed" in page.text
    assert "m@example.org" not in page.text


def test_a_history_is_open_to_who_may_edit_the_record_only(app: Flask, client: PageClient) -> None:
    make_site()
    make_person("Mara Iyer", slug="mara-iyer")
    client.sign_in(make_account(Role.EDITOR))
    assert "This page is not here" in client.page("/organise/people/mara-iyer/history/", status=404).text


def test_the_history_of_one_record_holds_no_other(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    one, other = make_person("Mara Iyer", slug="mara-iyer"), make_person("Ben Okri")
    with transaction():
        record("edit person", other, actor=SYSTEM, now=now, changes={"name": ["Ben", "Ben Okri"]})
    client.sign_in(make_account(Role.OWNER))
    assert "Nothing was changed here since it was made." in client.page(f"/organise/people/{one.slug}/history/").text


def test_every_deed_has_words() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "conference").rglob("*.py")]
    recorded = {action for source in sources for action in RECORDS.findall(source)}
    assert sorted(action for action in recorded if action not in _DEEDS) == []
    assert deed_words("invent deed") == "Invent deed"
