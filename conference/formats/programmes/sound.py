"""Whether a programme is what every reader promises: clean texts, whole addresses, possible instants, one of each."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import datetime

from conference.core.text import is_clean
from conference.formats.programmes.how_to_read import MOST_SESSIONS
from conference.formats.programmes.lengths import LONGEST
from conference.formats.programmes.moments import EARLIEST, LATEST, zone_named
from conference.formats.programmes.texts import address_of
from conference.formats.programmes.values import Programme

PROSE = {"abstract", "biography", "description"}  # every other text is one line
ADDRESSES = {"url", "origin_url", "feedback_url", "base_url"}


def is_sound(programme: Programme) -> bool:
    """Whether actions may rely on it; what a file says that calls itself ours need not be."""
    if len(programme.sessions) > MOST_SESSIONS or zone_named(programme.heading.zone) != programme.heading.zone:
        return False
    return _is_unique(programme) and _is_named(programme) and _is_whole(programme) and _is_good("", programme)


def _is_unique(programme: Programme) -> bool:
    """One of each identity or name."""
    groups: Iterable[list[object]] = (
        [one.identity for one in programme.sessions], [one.identity for one in programme.people],
        [one.name for one in programme.rooms], [one.name for one in programme.themes],
    )  # fmt: skip
    return all(len(set(group)) == len(group) for group in groups)


def _is_named(programme: Programme) -> bool:
    """Nothing and nobody without a name."""
    names = [
        *(one.name for one in programme.rooms), *(one.name for one in programme.themes),
        *(one.name for one in programme.people), *(one.title for one in programme.sessions),
        *(one.title for session in programme.sessions for one in session.presentations),
    ]  # fmt: skip
    return all(name.strip() for name in names)


def _is_whole(programme: Programme) -> bool:
    """Whoever and whatever is named is there."""
    people = {person.identity for person in programme.people}
    rooms, themes = {room.name for room in programme.rooms}, {theme.name for theme in programme.themes}
    return all(
        (not session.room or session.room in rooms) and (not session.theme or session.theme in themes)
        and all(one.person in people and one.presentation in {None, *range(len(session.presentations))}
                for one in session.appearances)
        and (session.minutes or 0) <= LONGEST
        for session in programme.sessions
    )  # fmt: skip


def _is_text(value: str, breaks_allowed: bool) -> bool:
    return is_clean(value) and (breaks_allowed or "\n" not in value)


def _is_good(name: str, value: object) -> bool:
    if isinstance(value, str):
        is_address = name in ADDRESSES
        return _is_text(value, name in PROSE) and (not is_address or address_of(value, "") == (value, ""))
    if isinstance(value, datetime):
        return value.tzinfo is not None and EARLIEST <= value.year < LATEST
    if isinstance(value, int):
        return 0 <= value < 2**31
    if isinstance(value, tuple):
        return all(_is_good(name, one) for one in value)
    if is_dataclass(value):
        return all(_is_good(one.name, getattr(value, one.name)) for one in fields(value))
    return True
