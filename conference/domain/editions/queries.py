"""Reading what an edition was opened from and what its texts may say of that; the template and the days of a series."""

from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference import links
from conference.core.database import db
from conference.core.slugs import slugs_once_of
from conference.core.zones import day_of, days_between
from conference.domain.editions.models import EditionOrigin, SeriesTemplate
from conference.domain.editions.rules import DateShift, shift_between
from conference.domain.editions.rules.stale import EditionFacts, MonthDay, Turn, edition_number_in, words_in
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import events_of_series
from conference.domain.events.rules import EventState
from conference.domain.programme.queries import list_formats


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
    return Turn(facts_of(earlier), facts_of(event), own, urlsplit(links.absolute("/")).hostname or "")


def facts_of(event: Event) -> EditionFacts:
    """What a text may say of an edition: its years, its dates, its names, its number, its addresses."""
    days = days_of_edition(event)
    window = filter(None, (event.registration_opens_at, event.registration_closes_at))
    others = [day_of(at, event.zone) for at in (*window, *(one.at for one in event.deadlines))]
    return EditionFacts(
        title=event.title, short_title=event.short_title, years=frozenset(day.year for day in days),
        dates=frozenset(MonthDay(day.month, day.day) for day in (*days, *others)),
        number=edition_number_in(event.edition, event.title, event.summary, event.description),
        slugs=slugs_once_of("event", event.id) | {event.slug},
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
