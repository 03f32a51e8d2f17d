"""Take the pictures of README.md anew, of the demo on one day: `.venv/bin/python -m tools.pictures`. Needs Chromium."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.browser.demo_site import DemoSite
from tests.browser.imported import upload_programme

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DAY = "2022-06-20"  # registration for SOC22 is open, and its programme is released
WIDTH, HEIGHT = 1280, 860
COLOURS = 64
PUBLIC = {"programme": ("/soc22/programme/?day=2022-09-09", HEIGHT), "reflection-page": ("/soc21/", 1500)}
STAFF = {
    "workbench": ("/organise/soc22/", HEIGHT),
    "schedule-editor": ("/organise/soc22/schedule/2022-09-09/", HEIGHT),
    "import-report": ("/organise/soc21/import/1/", 1300),
    "checks": ("/organise/soc21/checks/", 700),
}


def take(page: Page, name: str, address: str, height: int) -> None:
    """Keep the upper part of a page as a small file."""
    page.goto(address)
    data = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    picture = Image.open(BytesIO(data)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    """Serve the demo in a folder that goes away again, and look at it as a reader and as its organiser."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = DemoSite(Path(folder) / "demo", "--at", DAY, "--yes")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page(base_url=site.base, viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        try:
            upload_programme(site.app, "soc21")
            for name, (address, height) in PUBLIC.items():
                take(page, name, address, height)
            page.goto(site.sign_in_path)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/organise/**")
            for name, (address, height) in STAFF.items():
                take(page, name, address, height)
        finally:
            browser.close()
            site.stop()


if __name__ == "__main__":
    main()
