"""By keyboard alone: the skip link, a focus that can be seen, signing in, registering, writing up."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewReader
from tests.browser.demo_site import DemoSite
from tests.browser.places import first_account

pytestmark = pytest.mark.browser
OUTLINE = """() => {
  const one = document.activeElement;
  const styles = [one, one.closest(".slot") ?? one].map((shown) => getComputedStyle(shown));
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    name: (one.innerText || one.name || one.tagName).trim().slice(0, 40),
    isMarked: styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    isCovered: !!at && !one.contains(at) && !at.contains(one) && !at.closest("label"),
  };
}"""
MOST_STOPS = 80


@pytest.fixture
def page(new_reader: NewReader) -> Page:
    return new_reader().new_page()


def focused(page: Page) -> str:
    """The name of what has the focus, as it is read out."""
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.id"))


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until a link, button or field with this name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _stop in range(MOST_STOPS):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach the {role} {name}")


def test_the_skip_link_leads_past_the_navigation(page: Page) -> None:
    page.goto("/soc21/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/soc21/programme/", "/soc22/interest/"])
def test_the_focus_can_be_seen_wherever_it_goes(page: Page, path: str) -> None:
    page.goto(path)
    stops = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(page.evaluate(OUTLINE))
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not stop["isMarked"] or stop["isCovered"]] == []


def test_a_member_of_staff_signs_in(page: Page, demo: DemoSite) -> None:
    page.goto("/")
    tab_to(page, "link", "Sign in for staff")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/")
    tab_to(page, "textbox", "Your address")
    address = first_account(demo.app)
    known = len(demo.mails_to(address))
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/")
    body = demo.next_mail(address, after=known).get_body(("plain",))
    assert body is not None
    tab_to(page, "textbox", "Code")
    [code] = re.findall(r"^ *(\d{3} ?\d{3})\s*$", body.get_content(), re.MULTILINE)
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/organise/")


def test_a_visitor_registers(page: Page, demo: DemoSite) -> None:
    page.goto("/")
    tab_to(page, "link", "Register")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/")
    for name, words in (("Your name", "Grace Hopper"), ("Your e-mail address", "grace@example.org")):
        tab_to(page, "textbox", name)
        page.keyboard.type(words)
    tab_to(page, "button", page.locator("main form button").inner_text())
    page.keyboard.press("Space")
    page.wait_for_url("**/register/sent/")
    assert "You are registered for Insights" in str(demo.next_mail("grace@example.org")["Subject"])
