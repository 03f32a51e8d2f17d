"""Templates hold no script and no style of their own, fetch nothing from elsewhere, and say what their macros take."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards.templates import Template, templates
from tests.guards.tree import ROOT, write

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA_TYPES = ('type="application/json"', 'type="application/ld+json"')
STYLE = re.compile(r"<style\b|<[a-z][^>]*\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[a-z][^>]*\s(on[a-z]+)\s*=", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio)\b[^>]*\s(?:src|href)=["'](?:https?:)?//""", re.IGNORECASE
)
MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\((?!\s*\)).*?%\}(\s*\{#)?", re.DOTALL)
UNESCAPED = re.compile(r"\|\s*safe\b|\bMarkup\(|\{%-?\s*autoescape\s+false")
UNESCAPED_ON_PURPOSE: set[str] = set()
EMPTY_NAMES = {"common", "helpers", "macros", "misc", "partials", "utils"}


def inline_scripts(root: Path) -> Iterator[str]:
    """Scripts are files; data for them may stand in the page as JSON."""
    for template in templates(root):
        for match in SCRIPT.finditer(template.html):
            is_file = "src=" in match.group(1) and not match.group(2).strip()
            if not is_file and not any(kind in match.group(1) for kind in DATA_TYPES):
                yield f"{_at(template, match)}: a script is a file below static/js/"
        for match in HANDLER.finditer(template.html):
            yield f"{_at(template, match)}: {match.group(1)}= is an inline script; attach it from a file"


def inline_styles(root: Path) -> Iterator[str]:
    """Styles are files, but in letters."""
    for template in templates(root):
        if not template.is_mail:
            for match in STYLE.finditer(template.html):
                yield f"{_at(template, match)}: a style is a class in static/css/"


def third_parties(root: Path) -> Iterator[str]:
    """A page fetches from our own static files only."""
    for template in templates(root):
        for match in ELSEWHERE.finditer(template.html):
            yield f"{_at(template, match)}: a page fetches nothing from other hosts"


def undescribed_macros(root: Path) -> Iterator[str]:
    """A macro that takes values begins with a comment that says which."""
    for template in templates(root):
        for match in MACRO.finditer(template.text):
            if not match.group(2):
                yield f"{_at(template, match)}: macro {match.group(1)} begins with a comment: which values it takes"


def unescaped(root: Path) -> Iterator[str]:
    """What people typed is escaped; HTML comes from filters, which know what they let through."""
    for template in templates(root):
        for match in UNESCAPED.finditer(template.text):
            if template.path not in UNESCAPED_ON_PURPOSE:
                yield f"{_at(template, match)}: text goes out escaped; use a filter of web/filters.py"


def empty_names(root: Path) -> Iterator[str]:
    """A template is called after what it shows."""
    for template in templates(root):
        if Path(template.path).stem in EMPTY_NAMES:
            yield f"templates/{template.path}: {Path(template.path).stem} says nothing; name it after what it shows"


def _at(template: Template, match: re.Match[str]) -> str:
    return f"templates/{template.path}:{template.line_of(match.start())}"


Guard = Callable[[Path], Iterator[str]]
VIOLATIONS: tuple[tuple[Guard, str, str], ...] = (
    (inline_scripts, "<script>go()</script>", "a script is a file below static/js/"),
    (inline_scripts, '<script type="module">import "x"</script>', "a script is a file below static/js/"),
    (inline_scripts, '<a onclick="go()">', "onclick= is an inline script; attach it from a file"),
    (inline_scripts, '<a class="{{ a }}"\nONLOAD = go>', "ONLOAD= is an inline script; attach it from a file"),
    (inline_styles, "<style>a { }</style>", "a style is a class in static/css/"),
    (inline_styles, '<p class="a" style="color: red">', "a style is a class in static/css/"),
    (third_parties, '<img alt="" src="https://example.org/a.png">', "a page fetches nothing from other hosts"),
    (third_parties, '<script src="//example.org/a.js"></script>', "a page fetches nothing from other hosts"),
    (
        undescribed_macros,
        "{% macro badge(text) %}{{ text }}{% endmacro %}",
        "macro badge begins with a comment: which values it takes",
    ),
    (unescaped, "{{ text | safe }}", "text goes out escaped; use a filter of web/filters.py"),
    (unescaped, "{% autoescape false %}", "text goes out escaped; use a filter of web/filters.py"),
)
GUARDS = (inline_scripts, inline_styles, third_parties, undescribed_macros, unescaped, empty_names)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_templates_keep_to(guard: Guard) -> None:
    assert "\n".join(guard(ROOT)) == ""


@pytest.mark.parametrize(("guard", "text", "message"), VIOLATIONS)
def test_a_violation_is_named(tmp_path: Path, guard: Guard, text: str, message: str) -> None:
    write(tmp_path, "templates/public/events/show.html", f"\n{text}\n")
    assert list(guard(tmp_path)) == [f"templates/public/events/show.html:2: {message}"]


def test_an_empty_name_is_named(tmp_path: Path) -> None:
    write(tmp_path, "templates/components/macros.html", "")
    message = "templates/components/macros.html: macros says nothing; name it after what it shows"
    assert list(empty_names(tmp_path)) == [message]


def test_what_is_allowed_is_not_named(tmp_path: Path) -> None:
    write(tmp_path, "templates/mail/registration/confirmed.html", '<p style="margin: 0">')
    write(
        tmp_path,
        "templates/public/show.html",
        '{# style="" is for letters #}<script src="{{ static_url(\'js/a.js\') }}"></script>'
        '<script type="application/ld+json">{{ facts }}</script><a href="https://example.org/">'
        "{% macro badge(text) -%}\n  {#- text: a word -#}{% endmacro %}",
    )
    assert [fault for guard in GUARDS for fault in guard(tmp_path)] == []
