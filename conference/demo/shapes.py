"""The shapes of the demo's facts: frozen values that refuse a field they do not know. What is unknown stays empty."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from pydantic import ConfigDict

from conference.domain.briefings.models import ItemKind
from conference.domain.events.rules import AttendanceMode, EventKind
from conference.domain.materials.rules import MaterialKind
from conference.domain.programme.rules import AppearanceRole

TitleStatus = Literal["as published", "from address", "descriptive"]
MilestoneKind = Literal[
    "announced", "call opens", "call closes", "registration opens", "programme published", "dates changed"
]
Precision = Literal["day", "month", "year", "chosen"]


class Fact:
    """What all facts share: a field that is not named here is refused."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class SeriesFacts(Fact):
    """What repeats."""

    id: str
    slug: str
    title: str
    short_title: str
    cadence: str
    about: str


@dataclass(frozen=True, kw_only=True)
class FormatFacts(Fact):
    """A kind of session with its usual length."""

    slug: str
    name: str
    minutes: int
    is_streamed: bool = False
    is_break: bool = False


@dataclass(frozen=True, kw_only=True)
class PersonFacts(Fact):
    """A person; the id is the slug too. Job title and affiliation stand with each appearance.

    Only sample people have an address, under example.org.
    """

    id: str
    name: str
    honorific: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True)
class OrganisationFacts(Fact):
    """An organisation; the id is the slug too. The aliases are names that its pages print."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True)
class VenueFacts(Fact):
    """A building, with the rooms that its pages name."""

    name: str
    street: str
    city: str
    country: str
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Milestone(Fact):
    """A date in the life of an event. Unless it is known to the day, the day was chosen for the demo."""

    kind: MilestoneKind
    on: date
    at: time | None = None
    precision: Precision

    @property
    def is_sample(self) -> bool:
        """Whether the day is ours."""
        return self.precision != "day"


@dataclass(frozen=True, kw_only=True)
class EarlierDates(Fact):
    """Dates that an event was announced for before they changed on the day `until`."""

    until: date
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class DailyHours(Fact):
    """The hours that an event page prints for each of its days."""

    opens: time
    closes: time


@dataclass(frozen=True, kw_only=True)
class TicketFacts(Fact):
    """A ticket as it was sold; the price is in whole units of the currency, None where it is not known."""

    name: str
    price: int | None = None
    currency: str = ""
    audience: str
    days: int | None = None
    mode: AttendanceMode


@dataclass(frozen=True, kw_only=True)
class LinkFacts(Fact):
    """A page about an event."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class EventFacts(Fact):
    """One dated happening. `month` and `year` narrow a date that is not known to the day.

    `generated` names the fields that are not facts: it is empty until `samples.completed` has filled them in.
    """

    id: str
    slug: str
    old_slugs: tuple[str, ...] = ()
    series_id: str | None = None
    kind: EventKind
    title: str
    title_status: TitleStatus = "as published"
    short_title: str = ""
    edition: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    month: str = ""
    year: int | None = None
    days: int
    minutes: int | None = None
    daily_hours: DailyHours | None = None
    zone: str
    zone_place: str
    mode: AttendanceMode
    venue: VenueFacts | None = None
    host: str
    online_platform: str = ""
    hashtag: str = ""
    vision: str = ""
    about: str
    themes: tuple[str, ...] = ()
    policy_areas: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    earlier_dates: tuple[EarlierDates, ...] = ()
    tickets: tuple[TicketFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    generated: tuple[str, ...] = ()

    def find_milestone(self, kind: MilestoneKind) -> Milestone | None:
        """The milestone of that kind, or None."""
        return next((milestone for milestone in self.milestones if milestone.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class AppearanceFacts(Fact):
    """A person in a session; job title and affiliation as on the day."""

    person_id: str
    role: AppearanceRole
    role_as_printed: str = ""
    job_title: str = ""
    affiliation: str = ""
    country: str = ""
    presented: str = ""


@dataclass(frozen=True, kw_only=True)
class PresentationFacts(Fact):
    """One titled contribution."""

    id: str
    title: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class MaterialFacts(Fact):
    """A recording, audio, slides or page of a session, by link."""

    kind: MaterialKind
    url: str


@dataclass(frozen=True, kw_only=True)
class QuoteFacts(Fact):
    """Words as published, under twenty of them; `consent` says on what ground they are shown."""

    text: str
    person_id: str | None = None
    attributed_as: str = ""
    source_url: str
    consent: str


@dataclass(frozen=True, kw_only=True)
class SessionFacts(Fact):
    """A session. `day` counts from 1; `highlight`, quotes, takeaways and materials are known only afterwards."""

    id: str
    event_id: str
    slug: str
    code: str = ""
    title: str
    title_status: TitleStatus
    format: str
    format_as_printed: str = ""
    theme: str = ""
    day: int | None = None
    order: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    mode: AttendanceMode
    room: str = ""
    concurrent_group: str = ""
    supplementary: bool = False
    about: str = ""
    highlight: str = ""
    appearances: tuple[AppearanceFacts, ...] = ()
    presentations: tuple[PresentationFacts, ...] = ()
    materials: tuple[MaterialFacts, ...] = ()
    related_session_ids: tuple[str, ...] = ()
    quotes: tuple[QuoteFacts, ...] = ()
    takeaways: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True)
class AuthorFacts(Fact):
    """Who wrote a post, with the role as on the posting day."""

    person_id: str | None = None
    name: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class BlogPostFacts(Fact):
    """A post here or elsewhere. The demo shows it from `known_from` on, a derived day where the real one is unknown."""

    id: str
    slug: str
    kind: Literal["blog post", "news", "podcast", "partner page"]
    publication: str
    title: str
    title_status: TitleStatus
    url: str
    also_at: tuple[str, ...] = ()
    posted_on: date | None = None
    posted_at: datetime | None = None
    known_from: date
    is_derived: bool = False
    phase: Literal["before", "during", "after"]
    authors: tuple[AuthorFacts, ...] = ()
    session_ids: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    summary: str
    quotes: tuple[QuoteFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefingItemFacts(Fact):
    """One thing told in a briefing, with the posts, sessions and events that it is from, nearest first."""

    kind: ItemKind
    kind_as_found: str
    title: str
    organisation: str = ""
    summary: str
    url: str = ""
    blog_post_ids: tuple[str, ...] = ()
    session_ids: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefingSectionFacts(Fact):
    """A headed part; level 3 stands below the level 2 before it."""

    heading: str
    level: int
    items: tuple[BriefingItemFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefingFacts(Fact):
    """One monthly issue. Only the month is known: the day of `issued_on` is the last Thursday in it."""

    id: str
    slug: str
    title: str
    period: str
    url: str
    issued_on: date
    is_complete: bool = False
    intro: str
    sections: tuple[BriefingSectionFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FigureFacts(Fact):
    """An announced number, as stated (a short quote). Several of one event may disagree, as they did."""

    event_id: str
    session_id: str | None = None
    day: int | None = None
    measure: str
    value: int | None = None
    qualifier: str
    as_stated: str
    source_urls: tuple[str, ...]
