"""Addresses in a text, and which of them lead to the old edition. Pure."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

from conference.domain.editions.rules.stale.facts import Turn
from conference.domain.editions.rules.stale.names import title_patterns

Span = tuple[int, int]
ADDRESS = re.compile(
    r"""(?:https?://|www\.)[^\s<>()\[\]"]+ | (?<=\]\()(?!mailto:)[^\s()]+ | (?<![\w/.])/[a-z0-9][a-z0-9/._-]*
    | (?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,20}/[^\s<>()\[\]"]*""",
    re.VERBOSE,
)  # fmt: skip
POSTS = frozenset({"blog", "blogs", "briefing", "briefings"})
DATED = re.compile(r"(?<!\d)(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?:[-/]\d\d)?(?!\d)")


def addresses_in(text: str) -> list[Span]:
    """Where the text holds an address of a page, in markup or bare."""
    return [(found.start(), found.end() - _closing(found[0])) for found in ADDRESS.finditer(text)]


def _closing(address: str) -> int:
    """How many marks at its end belong to the sentence."""
    return len(address) - len(address.rstrip(".,;:!?'’*_"))


def is_stale_address(address: str, turn: Turn) -> bool:
    """Whether an address leads to the old edition.

    So it does where a whole part of its path is the old address of the event (of our own addresses the first part), or
    where its words name the old edition. A post is of the day that it was written on, so what its address says is left
    alone.
    """
    try:
        parts = urlsplit(address if "//" in address or address.startswith("/") else f"//{address}")
    except ValueError:  # no address at all
        return False
    path = [part for part in parts.path.split("/") if part]
    is_ours = parts.hostname in {None, turn.host}
    if any(part in turn.slugs for part in (path[:1] if is_ours else path)):
        return True
    return POSTS.isdisjoint(path) and _names_the_old_edition(_words_of(parts), turn, is_ours=is_ours)


def _words_of(parts: SplitResult) -> list[str]:
    """The words of an address; the days in it are those of a file or of a post."""
    return re.findall(r"[^\W_]+", DATED.sub(" ", unquote(f"{parts.path} {parts.query} {parts.fragment}")).casefold())


def _names_the_old_edition(words: list[str], turn: Turn, *, is_ours: bool) -> bool:
    """Whether they hold its title, or the old year in an address of ours or beside what the event is called."""
    if any(pattern.search(" ".join(words)) for pattern in title_patterns(turn)):
        return True
    has_old_year = any(str(year) in words for year in turn.years)
    return has_old_year and (is_ours or any(name.issubset(words) for name in turn.names_in_addresses))
