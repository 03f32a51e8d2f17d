"""Reading badges: who gets one, and how large their names stand on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from conference.core.database import db
from conference.domain.attendance.rules import BadgeSize, fitting_size
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.site.models import Document

PREFIX = "badges"
ON_A_SHEET = {BadgeSize.CARD: 10, BadgeSize.SMALL_CARD: 10, BadgeSize.FOLDED: 2}
BOXES = {BadgeSize.CARD: (57, 30, 10), BadgeSize.SMALL_CARD: (52, 30, 10), BadgeSize.FOLDED: (87, 60, 20)}  # mm
LARGEST_ORGANISATION = 13  # points
KEPT_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Badge:
    """What stands on a badge; sizes in points. The code holds `key`, that of the ticket."""

    name: str
    organisation: str
    key: str
    name_size: int
    organisation_size: int


def name_of_badges(event: Event, size: BadgeSize) -> str:
    """Under which name the sheets of an event in a size are kept."""
    return f"{PREFIX}-{size}-{event.id}"


def are_badges_kept(event: Event, now: datetime) -> bool:
    """Whether sheets with the names of an event may still be kept: until two weeks after it."""
    return now < event.ends_at + KEPT_FOR


def sheets_of(event: Event, size: BadgeSize) -> list[list[Badge]]:
    """The badges of everybody with a place in person, by name, in sheets (one query)."""
    query = select(Registration.name, Registration.organisation, Registration.ticket_key).where(
        Registration.event_id == event.id, Registration.state == RegistrationState.CONFIRMED,
        Registration.mode == AttendanceMode.IN_PERSON,
    )  # fmt: skip
    rows = db.session.execute(query.order_by(Registration.name, Registration.id)).all()
    badges = [_badge(name, organisation, key, size) for name, organisation, key in rows]
    number = ON_A_SHEET[size]
    return [badges[at : at + number] for at in range(0, len(badges), number)]


def _badge(name: str, organisation: str, key: str, size: BadgeSize) -> Badge:
    width, name_height, organisation_height = BOXES[size]
    smaller = min(fitting_size(organisation, width, organisation_height), LARGEST_ORGANISATION)
    return Badge(name, organisation, key, fitting_size(name, width, name_height), smaller)


def list_kept_badges() -> list[str]:
    """The names under which sheets of badges are kept: each day they are made anew or dropped (one query)."""
    return list(db.session.scalars(select(Document.name).where(Document.name.startswith(f"{PREFIX}-"))))
