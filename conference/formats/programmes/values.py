"""A programme as a file tells it, whatever its format: plain values that readers make and writers take."""

import enum
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


class FileFormat(enum.StrEnum):
    """The formats that are read."""

    FRAB_XML = "frab XML"
    VOC_JSON = "c3voc JSON"
    VOC_JSON_2 = "c3voc JSON, version 2"
    PRETALX = "pretalx JSON"
    SESSIONIZE = "Sessionize JSON"
    ICALENDAR = "iCalendar"
    CSV = "CSV"
    XLSX = "XLSX"


class Scheme(enum.StrEnum):
    """By what a file tells one thing from another; the first that a thing has is its identity."""

    GUID = "guid"
    UID = "uid"
    CODE = "code"
    ID = "id"
    SLUG = "slug"
    NAME = "name"  # of people: the name, folded
    PLACE = "place"  # of sessions without anything else: title, start and room


@dataclass(frozen=True, order=True)
class Identity:
    """What stays the same when the file is written again.

    `slot` counts from 0, by start, the sessions of one file that share the value, and people of one name by address.
    """

    scheme: Scheme
    value: str
    slot: int = 0


class SessionState(enum.StrEnum):
    """What a file says of a session."""

    CONFIRMED = "confirmed"
    DRAFT = "draft"
    CANCELLED = "cancelled"


class Kind(enum.StrEnum):
    """What sort of oddity it is, for sorting and counting them."""

    ENCODING = "encoding"
    HEADING = "heading"  # dates, zone and names of the whole programme
    IDENTITY = "identity"  # missing, repeated, not as the format wants it
    TIME = "time"  # a start or an end that contradicts itself or is missing
    MIDNIGHT = "midnight"  # after midnight, and counted to the day before
    ZONE = "zone"  # an offset that is not that of the zone
    LENGTH = "length"
    OVERLAP = "overlap"  # two sessions in one room
    ROOM = "room"
    PERSON = "person"
    LANGUAGE = "language"
    LINK = "link"
    MARKUP = "markup"  # HTML and left-over entities in texts
    TEXT = "text"  # white space, control characters, mistaken encodings in texts
    LEFT_OUT = "left out"  # known or unknown to the format, and not taken over
    REFUSED = "refused"  # a session or person that cannot be taken over


@dataclass(frozen=True)
class Oddity:
    """One thing that is odd or refused. `place` is the path of the element, or the row and column.

    `number` is how many places the sentence counts, of which `place` is the first.
    """

    place: str
    kind: Kind
    sentence: str
    number: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Link:
    """An address on the web with its words."""

    url: str
    title: str = ""


@dataclass(frozen=True)
class Heading:
    """What a file says of the whole. `zone` is an IANA name, the file's own where `has_zone`, else the reader's.

    `day_change` is the wall-clock time at which a new day of the programme begins; `slot_minutes` is the grid. Where
    the file names no zone, `fitting_zone` is one that has the offsets of all its times, "" where nobody can say.
    """

    title: str = ""
    acronym: str = ""
    version: str = ""
    generator: str = ""
    zone: str = "UTC"
    has_zone: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day_change: time | None = None
    slot_minutes: int | None = None
    url: str = ""
    base_url: str = ""
    description: str = ""
    venue: str = ""
    city: str = ""
    fitting_zone: str = field(default="", compare=False)


@dataclass(frozen=True)
class FileRoom:
    """A room; sessions name it by `name`, which is unique in a programme."""

    name: str
    identity: Identity | None = None
    capacity: int | None = None
    description: str = ""
    slug: str = ""


@dataclass(frozen=True)
class FileTheme:
    """A theme (a track); sessions name it by `name`, which is unique in a programme. `colour` is #rrggbb."""

    name: str
    slug: str = ""
    colour: str = ""


@dataclass(frozen=True)
class FilePerson:
    """Somebody of the programme. `other_names` are further spellings under the same identity.

    `email` is said by tables of people alone; nothing that we write says it. `place` is where they come first.
    """

    identity: Identity
    name: str
    biography: str = ""
    url: str = ""
    job_title: str = ""
    affiliation: str = ""
    email: str = ""
    other_names: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class FileAppearance:
    """A person in a session, by identity; `name` as printed there, `role` in the words of the file.

    `presentation` is the index of the presentation that it belongs to, from 0.
    """

    person: Identity
    name: str
    role: str = "speaker"
    job_title: str = ""
    affiliation: str = ""
    presentation: int | None = None


@dataclass(frozen=True)
class FilePresentation:
    """One titled contribution inside a session."""

    title: str
    abstract: str = ""


@dataclass(frozen=True)
class FileSession:
    """One slot of the programme. `place` says where in the file it stands.

    `starts_at` is an instant in UTC, None for an unplaced session; `minutes` is the length; `day` is the day of the
    programme, which is one less than the calendar day after midnight; `number` is the file's own number for it.
    """

    identity: Identity
    title: str
    place: str = ""
    number: int | None = None
    code: str = ""
    slug: str = ""
    subtitle: str = ""
    format: str = ""
    theme: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    mode: str = ""
    state: SessionState = SessionState.CONFIRMED
    is_break: bool = False
    starts_at: datetime | None = None
    minutes: int | None = None
    day: date | None = None
    room: str = ""
    url: str = ""
    origin_url: str = ""
    feedback_url: str = ""
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    recording_licence: str = ""
    may_be_recorded: bool | None = None
    sequence: int | None = None
    changed_at: datetime | None = None
    presentations: tuple[FilePresentation, ...] = ()
    appearances: tuple[FileAppearance, ...] = ()

    @property
    def ends_at(self) -> datetime | None:
        """The end as an instant; None where start or length is not known."""
        if self.starts_at is None or self.minutes is None:
            return None
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Programme:
    """All that one file says, and what is odd about it. Orders are those of the file."""

    format: FileFormat
    heading: Heading
    rooms: tuple[FileRoom, ...] = ()
    themes: tuple[FileTheme, ...] = ()
    people: tuple[FilePerson, ...] = ()
    sessions: tuple[FileSession, ...] = ()
    oddities: tuple[Oddity, ...] = ()
