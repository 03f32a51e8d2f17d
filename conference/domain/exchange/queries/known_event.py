"""Whether a file that would make an event is one of an event that is here."""

from sqlalchemy import select

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.events.queries import find_event
from conference.domain.exchange.models import SourceIdentity
from conference.domain.exchange.rules import WORLD_WIDE, Report, Thing, world_wide_values

MOST_ASKED = 50


def find_event_of_file(report: Report) -> Event | None:
    """The event whose sessions came from such a file, else that of the same address, or title and start (3 queries).

    None too where the file makes no event.
    """
    proposed = report.proposed
    if not proposed.is_needed:
        return None
    return _by_sessions(report) or find_event(proposed.slug) or _by_title(report)


def _by_sessions(report: Report) -> Event | None:
    values = world_wide_values(item.key for item in report.items)[:MOST_ASKED]
    if not values:
        return None
    query = select(Event).join(SourceIdentity, SourceIdentity.event_id == Event.id).where(
        SourceIdentity.thing == Thing.SESSION, SourceIdentity.scheme.in_(WORLD_WIDE), SourceIdentity.value.in_(values),
    )  # fmt: skip
    return db.session.scalar(query.order_by(Event.id).limit(1))


def _by_title(report: Report) -> Event | None:
    same = (Event.title == report.proposed.title, Event.starts_at == report.proposed.starts_at)
    return db.session.scalar(select(Event).where(*same).order_by(Event.id).limit(1))
