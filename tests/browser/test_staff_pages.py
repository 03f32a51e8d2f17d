"""Pages of the workbench of no event, in Chromium: axe finds nothing, nothing scrolls sideways, no console errors."""

import pytest
from playwright.sync_api import StorageState

from tests.browser.conftest import NewReader
from tests.browser.places import Place
from tests.browser.walking import walk, walk_without_scripts

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_pages_of_staff(
    places: list[Place], new_reader: NewReader, organiser: StorageState, subtests: pytest.Subtests
) -> None:
    page = new_reader(storage_state=organiser).new_page()
    walk(page, [place for place in places if place.is_of_staff and not place.is_of_event], subtests)


def test_they_need_no_scripts(
    places: list[Place], new_reader: NewReader, organiser: StorageState, subtests: pytest.Subtests
) -> None:
    page = new_reader(storage_state=organiser, java_script_enabled=False).new_page()
    walk_without_scripts(page, [place for place in places if place.is_of_staff and not place.is_of_event], subtests)
