"""What the parts of the loader share: the world of the day, and the rows made so far by the ids of the facts."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from conference.demo.facts import Facts
from conference.demo.publication import World
from conference.demo.samples import local_instant
from conference.demo.shapes import EventFacts
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Series
from conference.domain.people.models import Organisation, Person
from conference.domain.programme.models import Session
from conference.domain.reflections.models import BlogPost
from conference.domain.site.models import Site

MORNING = time(9)


@dataclass
class Loading:
    """One run of the loader; `now` is the instant at which the demo starts. Each part adds the rows that it made."""

    facts: Facts
    world: World
    now: datetime
    site: Site
    owner: Account
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    blog_posts: dict[str, BlogPost] = field(default_factory=dict)

    def organisation_of(self, affiliation: str) -> Organisation | None:
        """The organisation that an affiliation as printed stands for, or None."""
        found = self.facts.find_organisation(affiliation)
        return self.organisations.get(found.id) if found else None


def morning_of(event: EventFacts, day: date) -> datetime:
    """Nine o'clock on that day where the event is: when things are announced and published."""
    return local_instant(event, day, MORNING)


def morning(day: date) -> datetime:
    """Nine o'clock UTC on that day, for what belongs to no event."""
    return datetime.combine(day, MORNING, UTC)
