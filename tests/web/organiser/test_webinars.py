"""Webinars of a series on the workbench: a template, one webinar, several at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from conference.core.database import db, transaction
from conference.domain.accounts.rules import Role
from conference.domain.events.queries import get_series, list_events
from conference.domain.events.rules import EventKind, EventState
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries import find_current_release
from conference.mail.outbox import list_envelopes
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_format,
    make_person,
    make_series,
    make_session,
    make_site,
)
from tests.pages import Page, PageClient

HOUR = timedelta(hours=1)
ANNOUNCE = "/organise/series/ewe/announce/"
SERIES, NEW, TEMPLATE = (
    f"/organise/series/ewe/{part}" for part in ("", "webinars/new/", "template/")
)  # fmt: skip


@pytest.fixture
def olga(client: PageClient, stand_at: Callable[[datetime], None]) -> PageClient:
    """The browser of an organiser on 1 November 2021, and a series without a template."""
    stand_at(datetime(2021, 11, 1, 12, tzinfo=UTC))
    make_site()
    make_format(slug="webinar")
    make_series(slug="ewe", title="Engaging with Evidence", summary="A series.", description="Said once.")
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def save_template(olga: PageClient) -> Page:
    return Page(olga.send(TEMPLATE, starts="15:00", minutes="90", format="webinar", online_platform="Zoom",
                          zone_place="Oxford").text)  # fmt: skip


def test_a_series_without_a_template_asks_for_it_first(olga: PageClient) -> None:
    make_event(slug="kangaroo", kind=EventKind.WEBINAR, series_id=get_series("ewe").id)
    page = olga.page(SERIES)
    assert ("Make a webinar from the template" in page.text, "Open the next edition" in page.text) == (False, False)
    assert "Template of Engaging with Evidence" in olga.page(NEW).text
    page = save_template(olga)
    assert "The template is saved. New webinars begin with it." in page.text
    assert "Make a webinar from the template" in olga.page(SERIES).text
    assert NEW in olga.page("/organise/kangaroo/edit/").links
    assert "From 15:00 to 16:30 (Oxford time), online, Zoom, Webinar: so the template of the series says." in page.text


def test_a_webinar_needs_a_title(olga: PageClient) -> None:
    make_person("Ada Sample", slug="ada")
    save_template(olga)
    olga.send(NEW, title_0="Four ingredients", text="What works.", speaker_0="ada")
    db.session.rollback()
    (event,) = list_events()
    people = [one.person.name for one in sessions_of(event)[0].appearances]
    assert (event.slug, event.starts_at, event.state, people) == (
        "four-ingredients", datetime(2021, 11, 4, 15, tzinfo=UTC), EventState.DRAFT, ["Ada Sample"],
    )  # fmt: skip
    assert olga.page(NEW).fields_of(-1)["day_0"] == "2021-12-02"


def test_six_monthly_dates_are_shown_before_they_are_made(olga: PageClient) -> None:
    save_template(olga)
    fields = olga.page(f"{NEW}?number=6").fields_of(-1)
    assert [(fields[f"title_{at}"], fields[f"day_{at}"]) for at in range(6)] == [
        (f"Engaging with Evidence, {month}", day) for month, day in (
            ("November 2021", "2021-11-04"), ("December 2021", "2021-12-02"), ("January 2022", "2022-01-06"),
            ("February 2022", "2022-02-03"), ("March 2022", "2022-03-03"), ("April 2022", "2022-04-07"),
        )
    ]  # fmt: skip
    page = Page(olga.send(f"{NEW}?number=6", day_2="2022-01-13", day_4="").text)
    assert "5 webinars are drafts now. Nobody sees them yet." in page.text
    db.session.rollback()
    assert sorted(event.starts_at.date().isoformat() for event in list_events()) == [
        "2021-11-04", "2021-12-02", "2022-01-13", "2022-02-03", "2022-04-07",
    ]  # fmt: skip


def test_a_day_that_is_taken_is_refused_at_its_field(olga: PageClient) -> None:
    save_template(olga)
    olga.send(NEW, title_0="First")
    page = Page(olga.send(NEW, status=422, title_0="Second", day_0="2021-11-04").text)
    assert "This series has a webinar on that day already." in page.text
    assert (page.fields_of(-1)["title_0"], len(list_events())) == ("Second", 1)


def test_the_usual_day_is_said_whatever_is_typed(olga: PageClient) -> None:
    save_template(olga)
    for typed in ("", "2022-02-11"):
        page = Page(olga.send(NEW, status=422, title_0="", day_0=typed).text)
        assert "The next usual day is Thursday 4 November 2021." in page.text


@pytest.mark.parametrize(("number", "rows"), [("0", 1), ("-3", 1), ("x", 1), ("1000", 24), ("2", 2)])
def test_how_many_stays_within_bounds(olga: PageClient, number: str, rows: int) -> None:
    save_template(olga)
    fields = olga.page(f"{NEW}?number={number}").fields_of(-1)
    assert sum(name.startswith("day_") for name in fields) == rows


def test_the_text_of_the_series_stands_once_below_the_text_of_the_webinar(olga: PageClient) -> None:
    save_template(olga)
    olga.send(NEW, title_0="Four ingredients", text="What works.")
    db.session.rollback()
    event = list_events()[0]
    make_event(slug="other", series_id=event.series_id)
    olga.send(f"/organise/{event.slug}/edit/state/", form=-2)
    text = olga.page("/four-ingredients/").text
    assert text.count("Said once.") == 1
    assert text.index("What works.") < text.index("Said once.")


def test_webinars_are_announced_and_released_at_once(olga: PageClient) -> None:
    ewe = get_series("ewe")
    starts = datetime(2021, 12, 2, 15, tzinfo=UTC)
    person = make_person("Ada Sample", email="ada@example.org")
    for slug, state in (("ready", SessionState.CONFIRMED), ("unready", SessionState.DRAFT)):
        event = make_event(slug=slug, title=slug.title(), kind=EventKind.WEBINAR, series_id=ewe.id,
                           state=EventState.DRAFT, starts_at=starts, ends_at=starts + HOUR)  # fmt: skip
        session = make_session(event, title=slug.title(), state=state, starts_at=starts, ends_at=starts + HOUR)
        make_appearance(session, person)
    assert ANNOUNCE in olga.page(SERIES).links
    page = Page(olga.send(ANNOUNCE, webinars=["ready", "unready"]).text)
    assert "Ada Sample: New for them: Ready." in page.text
    assert "Thursday 2 December 2021 Nobody No session is confirmed." in page.text
    sent = page.fields_of(-1) | {"webinars": ["ready", "unready"], "do": "yes"}
    page = Page(olga.post(ANNOUNCE, sent).text)
    assert "1 webinar is announced and released. Not done: Unready: There is nothing to release yet" in page.text
    db.session.rollback()
    states = {event.slug: (event.state, find_current_release(event) is not None) for event in list_events()}
    assert states == {"ready": (EventState.ANNOUNCED, True), "unready": (EventState.DRAFT, False)}
    assert [one.recipient_email for one in list_envelopes()] == ["ada@example.org"]
    page = Page(olga.post(ANNOUNCE, sent | {"form_key": "another-key", "webinars": ["unready"]}).text)
    assert "Unready: There is nothing to release yet: no session is confirmed." in page.text


def test_a_webinar_that_changed_since_it_was_shown_stays_a_draft(olga: PageClient) -> None:
    starts = datetime(2021, 12, 2, 15, tzinfo=UTC)
    event = make_event(slug="one", title="One", kind=EventKind.WEBINAR, series_id=get_series("ewe").id,
                       state=EventState.DRAFT, starts_at=starts, ends_at=starts + HOUR)  # fmt: skip
    session = make_session(event, title="One", starts_at=starts, ends_at=starts + HOUR)
    sent = Page(olga.send(ANNOUNCE, webinars=["one"]).text).fields_of(-1) | {"webinars": ["one"], "do": "yes"}
    with transaction():
        session.title = "Another"
    page = Page(olga.post(ANNOUNCE, sent).text)
    assert "One: The programme was changed while this page was open." in page.text
    assert "Another is new" in page.text
