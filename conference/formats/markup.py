"""The small, safe markup that writers use (CommonMark, tables, strikethrough), as HTML, plain text and excerpt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conference.core.errors import Invalid
from conference.core.text import clean_text
from conference.core.words import _

MAX_LENGTH = 20_000
MAX_BRACKETS = 2_000  # the parser's time grows with the square of opening brackets
MAX_DEPTH = 100  # the parser holds blocks to the same
WORDS_A_MINUTE = 230
LOWEST_HEADING = 6
HIGHEST_HEADING = 3

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
LINK_REL = "nofollow ugc noopener"


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 -- the library's name
        """Only whole addresses are links: a text is read on pages, in mails, feeds and PDFs alike."""
        return LINK.fullmatch(url) is not None


_parser = _Parser("js-default", {"html": False, "linkify": False}).disable("image")


def to_html(text: str, highest: int = HIGHEST_HEADING) -> str:
    """The text as safe HTML: no raw HTML, no pictures, links with `rel`.

    Headings begin at `highest` (2 to 6) and leave no level out.
    Raises Invalid for a text over 20,000 characters, with over 2,000 brackets, or nested over 100 deep.
    """
    tokens = _parse(text)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    used = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(highest + used.index(token.tag), LOWEST_HEADING)}"
    html = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny",
                     link_rel=LINK_REL)  # fmt: skip


def to_text(text: str) -> str:
    """The text for mails and calendars: no marks, addresses in brackets behind their words. Raises as `to_html`."""
    return "\n\n".join(filter(None, _Plain().blocks(iter(_parse(text)))))


def excerpt(text: str, length: int) -> str:
    """The first words on one line, at most `length` characters, without headings, code and addresses."""
    words = " ".join(" ".join(_Plain(is_brief=True).blocks(iter(_parse(text)))).split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    if " " in cut and words[length - 1] != " ":
        cut = cut.rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ,;:.-–—')}…"


def reading_minutes(text: str) -> int:
    """Whole minutes that reading takes, at 230 words a minute; at least 1."""
    return max(1, ceil(len(to_text(text).split()) / WORDS_A_MINUTE))


def _parse(text: str) -> list[Token]:
    if len(text) > MAX_LENGTH:
        raise Invalid(_("This text is longer than %(limit)s characters. Shorten it.", limit=f"{MAX_LENGTH:,}"))
    if text.count("[") > MAX_BRACKETS:
        raise Invalid(_("This text has more than %(limit)s square brackets. Take some out.", limit=f"{MAX_BRACKETS:,}"))
    tokens = _parser.parse(clean_text(text))
    if any(_depth(token) > MAX_DEPTH for token in tokens):
        raise Invalid(_("This text has more than %(limit)s marks inside one another. Take some out.", limit=MAX_DEPTH))
    return tokens


def _depth(token: Token) -> int:
    return max(accumulate(child.nesting for child in token.children or []), default=0)


@dataclass(frozen=True)
class _Plain:
    """Turns tokens into plain text; `is_brief` leaves out what an excerpt does not need."""

    is_brief: bool = False

    def blocks(self, tokens: Iterator[Token]) -> list[str]:
        """The texts of the blocks up to the end of the enclosing one."""
        found = []
        for token in tokens:
            if token.nesting < 0:
                break
            found.append(self.block(token, tokens))
        return found

    def block(self, token: Token, tokens: Iterator[Token]) -> str:
        """The text of one block; takes the tokens inside it."""
        if token.type == "inline":
            return self.inline(token.children or [])
        if token.nesting == 0:
            return "" if self.is_brief else token.content.rstrip("\n") or "* * *"
        inside = self.blocks(tokens)
        if self.is_brief:
            return "" if token.type == "heading_open" else " ".join(inside)
        return _joined(token, inside)

    def inline(self, tokens: list[Token]) -> str:
        """The words of one paragraph, heading or cell."""
        parts: list[str] = []
        href, start = "", 0
        for token in tokens:
            if token.type == "link_open":
                href, start = str(token.attrGet("href") or ""), len(parts)
            elif token.type == "link_close":
                parts.append(self.address(href, "".join(parts[start:])))
            else:
                parts.append({"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content))
        return "".join(parts)

    def address(self, href: str, words: str) -> str:
        """What stands behind the words of a link: its address, unless the words are it."""
        if self.is_brief or words.rstrip("/") in {href.rstrip("/"), href.removeprefix("mailto:")}:
            return ""
        return f" ({href})"


def _joined(token: Token, inside: list[str]) -> str:
    match token.type:
        case "tr_open":
            return " | ".join(inside)
        case "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
            return mark + "\n".join(inside).replace("\n", "\n" + " " * len(mark))
        case "blockquote_open":
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inside).split("\n"))
        case _:
            return "\n".join(inside)
