"""Erasing somebody: how their name may be written, what stands in its place then, and who cannot go yet. Pure."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from unicodedata import name as sign_name
from urllib.parse import quote

from conference.core.errors import Conflict
from conference.core.text import slug_of
from conference.core.words import _

FOLD = r"(?:\r?\n[ \t])?"  # where iCalendar breaks a line (RFC 5545, section 3.1)
GAP = r"(?:\s+|\s?[-_.+]\s?|%20|&nbsp;|&#160;)"
MARK = r"(?:&#?\w{2,6};|[^\w\s])"
PARTS = re.compile(r"[^\W_]+|[\W_]+")
PLAIN = re.compile(r"[a-z0-9]{2,}", re.IGNORECASE)
AS_IN_ADDRESSES = re.compile(r"[-_.+%@/]")
WITHOUT_BLANKS = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True)
class Traces:
    """By what somebody is found in texts: addresses, and names that nobody else has; "withheld-12" may stand for them.

    A name of one word is no trace, for others have it too; but `families` are looked for alone, where that is asked.
    """

    addresses: frozenset[str]
    names: frozenset[str]
    mark: str
    families: frozenset[str] = frozenset()

    def with_families(self) -> "Traces":
        """The same, and their family names where those stand alone; an initial or a number is none."""
        last = {name.split()[-1] for name in self.names if len(name.split()) > 1}
        return replace(
            self, families=frozenset(word for word in last if len(slug_of(word, "")) > 2 and not word.isdigit())
        )

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What any of them looks like: in any case, in addresses of pages, in HTML, and broken by iCalendar."""
        ways = {way for name in self._sought for way in _ways(name)}
        names = sorted(ways, key=len, reverse=True)
        addresses = {_folded(way) for one in self.addresses for way in (one, html.escape(one), quote(one))}
        every = [*(rf"(?<![\w.+-]){one}(?![\w-]|\.\w)" for one in sorted(addresses)), *names]
        return re.compile("|".join(every) if every else r"(?!)", re.IGNORECASE)

    @property
    def _sought(self) -> set[str]:
        return {name for name in self.names if is_whole(name)} | self.families

    def is_in(self, value: Any) -> bool:
        """Whether any of them stands in a text, or anywhere in a JSON value."""
        return any(self.pattern.search(text) for text in _texts(value))

    def without(self, value: Any, *, is_slug: bool = False) -> Any:
        """The text or JSON value with something else in their place."""
        if isinstance(value, str):
            return self.pattern.sub(lambda found: self._instead(found, is_slug=is_slug), value)
        if isinstance(value, dict):
            return {self.without(key): self.without(one) for key, one in value.items()}
        return [self.without(one) for one in value] if isinstance(value, list) else value

    def _instead(self, found: re.Match[str], *, is_slug: bool) -> str:
        around = found.string[max(found.start() - 1, 0) : found.end() + 1]
        is_address = AS_IN_ADDRESSES.search(around.rstrip(".-")) and not re.search(r"\s", found.group())
        return self.mark if is_slug or is_address else withheld_words()

    @property
    def plain_pieces(self) -> list[str] | None:
        """Letters of which some stand in every text that names them, for asking a database; None: there are none."""
        names = [way for name in self._sought for way in (name, slug_of(name))]
        pieces = [max(PLAIN.findall(text), key=len, default="") for text in (*self.addresses, *names)]
        return None if "" in pieces else sorted({piece.lower() for piece in pieces})


def withheld_words() -> str:
    """What stands where a name stood."""
    return _("Name withheld")


def is_whole(name: str) -> bool:
    """Whether a name says who is meant: two words, or some signs of a script that writes names without a blank."""
    return len(name.split()) > 1 or (len(name) > 1 and _is_without_blanks(name))


def _is_without_blanks(name: str) -> bool:
    return all(sign_name(sign, "").startswith(WITHOUT_BLANKS) for sign in name)


def _ways(name: str) -> Iterator[str]:
    """A name as it is, as addresses of pages write it, and with the family name first."""
    if _is_without_blanks(name):
        yield _folded(name)
        return
    *given, family = name.split()
    turned = [rf"{_spelled(family)},{GAP}{_spelled(' '.join(given))}"] if given else []
    for way in (_spelled(name), _spelled(slug_of(name).replace("-", " ")), *turned):
        yield rf"(?<![^\W_]){way}(?![^\W_])"


def _spelled(name: str) -> str:
    return "".join(_between(part) if re.match(r"[\W_]", part) else _folded(part) for part in PARTS.findall(name))


def _between(part: str) -> str:
    """What may stand between two words of a name: blanks as they are written anywhere, and other signs or none."""
    if not part.strip():
        return GAP
    return rf"(?:{MARK}|{GAP}){{{int(len(part.split()) > 1 or part != part.strip())},{len(part) + 2}}}"


def _folded(word: str) -> str:
    return FOLD.join(re.escape(sign) for sign in word)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (key, *_texts(one))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def check_may_erase(in_the_way: Sequence[str]) -> None:
    """Raise Conflict where something has to be done first (sentences)."""
    if in_the_way:
        raise Conflict(" ".join(in_the_way))
