"""What is held about somebody: shown behind their own link, and one file of it."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from conference import links
from conference.core.database import db, transaction
from conference.core.tables import list_tables
from conference.domain.records.models import KeptFor
from conference.domain.records.queries.own_data import NOT_SHOWN
from conference.domain.records.rules.keeping import Rule
from conference.mail.models import Envelope, Letter
from tests.guards.house import furnish
from tests.pages import PageClient


@pytest.fixture
def token(app: Flask) -> str:
    """The personal link of the first who registered, and got a mail with it."""
    furnish(2)
    signed = links.sign(links.Purpose.REGISTRATION, 1, 1)
    with transaction():
        theirs = select(Letter).join(Envelope).where(Envelope.folded_email == "attendee0@example.org")
        db.session.scalars(theirs).one().text = f"See https://events.example.org/my/{signed}/ please."
        db.session.add(KeptFor(rule=Rule.INTEREST, months=None))
    return signed


def test_all_that_is_held_is_shown_with_its_purpose_and_for_how_long(client: PageClient, token: str) -> None:
    assert links.my_data(token) in client.page(f"/my/{token}/").links
    page = client.page(links.my_data(token))
    assert "Under attendee0@example.org, at every event of ours." in page.text
    for words in ("1 registration Your place at an event 24 months after the end of the event",
                  "1 expression of interest To tell you when an event opens Until you ask us to erase it",
                  "1 mail What we wrote to you 3 months", "2 decisions on your place"):  # fmt: skip
        assert words in " ".join(page.text.split())
    interest = links.sign(links.Purpose.INTEREST, 1, 1)
    assert links.my_interest_data(interest) in client.page(f"/my/{interest}/interest/").links
    assert client.page(links.my_interest_data(interest)).text == page.text


def test_the_file_holds_all_of_theirs_and_nothing_of_others(client: PageClient, token: str) -> None:
    answer = client.get(links.my_data_file(token))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    told = json.loads(answer.data)
    assert (told["format"], told["addresses"]) == ("conference-own-data/1", ["attendee0@example.org"])
    held = told["held"]
    assert set(held) == {"registration", "decision", "expression_of_interest", "consent", "letter", "envelope", "scan"}
    assert held["registration"][0]["name"] == "Attendee 0"
    assert held["registration"][0]["event"] == "Event 0"
    assert held["letter"][0]["text"] == "See https://events.example.org/... please."
    assert token not in answer.text
    assert "attendee1" not in answer.text.casefold().replace(" ", "")
    other = client.get(links.my_interest_data_file(links.sign(links.Purpose.INTEREST, 1, 1)))
    assert json.loads(other.data)["held"] == held


def test_a_speaker_sees_it_behind_their_own_link(client: PageClient, token: str) -> None:
    link = links.sign(links.Purpose.SPEAKER, 1, 1)
    assert links.speak_data(link) in client.page(links.speak(link)).links
    page = client.page(links.speak_data(link))
    assert "Your record as a speaker The programme, and what came of it As long as" in " ".join(page.text.split())
    held = json.loads(client.get(links.speak_data_file(link)).data)["held"]
    assert [one["biography"] for one in held["person"] if "biography" in one] == ["Writes."]
    assert "registration" not in held


def test_what_is_not_shown_are_columns() -> None:
    known = {column.name for table in list_tables() for column in table.columns}
    assert NOT_SHOWN - known == set()
