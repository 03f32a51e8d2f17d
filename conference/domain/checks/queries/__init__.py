"""Reading what the checks of an event find."""

from conference.domain.checks.queries.facts import facts_of
from conference.domain.checks.queries.found import (
    Found,
    clashes_said_right,
    find_accepted,
    findings_of,
    get_findings,
    open_clashes,
    open_clashes_of,
)

__all__ = [
    "Found", "clashes_said_right", "facts_of", "find_accepted", "findings_of", "get_findings", "open_clashes",
    "open_clashes_of",
]  # fmt: skip
