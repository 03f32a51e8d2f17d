"""Reading what an edition was opened from and what its texts may say of that; the template and the days of a series."""

from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from conference import links
from conference.core.database import db
from conference.core.slugs import slugs_once_of
from conference.core.zones import day_of, days_between, minutes_between, to_local
from conference.domain.editions.models import EditionOrigin, SeriesTemplate
from conference.domain.editions.rules import DateShift, Shared, Standing, shift_between
from conference.domain.editions.rules.runs import TIMES
from conference.domain.editions.rules.stale import (
    EditionFacts,
    MonthDay,
    Turn,
    academic_year_of,
    edition_number_in,
    words_in,
)
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import events_of_series
from conference.domain.events.rules import EventKind, EventState
from conference.domain.programme.queries import list_formats
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState


def find_earlier_edition(event: Event) -> Event | None:
    """The event that this one was opened from, or None (1 query)."""
    query = select(EditionOrigin).where(EditionOrigin.event_id == event.id)
    origin = db.session.scalar(query.options(joinedload(EditionOrigin.earlier)))
    return origin.earlier if origin else None


def find_turn(event: Event) -> Turn | None:
    """What is stale in the texts of an edition, or None where it was not opened from an earlier one."""
    earlier = find_earlier_edition(event)
    if earlier is None:
        return None
    series, venue = event.series, event.venue
    own = words_in(
        earlier.title, event.title, event.zone_place, series.title if series else "", venue.name if venue else "",
        venue.city if venue else "", *(one.name for one in list_formats()),
    )  # fmt: skip
    number = edition_number_in(earlier.edition, earlier.title, earlier.summary, earlier.description)
    old, new = _facts_of(earlier, number), _facts_of(event, edition_number_in(event.edition))
    return Turn(old, new, own, urlsplit(links.absolute("/")).hostname or "")


def _facts_of(event: Event, number: int | None) -> EditionFacts:
    days = days_of_edition(event)
    window = filter(None, (event.registration_opens_at, event.registration_closes_at))
    others = [day_of(at, event.zone) for at in (*window, *(one.at for one in event.deadlines))]
    return EditionFacts(
        title=event.title, short_title=event.short_title, years=frozenset(day.year for day in days),
        dates=frozenset(MonthDay(day.month, day.day) for day in (*days, *others)),
        number=number,
        slugs=slugs_once_of("event", event.id) | {event.slug},
        academic_years=frozenset(academic_year_of(day) for day in days),
        is_public=event.state is not EventState.DRAFT,
    )  # fmt: skip


def days_of_edition(event: Event) -> list[date]:
    """The days of an event in its zone."""
    return days_between(event.starts_at, event.ends_at, event.zone)


def shift_of(earlier: Event, first: date) -> DateShift:
    """How the dates of an event move to an edition that begins on `first`."""
    window = filter(None, (earlier.registration_opens_at, earlier.registration_closes_at))
    instants = [*window, *(deadline.at for deadline in earlier.deadlines)]
    old_first = day_of(earlier.starts_at, earlier.zone)
    return shift_between(old_first, first, [day_of(at, earlier.zone) for at in instants])


def find_template(series: Series) -> SeriesTemplate | None:
    """What a new webinar of the series begins with, or None where that was never said (1 query)."""
    query = select(SeriesTemplate).where(SeriesTemplate.series_id == series.id)
    return db.session.scalar(query.options(joinedload(SeriesTemplate.format)))


def days_held(series: Series) -> set[date]:
    """The days on which the series is held or planned, drafts too; cancelled events leave theirs free (1 query)."""
    events = events_of_series(series, drafts=True)
    return {day_of(one.starts_at, one.zone) for one in events if one.state is not EventState.CANCELLED}


def run_of(series: Series, now: datetime) -> list[Standing]:
    """The webinars of a series as they stand, drafts too, cancelled ones not (2 queries)."""
    events = [one for one in events_of_series(series, drafts=True) if _is_in_run(one)]
    return [standing_of(one, now, registered) for one, registered in _with_registered(events)]


def _is_in_run(event: Event) -> bool:
    return event.kind is EventKind.WEBINAR and event.state is not EventState.CANCELLED


def _with_registered(events: list[Event]) -> list[tuple[Event, int]]:
    """Each event with the number of people who have a place or wait for one."""
    query = select(Registration.event_id, func.count().label("number")).group_by(Registration.event_id)
    query = query.where(Registration.event_id.in_([one.id for one in events]))
    rows = db.session.execute(query.where(Registration.state != RegistrationState.CANCELLED))
    counts: dict[int, int] = {row.event_id: row.number for row in rows}
    return [(one, counts.get(one.id, 0)) for one in events]


def standing_of(event: Event, now: datetime, registered: int = 0) -> Standing:
    """A webinar as it stands: what it shares with the others of its series."""
    local = to_local(event.starts_at, event.zone)
    values = {field: getattr(event, field.value) for field in Shared if field not in TIMES}
    minutes = minutes_between(event.starts_at, event.ends_at)
    return Standing(
        event.id, event.name, local.date(), {**values, Shared.STARTS: local.time(), Shared.MINUTES: minutes},
        is_over=event.ends_at <= now, told=registered if event.state is not EventState.DRAFT else 0,
    )  # fmt: skip
