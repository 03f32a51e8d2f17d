"""Changing what the webinars of a series share: which of them, and what is new for each. Pure."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from conference.domain.events.rules import AttendanceMode

Value = time | int | AttendanceMode | str | None


class Scope(enum.StrEnum):
    """Which webinars of a series are meant, seen from one of them."""

    THIS = "this one"
    FOLLOWING = "this one and those after it"
    ALL = "all of the series"


class Shared(enum.StrEnum):
    """What webinars of a series share; each name is that of a field."""

    STARTS = "starts"
    MINUTES = "minutes"
    MODE = "mode"
    PLATFORM = "online_platform"
    IN_PERSON = "capacity_in_person"
    ONLINE = "capacity_online"
    SUMMARY = "summary"
    TEXT = "description"


TIMES = frozenset({Shared.STARTS, Shared.MINUTES})
PLACES = frozenset({Shared.IN_PERSON, Shared.ONLINE})


@dataclass(frozen=True)
class Standing:
    """One webinar as it stands; `told` is how many people would hear at once of another time."""

    event_id: int
    name: str
    day: date
    values: Mapping[Shared, Value]
    is_over: bool = False
    told: int = 0


class Difference(NamedTuple):
    """What is new in one webinar."""

    field: Shared
    before: Value
    after: Value


@dataclass(frozen=True)
class RunPlan:
    """What is new in each webinar that changes, and those that are left alone because they are over."""

    changes: tuple[tuple[Standing, tuple[Difference, ...]], ...]
    left_alone: tuple[Standing, ...] = ()


def in_scope(run: Iterable[Standing], this: int, scope: Scope) -> list[Standing]:
    """The webinars of a run that are meant, in order of time; `this` is the id of the one it is seen from."""
    ordered = sorted(run, key=lambda one: (one.day, one.event_id))
    at = next(place for place, one in enumerate(ordered) if one.event_id == this)
    return {Scope.THIS: ordered[at : at + 1], Scope.FOLLOWING: ordered[at:], Scope.ALL: ordered}[scope]


def plan_run(meant: Iterable[Standing], wanted: Mapping[Shared, Value], *, includes_over: bool) -> RunPlan:
    """What is new where these values are wanted; a webinar that has them already is not in it."""
    found = [(one, tuple(_differences(one, wanted))) for one in meant]
    changing = [(one, differences) for one, differences in found if differences]
    return RunPlan(
        tuple(pair for pair in changing if includes_over or not pair[0].is_over),
        tuple(one for one, _differences_of_it in changing if one.is_over and not includes_over),
    )


def _differences(one: Standing, wanted: Mapping[Shared, Value]) -> Iterable[Difference]:
    return (Difference(field, one.values[field], wanted[field]) for field in Shared
            if field in wanted and wanted[field] != one.values[field])  # fmt: skip
