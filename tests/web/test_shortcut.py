"""What is kept is answered the short way: the same as the long way, and no more once something has changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from conference.core import clock
from conference.core.database import db, transaction
from conference.domain.events.models import Event
from conference.domain.schedule.actions import publish_release
from conference.domain.site.actions import touch_public
from conference.web import responses, versions
from tests.factories import NOW, make_event, make_session, make_site
from tests.pages import PageClient
from tests.statements import statements

ADDRESSES = ("/", "/soc22/", "/soc22/schedule.ics", "/briefings/feed.atom", "/events/")


@pytest.fixture(autouse=True)
def event(app: Flask, monkeypatch: pytest.MonkeyPatch, stand_at: Callable[[datetime], None]) -> Event:
    """An event on a site whose looks at the database last, however slow the machine is."""
    for module in (clock, versions):
        monkeypatch.setattr(module, "SECONDS_BETWEEN_LOOKS", 1e9)
    stand_at(NOW)
    make_site()
    return make_event(slug="soc22", title="Social Outcomes Conference 2022")


def answer(client: PageClient, address: str, **more: Any) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    more.setdefault("base_url", client._fresh_base())
    response = client.http.open(address, **more)
    return response.status_code, dict(response.headers), response.data


def long_and_short(client: PageClient, address: str, **more: Any) -> tuple[object, object, int]:
    """What is answered the long way, what the short way, and how often the latter asked the database."""
    client.get(address)
    versions.forget()
    long = answer(client, address, **more)
    with statements() as sent:
        short = answer(client, address, **more)
    return long, short, len(sent)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["", "gzip, br"])
def test_both_ways_answer_the_same(client: PageClient, address: str, method: str, coding: str) -> None:
    long, short, asked = long_and_short(client, address, method=method, headers={"Accept-Encoding": coding})
    assert (short, asked) == (long, 0)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", ["{tag}", '"other", {tag}', "*", '"other"'])
def test_both_ways_know_who_has_the_version(client: PageClient, address: str, form: str) -> None:
    tag = client.get(address).headers["ETag"]
    named = form.format(tag=tag)
    long, short, asked = long_and_short(client, address, headers={"If-None-Match": named})
    assert (short, asked) == (long, 0)
    assert isinstance(long, tuple)
    assert long[0] == (304 if "{tag}" in form else 200)


def test_the_policy_names_the_host_that_was_asked_for(client: PageClient) -> None:
    for host in ("http://127.0.0.1:8000", "http://localhost:8000", "http://127.0.0.1:8000"):
        _status, headers, _body = answer(client, "/soc22/", base_url=host)
        assert f"script-src {host}/static/" in headers["Content-Security-Policy"]


def test_a_change_shows_at_once(client: PageClient, event: Event) -> None:
    _status, before, _body = answer(client, "/soc22/")
    with transaction():
        db.session.get_one(Event, event.id).title = "Another name"
        touch_public()
    status, after, body = answer(client, "/soc22/", headers={"If-None-Match": before["ETag"]})
    assert (status, b"Another name" in body, after["ETag"] == before["ETag"]) == (200, True, False)


def test_nothing_that_is_one_visitors_own_is_remembered(app: Flask, client: PageClient) -> None:
    for address in ("/sign-in/", "/soc22/register/", "/soc22/interest/", "/nothing/"):
        client.http.get(address, base_url=client._fresh_base())
    assert {address[2] for address in app.wsgi_app.ready} & {"/sign-in/", "/soc22/register/", "/nothing/"} == set()  # type: ignore[attr-defined]


STRANGE = (
    "/soc22/?x={}", "/?theme=x{}", "/soc22/schedule.ics?{}", "/soc22/programme/?utm_source={}",
    "/soc22/programme/?theme=none-{}", "/soc22/programme/?day=2022-09-{}", "/soc22/programme/?view=list&x={}",
)  # fmt: skip


def test_a_stranger_fills_no_memory_with_queries_of_their_own(app: Flask, client: PageClient, event: Event) -> None:
    make_session(event, slug="keynote", starts_at=event.starts_at, ends_at=event.starts_at + timedelta(hours=1))
    with transaction():
        publish_release(event, actor="system", now=NOW)
    for address in ("/soc22/", "/", "/soc22/schedule.ics", "/soc22/programme/", "/soc22/programme/?view=list"):
        client.get(address)
    kept, ready = len(responses._store.answers), len(app.wsgi_app.ready)  # type: ignore[attr-defined]
    for address in STRANGE:
        for number in range(70, 75):
            for base_url in (str(client.base), f"http://{number}.example"):
                assert answer(client, address.format(number), base_url=base_url)[0] == 200
    assert len(responses._store.answers) == kept
    assert len(app.wsgi_app.ready) == ready  # type: ignore[attr-defined]


def test_what_a_view_asks_for_makes_a_page_of_its_own(client: PageClient, event: Event) -> None:
    for at in (0, 30):
        starts = event.starts_at + timedelta(hours=at)
        make_session(event, slug=f"at-{at}", title=f"After {at} hours", starts_at=starts,
                     ends_at=starts + timedelta(hours=1))  # fmt: skip
    with transaction():
        publish_release(event, actor="system", now=NOW)
    day = (event.starts_at + timedelta(hours=30)).date()
    address = f"/soc22/programme/?day={day}&view=list"
    for _way in ("long", "short"):
        _status, headers, body = answer(client, address)
        assert (b"After 30 hours" in body, b"After 0 hours" in body) == (True, False)
    long, short, asked = long_and_short(client, address)
    assert (short, asked) == (long, 0)
    assert answer(client, "/soc22/programme/")[1]["ETag"] != headers["ETag"]
    other_order = answer(client, f"/soc22/programme/?x=1&view=list&day={day}")
    assert (other_order[1]["ETag"], other_order[2]) == (headers["ETag"], body)


def test_what_is_not_kept_any_more_is_made_again(client: PageClient) -> None:
    before = answer(client, "/soc22/")
    responses._store.answers.clear()
    with statements() as sent:
        assert answer(client, "/soc22/") == before
    assert len(sent) > 0


def test_public_pages_are_the_same_for_everybody(client: PageClient) -> None:
    for _way in ("long", "short"):
        _status, headers, _body = answer(client, "/soc22/")
        assert (headers["Vary"], "Set-Cookie" in headers) == ("Accept-Encoding", False)
