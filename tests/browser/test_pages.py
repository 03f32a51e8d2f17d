"""Every public and personal page in Chromium: axe finds nothing, nothing scrolls sideways, the console is silent."""

import pytest
from playwright.sync_api import Route, StorageState

from conference.web.errors import PAGES, error_page
from tests.browser.audit import SIZES, Auditor
from tests.browser.conftest import NewReader
from tests.browser.demo_site import DemoSite
from tests.browser.places import Place
from tests.browser.walking import walk, walk_without_scripts

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_pages_for_everybody(places: list[Place], new_reader: NewReader, subtests: pytest.Subtests) -> None:
    walk(new_reader().new_page(), [place for place in places if not place.is_of_staff], subtests)


def test_they_need_no_scripts(places: list[Place], new_reader: NewReader, subtests: pytest.Subtests) -> None:
    page = new_reader(java_script_enabled=False).new_page()
    walk_without_scripts(page, [place for place in places if not place.is_of_staff], subtests)


@pytest.mark.parametrize("status", sorted(PAGES))
def test_pages_of_errors(status: int, demo: DemoSite, new_reader: NewReader) -> None:
    with demo.app.app_context(), demo.app.test_request_context("/"):
        body = str(error_page(status, "A sentence that says why.", "4b30777e")[0])  # type: ignore[index]
    page = new_reader().new_page()

    def answer(route: Route) -> None:
        policy = route.fetch().headers["content-security-policy"]
        route.fulfill(status=status, body=body, content_type="text/html",
                      headers={"Content-Security-Policy": policy})  # fmt: skip

    page.route("**/broken/", answer)
    assert "\n".join(Auditor(page).open("/broken/", status)) == ""


@pytest.mark.parametrize("path", ["/soc22/programme/", "/organise/soc22/"])
def test_a_letter_under_many_marks_moves_no_page_on_a_phone(
    path: str, organiser: StorageState, new_reader: NewReader
) -> None:
    page = new_reader(storage_state=organiser, viewport=SIZES["phone"]).new_page()
    page.goto(path)
    page.evaluate("(text) => { document.querySelector('h1').textContent = text }", "\u0e14" + "\u0e49\u0e47" * 95)
    assert page.evaluate("document.querySelector('h1').scrollWidth > 390")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
