"""What a reader must be told, because files do not say it: the zone, whom to believe, which column is what."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from conference.core.errors import Invalid
from conference.core.words import _

MOST_BYTES = 20 * 1024 * 1024
MOST_SESSIONS = 5000
MOST_PEOPLE = 20_000
MOST_ROOMS = 2000  # and themes
MOST_PEOPLE_OF_SESSION = 500
MOST_PIECES = 500_000  # elements of XML, lists and objects of JSON
MOST_ODDITIES = 2000
MOST_ROWS = 20_000
MOST_COLUMNS = 200


class Column(enum.StrEnum):
    """What a column of a table can be."""

    GUID = "guid"
    ID = "id"
    CODE = "code"
    TITLE = "title"
    SUBTITLE = "subtitle"
    FORMAT = "format"
    THEME = "theme"
    LANGUAGE = "language"
    STATE = "state"
    MODE = "mode"
    DAY = "day"
    START = "start"  # a time, a date with a time, or a span such as 09:00-09:45
    END_DAY = "end day"
    END = "end"
    MINUTES = "minutes"
    ZONE = "zone"
    ROOM = "room"
    SPEAKERS = "speakers"  # "Ada Lovelace; Charles Babbage (chair)"
    ABSTRACT = "abstract"
    DESCRIPTION = "description"
    URL = "url"
    NAME = "name"  # of a person, in a table of people
    JOB_TITLE = "job title"
    AFFILIATION = "affiliation"
    BIOGRAPHY = "biography"
    WEBSITE = "website"
    EMAIL = "e-mail address"  # of a person, in a table of people


@dataclass(frozen=True)
class HowToRead:
    """`zone` (IANA) is that of times that carry none, and of the programme where the file names none.

    Where `believes_offsets` is off, times are read as the clock on the wall in the programme's zone, whatever offset
    they carry. `months_first` says whether 9/8/2022 in a table is a day of September; None that nobody knows. `columns`
    maps the headings of a table to what they are; None lets the reader guess from the words.
    """

    zone: str = "UTC"
    believes_offsets: bool = True
    columns: Mapping[str, Column] | None = field(default=None)
    sheet: str = ""
    months_first: bool | None = None


HOW: TypeAdapter[HowToRead] = TypeAdapter(HowToRead)


def check_size(data: bytes) -> None:
    """Raises Invalid for an empty file, and for one of more than 20 MB."""
    if not data.strip():
        raise Invalid(_("The file is empty."), "file")
    if len(data) > MOST_BYTES:
        raise Invalid(_("The file has %(size)s MB; at most 20 MB are read. Please split it.",
                        size=len(data) // (1024 * 1024)), "file")  # fmt: skip
