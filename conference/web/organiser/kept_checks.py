"""How many open findings an event has, counted anew where a deed was done since, and with every quarter of an hour.

Counting reads every text of an event and of its series: more than a second for a thousand sessions. Every deed writes
a row of the journal, so while that is as it was, so are the texts. What becomes stale by time alone is counted a
quarter of an hour late at most, and at midnight at once, in every zone. The checks' own page and all publishing buttons
look anew.
"""

from datetime import datetime, timedelta

from conference.domain.accounts.queries import mark_of_journal
from conference.domain.checks.queries import findings_of
from conference.domain.checks.rules import Check
from conference.domain.events.models import Event
from conference.domain.site.queries import get_site

QUARTER = timedelta(minutes=15)
OF_ATTENDEES = ("registration", "expression_of_interest")  # what they do, hundreds at once, changes no text
Mark = tuple[object, ...]

_counts: dict[int, tuple[Mark, int]] = {}


def count_open_findings(event: Event, now: datetime) -> int:
    """How many findings of an event are open, as of a quarter of an hour ago at most."""
    mark = _mark(now)
    known = _counts.get(event.id)
    if known is None or known[0] != mark:
        known = _counts[event.id] = (mark, _count(event, now))
    return known[1]


def _count(event: Event, now: datetime) -> int:
    """Clashes left out, which are told beside it."""
    return sum(one.check is not Check.CLASH for one in findings_of(event, now).open)


def _mark(now: datetime) -> Mark:
    """What is another as soon as a count may be; the public version is a random word, never that of other data."""
    return get_site().public_version, mark_of_journal(OF_ATTENDEES), now.timestamp() // QUARTER.total_seconds()
