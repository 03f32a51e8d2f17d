"""The way of a write-up from draft to published. Pure."""

import enum

from conference.core.errors import Conflict
from conference.core.words import _


class WriteUpState(enum.StrEnum):
    """The life of a write-up."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


MOVES = {
    WriteUpState.DRAFT: {WriteUpState.SUBMITTED, WriteUpState.WITHDRAWN},
    WriteUpState.SUBMITTED: {WriteUpState.RETURNED, WriteUpState.PUBLISHED, WriteUpState.WITHDRAWN},
    WriteUpState.RETURNED: {WriteUpState.SUBMITTED, WriteUpState.WITHDRAWN},
    WriteUpState.PUBLISHED: {WriteUpState.WITHDRAWN},
    WriteUpState.WITHDRAWN: {WriteUpState.DRAFT},
}


def check_move(current: WriteUpState, wanted: WriteUpState) -> None:
    """Raise Conflict unless a write-up may go from one state to the other."""
    if wanted not in MOVES[current]:
        raise Conflict(_("This write-up is %(current)s, so it cannot become %(wanted)s.",
                         current=current, wanted=wanted))  # fmt: skip
