"""The repository speaks of the product: nothing of the workshop, of one machine or of one package index is in it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, names_of, write

NOT_OURS = ("static/vendor/", "tests/browser/vendor/", "tests/real/", "tests/guards/test_repository.py")
NOT_TEXT = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".pdf", ".woff2", ".zip", ".mo"}

WORKSHOP = re.compile(
    r"\b(?:anthropic|chatgpt|claude|codex|copilot|gemini|llms?|gpt-\d|openai|language models?"
    r"|ai[- ](?:assistant|generated)|sub-?agents?|co-authored-by|issues show|issue (?:no\.? ?)?#\d+"
    r"|this (?:brief|prompt)|the (?:brief|prompt) (?:says|asks))\b",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.:/])/(?:work|root|home|Users|opt|private|mnt)/[\w.-]+")
INDEX = re.compile(
    r"\b(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|unpkg\.com|jsdelivr\.net|cdnjs\.com"
    r"|googleapis\.com|gstatic\.com|debian\.org/debian|archive\.ubuntu\.com|proxy\.golang\.org|crates\.io)\b"
    r"|--(?:extra-)?index-url|--find-links",
    re.IGNORECASE,
)
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:AKIA|ghp_|xox[bp]-|sk_live_)[A-Za-z0-9_]{10,}")


def tracked(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every text file that belongs to the repository (where there is no git: of every file)."""
    for name in names_of(root):
        path = root / name
        if path.suffix not in NOT_TEXT and not name.startswith(NOT_OURS) and path.is_file():
            yield name, path.read_text(encoding="utf-8")


def _found(root: Path, pattern: re.Pattern[str], message: str) -> Iterator[str]:
    for name, text in tracked(root):
        for number, line in enumerate(text.splitlines(), start=1):
            for match in pattern.finditer(line):
                yield f"{name}:{number}: “{match.group()}” {message}"


def workshop(root: Path) -> Iterator[str]:
    """How it was made is not part of it (the facts of the demo are other people's words)."""
    for fault in _found(root, WORKSHOP, "speaks of the workshop, not of the product"):
        if not fault.startswith("conference/demo/facts/"):
            yield fault


def machines(root: Path) -> Iterator[str]:
    """No path of one machine."""
    yield from _found(root, MACHINE, "is a place on one machine only")


def indexes(root: Path) -> Iterator[str]:
    """Where packages come from is a setting of the machine that installs them."""
    yield from _found(root, INDEX, "names a package host; the machine that installs knows its own")


def secrets(root: Path) -> Iterator[str]:
    """A key in a repository is a key no more."""
    yield from _found(root, SECRET, "looks like a key")


Guard = Callable[[Path], Iterator[str]]
VIOLATIONS: tuple[tuple[Guard, str, str], ...] = (
    (workshop, "as the brief says", "“the brief says” speaks of the workshop, not of the product"),
    (workshop, "see issue #12", "“issue #12” speaks of the workshop, not of the product"),
    (workshop, "Co-Authored-By: somebody", "“Co-Authored-By” speaks of the workshop, not of the product"),
    (workshop, "made by a language model", "“language model” speaks of the workshop, not of the product"),
    (machines, "in /work/main", "“/work/main” is a place on one machine only"),
    (machines, "cd /home/ada/conference", "“/home/ada” is a place on one machine only"),
    (
        indexes,
        "from https://pypi.org/simple",
        "“pypi.org” names a package host; the machine that installs knows its own",
    ),
    (indexes, "pip --index-url x", "“--index-url” names a package host; the machine that installs knows its own"),
    (
        indexes,
        "//cdn.jsdelivr.net/a",
        "“cdn.jsdelivr.net” names a package host; the machine that installs knows its own",
    ),
    (secrets, "-----BEGIN PRIVATE KEY-----", "“-----BEGIN PRIVATE KEY-----” looks like a key"),
)
GUARDS = (workshop, machines, indexes, secrets)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_repository_keeps_to(guard: Guard) -> None:
    assert "\n".join(guard(ROOT)) == ""


@pytest.mark.parametrize(("guard", "text", "message"), VIOLATIONS)
def test_a_violation_is_named(tmp_path: Path, guard: Guard, text: str, message: str) -> None:
    write(tmp_path, "docs/note.md", f"\n{text}\n")
    assert list(guard(tmp_path)) == [f"docs/note.md:2: {message}"]


def test_what_is_not_ours_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "static/vendor/chart/LICENSE", "https://unpkg.com/chart")
    write(tmp_path, ".venv/lib/x.py", "https://pypi.org")
    write(tmp_path, "docs/note.md", "https://example.org/work/main, a user agent, an issue of 2021, session 12")
    assert [fault for guard in GUARDS for fault in guard(tmp_path)] == []
