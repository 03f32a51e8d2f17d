"""A table, whether it came as CSV or as XLSX: headings, rows of texts, and which column is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conference.core.text import clean_line, fold
from conference.formats.programmes.how_to_read import Column

WORDS = {
    Column.GUID: ("guid", "uuid", "uid"),
    Column.ID: ("id", "nr", "no", "number", "session id"),
    Column.CODE: ("code",),
    Column.TITLE: ("title", "session title", "session", "talk", "titel", "titre", "proposal title"),
    Column.SUBTITLE: ("subtitle",),
    Column.FORMAT: ("format", "type", "session type", "session format", "kind"),
    Column.THEME: ("theme", "track", "strand", "topic"),
    Column.LANGUAGE: ("language", "lang", "sprache"),
    Column.STATE: ("state", "status"),
    Column.MODE: ("mode",),
    Column.DAY: ("day", "date", "startdate", "start date", "datum"),
    Column.START: ("start", "time", "starttime", "start time", "starts", "starts at", "begin", "from", "when",
                   "beginn", "uhrzeit"),
    Column.END_DAY: ("enddate", "end date", "end day"),
    Column.END: ("end", "endtime", "end time", "ends", "ends at", "until", "to", "ende"),
    Column.MINUTES: ("minutes", "duration", "length", "dauer"),
    Column.ZONE: ("zone", "timezone", "time zone"),
    Column.ROOM: ("room", "location", "venue", "place", "raum"),
    Column.SPEAKERS: ("speakers", "speaker", "people", "persons", "presenters", "presenter", "speaker names", "owner",
                      "referenten", "referent", "referentin", "vortragende"),
    Column.ABSTRACT: ("abstract", "content", "summary"),
    Column.DESCRIPTION: ("description", "details"),
    Column.URL: ("url", "link", "address"),
    Column.NAME: ("name", "full name", "speaker name"),
    Column.JOB_TITLE: ("job title", "position", "tagline", "tag line"),
    Column.AFFILIATION: ("affiliation", "organisation", "organization", "company"),
    Column.BIOGRAPHY: ("biography", "bio"),
    Column.WEBSITE: ("website", "homepage"),
    Column.EMAIL: ("e mail address", "email address", "e mail", "email", "mail"),
}  # fmt: skip
MEANS = {word: column for column, words in WORDS.items() for word in words}
COUNTS = {"events", "sessions", "presentations", "released"}  # of our own lists, with nothing to take over
NEEDED = {Column.TITLE, Column.NAME}  # a table of sessions has the one, one of people the other

SESSION_COLUMNS = (
    Column.GUID, Column.ID, Column.CODE, Column.TITLE, Column.SUBTITLE, Column.FORMAT, Column.THEME, Column.LANGUAGE,
    Column.STATE, Column.MODE, Column.START, Column.END, Column.MINUTES, Column.ZONE, Column.ROOM, Column.SPEAKERS,
    Column.ABSTRACT, Column.DESCRIPTION, Column.URL,
)  # those that we write  # fmt: skip


@dataclass(frozen=True)
class Table:
    """`rows` are as long as `headings`; `first_row` is the number of the first of them in the file, from 1.

    `sheets` names all sheets of a workbook; `oddity` is a sentence on the encoding. `is_even`: most rows that are not
    empty have just as many cells in the file as there are headings.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 2
    sheets: tuple[str, ...] = ()
    oddity: str = ""
    is_even: bool = True

    @property
    def may_be_one(self) -> bool:
        """Whether what came as text may be meant as a table: a column is known that it cannot do without, or it is
        even and has several columns and a row.
        """
        is_known = bool(NEEDED & set(guess_columns(self.headings).values()))
        return is_known or (len(self.headings) > 1 and bool(self.rows) and self.is_even)

    @property
    def is_ours(self) -> bool:
        """Whether it is a table of sessions as we write them."""
        return self.headings == tuple(SESSION_COLUMNS)


def guess_columns(headings: Sequence[str]) -> dict[str, Column]:
    """What each heading means, by its words; the first of two with one meaning, and nothing for what is not known."""
    found: dict[str, Column] = {}
    for heading in headings:
        column = MEANS.get(fold(heading.replace("_", " ")))
        if column is not None and column not in found.values():
            found[heading] = column
    return found


def explains_itself(heading: str) -> bool:
    """Whether a heading that means no column says by its words that nothing below it is to be taken over."""
    return fold(heading) in COUNTS


def values_of(table: Table, row: Sequence[str], columns: Mapping[str, Column]) -> dict[Column, str]:
    """The cells of a row by what they are; empty ones are left away."""
    pairs = zip(table.headings, row, strict=True)
    return {columns[heading]: cell for heading, cell in pairs if heading in columns and cell.strip()}


def table_of_rows(rows: Sequence[Sequence[str]], sheets: tuple[str, ...] = (), oddity: str = "") -> Table | None:
    """The table whose headings are the first row that is not empty; None where there is none."""
    start = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if start is None:
        return None
    headings = tuple(_unique([clean_line(cell) for cell in rows[start]]))
    width = len(headings)
    below = rows[start + 1 :]
    cells = tuple((*row[:width], *[""] * (width - len(row))) for row in below)
    return Table(headings, cells, start + 2, sheets, oddity, is_even=_is_even(width, below))


def _is_even(width: int, rows: Sequence[Sequence[str]]) -> bool:
    widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
    return 2 * widths.count(width) >= len(widths)


def _unique(headings: Sequence[str]) -> list[str]:
    found: list[str] = []
    for number, heading in enumerate(headings, start=1):
        name = heading or f"column {number}"
        found.append(name if name not in found else f"{name} ({number})")
    return found
