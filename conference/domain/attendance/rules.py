"""Who came in: which scan of a ticket counts, what the others are told, and how keys are typed. Pure.

Of all scans of one person for one thing (a day of the event, or a session) the earliest is the entry, whichever phone
tells of it first; every other one is told when and where that was.
"""

import enum
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.rules.states import ENDED, RegistrationState

TICKET_KEY = re.compile("[0-9A-Z]{16}")
SCAN_KEY = re.compile("[A-Za-z0-9_-]{16,64}")
GROUP = 4
READ_AS = str.maketrans("OIL", "011")
MOST_SCANS = 500
LONGEST_WAIT = timedelta(days=30)
MOST_FOUND = 20
SIZES = (40, 34, 26, 22, 18, 15, 13, 11, 9, 8, 7, 6)  # points
MM_OF_POINT, LEADING, LETTER = 0.3528, 1.2, 0.6  # of a line, and of a letter in ems


class Answer(enum.StrEnum):
    """What a scan comes to."""

    CAME_IN = "came in"
    HERE_ALREADY = "here already"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    ONLINE = "online"
    OTHER_DAY = "other day"
    UNKNOWN = "unknown"  # never stored: nobody is known whom it is about
    UNDONE = "undone"  # an organiser took it back


class BadgeSize(enum.StrEnum):
    """The sheets that badges are printed on, all of A4: how large one badge is, in mm."""

    CARD = "90x55"  # ten on a sheet
    SMALL_CARD = "85x55"  # ten on a sheet
    FOLDED = "a6"  # two on a sheet, each folded in the middle


@dataclass(frozen=True, order=True)
class Arrival:
    """A scan that may be an entry. Of two at the same instant the door and the scan's own id decide, anywhere alike."""

    at: datetime
    door_id: int
    key: str


@dataclass(frozen=True)
class SentScan:
    """A scan as a door sends it: its own id; a ticket key, or the id of a registration picked by name; how long ago."""

    key: str
    ticket_key: str
    registration_id: int | None
    age: timedelta


def spaced_key(key: str) -> str:
    """A ticket key in groups of four, for reading out: "7K2M 9PQR ..."."""
    return " ".join(key[at : at + GROUP] for at in range(0, len(key), GROUP))


def typed_key(text: str) -> str:
    """What was typed or scanned, as the key that it means: capitals, no spaces or hyphens, O as 0, I and L as 1."""
    return "".join(text.split()).replace("-", "").upper().translate(READ_AS)


def is_scan_key(text: str) -> bool:
    """Whether this can be the id that a scan was given: 16 to 64 letters, digits, hyphens and underscores."""
    return SCAN_KEY.fullmatch(text) is not None


def place_answer(state: RegistrationState, mode: AttendanceMode | None) -> Answer:
    """CAME_IN for who has a place in person; else why nobody comes in with this registration."""
    if state in ENDED:
        return Answer.CANCELLED
    if state is not RegistrationState.CONFIRMED:
        return Answer.WAITING
    return Answer.CAME_IN if mode is AttendanceMode.IN_PERSON else Answer.ONLINE


def answer_of(place: Answer, day: date, first: date, last: date) -> Answer:
    """What one scan comes to by itself, on a day, at a door that is for the days from `first` to `last`."""
    return Answer.OTHER_DAY if place is Answer.CAME_IN and not first <= day <= last else place


def instant_of(received_at: datetime, age: timedelta, opened_at: datetime) -> datetime:
    """When something was scanned that is told of now: never after now, never before the door was opened.

    A phone says how long ago it was, never what time it was: clocks of phones are wrong.
    """
    return min(received_at, max(opened_at, received_at - max(age, timedelta())))


def entry_among(arrivals: Iterable[Arrival]) -> Arrival | None:
    """The scan that is the entry: the earliest, in whatever order they were told."""
    return min(arrivals, default=None)


def check_door(name: str) -> None:
    """Raise Invalid for a door without a name."""
    if not name:
        raise Invalid(_("Please give the door a name, such as “Main entrance”."), "name")


def check_reason(reason: str) -> None:
    """Raise Invalid unless a reason is given."""
    if not reason:
        raise Invalid(_("Please say why, in a few words."), "reason")


def fitting_size(text: str, width: float, height: float) -> int:
    """The largest size in points (of SIZES) at which a text fits a box of `width` and `height` mm, or the least.

    Letters are reckoned as wide as a bold serif needs, those of East Asia as a square.
    """
    for size in SIZES:
        line = size * MM_OF_POINT
        if _lines(text, width / line) * line * LEADING <= height:
            return size
    return SIZES[-1]


def _lines(text: str, ems: float) -> int:
    """Into how many lines a text breaks that are so many times as wide as the type is high; long words break, too."""
    lines, left = 1, ems
    for word in text.split():
        wide = sum(1.0 if unicodedata.east_asian_width(one) in "WF" else LETTER for one in word)
        if wide > left and left < ems:
            lines, left = lines + 1, ems
        lines, left = lines + int(wide / ems), left - wide % ems - LETTER / 2
    return lines
