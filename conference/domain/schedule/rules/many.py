"""One change to many sessions, or to how many people come: what can be changed together, and where it cannot. Pure."""

from dataclasses import dataclass

from conference.core.errors import Refusal
from conference.core.many import ManyChange
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.rules import SessionState, check_move


@dataclass(frozen=True)
class SessionFacts:
    """What a session is, as far as many can be changed together.

    `format` and `theme` are slugs, `room` is the id of one; no theme, or no room, is empty.
    """

    state: SessionState
    format: str
    theme: str
    mode: AttendanceMode
    language: str
    expected: int | None = None
    room: str = ""
    is_placed: bool = False
    version: int = 0


@dataclass(frozen=True)
class SessionsChange(ManyChange):
    """What becomes of each session; an empty theme or room takes it away."""

    state: SessionState | None = None
    format: str | None = None
    theme: str | None = None
    mode: AttendanceMode | None = None
    language: str | None = None
    expected: int | None = None
    room: str | None = None

    def why_not(self, record: SessionFacts) -> str:
        """The sentence that says why a session cannot become this; empty where it can."""
        try:
            check_move(record.state, self.state or record.state)
        except Refusal as refusal:
            return refusal.sentence
        if self.room is not None and record.state is SessionState.CANCELLED:
            return _("A cancelled session has no place in the schedule.")
        if self.room and not record.is_placed:
            return _("It has no time yet, so it can have no room.")
        return ""

    def mark_of(self, record: SessionFacts) -> str:
        """Its version: a session knows by itself that somebody changed it."""
        return str(record.version)


@dataclass(frozen=True)
class ComingFacts:
    """How somebody comes to an event, as far as many can be changed together."""

    name: str
    is_online: bool


@dataclass(frozen=True)
class ComingChange(ManyChange):
    """How each of many people comes: online, or to the room."""

    is_online: bool | None = None
