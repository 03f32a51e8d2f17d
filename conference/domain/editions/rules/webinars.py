"""What the webinars of a series share, and what one of them is. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.editions.rules.rhythm import Rhythm
from conference.domain.events.rules import AttendanceMode


@dataclass(frozen=True)
class TemplateDetails:
    """What an organiser says once about the webinars of a series; `weekday` counts from Monday as 0."""

    weekday: int
    rhythm: Rhythm
    starts: time
    minutes: int
    zone: str
    mode: AttendanceMode
    zone_place: str = ""
    online_platform: str = ""
    capacity_in_person: int | None = None
    capacity_online: int | None = None
    opens_days_before: int | None = None
    closes_minutes_before: int | None = None


@dataclass(frozen=True)
class WebinarPlan:
    """One webinar that is to be made: its title, its day, its own text, and the slugs of who speaks."""

    title: str
    day: date
    text: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class WebinarTimes:
    """When a webinar is, in wall-clock times of its zone."""

    starts: datetime
    ends: datetime
    registration_opens: datetime | None
    registration_closes: datetime | None


def times_of(details: TemplateDetails, day: date) -> WebinarTimes:
    """The times of a webinar on a day."""
    starts = datetime.combine(day, details.starts)
    days, minutes = details.opens_days_before, details.closes_minutes_before
    return WebinarTimes(
        starts, starts + timedelta(minutes=details.minutes),
        None if days is None else starts - timedelta(days=days),
        None if minutes is None else starts - timedelta(minutes=minutes),
    )  # fmt: skip


def check_days(plans: Iterable[WebinarPlan], held: Iterable[date]) -> None:
    """Raise Invalid where two webinars of a series would be on one day."""
    taken = set(held)
    for at, plan in enumerate(plans):
        if plan.day in taken:
            raise Invalid(_("This series has a webinar on that day already."), f"day_{at}")
        taken.add(plan.day)
