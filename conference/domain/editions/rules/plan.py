"""What an organiser decides when the next edition is opened. Pure."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


class Part(enum.StrEnum):
    """What may be taken over from the earlier edition."""

    TEXTS = "texts"
    THEMES = "themes"
    VENUE = "venue"
    HOURS = "hours"
    CAPACITY = "capacity"
    TICKETS = "tickets"
    TEAM = "team"
    SESSIONS = "sessions"


@dataclass(frozen=True)
class EditionPlan:
    """The next edition as it is to be made; all times are wall-clock times in the zone of the earlier one.

    `deadlines` says for each deadline of the earlier edition, by its id, when it is now; those left out are not in it.
    """

    title: str
    slug: str
    starts: datetime
    ends: datetime
    short_title: str = ""
    edition: str = ""
    registration_opens: datetime | None = None
    registration_closes: datetime | None = None
    deadlines: Mapping[int, datetime] = field(default_factory=dict)
    parts: frozenset[Part] = frozenset()
