"""Lists of the workbench in Chromium, with scripts and without: rows that fold on a phone, things that move."""

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import NewReader

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])]
REGISTRATIONS = "/organise/commissioning-better-outcomes/registrations/"
PRESENTATIONS = "/organise/soc21/programme/sessions/awarding-social-outcomes-contracts/presentations/"


@pytest.fixture
def staff(new_reader: NewReader, scripts: bool, organiser: StorageState) -> Page:
    """The organiser, signed in."""
    return new_reader(java_script_enabled=scripts, storage_state=organiser).new_page()


def test_the_details_of_a_row_open_on_a_phone(staff: Page) -> None:
    staff.set_viewport_size({"width": 390, "height": 844})
    staff.goto(REGISTRATIONS)
    row = staff.locator("table.folds tbody tr").first
    email, state = row.locator('[data-label="E-mail address"]'), row.locator('[data-label="State"]')
    expect(email).to_be_hidden()
    expect(state).to_be_visible()
    folded = row.bounding_box()
    assert folded is not None
    assert folded["height"] < 100
    row.locator("summary").focus()
    staff.keyboard.press("Enter")
    expect(email).to_be_visible()
    staff.set_viewport_size({"width": 1280, "height": 844})
    expect(row.locator("summary")).to_be_hidden()
    expect(staff.locator('tbody tr:nth-child(2) [data-label="E-mail address"]')).to_be_visible()


def test_the_button_that_moves_a_thing_keeps_the_focus(staff: Page) -> None:
    staff.goto(PRESENTATIONS)
    first = staff.locator("button[id^=down-]").first
    number, count = str(first.get_attribute("id")).removeprefix("down-"), staff.locator("ol.items > li").count()
    first.focus()
    for place in range(2, count + 1):
        with staff.expect_navigation():
            staff.keyboard.press("Enter")
        button = "up" if place == count else "down"
        expect(staff.locator(f"#{button}-{number}")).to_be_focused()
    for _place in range(count - 1):
        with staff.expect_navigation():
            staff.keyboard.press("Enter")
    expect(staff.locator(f"#down-{number}")).to_be_focused()
