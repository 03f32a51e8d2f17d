"""Sessions or people as CSV or XLSX: one row each, for people and for reading back.

What is left out, `left_out_of_tables` says.
"""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from conference.core.words import _
from conference.formats.programmes.csv_file import csv_bytes
from conference.formats.programmes.days import in_one_order
from conference.formats.programmes.how_to_read import Column
from conference.formats.programmes.table import SESSION_COLUMNS
from conference.formats.programmes.values import FileAppearance, FilePerson, FileSession, Identity, Programme, Scheme
from conference.formats.programmes.xlsx_file import Cell, xlsx_bytes

PEOPLE_COLUMNS = (Column.GUID, Column.ID, Column.CODE, Column.NAME, Column.JOB_TITLE, Column.AFFILIATION,
                  Column.BIOGRAPHY, Column.WEBSITE)  # fmt: skip
OURS = {Scheme.GUID: Column.GUID, Scheme.UID: Column.GUID, Scheme.ID: Column.ID, Scheme.CODE: Column.CODE}


def left_out_of_tables() -> str:
    """A sentence on what a table of sessions cannot say."""
    return _("A table leaves out: presentations, links and attachments, permission to record, biographies, and what "
             "rooms and themes have beyond their names.")  # fmt: skip


def left_out_of_people() -> str:
    """A sentence on what a table of people cannot say."""
    return _("A table of people leaves out: their sessions and roles, links beyond the first, and other spellings of "
             "their names.")  # fmt: skip


def sessions_csv(programme: Programme) -> bytes:
    """All sessions as CSV, safe for spreadsheets."""
    return csv_bytes([[str("" if cell is None else cell) for cell in row] for row in session_rows(programme)])


def sessions_xlsx(programme: Programme) -> bytes:
    """All sessions as a workbook, all texts as texts."""
    return xlsx_bytes(_("Sessions"), session_rows(programme))


def people_csv(programme: Programme) -> bytes:
    """All people as CSV, safe for spreadsheets."""
    return csv_bytes([[str("" if cell is None else cell) for cell in row] for row in people_rows(programme)])


def people_xlsx(programme: Programme) -> bytes:
    """All people as a workbook, all texts as texts."""
    return xlsx_bytes(_("People"), people_rows(programme))


def session_rows(programme: Programme) -> list[Sequence[Cell]]:
    """The headings, then a row for each session by start; times are ISO 8601 in the programme's zone, with offset."""
    zone = programme.heading.zone
    values = [_session_values(session, zone) for session in in_one_order(programme)]
    return [list(SESSION_COLUMNS), *([row.get(column) for column in SESSION_COLUMNS] for row in values)]


def people_rows(programme: Programme) -> list[Sequence[Cell]]:
    """The headings, then a row for each person."""
    values = [_person_values(person) for person in programme.people]
    return [list(PEOPLE_COLUMNS), *([row.get(column) for column in PEOPLE_COLUMNS] for row in values)]


def _identity(identity: Identity, number: int | None = None) -> dict[Column, Cell]:
    """The identity in the column of its scheme; a number only where it would not be taken for the identity."""
    column = OURS.get(identity.scheme)
    if column is Column.ID:
        is_number = re.fullmatch("0|[1-9][0-9]{0,8}", identity.value)
        return {column: int(identity.value) if is_number else identity.value}
    if column is Column.GUID:
        return {column: identity.value, Column.ID: number}
    return {} if column is None else {column: identity.value}


def _session_values(session: FileSession, zone: str) -> dict[Column, Cell]:
    begun, ended = (at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes") if at else ""
                    for at in (session.starts_at, session.ends_at))  # fmt: skip
    return {
        Column.CODE: session.code, Column.TITLE: session.title,
        Column.SUBTITLE: session.subtitle, Column.FORMAT: session.format, Column.THEME: session.theme,
        Column.LANGUAGE: session.language, Column.STATE: session.state, Column.MODE: session.mode,
        Column.START: begun, Column.END: ended, Column.MINUTES: session.minutes, Column.ZONE: zone if begun else "",
        Column.ROOM: session.room, Column.SPEAKERS: _people(session.appearances), Column.ABSTRACT: session.abstract,
        Column.DESCRIPTION: session.description, Column.URL: session.url, **_identity(session.identity, session.number),
    }  # fmt: skip


def _people(appearances: tuple[FileAppearance, ...]) -> str:
    """Names between semicolons; a role but that of a speaker behind the name."""
    parts = [name_in_cell(one.name) + ("" if one.role == "speaker" else f" ({one.role})") for one in appearances]
    return "; ".join(parts) + (";" if len(parts) == 1 and "," in parts[0] else "")


def name_in_cell(name: str) -> str:
    """A name as it stands in a cell of several, between semicolons."""
    return name.replace(";", ",")


def _person_values(person: FilePerson) -> dict[Column, Cell]:
    return {
        Column.NAME: person.name, Column.JOB_TITLE: person.job_title, Column.AFFILIATION: person.affiliation,
        Column.BIOGRAPHY: person.biography, Column.WEBSITE: person.url, **_identity(person.identity),
    }  # fmt: skip
