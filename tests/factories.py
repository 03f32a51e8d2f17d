"""Things for tests, made with the least that they need; every value may be given."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from conference.core.database import Base, db, transaction
from conference.core.text import fold
from conference.core.tokens import new_uid, random_key
from conference.domain.accounts.models import Account, StoredRole
from conference.domain.accounts.rules import Role
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event, Room, Series, Venue
from conference.domain.events.rules import AttendanceMode, EventKind, EventState
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Format, Session
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.site.actions import set_up_site
from conference.domain.site.models import Site
from conference.domain.site.queries import find_site

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
Thing = TypeVar("Thing", bound=Base)
_numbers = count(1)


def save(thing: Thing) -> Thing:
    """Write the thing in a transaction of its own."""
    with transaction():
        db.session.add(thing)
    return thing


def make_site(**values: Any) -> Site:
    """The settings of the site, set up."""
    with transaction():
        site = find_site() or set_up_site(
            name="Government Outcomes Lab", sender_email="events@example.org", is_set_up=True
        )
        for name, value in values.items():
            setattr(site, name, value)
    return site


def make_account(role: Role | None = Role.OWNER, **values: Any) -> Account:
    """A member of staff with a role on the whole site (None: no role)."""
    number = next(_numbers)
    roles = [_stored_role(role)] if role else []
    defaults = {"email": f"staff{number}@example.org", "name": f"Staff {number}", "active": True, "roles": roles,
                "fs_uniquifier": random_key()[:40], "created_at": NOW}  # fmt: skip
    return save(Account(**{**defaults, **values}))


def _stored_role(role: Role) -> StoredRole:
    found = db.session.query(StoredRole).filter_by(name=role.value).one_or_none()
    return found or save(StoredRole(name=role.value))


def make_series(**values: Any) -> Series:
    """A series."""
    number = next(_numbers)
    return save(Series(**{"slug": f"series-{number}", "title": f"Series {number}", **values}))


def make_venue(*rooms: str, **values: Any) -> Venue:
    """A venue with rooms of these names."""
    venue = Venue(**{"name": "School of Government", "city": "Oxford", "country": "GB", **values})
    venue.rooms = [Room(name=name, slug=name.lower().replace(" ", "-"), position=at) for at, name in enumerate(rooms)]
    return save(venue)


def make_event(**values: Any) -> Event:
    """An open two-day hybrid conference in Oxford, 8 and 9 September 2022, without limits."""
    number = next(_numbers)
    start = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)
    defaults = {
        "slug": f"event-{number}", "kind": EventKind.CONFERENCE, "state": EventState.OPEN, "title": f"Event {number}",
        "zone": "Europe/London", "starts_at": start, "ends_at": start + timedelta(hours=33),
        "mode": AttendanceMode.HYBRID, "uid": new_uid(), "changed_at": NOW, "created_at": NOW,
    }  # fmt: skip
    return save(Event(**{**defaults, **values}))


def make_format(**values: Any) -> Format:
    """A format; the same one for the same slug."""
    slug = values.get("slug", "panel")
    found = db.session.query(Format).filter_by(slug=slug).one_or_none()
    return found or save(Format(**{"slug": slug, "name": slug.replace("-", " ").capitalize(), **values}))


def make_person(name: str = "", **values: Any) -> Person:
    """A person."""
    number = next(_numbers)
    name = name or f"Person {number}"
    defaults = {"slug": f"person-{number}", "name": name, "folded_name": fold(name), "created_at": NOW}
    return save(Person(**{**defaults, **values}))


def make_session(event: Event, **values: Any) -> Session:
    """A confirmed, unplaced session of an hour."""
    number = next(_numbers)
    defaults = {
        "event_id": event.id, "slug": f"session-{number}", "title": f"Session {number}", "minutes": 60,
        "format_id": values.pop("format_id", None) or make_format().id, "mode": AttendanceMode.HYBRID,
        "state": SessionState.CONFIRMED, "uid": new_uid(), "created_at": NOW,
    }  # fmt: skip
    return save(Session(**{**defaults, **values}))


def make_appearance(session: Session, person: Person, **values: Any) -> Appearance:
    """A person in a session."""
    defaults = {"session_id": session.id, "person_id": person.id, "role": AppearanceRole.SPEAKER,
                "job_title": "Professor", "affiliation": "University of Oxford"}  # fmt: skip
    return save(Appearance(**{**defaults, **values}))


def make_expression(event: Event, **values: Any) -> ExpressionOfInterest:
    """A confirmed expression of interest, either way, in nothing particular."""
    number = next(_numbers)
    defaults = {"event_id": event.id, "email": f"person{number}@example.org", "name": f"Person {number}",
                "leaning": AttendanceMode.HYBRID, "topics": [], "purposes": [ConsentPurpose.THIS_EVENT.value],
                "state": InterestState.CONFIRMED, "expressed_at": NOW, "confirmed_at": NOW}  # fmt: skip
    return save(ExpressionOfInterest(**{**defaults, **values}))
