"""What a session may be, and who stands in it. Pure."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from conference.core.errors import Conflict, Invalid
from conference.core.many import ManyChange
from conference.core.words import _, ngettext
from conference.domain.events.rules import AttendanceMode


class SessionState(enum.StrEnum):
    """The life of a session."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"


class AppearanceRole(enum.StrEnum):
    """What a person does in a session."""

    SPEAKER = "speaker"
    KEYNOTE_SPEAKER = "keynote speaker"
    CHAIR = "chair"
    MODERATOR = "moderator"
    PANELLIST = "panellist"
    DISCUSSANT = "discussant"
    INTERVIEWER = "interviewer"
    HOST = "host"
    RAPPORTEUR = "rapporteur"


MOVES = {
    SessionState.DRAFT: {SessionState.CONFIRMED, SessionState.CANCELLED},
    SessionState.CONFIRMED: {SessionState.DRAFT, SessionState.HELD, SessionState.CANCELLED},
    SessionState.HELD: {SessionState.CONFIRMED},
    SessionState.CANCELLED: {SessionState.DRAFT},
}


def check_move(current: SessionState, wanted: SessionState) -> None:
    """Raise Conflict unless a session may go from one state to the other."""
    if wanted is not current and wanted not in MOVES[current]:
        raise Conflict(_("A session that is %(current)s cannot become %(wanted)s.", current=current, wanted=wanted))


def check_may_follow(*, is_same_series: bool, is_before: bool) -> None:
    """Raise Invalid unless a session may take up another one: of an earlier event of the same series."""
    if not is_same_series:
        raise Invalid(_("A session can only take up one of the same series."), "earlier")
    if not is_before:
        raise Invalid(_("A session can only take up one of an earlier event."), "earlier")


LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True)
class SessionDetails:
    """What an organiser says about a session, apart from its people, its state and its place in the schedule."""

    title: str
    mode: AttendanceMode
    minutes: int
    code: str = ""
    abstract: str = ""
    language: str = "en"
    join_link: str = ""


@dataclass(frozen=True)
class FormatDetails:
    """What an organiser says about a format; `minutes` is its usual length."""

    name: str
    minutes: int
    is_streamed: bool = True
    is_break: bool = False
    is_offered: bool = True


@dataclass(frozen=True)
class FormatsChange(ManyChange):
    """What becomes of each of many formats."""

    minutes: int | None = None
    is_streamed: bool | None = None
    is_break: bool | None = None
    is_offered: bool | None = None


def why_theme_stays(sessions: int) -> str:
    """Why a theme that so many sessions have cannot go; empty where it can."""
    if not sessions:
        return ""
    return ngettext("One session has this theme. Give it another first.",
                    "%(num)s sessions have this theme. Give them another first.", sessions)  # fmt: skip


def why_room_stays(sessions: int) -> str:
    """Why a room that so many sessions are planned in cannot go; empty where it can."""
    if not sessions:
        return ""
    return ngettext("One session is planned in this room. Move it first.",
                    "%(num)s sessions are planned in this room. Move them first.", sessions)  # fmt: skip


def check_minutes(minutes: int) -> None:
    """Raise Invalid unless a length makes sense: five minutes to a day, in steps of five."""
    if not 5 <= minutes <= LONGEST_MINUTES or minutes % 5:
        raise Invalid(_("Please give a length in steps of 5 minutes, at most a day."), "minutes")


def field_words(field: str) -> str:
    """A part of a session in words, for saying that it was changed."""
    known = {
        "title": _("the title"), "mode": _("how one takes part"), "minutes": _("the length"), "code": _("the code"),
        "abstract": _("the abstract"), "language": _("the language"), "join_link": _("the join link"),
        "slug": _("the address"), "format": _("the format"), "theme": _("the theme"),
    }  # fmt: skip
    return known.get(field, field)


def check_not_overtaken(who: str, fields: Iterable[str]) -> None:
    """Raise Conflict where somebody changed these fields of a session since it was opened; nothing for none."""
    if words := ", ".join(field_words(field) for field in fields):
        raise Conflict(_("%(who)s has changed this while your page was open: %(fields)s. What it says now stands "
                         "below. Save again to put your words in its place.", who=who, fields=words))  # fmt: skip
