"""How the frab formats want things written: identities as UUIDs, numbers, short names, lengths below a day."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conference.core.text import slug_of
from conference.core.tokens import digest, fixed_uid
from conference.formats.programmes.extras import extras_between
from conference.formats.programmes.frab_event import UUID
from conference.formats.programmes.slugs import prefix_of
from conference.formats.programmes.values import FileSession, Identity, Programme, Scheme

SLOT_MINUTES = 5  # the grid, where a programme does not say
LARGEST_NUMBER = 2**31 - 1
LONGEST_MINUTES = 23 * 60 + 59  # Giggity gives up a file with a longer one
COLOUR = re.compile("#[0-9a-f]{6}")
HTTP = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Names:
    """What a session is called in a file: all three are unique in it."""

    guid: str
    number: int
    slug: str


def guid_of(identity: Identity, kind: str = "session") -> str:
    """The identity as a UUID: its own where it is one, else one that is always the same for it."""
    if identity.scheme is Scheme.GUID and not identity.slot and UUID.fullmatch(identity.value):
        return identity.value
    return fixed_uid(f"{kind}:{identity.scheme}:{identity.value}:{identity.slot}")


def names_of(programme: Programme, sessions: Sequence[FileSession]) -> dict[Identity, Names]:
    """The names of all sessions, in their order: numbers as they were where they can be, else made of the guid."""
    numbers = Counter(session.number for session in sessions)
    taken = {number for number, count in numbers.items() if number and count == 1}
    slugs: set[str] = set()
    found = {}
    for session in sessions:
        guid, slug = guid_of(session.identity), _free_slug(programme, session, slugs)
        number = session.number if session.number in taken else _free_number(guid, taken)
        found[session.identity] = Names(guid, number or 1, slug)
    return found


def _free_number(guid: str, taken: set[int]) -> int:
    number = int(digest(guid)[:8], 16) % LARGEST_NUMBER + 1
    while number in taken:
        number = number % LARGEST_NUMBER + 1
    taken.add(number)
    return number


def _free_slug(programme: Programme, session: FileSession, taken: set[str]) -> str:
    slug = session.slug if re.fullmatch("[a-z0-9_-]*[a-z0-9]", session.slug) else slug_of(session.slug or session.title)
    whole = f"{prefix_of(programme.heading.acronym)}{slug if len(slug) >= 4 else f'{slug}-session'}"
    number, free = 2, whole
    while free in taken:
        number, free = number + 1, f"{whole}-{number}"
    taken.add(free)
    return free


def length_words(minutes: int) -> str:
    """A length as 01:30, at most 23:59; the true one stands among the extras."""
    capped = min(max(minutes, 0), LONGEST_MINUTES)
    return f"{capped // 60:02}:{capped % 60:02}"


def extras_of(programme: Programme, placed: Sequence[FileSession], back: Programme) -> dict[str, Any]:
    """What must be said beside the placed sessions, given what came back of a file without it."""
    written = {session.identity for session in placed}
    unplaced = [session for session in programme.sessions if session.identity not in written]
    return extras_between(programme, back, [(one, guid_of(one.identity)) for one in placed], unplaced)


def with_presentations(session: FileSession) -> str:
    """The description, and after it the presentations, in Markdown, which readers of the format show as text."""
    parts = [session.description, *(f"**{one.title}**\n\n{one.abstract}".strip() for one in session.presentations)]
    return "\n\n".join(part for part in parts if part)
