"""The door on a phone whose network is cut: scans are kept, sent when it is back, twice, and nothing is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from conference import links
from conference.core.database import db
from conference.domain.attendance.queries import counts_of, list_scans
from conference.domain.attendance.rules import Answer
from conference.domain.events.queries import get_event
from tests.hostile.doors import SLUG, TOKENS, House, furnish
from tests.hostile.server import running

PEOPLE, BOTH = (300, 40) if os.environ.get("CONFERENCE_SOAK") else (24, 5)
PATIENCE = 60_000 + 400 * PEOPLE  # milliseconds

pytestmark = [pytest.mark.browser, pytest.mark.alone, pytest.mark.timeout(900)]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path, "", PEOPLE)


@pytest.fixture
def base(house: House) -> Iterator[str]:
    with running(house.folder, house.url, workers=1) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def phones(chromium: Browser, base: str) -> Iterator[list[BrowserContext]]:
    """Two phones."""
    contexts = [chromium.new_context(base_url=base, viewport={"width": 390, "height": 844}) for _each in range(2)]
    yield contexts
    for context in contexts:
        context.close()


def opened(phone: BrowserContext, token: str) -> Page:
    """The page of a door, ready to work."""
    page = phone.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(links.door(token))
    expect(page.locator("[data-door]")).to_have_attribute("data-ready", "yes", timeout=PATIENCE)
    return page


def scan(page: Page, keys: list[str]) -> None:
    """Let a scanner type these keys, as fast as it can."""
    field = page.get_by_label("Scan or type the key of a ticket")
    for key in keys:
        field.fill(key)
        field.press("Enter")


def expect_said(page: Page, name: str, value: int) -> None:
    """Wait until the page says so many: of `waiting` scans, of `reports`."""
    expect(page.locator("[data-door]")).to_have_attribute(f"data-{name}", str(value), timeout=PATIENCE)


def lose_answers(phone: BrowserContext, number: int) -> list[Route]:
    """Let the server get so many lots of scans, and the phone hear nothing of it."""
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if len(lost) == number:
            route.continue_()
            return
        lost.append(route)
        assert route.fetch().status == 200
        route.abort()

    phone.route("**/scans/", lose)
    return lost


def test_scans_without_network_are_sent_twice_and_counted_once(phones: list[BrowserContext], house: House) -> None:
    first, second = phones
    main, garden = opened(first, TOKENS[0]), opened(second, TOKENS[1])
    for phone in phones:
        phone.set_offline(True)
    scan(main, house.keys)
    expect_said(main, "waiting", PEOPLE)
    expect(main.get_by_role("heading", name="Came in")).to_be_visible()
    main.reload()  # without network: the page comes from the phone, and knows what was scanned
    expect(main.locator("[data-door]")).to_have_attribute("data-ready", "yes", timeout=PATIENCE)
    expect_said(main, "waiting", PEOPLE)
    scan(garden, house.keys[:BOTH])
    expect_said(garden, "waiting", BOTH)

    other = opened(first, TOKENS[0])
    lost = lose_answers(first, 2)
    first.set_offline(False)  # both pages send what waits, and send it again as no answer comes
    for page in (main, other, main, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    for page in (main, other):
        expect_said(page, "waiting", 0)
    assert len(lost) == 2
    second.set_offline(False)
    expect_said(garden, "waiting", 0)
    expect_said(garden, "reports", BOTH)

    with house.app.app_context():
        event = get_event(SLUG)
        assert counts_of(event).came == PEOPLE
        assert len(list_scans(event)) == PEOPLE + BOTH
        assert sorted(row.name for row in list_scans(event, Answer.HERE_ALREADY)) == sorted(
            f"Person {at}" for at in range(BOTH)
        )
        db.session.remove()
        db.engine.dispose()
