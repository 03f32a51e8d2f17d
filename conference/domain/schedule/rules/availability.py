"""When a person can take part: spans in order, none within another. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.schedule.rules.placements import Window

LONGEST_SPAN = timedelta(days=31)
MOST_SPANS = 30


def check_spans(spans: Iterable[Window]) -> None:
    """Raise Invalid for a span that ends before it begins or lasts more than a month, and for too many of them."""
    found = list(spans)
    for number, (starts_at, ends_at) in enumerate(found, 1):
        if ends_at <= starts_at:
            raise Invalid(_("The end must come after the start."), f"until_{number}")
        if ends_at - starts_at > LONGEST_SPAN:
            raise Invalid(_("Please give at most a month at once."), f"until_{number}")
    if len(found) > MOST_SPANS:
        raise Invalid(_("Please give at most %(most)s spans.", most=MOST_SPANS))


def merged(spans: Iterable[Window]) -> list[Window]:
    """The same time as spans in order, those that touch or overlap made one."""
    found: list[Window] = []
    for starts_at, ends_at in sorted(spans):
        if found and starts_at <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends_at)
        else:
            found.append((starts_at, ends_at))
    return found
