"""The facts of the demo: real events, people, titles, dates, roles, links, short quotes and figures.

They stand in `facts/*.json`, one file a subject, and come out as frozen, typed values in a fixed order. What is not
known is empty here; what the demo generates instead is made in `samples`, `timetable` and `attendees` and says so.
Sentences
(`about`, `summary`, `highlight`, takeaways) are in our own words; titles, names, roles and quotes are as published.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeVar

from pydantic import TypeAdapter

from conference.core.errors import NotFound
from conference.core.words import _
from conference.demo.shapes import (
    BlogPostFacts,
    BriefingFacts,
    EventFacts,
    FigureFacts,
    FormatFacts,
    OrganisationFacts,
    PersonFacts,
    SeriesFacts,
    SessionFacts,
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All facts, each kind in the order of its files; the sessions of an event in programme order."""

    series: tuple[SeriesFacts, ...]
    formats: tuple[FormatFacts, ...]
    people: tuple[PersonFacts, ...]
    organisations: tuple[OrganisationFacts, ...]
    events: tuple[EventFacts, ...]
    sessions: tuple[SessionFacts, ...]
    blog_posts: tuple[BlogPostFacts, ...]
    briefings: tuple[BriefingFacts, ...]
    figures: tuple[FigureFacts, ...]

    def get_event(self, event_id: str) -> EventFacts:
        """The event of that id; raises NotFound."""
        return _get({event.id: event for event in self.events}, event_id)

    def get_session(self, session_id: str) -> SessionFacts:
        """The session of that id; raises NotFound."""
        return _get({session.id: session for session in self.sessions}, session_id)

    def get_person(self, person_id: str) -> PersonFacts:
        """The person of that id; raises NotFound."""
        return _get({person.id: person for person in self.people}, person_id)

    def sessions_of(self, event_id: str) -> tuple[SessionFacts, ...]:
        """The sessions of an event in programme order."""
        return tuple(session for session in self.sessions if session.event_id == event_id)

    def find_organisation(self, affiliation: str) -> OrganisationFacts | None:
        """The organisation that an affiliation as printed stands for, by name or alias, or None."""
        return self._organisation_by_name.get(affiliation)

    @cached_property
    def _organisation_by_name(self) -> dict[str, OrganisationFacts]:
        return {name: each for each in self.organisations for name in (each.name, *each.aliases)}


Kind = TypeVar("Kind")


def _get(by_id: dict[str, Kind], wanted: str) -> Kind:
    if wanted not in by_id:
        raise NotFound(_("The demo knows nothing of %(id)s.", id=wanted))
    return by_id[wanted]


def _read(kind: type[Kind], *names: str) -> tuple[Kind, ...]:
    folder, adapter = files("conference.demo") / "facts", TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]
    return tuple(fact for name in names for fact in adapter.validate_json((folder / f"{name}.json").read_bytes()))


@cache
def load_facts() -> Facts:
    """Read all facts. Raises pydantic's ValidationError for a file that is not as this module says."""
    sessions = ("sessions_soc20", "sessions_soc21", "sessions_soc22", "sessions_soc23", "sessions_soc24")
    return Facts(
        series=_read(SeriesFacts, "series"),
        formats=_read(FormatFacts, "formats"),
        people=_read(PersonFacts, "people"),
        organisations=_read(OrganisationFacts, "organisations"),
        events=_read(EventFacts, "events", "webinars"),
        sessions=_read(SessionFacts, *sessions, "sessions_webinars", "sessions_meetings"),
        blog_posts=_read(BlogPostFacts, "blog_posts"),
        briefings=_read(BriefingFacts, "briefings"),
        figures=_read(FigureFacts, "figures"),
    )
