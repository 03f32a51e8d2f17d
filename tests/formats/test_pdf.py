import base64
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from conference.formats import pdf
from conference.formats.pdf import PdfFailed, render

SECRET = "Secret-of-this-machine-4711"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Reflections of SOC21</title>
<link rel="stylesheet" href="asset:css/print.css"></head><body>
<h1>Reflections</h1><p>Łódź, Zürich</p><h2>Day one</h2><p>The keynote.</p><img src="asset:img/logo.png" alt="Logo">
</body></html>"""


class Counter(BaseHTTPRequestHandler):
    """Answers everything, and writes down what it was asked."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(SECRET.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


@pytest.fixture
def origin() -> Iterator[str]:
    Counter.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Counter)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    (folder / "css").mkdir(parents=True)
    (folder / "img").mkdir()
    (folder / "css" / "print.css").write_text("@page { size: 100mm 100mm }")
    (folder / "img" / "logo.png").write_bytes(PIXEL)
    (tmp_path / "secret.txt").write_text(SECRET)
    (folder / "out").symlink_to(tmp_path / "secret.txt")
    return folder


def test_a_page_becomes_a_tagged_pdf_with_language_title_and_bookmarks(assets: Path) -> None:
    data = render(PAGE, assets)
    reader = PdfReader(BytesIO(data))
    catalog: Any = reader.trailer["/Root"]
    about: Any = reader.metadata
    assert (catalog["/Lang"], about.title) == ("en-GB", "Reflections of SOC21")
    assert catalog["/MarkInfo"] == {"/Marked": True}
    assert "/StructTreeRoot" in catalog
    assert re.findall(rb"pdfuaid:part=?.(\d)", catalog["/Metadata"].get_data()) == [b"1"]
    outline: list[Any] = reader.outline
    assert [outline[0].title, [one.title for one in outline[1]]] == ["Reflections", ["Day one"]]
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [283, 283]
    assert "Łódź, Zürich" in reader.pages[0].extract_text()
    assert len(reader.pages[0].images) == 1


def test_an_index_names_each_page_once(assets: Path) -> None:
    (assets / "css" / "print.css").write_text(
        "h2, h3 { break-before: page } .page-of::after { content: target-counter(attr(href), page) }"
        ".page-of:not(:last-child)::after { content: target-counter(attr(href), page) ', ' }"
    )
    pages = "".join(f'<a class="page-of" href="#{to}" title="{to}"></a>' for to in "aabcc")
    end = f'<h2 id="a">A</h2><h3 id="b">B</h3><p id="c">C</p><h2>People</h2><p>Bo <span class="pages">{pages}</span>'
    reader = PdfReader(BytesIO(render(PAGE.replace("<h2>Day one</h2>", "").replace("</body>", end), assets)))
    assert reader.pages[-1].extract_text().split("\n") == ["People", "Bo 2, 3"]


def test_the_same_page_gives_the_same_bytes(assets: Path) -> None:
    assert render(PAGE, assets) == render(PAGE, assets)


def hostile(origin: str, secret: str) -> dict[str, str]:
    """The ways by which a page may ask for something; each asks the server under its own name, or for a file."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{origin}/data-svg" width="9" height="9"/></svg>'
    return {
        "img": f'<img src="{origin}/img"><img src="{secret}">',
        "css-import": f'<style>@import url("{origin}/css-import");</style>',
        "stylesheet": f'<link rel="stylesheet" href="{origin}/stylesheet">',
        "background": f'<p style="background: url({origin}/background)">x</p>',
        "font": f'<style>@font-face {{ font-family: x; src: url("{origin}/font") }} p {{ font-family: x }}</style><p>x',
        "svg-image": f'<svg width="9" height="9"><image href="{origin}/svg-image" width="9" height="9"/></svg>',
        "object": f'<object data="{origin}/object"></object><object data="{secret}"></object>',
        "embed": f'<embed src="{origin}/embed"><iframe src="{origin}/iframe"></iframe>',
        "content": f'<style>p::before {{ content: url("{origin}/content") }}</style><p>x</p>',
        "list-style": f'<ul style="list-style-image: url({origin}/list-style)"><li>x</li></ul>',
        "attachment": f'<link rel="attachment" href="{origin}/attachment"><link rel="attachment" href="{secret}">',
        "link-attachment": f'<a rel="attachment" href="{origin}/link-attachment">x</a><a rel="attachment" '
        f'href="{secret}">y</a>',
        "data-svg": f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">',
        "border": f'<p style="border: 9px solid; border-image: url({origin}/border) 9">x</p>',
        "base": f'<base href="{origin}/"><img src="base">',
    }


ALONE = """
import json, sys
from weasyprint import HTML
for snippet in json.load(sys.stdin):
    HTML(string=snippet).write_pdf()
"""


def test_weasyprint_alone_would_ask_for_them(origin: str) -> None:
    """So that the next test proves something. In a child, because the library changes how Pillow reads everywhere."""
    snippets = json.dumps(list(hostile(origin, "file:///nowhere").values()))
    subprocess.run([sys.executable, "-c", ALONE], input=snippets, text=True, capture_output=True, check=True)
    names = {path.strip("/") for path in Counter.asked}
    assert names == set(hostile(origin, ""))


def test_a_hostile_page_asks_for_nothing_and_takes_no_file(origin: str, assets: Path) -> None:
    secret = (assets.parent / "secret.txt").as_uri()
    snippets = hostile(origin, secret)
    for page in ("".join(html for name, html in snippets.items() if name != "base"), snippets["base"]):
        data = render(f'<html lang="en"><title>x</title>{page}', assets)
        reader = PdfReader(BytesIO(data))
        assert reader.attachments == {}
        assert [image.name for one in reader.pages for image in one.images] == []
        assert SECRET.encode() not in data
        assert SECRET not in "".join(one.extract_text() for one in reader.pages)
    assert Counter.asked == []


@pytest.mark.parametrize(
    "address", ["asset:../secret.txt", "asset:%2e%2e/secret.txt", "asset:out", "asset:/etc/passwd"]
)
def test_an_asset_outside_the_folder_is_not_there(assets: Path, address: str) -> None:
    with pytest.raises(PdfFailed, match=f"there is no {address}"):
        render(f'<html lang="en"><title>x</title><img src="{address}">', assets)


ENDLESS = '<html lang="en"><title>x</title>' + "<p>word</p>" * 200_000


def test_a_page_that_takes_too_much_work_is_given_up(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS_OF_WORK", 2)
    with pytest.raises(PdfFailed, match="took more than 2 seconds of work"):
        render(ENDLESS, assets)


def test_a_page_that_takes_too_long_is_given_up(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS_TO_WAIT", 1)
    with pytest.raises(PdfFailed, match="took longer than 1 seconds"):
        render(ENDLESS, assets)


def test_a_page_nested_too_deep_or_too_long_is_refused(assets: Path) -> None:
    with pytest.raises(PdfFailed, match="RecursionError"):
        render('<html lang="en"><title>x</title>' + "<div>" * 3_000, assets)
    with pytest.raises(PdfFailed, match="too long"):
        render("x" * (pdf.HTML_BYTES + 1), assets)
