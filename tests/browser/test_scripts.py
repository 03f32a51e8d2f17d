"""What scripts add: the reader's own time, kept drafts, one sending per form, menus that close, work followed."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "static"
SITE = "http://pages.test"
OFFER = """<template id="draft-offer"><div class="draft-offer"><p>Kept: <time>earlier</time></p>
  <button type="button" data-draft-use>Use</button>
  <button type="button" data-draft-drop>Drop</button></div></template>"""
SAVED = '<div class="flashes"><div class="notice good">Saved.</div></div>'
TIME = (
    '<p><time datetime="2022-09-08T10:00:00+01:00" data-end="2022-09-08T11:30:00+01:00" data-own-time>10:00</time></p>'
)


def write_up(text: str = "") -> str:
    """A page with a write-up that drafts are kept of, holding a text."""
    return (
        f'<form method="post"><textarea name="text" data-draft="7">{text}</textarea><button>Save</button></form>{OFFER}'
    )


class Pages:
    """A site of pages held in memory; counts what is posted to it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bodies: dict[str, str] = {}
        self.posts = 0
        page.route("**/*", self._answer)

    def open(self, path: str, body: str) -> Page:
        """Go to a path that has this body from now on; gives the browser's page."""
        self.bodies[path] = body
        self.page.goto(SITE + path)
        return self.page

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0])
        elif route.request.method == "POST":
            self.posts += 1
            route.fulfill(status=204)
        else:
            scripts = "".join(f'<script type="module" src="/static/js/{n}.js"></script>' for n in ("site", "draft"))
            body = f'<body data-own-time-label="your time">{self.bodies.get(path, "")}</body>'
            route.fulfill(body=f'<!doctype html><html lang="en">{scripts}{body}</html>', content_type="text/html")


@pytest.fixture
def pages(chromium: Browser) -> Iterator[Pages]:
    """A reader in New York, with a browser that has seen nothing yet."""
    context = chromium.new_context(timezone_id="America/New_York")
    yield Pages(context.new_page())
    context.close()


def type_and_leave(pages: Pages, text: str) -> Page:
    """Type a text and come back to the page as it was, without saving."""
    page = pages.open("/write-up/", write_up("First"))
    page.fill("textarea", text)
    page.wait_for_timeout(500)
    page.reload()
    return page


def test_own_time_stands_second_once_it_is_asked_for_and_is_remembered(pages: Pages) -> None:
    page = pages.open("/programme/", f'<p data-zone-choice data-label-own="Also yours"></p>{TIME}')
    assert page.locator(".own-time").count() == 0
    assert page.inner_text("[data-zone-choice] label") == "Also yours (America/New York)"
    page.check("[data-zone-choice] input")
    assert page.inner_text(".own-time") == "05:00\u201306:30 your time"
    page.reload()
    assert page.inner_text(".own-time") == "05:00\u201306:30 your time"


def test_own_time_says_the_day_where_it_is_another(pages: Pages) -> None:
    late = TIME.replace("10:00:00+01:00", "00:30:00+01:00")
    page = pages.open("/programme/", f"<p data-zone-choice data-label-own='Yours'></p>{late}")
    page.check("[data-zone-choice] input")
    assert page.inner_text(".own-time") == "Wed 19:30\u201306:30 your time"


def test_own_time_is_not_offered_to_who_lives_by_the_event_s_clock(pages: Pages) -> None:
    here = TIME.replace("+01:00", "-04:00")
    page = pages.open("/programme/", f'<p data-zone-choice data-label-own="Also yours"></p>{here}')
    assert page.locator("[data-zone-choice] label").count() == 0


def test_a_text_that_was_not_saved_is_offered_back(pages: Pages) -> None:
    page = type_and_leave(pages, "An hour of work")
    assert page.input_value("textarea") == "First"
    page.click("[data-draft-use]")
    assert page.input_value("textarea") == "An hour of work"
    assert page.locator(".draft-offer").count() == 0


def test_a_draft_that_is_thrown_away_does_not_come_back(pages: Pages) -> None:
    page = type_and_leave(pages, "A bad idea")
    page.click("[data-draft-drop]")
    page.reload()
    assert page.locator(".draft-offer").count() == 0


def test_a_saved_text_is_forgotten(pages: Pages) -> None:
    page = pages.open("/write-up/", write_up())
    page.fill("textarea", "An hour of work")
    page.click("button")
    assert pages.open("/done/", SAVED).evaluate("Object.keys(localStorage)") == []


def test_a_refused_text_is_kept(pages: Pages) -> None:
    page = pages.open("/write-up/", write_up())
    page.fill("textarea", "An hour of work")
    page.click("button")
    refused = f'<div class="error-summary" tabindex="-1">Too long</div>{write_up("An hour of work")}'
    page = pages.open("/write-up/", refused)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page = pages.open("/write-up/", write_up())
    assert page.locator(".draft-offer").count() == 1


def test_a_form_is_sent_once(pages: Pages) -> None:
    page = pages.open("/register/", '<form method="post"><button>Register</button></form>')
    page.dblclick("button")
    page.click("button", force=True)
    page.wait_for_timeout(200)
    assert pages.posts == 1


