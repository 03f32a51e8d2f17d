"""Changing several webinars of a series on the workbench: shown before it is done."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conference.core import clock
from conference.core.database import db, transaction
from conference.core.zones import to_local
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import get_event, list_events
from conference.domain.events.rules import AttendanceMode, EventKind
from conference.domain.schedule.actions import publish_release
from conference.web import versions
from tests.factories import make_account, make_event, make_series, make_session, make_site
from tests.guards.test_query_counts import forget_what_is_kept
from tests.pages import Page, PageClient
from tests.statements import statements

RUN = "/organise/events/w1/run/"


@pytest.fixture
def series(client: PageClient, stand_at: Callable[[datetime], None]) -> Series:
    """W0 is over, W1 and W2 come; an organiser is signed in."""
    stand_at(datetime(2022, 3, 10, 12, tzinfo=UTC))
    make_site()
    client.sign_in(make_account(Role.ORGANISER))
    series = make_series(slug="ewe", title="Engaging with Evidence")
    for at in range(3):
        make_webinar(series, at)
    return series


def make_webinar(series: Series, at: int) -> Event:
    starts_at = datetime(2022, 3, 3, 15, tzinfo=UTC) + timedelta(days=14 * at)
    return make_event(slug=f"w{at}", title=f"W{at}", series_id=series.id, kind=EventKind.WEBINAR, starts_at=starts_at,
                      ends_at=starts_at + timedelta(minutes=90), mode=AttendanceMode.ONLINE)  # fmt: skip


def times() -> list[str]:
    db.session.rollback()
    return [f"{to_local(event.starts_at, event.zone):%d %b %H:%M}" for event in reversed(list_events())]


def doing(shown: Page) -> dict[str, Any]:
    """What the button sends that does what is shown."""
    return {**shown.fields_of(-1), "do": "yes"}


def test_what_would_change_is_shown_first_and_then_done(client: PageClient, series: Series) -> None:
    shown = Page(client.send(RUN, scope="all of the series", with_starts="y", starts="12:00").text)
    assert ("Starts at: 15:00 becomes 12:00" in shown.text, "Left alone, because they are over: W0." in shown.text) == (
        True, True,
    )  # fmt: skip
    assert times() == ["03 Mar 15:00", "17 Mar 15:00", "31 Mar 16:00"]
    done = Page(client.http.post(RUN, base_url=client._fresh_base(), data=doing(shown), follow_redirects=True).text)
    assert ("2 webinars are changed." in done.text, times()) == (True, ["03 Mar 15:00", "17 Mar 12:00", "31 Mar 12:00"])


def test_to_look_twice_changes_nothing(client: PageClient, series: Series) -> None:
    shown = Page(client.send(RUN, with_starts="y", starts="12:00").text)
    again = Page(client.post(RUN, shown.fields_of(-1)).text)
    assert "Starts at: 15:00 becomes 12:00" in again.text
    assert times() == ["03 Mar 15:00", "17 Mar 15:00", "31 Mar 16:00"]


def test_a_double_click_gets_the_first_answer(client: PageClient, series: Series) -> None:
    shown = Page(client.send(RUN, with_starts="y", starts="12:00").text)
    answers = [client.post(RUN, doing(shown), follow=False) for _click in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/organise/w1/edit/")] * 2
    assert times() == ["03 Mar 15:00", "17 Mar 12:00", "31 Mar 12:00"]


def test_what_changed_meanwhile_is_shown_again(client: PageClient, series: Series) -> None:
    shown = Page(client.send(RUN, with_minutes="y", minutes="60").text)
    with transaction():
        get_event("w2").title = "W2, renamed"
    again = client.http.post(RUN, base_url=client._fresh_base(), data=doing(shown))
    assert "W2, renamed" in again.text
    db.session.rollback()
    assert [event.ends_at - event.starts_at for event in list_events()] == [timedelta(minutes=90)] * 3


def test_nothing_ticked_changes_nothing(client: PageClient, series: Series) -> None:
    page = Page(client.send(RUN, starts="12:00").text)
    assert "Nothing would change: tick what is to be new, and choose the webinars." in page.text
    assert times() == ["03 Mar 15:00", "17 Mar 15:00", "31 Mar 16:00"]


def test_the_sessions_of_released_webinars_follow(client: PageClient, series: Series, now: datetime) -> None:
    event = get_event("w1")
    make_session(event, starts_at=event.starts_at, ends_at=event.ends_at, abstract=event.description)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    shown = Page(client.send(RUN, with_description="y", description="What we learned.").text)
    done = Page(client.post(RUN, doing(shown)).text)
    follows = "The session of 1 released webinar follows with its next release."
    assert f"2 webinars are changed. {follows}" in done.text
    shown = Page(client.send(RUN, with_summary="y", summary="New.").text)
    assert "2 webinars are changed. The" not in Page(client.post(RUN, doing(shown)).text).text


def test_what_is_over_changes_only_when_it_is_asked_for(client: PageClient, series: Series) -> None:
    shown = Page(client.send(RUN, scope="all of the series", with_summary="y", summary="New.", includes_over="y").text)
    client.http.post(RUN, base_url=client._fresh_base(), data=doing(shown))
    db.session.rollback()
    assert [event.summary for event in list_events()] == ["New."] * 3


def test_a_conference_has_no_such_page(client: PageClient, series: Series) -> None:
    make_event(slug="soc22", series_id=series.id)
    client.get("/organise/events/soc22/run/", status=404)
    assert 'href="/organise/events/w1/run/"' in client.get("/organise/w1/edit/").text


def test_a_long_series_asks_as_often_as_a_short_one(
    client: PageClient, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (clock, versions):  # what is looked up once a second is looked up once
        monkeypatch.setattr(module, "SECONDS_BETWEEN_LOOKS", 1e9)
    counts = []
    for number in (3, 12):
        for at in range(len(list_events()), number):
            make_webinar(series, at)
        data = {**client.page(RUN).fields_of(-1), "with_summary": "y", "summary": "New."}
        forget_what_is_kept()
        with statements() as sent:
            client.http.post(RUN, base_url=client._fresh_base(), data=data)
        counts.append(sent)
    assert [len(sent) for sent in counts] == [len(counts[0])] * 2, counts
