"""The released programme as files for programs, read back by our own readers."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Presentation, Session
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.actions import publish_release
from conference.formats.programmes.read import read_programme
from tests.factories import make_appearance, make_event, make_person, make_session, make_site, make_venue, save
from tests.pages import PageClient

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _released(client: PageClient, now: datetime) -> None:
    make_site()
    venue = make_venue("Hall")
    event = make_event(slug="soc22", title="Outcomes & <2022>", venue_id=venue.id)
    talk = make_session(
        event, title="]]> & more", code="A1", abstract="*Why* it matters.", starts_at=NINE, ends_at=NINE + HOUR,
        room_id=venue.rooms[0].id, join_link="https://secret.example/1",
    )  # fmt: skip
    paper = save(Presentation(session_id=talk.id, title="A paper", abstract="On it.", position=0))
    make_appearance(talk, make_person("Ada Lovelace", email="ada@example.org"), affiliation="Engines")
    make_appearance(talk, make_person("Bob Writer"), presentation_id=paper.id)
    doomed = make_session(event, title="Called off", starts_at=NINE, ends_at=NINE + HOUR)
    make_session(event, title="No time yet")
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    with transaction():
        doomed.state = SessionState.CANCELLED
        publish_release(event, actor=SYSTEM, now=now)


def test_each_release_is_there_as_json(client: PageClient) -> None:
    first, second = (json.loads(client.get(f"/soc22/programme/v/{number}.json").data) for number in (1, 2))
    assert [(said["format"], said["heading"]["version"], said["changes"]) for said in (first, second)] == [
        ("conference release", "1", []), ("conference release", "2", ["Called off is cancelled."]),
    ]  # fmt: skip
    assert first["as_of_today"].startswith("The name, the dates and the place of the event,")
    states = [{one["title"]: one.get("state", "confirmed") for one in said["sessions"]} for said in (first, second)]
    assert [said["Called off"] for said in states] == ["confirmed", "cancelled"]
    assert client.get("/soc22/programme/v/3.json", status=404).status_code == 404


@pytest.mark.parametrize("name", ["schedule.xml", "schedule.json"])
def test_the_file_reads_back_whole(client: PageClient, name: str) -> None:
    data = client.get(f"/soc22/{name}").data
    found = read_programme(name, data)
    assert (found.heading.title, found.heading.acronym, found.heading.zone) == (
        "Outcomes & <2022>",
        "soc22",
        "Europe/London",
    )
    by_title = {one.title: one for one in found.sessions}
    assert list(by_title) == ["]]> & more", "Called off", "No time yet"]
    talk = by_title["]]> & more"]
    assert (talk.starts_at, talk.minutes, talk.room, talk.code, talk.abstract) == (
        NINE,
        60,
        "Hall",
        "A1",
        "*Why* it matters.",
    )
    assert [(one.name, one.affiliation, one.presentation) for one in talk.appearances] == [
        ("Ada Lovelace", "Engines", None), ("Bob Writer", "University of Oxford", 0),
    ]  # fmt: skip
    assert [one.title for one in talk.presentations] == ["A paper"]
    assert [by_title[title].state.value for title in list(by_title)[1:]] == ["cancelled", "confirmed"]


def test_a_made_up_time_is_said_to_be_made_up(client: PageClient, now: datetime) -> None:
    note = "Sample: the time and the room are not known from the sources and were made up for the demo."
    with transaction():
        for session in db.session.scalars(select(Session)):
            session.is_time_sample = True
        publish_release(get_event("soc22"), actor=SYSTEM, now=now)
    for name in ("schedule.xml", "schedule.json"):
        found = read_programme(name, client.get(f"/soc22/{name}").data)
        assert {one.title: one.abstract for one in found.sessions} == {
            "]]> & more": f"*Why* it matters.\n\n{note}", "Called off": note, "No time yet": "",
        }, name  # fmt: skip
    entries = Calendar.from_ical(client.get("/soc22/schedule.ics").data).walk("VEVENT")
    assert [str(one["DESCRIPTION"]).split("\n")[:-2] for one in entries] == [["Why it matters.", note], [note]]


def test_nothing_private_stands_in_them(client: PageClient) -> None:
    for name in ("schedule.xml", "schedule.json"):
        text = client.get(f"/soc22/{name}").text
        assert [secret for secret in ("secret.example", "ada@example.org") if secret in text] == []


def test_what_has_not_changed_is_not_sent_again(client: PageClient) -> None:
    answer = client.get("/soc22/schedule.json")
    assert json.loads(answer.text)["schedule"]["version"] == "2"
    client.get("/soc22/schedule.json", status=304, headers={"If-None-Match": answer.headers["ETag"]})


def test_there_is_none_before_the_first_release(client: PageClient) -> None:
    make_event(slug="soc23")
    client.get("/soc23/schedule.xml", status=404)
