"""Chromium, a demo site to open in it, and people who use both; once for each test process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright

from tests.browser.demo_site import DemoSite
from tests.browser.imported import upload_programme
from tests.browser.merged import merge_people
from tests.browser.places import Place, first_account, list_places

CHROMIUM = next(
    (path for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-headless-shell")) if path.exists()), None
)
# The last one lets pages that a test answers by itself load our styles.
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
           "--disable-features=LocalNetworkAccessChecks"]  # fmt: skip
NewReader = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system."""
    assert CHROMIUM is not None, "install chromium: ./run test does it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demo of 1 November 2021, served by a process of its own."""
    site = DemoSite(tmp_path_factory.mktemp("site") / "demo")
    yield site
    site.stop()


@pytest.fixture(scope="session")
def places(demo: DemoSite, chromium: Browser) -> list[Place]:
    """All pages; a mail was sent, a file uploaded and a record merged before, so that there is one to show."""
    page = chromium.new_page(base_url=demo.base)
    address = first_account(demo.app)
    page.goto("/sign-in/")
    page.get_by_label("Your address").fill(address)
    page.get_by_role("button", name="Send me a sign-in mail").click()
    demo.next_mail(address)
    page.close()
    upload_programme(demo.app, "soc21")
    merging = merge_people(demo.app, "joseph-stiglitz")
    return [*list_places(demo.app), merging]


@pytest.fixture(scope="session")
def organiser(chromium: Browser, demo: DemoSite) -> StorageState:
    """What a browser keeps once the demo's organiser has signed in: give it to `new_reader`."""
    context = chromium.new_context(base_url=demo.base)
    page = context.new_page()
    page.goto(demo.sign_in_path)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/organise/**")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def new_reader(chromium: Browser, demo: DemoSite) -> Iterator[NewReader]:
    """Opens a window of somebody new; options as `Browser.new_context` (java_script_enabled, storage_state)."""
    opened: list[BrowserContext] = []

    def open_window(**options: object) -> BrowserContext:
        context = chromium.new_context(**{"base_url": demo.base, "reduced_motion": "reduce", **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()
