"""HTML to tagged PDF (PDF/UA-1), by WeasyPrint in a child process that has limits and can fetch nothing."""

import mimetypes
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

SECONDS_OF_WORK = 120  # 200 sessions on 109 pages took 21
SECONDS_TO_WAIT = 600  # far more than the work: a busy machine is no reason to have no PDF
MEMORY_BYTES = 1_500_000_000
FILE_BYTES = 50_000_000
HTML_BYTES = 10_000_000
ASSET = "asset:"
REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


class PdfFailed(Exception):
    """There is no PDF. The text says why, for the log and for an organiser."""


def render(html: str, assets_folder: Path) -> bytes:
    """The PDF of a whole HTML page; the same page gives the same bytes.

    The page needs `lang` and a title, which PDF/UA asks for. Style sheets, fonts and pictures are named
    `asset:<path in assets_folder>`; every other address is left out, and an asset that is not there is an error.
    Takes up to two minutes of work and 1.5 GB in another process. Raises PdfFailed.
    """
    page = html.encode("utf-8", "replace")
    if len(page) > HTML_BYTES:
        raise PdfFailed("The page is too long to become a PDF.")
    command = [sys.executable, "-P", "-m", "conference.formats.pdf", str(assets_folder), str(SECONDS_OF_WORK)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the page goes in on standard input
            command, input=page, capture_output=True, timeout=SECONDS_TO_WAIT, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PdfFailed(f"Making the PDF took longer than {SECONDS_TO_WAIT} seconds.") from error
    if done.returncode != 0:
        raise PdfFailed(_reason(done))
    return done.stdout


def _environment() -> dict[str, str]:
    """Nothing of ours (it holds secrets), but the way to the packages, and what makes the bytes repeat."""
    here = Path(__file__).resolve().parents[2]
    return {
        "PYTHONPATH": os.pathsep.join([str(here), *filter(None, sys.path)]),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
        "LC_ALL": "C.UTF-8",
    }


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode == -signal.SIGXCPU:
        return f"Making the PDF took more than {SECONDS_OF_WORK} seconds of work."
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit status {done.returncode}"]
    if lines[-1].startswith("MemoryError"):
        return "Making the PDF needed too much memory."
    return f"The PDF could not be made: {lines[-1][:300]}"


def main(assets_folder: Path, seconds: int) -> None:
    """The child: limits first, then the page from standard input to a PDF on standard output."""
    _set_limits(seconds)
    from weasyprint import HTML

    fetcher = _fetcher(assets_folder.resolve(strict=True))
    page = sys.stdin.buffer.read()
    sys.addaudithook(_refuse)
    pdf = HTML(string=page, encoding="utf-8", url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    if len(pdf) > FILE_BYTES:
        raise PdfFailed("the file would be too large")
    sys.stdout.buffer.write(pdf)


def _set_limits(seconds: int) -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    """The second wall, should the library ever go round its fetcher."""
    if event.startswith(REFUSED):
        raise PermissionError(event)


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
    main(Path(sys.argv[1]), int(sys.argv[2]))
