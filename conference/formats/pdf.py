"""HTML to tagged PDF (PDF/UA-1), by WeasyPrint in a child process that has limits and can fetch nothing."""

import logging
import mimetypes
import os
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from conference.formats import child
from conference.formats.child import ChildFailed, End, Limits

SECONDS_OF_WORK = 120  # 200 sessions on 109 pages took 21
SECONDS_TO_WAIT = 600  # far more than the work: a busy machine is no reason to have no PDF
MEMORY_BYTES = 1_500_000_000
FILE_BYTES = 50_000_000
HTML_BYTES = 10_000_000
ASSET = "asset:"
VARIANT = "pdf/ua-1"


class PdfFailed(Exception):
    """There is no PDF. The text says why, for the log and for an organiser."""


def render(html: str, assets_folder: Path, tell: Callable[[int], None] | None = None) -> bytes:
    """The PDF of a whole HTML page; the same page gives the same bytes.

    The page needs `lang` and a title, which PDF/UA asks for. Style sheets, fonts and pictures are named
    `asset:<path in assets_folder>`; every other address is left out, and an asset that is not there is an error.
    Takes up to two minutes of work and 1.5 GB in another process; `tell` hears which page is being laid out, at most
    once a second. Raises PdfFailed.
    """
    page = html.encode("utf-8", "replace")
    if len(page) > HTML_BYTES:
        raise PdfFailed("The page is too long to become a PDF.")
    limits = Limits(SECONDS_OF_WORK, SECONDS_TO_WAIT, MEMORY_BYTES, FILE_BYTES)
    heard = (lambda said: tell(int(said))) if tell else None
    try:
        return child.run("conference.formats.pdf", [str(assets_folder)], page, limits, heard)
    except ChildFailed as failure:
        raise PdfFailed(_reason(failure)) from failure


def _reason(failure: ChildFailed) -> str:
    return {
        End.TOO_MUCH_WORK: f"Making the PDF took more than {SECONDS_OF_WORK} seconds of work.",
        End.TOO_LONG: f"Making the PDF took longer than {SECONDS_TO_WAIT} seconds.",
        End.TOO_MUCH_MEMORY: "Making the PDF needed too much memory.",
        End.FAULT: f"The PDF could not be made: {failure.last_words}",
    }[failure.end]


def main(limits: str, assets_folder: Path) -> None:
    """The child: limits first, then the page from standard input to a PDF on standard output."""
    child.keep_to(limits)
    os.nice(5)  # nobody waits for it before a page
    from weasyprint import HTML

    _follow_pages()
    fetcher = _fetcher(assets_folder.resolve(strict=True))
    page = sys.stdin.buffer.read()
    child.refuse_ways_out()  # the second wall, should the library ever go round its fetcher
    document = HTML(string=page, encoding="utf-8", url_fetcher=fetcher).render(pdf_variant=VARIANT)
    for laid_out in document.pages:
        _name_each_page_once(laid_out._page_box)  # noqa: SLF001 -- the library shows the boxes nowhere else
    pdf = document.write_pdf(pdf_variant=VARIANT)
    if len(pdf) > FILE_BYTES:
        raise PdfFailed("the file would be too large")
    sys.stdout.buffer.write(pdf)


def _name_each_page_once(page: Any) -> None:
    """In an index (`.pages` of `.page-of`) a page stands once: which these are is known when all is laid out."""
    lines = [box for box in page.descendants() if box.element_tag == "span" and box.element.get("class") == "pages"]
    links = [(line.element, _number_of(link)) for line in lines for link in line.children]
    is_named_again = iter([*(one == following for one, following in pairwise(links)), False])
    for line in lines:
        kept, gone = [], 0.0
        for link in line.children:
            if next(is_named_again):
                gone += link.margin_width()
            else:
                link.translate(dx=-gone)
                kept.append(link)
        line.children = kept


def _number_of(link: Any) -> str:
    return "".join(box.text for box in link.descendants() if hasattr(box, "text")).strip(" ,")


def _follow_pages() -> None:
    """Say the number of each page when the library first begins with it."""

    class Pages(logging.Handler):
        furthest = 0

        def emit(self, record: logging.LogRecord) -> None:
            """The library logs each step of its work; of these only the layout takes long."""
            number = int(str(record.args[0])) if isinstance(record.args, tuple) and "Page %d" in record.msg else 0
            if number > self.furthest:
                self.furthest = number
                child.say(str(number))

    logger = logging.getLogger("weasyprint.progress")
    logger.addHandler(Pages())
    logger.setLevel(logging.INFO)


def _fetcher(folder: Path) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]  # the library is untyped
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Only files of the folder; no other scheme, not even data:."""
            if not url.startswith(ASSET):
                raise PermissionError("only assets are fetched")
            path = (folder / unquote(url.removeprefix(ASSET))).resolve()
            if not path.is_relative_to(folder) or not path.is_file():
                raise FatalURLFetchingError(f"there is no {url}")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _media_type(path)})

    return Assets()


def _media_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
