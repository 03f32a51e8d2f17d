"""Going through many pages in one window; each page that is not in order is one message."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.audit import Auditor, unreadable
from tests.browser.places import Place

REFUSED = 422
NEEDED = ":is(input:not([type=radio], [type=checkbox], [type=file]), textarea)[required]"


def walk(page: Page, places: list[Place], subtests: pytest.Subtests) -> None:
    """Open each page, and send its form with nothing in it where something must be."""
    auditor = Auditor(page)
    for place in places:
        with subtests.test(place.path):
            expect_nothing(auditor.open(place.path))
        form = page.locator(f"main form[method=post]:has({NEEDED})").last
        if form.count():
            with subtests.test(f"{place.path}, sent empty"):
                expect_nothing(send_empty(auditor, form))


def send_empty(auditor: Auditor, form: Locator) -> list[str]:
    """Send a form whose needed answers were taken out: a refusal, on a page that is in order."""
    for control in form.locator(NEEDED).all():
        control.fill("")
    with auditor.page.expect_navigation() as sent:
        form.locator("button[type=submit]").first.click()
    answer = sent.value
    wrong = [] if answer is not None and answer.status == REFUSED else [f"status {answer and answer.status}"]
    return wrong + auditor.faults(is_known=True)


def walk_without_scripts(page: Page, places: list[Place], subtests: pytest.Subtests) -> None:
    """Open each page in a window that runs no scripts: it can be read, and its forms have a button."""
    for place in places:
        with subtests.test(place.path):
            page.goto(place.path)
            expect_nothing(unreadable(page))


def expect_nothing(faults: list[str]) -> None:
    """Fail with all faults in one message, each on a line."""
    assert not faults, "\n".join(["", *faults])
