"""How the guards read a template: its HTML with everything of Jinja blanked out, line for line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?\bendtrans\s*-?%\}", re.DOTALL)
CLASSES = re.compile(r"\{%-?\s*block body_class\b.*?\bendblock\b.*?%\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Template:
    """One template: its path below templates/, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def html(self) -> str:
        """What is left without Jinja: spaces for comments and tags, HOLE for values; every line keeps its number."""
        text = self.text
        for pattern in (COMMENT, TRANSLATED, CLASSES, TAG):
            text = pattern.sub(lambda match: _filled(match, " "), text)
        return VALUE.sub(lambda match: _filled(match, HOLE), text)

    @property
    def is_mail(self) -> bool:
        """Whether it becomes a letter: mail programs read inline styles only."""
        return self.path.startswith("mail/") or self.path == "layouts/mail.html"

    def line_of(self, position: int) -> int:
        """The number of the line at a position of the text (or of the html)."""
        return self.text.count("\n", 0, position) + 1


def _filled(match: re.Match[str], character: str) -> str:
    return re.sub(r"[^\n]", character, match.group())


def templates(root: Path) -> Iterator[Template]:
    """All templates of pages, letters and documents, in order of their names."""
    folder = root / "templates"
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".txt", ".xml"):
            yield Template(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
