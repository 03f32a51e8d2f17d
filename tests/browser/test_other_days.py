"""The demo as of other days: the same address is an event that is on, and later its reflection page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.audit import Auditor
from tests.browser.demo_site import DemoSite

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LIVE, OVER = "2022-09-09", "2022-10-15"


@pytest.fixture
def page(chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """SOC22 on the day that the test names."""
    site = DemoSite(tmp_path / "demo", "--at", request.param)
    context = chromium.new_context(base_url=site.base, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/soc22/")
    yield page
    context.close()
    site.stop()


def state_of(page: Page) -> str:
    """The tag of the masthead."""
    return page.locator(".masthead .tag").inner_text()


@pytest.mark.parametrize("page", [LIVE], indirect=True)
def test_it_is_live(page: Page) -> None:
    auditor = Auditor(page)
    assert (page.locator("h1").inner_text(), state_of(page)) == ("Social Outcomes Conference 2022", "Happening now")
    assert "\n".join(auditor.faults()) == ""
    assert "\n".join(auditor.open("/soc22/programme/")) == ""
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".tabs [aria-current=page]").inner_text() == "Fri 9 September"


@pytest.mark.parametrize("page", [OVER], indirect=True)
def test_it_is_a_reflection_page(page: Page) -> None:
    auditor = Auditor(page)
    assert (page.locator("h1").inner_text(), state_of(page)) == ("Social Outcomes Conference 2022", "What happened")
    assert page.locator(".masthead .button").inner_text() == "Read the reflections"
    assert page.get_by_role("link", name="Register").count() == 0
    assert "\n".join(auditor.faults()) == ""
    assert "\n".join(auditor.open("/soc22/reflections/")) == ""
