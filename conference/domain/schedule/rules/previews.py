"""When a draft may be shown before it is public. Pure."""

from datetime import datetime

from conference.domain.events.rules import EventState


def may_be_previewed(state: EventState, ends_at: datetime, now: datetime) -> bool:
    """Whether there is something to look forward to: an event that is neither over nor cancelled."""
    return now < ends_at and state is not EventState.CANCELLED
