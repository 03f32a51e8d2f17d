"""What is wrong with a page as Chromium shows it: findings of axe, sideways scrolling, errors in the console."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = """async ([tags, rules]) => {
  const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags};
  const options = {runOnly: only, preload: false, resultTypes: ["violations"]};
  if (!rules.length) options.rules = {"target-size": {enabled: true}};
  const found = await axe.run(document, options);
  return found.violations.map((one) => [one.id, one.help, one.nodes.map((node) => node.target.join(" ") + " " +
    node.any.concat(node.all, node.none).map((check) => check.message).join("; "))]);
}"""
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 800}}
NARROWEST = {"width": 320, "height": 640}
WIDER_THAN_THE_WINDOW = """() => {
  const width = document.documentElement.clientWidth;
  const mains = [...document.querySelectorAll(".page, .bench-main")]; // on a phone these cut what is wider
  const ends = mains.map((one) => Math.floor(one.getBoundingClientRect().left) + one.scrollWidth);
  if (Math.max(document.documentElement.scrollWidth, ...ends) <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return wide.slice(-3).map((one) => one.outerHTML.slice(0, 120)).concat("");
}"""


class Auditor:
    """Opens pages in one window and notes what the browser says of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.said.append(f"script: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        is_of_the_page = message.location.get("url") == self.page.url and message.text.startswith("Failed to load")
        if message.type in {"error", "warning"} and not is_of_the_page:
            self.said.append(f"console: {message.text}")

    def open(self, path: str, status: int = 200) -> list[str]:
        """Open an address and list all that is wrong with its page."""
        self.said.clear()
        self.page.set_viewport_size(SIZES["desk"])  # type: ignore[arg-type]
        answer = self.page.goto(path)
        assert answer is not None
        wrong = [] if answer.status == status else [f"status {answer.status}"]
        return wrong + self.faults()

    def faults(self, is_known: bool = False) -> list[str]:
        """All that is wrong with the page that is open: on a desk and a phone, in the light and in the dark.

        A page that is known, and shows something more than before, is looked at on the phone only.
        """
        self.page.evaluate(AXE)
        self.page.evaluate("scrollTo(0, 0)")  # what a sticky head covers for the moment is no fault
        found: list[str] = []
        for name, size in list(SIZES.items())[is_known:]:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self.page.emulate_media(color_scheme="light")
            found += self._axe(f"{name}, light", [])
            self.page.emulate_media(color_scheme="dark")
            found += self._axe(f"{name}, dark", OF_COLOUR)
        self.page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
        found += [f"wider than 320 px: {one}" for one in self.page.evaluate(WIDER_THAN_THE_WINDOW)]
        return found + self.said

    def _axe(self, where: str, rules: list[str]) -> list[str]:
        found: list[Any] = self.page.evaluate(RUN, [TAGS, rules])
        return [f"{where}: {rule}: {words}: {node}" for rule, words, nodes in found for node in nodes]


def unreadable(page: Page) -> list[str]:
    """What cannot be read or sent on the page that is open, in a window without scripts."""
    found = [] if page.locator("h1").count() == 1 else ["no h1"]
    forms = [form for form in page.locator("form").all() if form.is_visible()]
    buttons = "button[type=submit]:visible, button:not([type]):visible"
    found += [f"no button for {one.get_attribute('action')}" for one in forms if not one.locator(buttons).count()]
    return found
