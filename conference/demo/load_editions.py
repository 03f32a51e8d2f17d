"""From which event each edition was opened, and what new webinars of a series begin with."""

from itertools import pairwise

from conference.core.database import db
from conference.core.zones import minutes_between
from conference.demo.loading import Loading
from conference.demo.samples import WEBINAR_START
from conference.domain.editions.models import EditionOrigin, SeriesTemplate
from conference.domain.editions.rules import Rhythm
from conference.domain.events.models import Event, Series
from conference.domain.events.rules import AttendanceMode, EventKind
from conference.domain.programme.queries import get_format

THURSDAY = 3
OPENS_DAYS_BEFORE, CLOSES_MINUTES_BEFORE = 42, 15


def load_editions(loading: Loading) -> None:
    """Conferences of a series follow one another; a series of webinars has a template, with times that are samples."""
    for series in loading.series.values():
        events = [event for event in loading.events.values() if event.series is series]
        conferences = sorted(_of(events, EventKind.CONFERENCE), key=lambda event: event.starts_at)
        db.session.add_all(EditionOrigin(event=later, earlier=earlier) for earlier, later in pairwise(conferences))
        if webinars := _of(events, EventKind.WEBINAR):
            db.session.add(_template(series, webinars[-1]))


def _of(events: list[Event], kind: EventKind) -> list[Event]:
    return [event for event in events if event.kind is kind]


def _template(series: Series, webinar: Event) -> SeriesTemplate:
    minutes = minutes_between(webinar.starts_at, webinar.ends_at)
    return SeriesTemplate(
        series=series, weekday=THURSDAY, rhythm=Rhythm.SECOND, starts=WEBINAR_START, minutes=minutes,
        zone=webinar.zone, zone_place=webinar.zone_place, mode=AttendanceMode.ONLINE,
        online_platform=webinar.online_platform, format=get_format("webinar"),
        opens_days_before=OPENS_DAYS_BEFORE, closes_minutes_before=CLOSES_MINUTES_BEFORE,
    )  # fmt: skip
