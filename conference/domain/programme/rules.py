"""What a session may be, and who stands in it. Pure."""

import enum

from conference.core.errors import Conflict
from conference.core.words import _


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
