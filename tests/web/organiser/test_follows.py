"""Sessions that take up earlier ones: found by title or code within the series, said on both pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Role
from conference.domain.events.rules import EventState
from conference.domain.programme.models import Session, SessionFollows
from conference.domain.schedule.actions import publish_release
from tests.factories import make_account, make_event, make_format, make_series, make_session, make_site, save
from tests.pages import Page, PageClient

HERE = "/organise/soc22/programme/sessions/again/follows/"


@pytest.fixture
def session(app: Flask, client: PageClient, now: datetime) -> Session:
    """A session of SOC22; SOC21 of the same series, a webinar of none and SOC23 have sessions, too."""
    make_site()
    series = make_series()
    for year, state in ((2021, EventState.ANNOUNCED), (2022, EventState.ANNOUNCED), (2023, EventState.ANNOUNCED)):
        at = datetime(year, 9, 8, 8, tzinfo=now.tzinfo)
        event = make_event(slug=f"soc{year - 2000}", short_title=f"SOC{year - 2000}", starts_at=at,
                           ends_at=at.replace(day=9, hour=16), series_id=series.id, state=state)  # fmt: skip
        if year == 2021:
            make_session(event, slug="bonds", title="Bonds and évidence", code="DD-1.1")
            make_session(
                event,
                slug="lunch",
                title="Lunch after the bonds",
                format_id=make_format(slug="lunch", is_break=True).id,
            )
        elif year == 2022:
            found = make_session(event, slug="again", title="Bonds, again")
        else:
            make_session(event, slug="later", title="Bonds for ever")
        with transaction():
            publish_release(event, actor=SYSTEM, now=now)
    make_session(make_event(slug="webinar", starts_at=now, ends_at=now.replace(hour=14)), title="Bonds elsewhere")
    client.sign_in(make_account(Role.ORGANISER))
    return found


def press(client: PageClient, path: str, button: str, status: int = 200, **typed: Any) -> Page:
    """Press the first button of a page whose form leads there."""
    forms = client.page(path).forms
    index = next(place for place, form in enumerate(forms) if form["action"] == f"{HERE}{button}/")
    return Page(client.send(path, form=index, status=status, **typed).text)


@pytest.mark.parametrize(
    ("search", "is_found"),
    [("evidence bonds", True), ("dd-1.1", True), ("again", False), ("lunch", False), ("ever", False), ("else", False)],
)
def test_only_earlier_sessions_of_the_series_are_found(
    client: PageClient, session: Session, search: str, is_found: bool
) -> None:
    page = client.page(f"{HERE}?search={search}")
    assert ("Bonds and évidence" in page.text, "Bonds for ever" in page.text) == (is_found, False)
    assert ("No other session of an earlier event" in page.text) is not is_found
    assert "Bonds elsewhere" not in page.text


def test_both_pages_say_so_until_it_is_taken_away(
    client: PageClient, session: Session, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    stand_at(now)
    assert "/soc21/sessions/bonds/" not in client.page("/soc22/sessions/again/").links
    assert HERE in client.page("/organise/soc22/programme/sessions/again/").links
    page = press(client, f"{HERE}?search=bonds", "add")
    assert "It takes up Bonds and évidence now. Both pages say so." in page.text
    earlier, later = client.page("/soc21/sessions/bonds/"), client.page("/soc22/sessions/again/")
    assert ("Taken up in" in earlier.text, "/soc22/sessions/again/" in earlier.links) == (True, True)
    assert ("Takes up" in later.text, "/soc21/sessions/bonds/" in later.links) == (True, True)
    of_earlier = client.page("/organise/soc21/programme/sessions/bonds/follows/")
    assert "/organise/soc22/programme/sessions/again/" in of_earlier.links
    assert "Neither page says so any more." in press(client, HERE, "remove").text
    assert "/soc22/sessions/again/" not in client.page("/soc21/sessions/bonds/").links
    db.session.rollback()
    assert [one.action for one in journal_of(session)][:2] == ["session follows no more", "session follows"]


def test_it_is_said_once_and_of_earlier_sessions_only(client: PageClient, session: Session) -> None:
    path = f"{HERE}?search=bonds"
    later = db.session.query(Session).filter_by(slug="later").one()
    elsewhere = db.session.query(Session).filter_by(title="Bonds elsewhere").one()
    refused = press(client, path, "add", 422, earlier=str(later.id))
    assert "A session can only take up one of an earlier event." in refused.text
    for nobody in (str(elsewhere.id), "99999"):
        assert "There is no such session." in press(client, path, "add", 422, earlier=nobody).text
    for nonsense in ("", "x", "-1", "9" * 30, "²"):
        assert "Choose a session." in press(client, path, "add", 422, earlier=nonsense).text
    bonds = db.session.query(Session).filter_by(slug="bonds").one()
    save(SessionFollows(earlier_id=bonds.id, later_id=session.id))
    press(client, HERE, "remove", earlier="123")
    assert db.session.query(SessionFollows).count() == 1


def test_without_a_series_there_is_nothing_to_choose_from(client: PageClient, session: Session) -> None:
    elsewhere = db.session.query(Session).filter_by(title="Bonds elsewhere").one()
    page = client.page(f"/organise/webinar/programme/sessions/{elsewhere.slug}/follows/?search=bonds")
    assert "This event belongs to no series" in page.text
