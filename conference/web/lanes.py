"""Side by side: lanes for what takes one room at the same time. Pure."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Spans = Mapping[Key, tuple[int, int]]


@dataclass(frozen=True)
class Lane:
    """Which lane something has, from 0, and how many stand beside each other there."""

    at: int
    of: int


def lanes_of(spans: Spans[Key]) -> dict[Key, Lane]:
    """A lane for each span of rows (the first one, and the first one after it), so that none lies on another."""
    found: dict[Key, Lane] = {}
    for cluster in _clusters(spans):
        found.update(_lanes(cluster))
    return found


def _clusters(spans: Spans[Key]) -> Iterable[dict[Key, tuple[int, int]]]:
    """What hangs together: each overlaps with something before it."""
    cluster: dict[Key, tuple[int, int]] = {}
    last = 0
    for key, (start, end) in sorted(spans.items(), key=lambda one: one[1][0]):
        if cluster and start >= last:
            yield cluster
            cluster, last = {}, 0
        cluster[key] = start, end
        last = max(last, end)
    if cluster:
        yield cluster


def _lanes(cluster: Spans[Key]) -> dict[Key, Lane]:
    ends: list[int] = []
    lane_of: dict[Key, int] = {}
    for key, (start, end) in cluster.items():
        lane = next((at for at, before in enumerate(ends) if before <= start), len(ends))
        ends[lane : lane + 1] = [end]
        lane_of[key] = lane
    return {key: Lane(lane, len(ends)) for key, lane in lane_of.items()}
