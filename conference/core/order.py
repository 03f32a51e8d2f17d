"""Putting one of several things before or behind its neighbour."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What has a place among others."""

    position: int


Thing = TypeVar("Thing", bound=Placed)


def move_among(things: Sequence[Thing], one: Thing, by: int) -> list[Thing]:
    """Move one by so many places (-1: one forward) and number all from 0; beyond an end it stays at the end."""
    rest = [thing for thing in things if thing is not one]
    at = min(max(list(things).index(one) + by, 0), len(rest))
    ordered = [*rest[:at], one, *rest[at:]]
    for position, thing in enumerate(ordered):
        thing.position = position
    return ordered
