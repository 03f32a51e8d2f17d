"""What the long lists of the workbench share: filters and pages that stand in the address, and the days of an event."""

import enum
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from conference.core import zones
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.rules import Phase
from conference.web.cards import phase_of, phase_words

MOST_DAYS = 31
Choice = TypeVar("Choice", bound=enum.StrEnum)


def chosen(choices: type[Choice], name: str, sent: Mapping[str, str] | None = None) -> Choice | None:
    """The choice that stands in the address (or in `sent`) under this name; None for none, or one that there is not."""
    raw = (request.args if sent is None else sent).get(name, "")
    return choices(raw) if raw in set(choices) else None


def options_of(words: Mapping[Choice, str], current: Choice | None) -> list[dict[str, Any]]:
    """The options of a filter: any, or one of these."""
    return [
        {"value": "", "label": _("Any"), "is_current": current is None},
        *({"value": one.value, "label": label, "is_current": one is current} for one, label in words.items()),
    ]


def pages_of(address: str, sent: Mapping[str, str], anchor: str = "") -> Callable[[int], str]:
    """The address of each page of a list, at its `anchor` where it has one; what is filtered stays."""
    chosen = {name: value for name, value in sent.items() if value}

    def url_of(number: int) -> str:
        return f"{address}?{urlencode({**chosen, 'page': number})}" + (f"#{anchor}" if anchor else "")

    return url_of


def short_moment(event: Event, instant: datetime) -> str:
    """Day and time in the event's zone, which the page names once."""
    day = zones.date_words(zones.day_of(instant, event.zone), weekday=False)
    return _("%(day)s, %(time)s", day=day, time=zones.time_words(instant, event.zone))


def state_words(event: Event, now: datetime) -> str:
    """What an event is at a moment, as staff read it in a list."""
    phase = phase_of(event, now)
    return _("Over") if phase is Phase.OVER else phase_words(phase)


def days_shown(event: Event, starts: Iterable[datetime | None]) -> list[date]:
    """The days of an event and others on which sessions stand, in order."""
    return sorted({*days_of(event)} | {zones.day_of(at, event.zone) for at in starts if at})


def day_choices(event: Event, starts: Iterable[datetime | None]) -> list[tuple[str, str]]:
    """The same for a form or a filter: what it sends, and the day in words."""
    return [(day.isoformat(), zones.date_words(day)) for day in days_shown(event, starts)]


def days_of(event: Event, most: int = MOST_DAYS) -> list[date]:
    """The days of an event in its own zone, `most` at most."""
    return zones.days_between(event.starts_at, event.ends_at, event.zone, most)
