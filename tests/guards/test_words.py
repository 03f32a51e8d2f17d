"""Every word that a reader sees passes through the translation functions, and none of them shouts."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2.nodes
import pytest
from babel.messages.extract import extract_from_file
from jinja2 import Environment

from tests.guards.templates import HOLE, Template, templates
from tests.guards.tree import ROOT, sources, write

LETTERS = re.compile(r"[^\W\d_]")
READ_ALOUD = ("alt", "aria-description", "aria-label", "placeholder", "title")
PART_OF_VALUE = re.compile(rf"[^\s{HOLE}]*{HOLE}+(?:-[\w-]+)?")
SENTENCE = re.compile(r"[A-Z][a-z]+(?:[ .?]|$)")
TRANSLATES = {"_", "gettext", "ngettext"}
NAMES = {"A4", "Atom", "CSV", "Conference", "HTML", "JSON", "ORCID", "PDF", "RSS", "iCalendar"}
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


class _Visible(HTMLParser):
    """Collects what a reader sees or hears: text, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        for name, value in attrs:
            if name in READ_ALOUD and value:
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            start = self.getpos()[0]
            self.found += [(start + number, line) for number, line in enumerate(data.splitlines())]


def bare_words(root: Path) -> Iterator[str]:
    """Text nodes and spoken attributes hold values, numerals and punctuation only (`{{ id }}-hint` is one value)."""
    for template in templates(root):
        for line, found in _visible(template):
            text = PART_OF_VALUE.sub("", found)
            if LETTERS.search(text) and text.strip() not in NAMES:
                yield f"templates/{template.path}:{line}: “{text.strip()}” does not pass through _()"


def _visible(template: Template) -> list[tuple[int, str]]:
    if template.path.endswith(".txt"):
        return list(enumerate(template.html.splitlines(), start=1))
    parser = _Visible()
    parser.feed(template.html)
    parser.close()
    return parser.found


def bare_sentences(root: Path) -> Iterator[str]:
    """A text given to a macro, or shown as a value, is translated first."""
    for template in templates(root):
        for line, text in _sentences(JINJA.parse(template.text)):
            if text not in NAMES:
                yield f"templates/{template.path}:{line}: “{text}” does not pass through _()"


def _sentences(node: jinja2.nodes.Node) -> Iterator[tuple[int, str]]:
    is_translation = (
        isinstance(node, jinja2.nodes.Call)
        and isinstance(node.node, jinja2.nodes.Name)
        and node.node.name in TRANSLATES
    )
    if is_translation or isinstance(node, jinja2.nodes.Compare):
        return
    if isinstance(node, jinja2.nodes.Const) and isinstance(node.value, str) and SENTENCE.match(node.value):
        yield node.lineno, node.value
    for child in node.iter_child_nodes():
        yield from _sentences(child)


def shouts(root: Path) -> Iterator[str]:
    """No exclamation marks in the words of the product."""
    for path, line, message in _messages(root):
        if "!" in message:
            yield f"{path}:{line}: “{message}” does without its exclamation mark"


def _messages(root: Path) -> Iterator[tuple[str, int, str]]:
    kinds = [("python", root / source.path) for source in sources(root)]
    kinds += [("jinja2.ext:babel_extract", root / "templates" / template.path) for template in templates(root)]
    for method, path in kinds:
        for line, message, *_ in extract_from_file(method, path):
            for text in message if isinstance(message, tuple) else (message,):
                yield path.relative_to(root).as_posix(), line, text or ""


Guard = Callable[[Path], Iterator[str]]
GUARDS = (bare_words, bare_sentences, shouts)
VIOLATIONS: tuple[tuple[Guard, str, str, str], ...] = (
    (bare_words, "public/a.html", "<p>\n{{ name }} is full</p>", "2: “is full” does not pass through _()"),
    (bare_words, "public/a.html", '<img alt="Map">', "1: “Map” does not pass through _()"),
    (bare_words, "public/a.html", "<p>{{ _('Full') }}</p>\n<b>so</b>", "2: “so” does not pass through _()"),
    (bare_words, "mail/a.txt", "{{ _('Dear') }}\nHello,", "2: “Hello,” does not pass through _()"),
    (bare_sentences, "public/a.html", '{{ page.heading("Event full") }}', "1: “Event full” does not pass through _()"),
    (bare_sentences, "public/a.html", '{{ "Save" if new else name }}', "1: “Save” does not pass through _()"),
    (shouts, "public/a.html", '\n{{ _("Welcome!") }}', "2: “Welcome!” does without its exclamation mark"),
)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_words_keep_to(guard: Guard) -> None:
    assert "\n".join(guard(ROOT)) == ""


@pytest.mark.parametrize(("guard", "path", "text", "message"), VIOLATIONS)
def test_a_violation_is_named(tmp_path: Path, guard: Guard, path: str, text: str, message: str) -> None:
    write(tmp_path, f"templates/{path}", text)
    assert list(guard(tmp_path)) == [f"templates/{path}:{message}"]


def test_a_shout_in_a_module_is_named(tmp_path: Path) -> None:
    write(tmp_path, "conference/web/errors.py", 'TEXT = _("Sorry!")\n')
    assert list(shouts(tmp_path)) == ["conference/web/errors.py:1: “Sorry!” does without its exclamation mark"]


def test_what_is_allowed_is_not_named(tmp_path: Path) -> None:
    text = (
        '<p class="Full Width">{{ _("Full") }} · 12 &mdash; {% trans %}Some words{% endtrans %} PDF</p>'
        '{% if form.widget == "Input" %}{{ icon("bell") }}{% endif %}<style>a { color: red }</style>'
    )
    write(tmp_path, "templates/public/a.html", text.replace(" PDF", "<b>PDF</b>"))
    assert [fault for guard in GUARDS for fault in guard(tmp_path)] == []
