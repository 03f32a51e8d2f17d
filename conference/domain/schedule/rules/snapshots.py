"""A session as it stands or stood at one moment, in plain values, so that two moments can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.rules import AppearanceRole, SessionState


@dataclass(frozen=True)
class PresentationSnapshot:
    """A presentation at one moment."""

    presentation_id: int
    title: str
    abstract: str


@dataclass(frozen=True)
class AppearanceSnapshot:
    """A person in a session at one moment."""

    person_id: int
    name: str
    role: AppearanceRole
    job_title: str = ""
    affiliation: str = ""
    presentation_id: int | None = None


@dataclass(frozen=True)
class SessionSnapshot:
    """A session at one moment, with everything that readers see of it. Instants are aware."""

    session_id: int
    slug: str
    title: str
    state: SessionState
    mode: AttendanceMode
    format_slug: str
    format_name: str
    code: str = ""
    abstract: str = ""
    is_break: bool = False
    theme_slug: str = ""
    theme_name: str = ""
    language: str = "en"
    room_name: str = ""
    room_slug: str = ""
    room_position: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    position: int = 0
    uid: str = ""
    is_sample: bool = False
    is_time_sample: bool = False
    presentations: tuple[PresentationSnapshot, ...] = ()
    appearances: tuple[AppearanceSnapshot, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        """Whether the session is cancelled."""
        return self.state is SessionState.CANCELLED

    @property
    def people(self) -> dict[int, str]:
        """Who stands in the session: names by person id, each once."""
        return {appearance.person_id: appearance.name for appearance in self.appearances}


def is_released(state: SessionState, was_released: bool) -> bool:
    """Whether a session goes into the next release: what is confirmed or held, and what was public and is cancelled."""
    if state is SessionState.CANCELLED:
        return was_released
    return state in {SessionState.CONFIRMED, SessionState.HELD}


def is_different(before: Iterable[SessionSnapshot], after: Iterable[SessionSnapshot]) -> bool:
    """Whether a release of `after` would differ from one of `before` in anything, said in words or not."""
    return bool(differing(before, after))


def differing(
    before: Iterable[SessionSnapshot], after: Iterable[SessionSnapshot]
) -> list[tuple[SessionSnapshot | None, SessionSnapshot | None]]:
    """Each session that is not the same in both, as it was (None: it is new) and as it is (None: it is gone)."""
    old, new = ({session.session_id: session for session in sessions} for sessions in (before, after))
    pairs = [(old.get(key), new.get(key)) for key in {**new, **old}]
    return [(was, is_now) for was, is_now in pairs if was != is_now]


def is_calendar_change(before: SessionSnapshot, after: SessionSnapshot) -> bool:
    """Whether the calendar entry of a session must say that it changed: time, room, title, or being cancelled."""
    return _calendar_values(before) != _calendar_values(after)


def _calendar_values(snapshot: SessionSnapshot) -> tuple[object, ...]:
    return snapshot.starts_at, snapshot.ends_at, snapshot.room_name, snapshot.title, snapshot.is_cancelled
