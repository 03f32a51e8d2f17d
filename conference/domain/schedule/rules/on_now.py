"""What is on at a moment and what comes next; what cannot both be attended. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Generic, TypeVar

from conference.domain.schedule.rules.placements import overlaps

Held = TypeVar("Held")


@dataclass(frozen=True)
class Span(Generic[Held]):
    """A session (`held`) with its start and end, which are aware instants."""

    starts_at: datetime
    ends_at: datetime
    held: Held


@dataclass(frozen=True)
class OnNow(Generic[Held]):
    """What runs, in order of time, and the first that begins later (None: nothing more)."""

    current: tuple[Held, ...]
    following: Held | None


def on_now(spans: Iterable[Span[Held]], now: datetime) -> OnNow[Held]:
    """What of these runs at `now`, and which is next. A session runs from its start until just before its end."""
    in_order = sorted(spans, key=lambda span: span.starts_at)
    current = tuple(span.held for span in in_order if span.starts_at <= now < span.ends_at)
    return OnNow(current, next((span.held for span in in_order if span.starts_at > now), None))


def overlapping(spans: Iterable[Span[Held]]) -> list[tuple[Held, Held]]:
    """Each two that share a moment, the earlier first."""
    in_order = sorted(spans, key=lambda span: span.starts_at)
    return [(one.held, other.held) for one, other in combinations(in_order, 2) if overlaps(one, other)]
