"""What people are asked to agree to, and the sentence that they see. Pure."""

import enum

from conference.core.words import _


class ConsentPurpose(enum.StrEnum):
    """What an address may be written to for."""

    THIS_EVENT = "this event"
    LATER_EDITIONS = "later editions"
    WEEKLY_BRIEFING = "weekly briefing"


def wording_of(purpose: ConsentPurpose, *, event: str, series: str, site: str) -> str:
    """The sentence beside the tick: names of the event, of its series ("" for none) and of the organisation."""
    return {
        ConsentPurpose.THIS_EVENT: _(
            "Write to me about %(event)s: when registration opens, and when something changes.", event=event
        ),
        ConsentPurpose.LATER_EDITIONS: _("Write to me about later editions of %(series)s.", series=series),
        ConsentPurpose.WEEKLY_BRIEFING: _("Send me the weekly briefing of %(site)s.", site=site),
    }[purpose]


def purposes_offered(*, has_series: bool) -> tuple[ConsentPurpose, ...]:
    """What the form of an event asks for: later editions only where the event has a series."""
    return tuple(purpose for purpose in ConsentPurpose if has_series or purpose is not ConsentPurpose.LATER_EDITIONS)
