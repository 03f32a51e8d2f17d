"""One change to many sessions: what it makes of each, where it cannot be, what somebody else was faster with. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conference.core.errors import Conflict, Refusal
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.rules import SessionState, check_move

MOST_NAMED = 5


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


@dataclass(frozen=True)
class ManyChange:
    """What becomes of each session; what is None stays as it is, an empty theme or room takes it away."""

    state: SessionState | None = None
    format: str | None = None
    theme: str | None = None
    mode: AttendanceMode | None = None
    language: str | None = None
    expected: int | None = None
    room: str | None = None

    @property
    def wanted(self) -> Mapping[str, object]:
        """The names of what changes, and what it becomes."""
        return {name: value for name, value in vars(self).items() if value is not None}

    def differences(self, facts: SessionFacts) -> dict[str, tuple[object, object]]:
        """What a session is and what it becomes, by name; nothing where it is so already."""
        pairs = {name: (getattr(facts, name), value) for name, value in self.wanted.items()}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def why_not(self, facts: SessionFacts) -> str:
        """The sentence that says why a session cannot become this; empty where it can."""
        try:
            check_move(facts.state, self.state or facts.state)
        except Refusal as refusal:
            return refusal.sentence
        if self.room is not None and facts.state is SessionState.CANCELLED:
            return _("A cancelled session has no place in the schedule.")
        if self.room and not facts.is_placed:
            return _("It has no time yet, so it can have no room.")
        return ""


def check_as_seen(seen: Mapping[int, int], now: Mapping[int, tuple[str, int]]) -> None:
    """Raise Conflict where sessions are not as a page saw them; `seen`: versions, `now`: titles and versions, by id."""
    gone = [session_id for session_id in seen if session_id not in now]
    changed = [title for session_id, (title, version) in now.items() if seen.get(session_id) != version]
    if gone:
        raise Conflict(_("Nothing is changed: some of these sessions are not there any more."))
    if changed:
        raise Conflict(_("Nothing is changed: meanwhile somebody has changed %(titles)s. What they are now stands "
                         "below. Send it again if it is still right.", titles=named(changed)))  # fmt: skip


def check_may_become(refusals: Iterable[tuple[str, str]]) -> None:
    """Raise Conflict where sessions cannot become what is wanted; `refusals` are titles with a sentence or none."""
    if said := [f"{title}: {sentence}" for title, sentence in refusals if sentence]:
        raise Conflict(_("Nothing is changed. %(why)s", why=" ".join(said[:MOST_NAMED])))


def named(titles: Iterable[str]) -> str:
    """The first titles of many, and that there are more."""
    found = list(titles)
    shown = ", ".join(found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return _("%(titles)s and %(more)s more", titles=shown, more=more) if more > 0 else shown
