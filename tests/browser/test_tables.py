"""Tables of the workbench in Chromium: by keyboard, with scripts and without; many sessions changed from one."""

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.audit import Auditor
from tests.browser.conftest import NewReader

pytestmark = pytest.mark.browser
TABLE = "/organise/soc21/programme/"
EVERY_COLUMN = "&".join(f"column={key}" for key in (
    "code", "format", "theme", "when", "ends", "room", "people", "state", "released", "mode", "minutes", "expected",
    "language", "presentations", "abstract"))  # fmt: skip


@pytest.fixture
def staff(new_reader: NewReader, organiser: StorageState) -> Page:
    """The organiser, signed in."""
    return new_reader(storage_state=organiser).new_page()


def change_the_ticked(page: Page, expected: str) -> None:
    """Say how many are expected in the two sessions that are ticked, and do it."""
    page.get_by_role("button", name="Change the ticked ones").click()
    page.get_by_label("How many are expected in the room").fill(expected)
    page.get_by_role("button", name="Show what they become").click()
    expect(page.locator("main table tbody tr")).to_have_count(2)
    expect(page.locator("main table tbody tr").first).to_contain_text(f"becomes {expected}")
    page.get_by_role("button", name="Change 2 sessions").click()
    expect(page.get_by_text("2 sessions are changed.")).to_be_visible()


def test_sessions_are_ticked_by_keyboard_and_changed(staff: Page) -> None:
    staff.goto(TABLE)
    boxes = staff.locator("tbody [name=pick]")
    boxes.nth(0).focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "Space", "ArrowUp"):
        staff.keyboard.press(key)
    expect(boxes.nth(1)).to_be_focused()
    expect(staff.get_by_text("Ticked: 2")).to_be_visible()
    every = staff.get_by_label("Tick all on this page")
    every.check()
    expect(staff.get_by_text("Ticked: 8")).to_be_visible()
    every.uncheck()
    for number in (0, 2):
        boxes.nth(number).check()
    change_the_ticked(staff, "12")


def test_it_needs_no_scripts(new_reader: NewReader, organiser: StorageState) -> None:
    page = new_reader(storage_state=organiser, java_script_enabled=False).new_page()
    page.goto(TABLE)
    for number in (0, 2):
        page.locator("tbody [name=pick]").nth(number).check()
    change_the_ticked(page, "13")
    page.locator("details", has_text="Columns").last.locator("summary").click()
    page.get_by_role("checkbox", name="Expected").check()
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Expected").click()
    assert page.locator("tbody td[data-label=Expected]").all_text_contents()[:3] == ["13", "13", ""]
    page.get_by_label("Title, code or person").fill("nothing of the kind")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator("tbody tr")).to_have_count(8)


def test_nothing_is_wrong_with_what_the_address_can_ask_for(staff: Page, subtests: pytest.Subtests) -> None:
    auditor = Auditor(staff)
    for query in (
        f"?{EVERY_COLUMN}&sort=-title",
        "?search=nothing+of+the+kind&column=gone",
        "many/?all=yes&to-state=draft",
    ):
        with subtests.test(query):
            assert auditor.open(f"{TABLE}{query}") == []
