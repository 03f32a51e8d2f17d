"""The page of a door, without script, and what it gives to scripts and takes from them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from conference import links
from conference.core.database import transaction
from conference.core.tokens import digest
from conference.domain.attendance.actions import withdraw_door
from conference.domain.attendance.queries import get_open_door
from conference.domain.attendance.rules import spaced_key
from conference.domain.events.models import Event
from conference.web.static import static_url
from tests.domain.attendance.scanning import open_at, stored
from tests.domain.registration.registering import register, registration
from tests.factories import make_event, make_site
from tests.pages import Page, PageClient

NINE = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(NINE)
    return make_event(slug="soc22", short_title="SOC22", title="Social Outcomes Conference 2022", capacity_in_person=1)


def sent(client: PageClient, token: str, *scans: dict[str, Any], status: int = 200) -> Any:
    """What is answered to scans that a script sends."""
    response = client.http.post(links.door_scans(token), json={"scans": list(scans)}, base_url=client.base)
    assert response.status_code == status, response.text[:500]
    return [one["answer"] for one in response.get_json()["answers"]] if status == 200 else None


def test_a_key_that_is_typed_lets_its_person_in_once(client: PageClient, event: Event) -> None:
    ada, token = register(event), open_at(event)
    key = spaced_key(registration(ada).ticket_key).lower()
    first, again = (Page(client.send(links.door(token), form=0, ticket=key).text).text for _time in range(2))
    assert "Came in Ada Camera" in first
    assert "Was here already Ada Came in at 09:00, at “Main”." in again
    assert [row[2] for row in stored()] == ["came in", "here already"]


def test_a_strange_key_is_said_to_be_none(client: PageClient, event: Event) -> None:
    response = client.send(links.door(open_at(event)), form=0, status=422, ticket="0000")
    assert "No ticket of this event has this key. Please look for the name." in response.text
    assert stored() == []


def test_somebody_is_found_by_name_and_comes_in(client: PageClient, event: Event) -> None:
    ada, token = register(event), open_at(event)
    register(event, "Adam")
    page = client.page(links.door(token, words="ada"))
    assert "Adam No place" in page.text
    assert [dict(form["fields"]).get("registration") for form in page.forms] == ["", None, str(ada)]
    client.post(links.door(token), page.fields_of(2))
    assert [row[:3] for row in stored()] == [(ada, "Main", "came in")]
    assert "Came in at 09:00" in client.page(links.door(token, words="ada")).text
    assert "Nobody who registered has “zz”" in client.page(links.door(token, words="zz")).text


def test_the_list_holds_no_more_than_the_door_needs(client: PageClient, event: Event) -> None:
    ada, token = register(event, organisation="Engines"), open_at(event)
    bob = register(event, "Bob")
    response = client.get(links.door_list(token))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.get_json()["people"] == [
        {"id": ada, "name": "Ada", "organisation": "Engines", "answer": "came in",
         "ticket": digest(registration(ada).ticket_key)},
        {"id": bob, "name": "Bob", "organisation": "", "answer": "waiting",
         "ticket": digest(registration(bob).ticket_key)},
    ]  # fmt: skip


def test_a_script_sends_many_scans_at_once(client: PageClient, event: Event) -> None:
    ada, token = register(event), open_at(event)
    by_key = {"id": "a-scan-of-the-ticket", "ticket": registration(ada).ticket_key, "age": 60}
    by_name = {"id": "a-scan-picked-by-name", "registration": ada, "age": 0}
    strange = {"id": "a-scan-of-something", "ticket": "\x00\ud800" + "x" * 50, "age": 0}
    assert sent(client, token, by_key, by_name, strange) == ["came in", "here already", "unknown"]
    assert sent(client, token, by_name, by_key) == ["here already", "came in"]
    assert len(stored()) == 2


@pytest.mark.parametrize(
    "scan",
    [
        "text", {}, {"id": "short", "ticket": "", "age": 0}, {"id": "a" * 65, "ticket": "", "age": 0},
        {"id": "a-scan-of-the-ticket", "ticket": 5, "age": 0}, {"id": "a-scan-of-the-ticket", "ticket": "", "age": -1},
        {"id": "a-scan-of-the-ticket", "ticket": "", "age": True},
        {"id": "a-scan-of-the-ticket", "ticket": "", "age": 1e300},
        {"id": "a-scan-of-the-ticket", "ticket": "", "age": 10**30},
        {"id": "a-scan-of-the-ticket", "ticket": "", "age": 0, "registration": 2**40},
    ],
)  # fmt: skip
def test_what_is_no_scan_is_refused_whole(client: PageClient, event: Event, scan: Any) -> None:
    sent(client, open_at(event), scan, status=422)
    assert stored() == []


def test_too_much_at_once_is_refused(client: PageClient, event: Event) -> None:
    token = open_at(event)
    sent(client, token, *[{"id": f"a-scan-in-a-crowd-{number}", "age": 0} for number in range(501)], status=422)
    response = client.http.post(links.door_scans(token), data=b"[" * 300_000, content_type="application/json",
                                base_url=client.base)  # fmt: skip
    assert response.status_code == 413


def test_what_the_door_asks_of_browsers_no_other_page_does(client: PageClient, event: Event) -> None:
    door, other = client.get(links.door(open_at(event))).headers, client.get("/soc22/").headers
    files = [client.get(static_url(f"js/door/{name}.js")) for name in ("reader", "worker")]
    reader, worker = (file.headers for file in files)
    for file in files:
        file.close()
    assert door["Content-Security-Policy"] == other["Content-Security-Policy"] == worker["Content-Security-Policy"]
    assert "wasm" not in other["Content-Security-Policy"]
    assert reader["Content-Security-Policy"] == (
        f"default-src 'none'; script-src {client.base}/static/ 'wasm-unsafe-eval'; connect-src 'self'"
    )
    assert (worker["Service-Worker-Allowed"], "Service-Worker-Allowed" in reader) == ("/door/", False)
    assert ["camera=(self)" in headers["Permissions-Policy"] for headers in (door, other)] == [True, False]


def test_a_withdrawn_or_unknown_link_opens_nothing(client: PageClient, event: Event) -> None:
    token = open_at(event)
    with transaction():
        withdraw_door(get_open_door(token), actor="system", now=NINE)
    for wrong in (token, "a-token-that-nobody-made"):
        for path in (links.door(wrong), links.door_list(wrong)):
            assert client.get(path, status=404).status_code == 404
        sent(client, wrong, status=404)