def test_escape_closes_a_menu_and_gives_the_focus_back(pages: Pages) -> None:
    menu = '<details class="account-menu"><summary>Me</summary><a href="#">Sign out</a></details>'
    page = pages.open("/organise/", menu)
    page.click("summary")
    page.focus("a")
    page.keyboard.press("Escape")
    assert page.evaluate("[document.querySelector('details').open, document.activeElement.tagName]") == [
        False,
        "SUMMARY",
    ]


def test_the_live_grid_marks_what_is_on_by_the_clock_of_the_site(pages: Pages) -> None:
    slots = "".join(
        f'<li data-start="2022-09-08T{start}:00+01:00" data-end="2022-09-08T{end}:00+01:00">{start}</li>'
        for start, end in (("10:00", "11:00"), ("11:00", "12:00"))
    )
    pages.page.clock.set_fixed_time("2021-11-01T12:00:00Z")
    ahead = 311 * 24 * 3600 - 105 * 60
    page = pages.open("/programme/", f'<ol data-live-grid data-clock-offset="{ahead}">{slots}</ol>')
    assert page.locator(".is-now").all_inner_texts() == ["11:00"]
    assert page.locator(".now-line").text_content() == "11:15"


STARRED = """<span hidden data-stars="/soc22/my-programme/" data-star-words="In my programme"
    data-star-label="{title}: in my programme" data-star-keep="Keep these as mine"
    data-star-kept="Kept in this browser." data-star-sprite="/static/vendor/bootstrap-icons/sprite.svg"></span>
  <a href="/soc22/my-programme/">My programme</a>
  <ul><li data-star="12"><h3>The opening</h3></li><li data-star="15"><h3>The close</h3></li></ul>"""


def test_stars_are_kept_and_the_link_carries_them(pages: Pages) -> None:
    page = pages.open("/soc22/programme/", STARRED)
    for title in ("The opening", "The close", "The opening"):
        page.get_by_role("button", name=f"{title}: in my programme").click()
    link = page.get_by_role("link", name="My programme")
    assert link.get_attribute("href") == "/soc22/my-programme/?s=15"
    page.reload()
    pressed = [one.get_attribute("aria-pressed") for one in page.get_by_role("button").all()]
    assert (link.get_attribute("href"), pressed) == ("/soc22/my-programme/?s=15", ["false", "true"])


MINE = "/soc22/my-programme/"
TICKS = f"""{STARRED}<form action="{MINE}"><input type="hidden" name="chosen" value="1">
  <input type="checkbox" name="s" value="12"><input type="checkbox" name="s" value="15" checked>
  <button>Show</button></form>"""


def kept(pages: Pages) -> str | None:
    """Where the link of a page of the event leads: what this browser keeps."""
    return pages.open("/soc22/programme/", STARRED).get_by_role("link").get_attribute("href")


def test_a_choice_that_somebody_sent_is_kept_only_when_its_reader_says_so(pages: Pages) -> None:
    page = pages.open("/soc22/programme/", STARRED)
    page.get_by_role("button", name="The opening: in my programme").click()
    page = pages.open(f"{MINE}?s=15", STARRED)
    assert (page.get_by_role("status").inner_text(), kept(pages)) == ("Keep these as mine", f"{MINE}?s=12")
    page = pages.open(f"{MINE}?s=15", STARRED)
    page.get_by_role("button", name="Keep these as mine").click()
    assert (page.get_by_role("status").inner_text(), kept(pages)) == ("Kept in this browser.", f"{MINE}?s=15")
    page = pages.open(f"{MINE}?s=15", STARRED)
    assert page.get_by_role("button").count() == 0


def test_my_programme_opens_with_what_is_kept(pages: Pages) -> None:
    page = pages.open("/soc22/programme/", STARRED)
    page.get_by_role("button", name="The close: in my programme").click()
    pages.bodies[f"{MINE}?s=15"] = STARRED
    pages.open(MINE, STARRED)
    page.wait_for_url(f"**{MINE}?s=15")


def test_the_form_keeps_what_is_ticked_even_if_it_is_nothing(pages: Pages) -> None:
    page = pages.open(f"{MINE}?s=15&choose=1", TICKS)
    page.get_by_role("button").click()
    page.wait_for_url(f"**{MINE}?chosen=1&s=15")
    assert kept(pages) == f"{MINE}?s=15"
    pages.bodies[f"{MINE}?chosen=1"] = TICKS
    page = pages.open(f"{MINE}?s=15&choose=1", TICKS)
    page.get_by_role("checkbox").nth(1).uncheck()
    page.get_by_role("button").click()
    page.wait_for_url(f"**{MINE}?chosen=1")
    assert (kept(pages), page.goto(SITE + MINE) and page.url) == (MINE, SITE + MINE)


def test_work_is_followed_and_its_end_loads_the_page_anew(pages: Pages) -> None:
    """What stands beside the progress stays as it is, also what was typed there."""
    typed, at_work = '<input aria-label="Beside">', "<div data-follow><p>Step {}</p></div>"
    page = pages.open("/work/", typed + at_work.format(1))
    page.fill("input", "Mine")
    pages.bodies["/work/"] = typed + at_work.format(2)
    page.get_by_text("Step 2").wait_for(timeout=10_000)
    assert page.input_value("input") == "Mine"
    pages.bodies["/work/"] = "<p>The work is done.</p>"
    page.get_by_text("The work is done.").wait_for(timeout=10_000)
    assert page.locator("input").count() == 0
