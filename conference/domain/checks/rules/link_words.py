"""Links whose words do not say where they lead, and ways to write that end with one person. Pure."""

import re
from collections.abc import Iterator

from conference.core.text import fold
from conference.core.words import _
from conference.domain.checks.rules.facts import Facts, Part, Text
from conference.domain.checks.rules.findings import Check, Finding, excerpt_of

LINK = re.compile(r"\[([^\[\]\n]{1,80})\]\([^()\s]+(?:\s[^()]*)?\)")
BLIND = {
    "click", "click here", "find out more", "follow this link", "here", "learn more", "link", "more", "read more",
    "see here", "see more", "the link", "this", "this link", "this page", "this website",
}  # fmt: skip
WITHOUT_A_LINK = re.compile(
    r"\bclick\s+(?:here|on\s+(?:this|the)\s+link)\b|\b(?:follow|at|via|through|using)\s+this\s+link\b"
    r"|\b(?:register|sign\s+up|apply|book|read|watch|listen|download|available|found|seen)\s+(?:\w+\s+){0,3}?here(?=[.,;:)]|$)",
    re.IGNORECASE,
)
CUES = ("](", "here", "link")
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def blind_links(facts: Facts) -> Iterator[Finding]:
    """Links called "here" or the like, by markup, as the title of a material, or left in a text without its link."""
    for text in facts.texts:
        if text.part is Part.LABEL and fold(text.text) in BLIND:
            yield Finding(Check.LINK, text.place, _words(), text.text)
        elif text.part in {Part.PROSE, Part.ABSTRACT, Part.POST}:
            yield from _in_prose(text)


def _in_prose(text: Text) -> Iterator[Finding]:
    if not text.holds_any(CUES):
        return
    links = list(LINK.finditer(text.text))
    blind = [link.span() for link in links if fold(link[1]) in BLIND]
    bare = [phrase.span() for phrase in WITHOUT_A_LINK.finditer(text.text) if not _is_in(phrase, links)]
    for start, end in sorted([*blind, *bare]):
        yield Finding(Check.LINK, text.place, _words(), text.sentence_at(end), (excerpt_of(text.text, start, end),))


def _is_in(phrase: re.Match[str], links: list[re.Match[str]]) -> bool:
    return any(phrase.start() < link.end() and link.start() < phrase.end() for link in links)


def _words() -> str:
    return _("Read alone, its words do not say where it leads.")


def addresses_of_one_person(facts: Facts) -> Iterator[Finding]:
    """Mail addresses in texts that are those of a person who is known, by their name."""
    names = {frozenset(fold(name).split()): name for _id, name in facts.known_people}
    for text in facts.texts:
        if text.part in {Part.PROSE, Part.ABSTRACT} and not text.session:
            for address in ADDRESS.finditer(text.text):
                words = frozenset(fold(address.group().partition("@")[0].replace("_", " ")).split())
                if len(words) > 1 and words in names:
                    yield _personal(text, address, names[words])


def _personal(text: Text, address: re.Match[str], name: str) -> Finding:
    words = _("The address is that of %(name)s alone. One of a role is read also when people leave.", name=name)
    found = excerpt_of(text.text, address.start(), address.end())
    return Finding(Check.CONTACT, text.place, words, address.group(), (found,))
