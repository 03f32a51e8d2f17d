"""Sessions or people out of a table.

A table with a column for titles is one of sessions; one with names and no titles is one of people. Columns that mean
nothing are counted in the oddities.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from conference.core.addresses import clean_address
from conference.core.errors import Invalid
from conference.core.text import fold
from conference.core.words import _, ngettext
from conference.formats.programmes.gathering import Gathering, first_identity
from conference.formats.programmes.how_to_read import MOST_PEOPLE_OF_SESSION, Column
from conference.formats.programmes.moments import following, zone_named
from conference.formats.programmes.session_times import checked_minutes, instant_of, unplaced
from conference.formats.programmes.table import Table, guess_columns, values_of
from conference.formats.programmes.table_days import WITH_DAYS, cells_of
from conference.formats.programmes.table_times import (
    clock_in,
    day_in,
    length_in,
    moment_in,
    proof_of_months_first,
    span_in,
)
from conference.formats.programmes.texts import line, number_in, prose
from conference.formats.programmes.values import (
    FileAppearance,
    FileRoom,
    FileSession,
    FileTheme,
    Identity,
    Kind,
    Scheme,
    SessionState,
)

Row = Mapping[Column, str]
ROLE = re.compile(r"(.*\S)\s*\(([a-z][a-z ]{2,30})\)")
OUR_ROLES = {"keynote speaker", "chair", "moderator", "panellist", "discussant", "interviewer", "host", "rapporteur"}
CONFIRMED = ("", "confirmed", "accepted", "scheduled", "published", "held")
STATES = {**dict.fromkeys(CONFIRMED, SessionState.CONFIRMED), "draft": SessionState.DRAFT,
          "cancelled": SessionState.CANCELLED, "canceled": SessionState.CANCELLED}  # fmt: skip
FALLEN_OUT = {"withdrawn", "declined"}  # which may have been announced, so they are cancelled
LONGEST_NIGHT = 12 * 60
REFUSED = {"rejected", "refused", "not accepted"}


def gather_table(gathering: Gathering, table: Table) -> None:
    """Read every row. Raises Invalid where no column is a title or a name."""
    columns = gathering.how.columns
    if columns is None:
        columns = guess_columns(table.headings)
    uses = {columns[heading] for heading in table.headings if heading in columns}
    if not uses & {Column.TITLE, Column.NAME}:
        raise Invalid(_("No column of the table is known to hold titles of sessions or names of people. Its columns "
                        "are: %(columns)s.", columns=", ".join(table.headings)[:300]), "columns")  # fmt: skip
    for number, heading in enumerate(table.headings, start=1):
        is_passed_over = heading not in columns or (columns[heading] is Column.EMAIL and Column.TITLE in uses)
        if is_passed_over and any(row[number - 1].strip() for row in table.rows):
            gathering.left_out(_("column %(number)s", number=number), heading)
    gathering.odd("", Kind.ENCODING, table.oddity)
    _look_at_months(gathering, table, columns)
    gather = partial(_gather_session, is_ours=table.is_ours) if Column.TITLE in uses else _gather_person
    for number, row in enumerate(table.rows, start=table.first_row):
        if any(cell.strip() for cell in row):
            gather(gathering, values_of(table, row, columns), _("row %(number)s", number=number))


def _look_at_months(gathering: Gathering, table: Table, columns: Mapping[str, Column]) -> None:
    """Where nobody has said whether months come first, a day that leaves no doubt says it for the whole table."""
    proof = proof_of_months_first(cells_of(table, [one for one in table.headings if columns.get(one) in WITH_DAYS]))
    if proof and gathering.how.months_first is None:
        gathering.how = replace(gathering.how, months_first=True)
        gathering.odd("", Kind.TIME, _("Days are read with the month before the day, as %(day)s can only be meant.",
                                       day=proof[:40]))  # fmt: skip


def _gather_person(gathering: Gathering, row: Row, place: str) -> None:
    candidates = _candidates(row)
    gathering.person(
        candidates, line(row.get(Column.NAME)), place, biography=prose(row.get(Column.BIOGRAPHY)),
        job_title=line(row.get(Column.JOB_TITLE)), affiliation=line(row.get(Column.AFFILIATION)),
        email=_email(gathering, row.get(Column.EMAIL, ""), place),
        url=gathering.address(row.get(Column.WEBSITE) or row.get(Column.URL, ""), place),
    )  # fmt: skip


def _email(gathering: Gathering, said: str, place: str) -> str:
    try:
        return clean_address(said) if said else ""
    except Invalid:
        gathering.odd(place, Kind.PERSON, _no_address(said))
        return ""


def _no_address(said: str) -> str:
    """What is wrong with it; what may be somebody's address is quoted nowhere, as reports are kept."""
    if "@" not in said:
        return _("“%(said)s” is no e-mail address; it is left out.", said=line(said)[:40])
    if said.count("@") > 1:
        return _("Several e-mail addresses stand there; they are left out.")
    return _("Its e-mail address is not a whole one; it is left out.")


def _candidates(row: Row) -> list[tuple[Scheme, str]]:
    return [(Scheme.GUID, line(row.get(Column.GUID))), (Scheme.ID, line(row.get(Column.ID))),
            (Scheme.CODE, line(row.get(Column.CODE)))]  # fmt: skip


def _gather_session(gathering: Gathering, row: Row, place: str, *, is_ours: bool) -> None:
    title = gathering.title(line(row.get(Column.TITLE)), place, Column.START in row)
    state = _state(gathering, title, line(row.get(Column.STATE)), place) if title else None
    if state is None:
        return
    _look_at_zone(gathering, row, place)
    starts_at, minutes = _times(gathering, row, place)
    session = FileSession(
        identity=_identity(gathering, row, place), title=title, place=place, starts_at=starts_at, minutes=minutes,
        number=number_in(line(row.get(Column.ID))), code=line(row.get(Column.CODE)),
        subtitle=line(row.get(Column.SUBTITLE)), format=line(row.get(Column.FORMAT)), mode=line(row.get(Column.MODE)),
        theme=gathering.theme(FileTheme(line(row.get(Column.THEME)))), language=line(row.get(Column.LANGUAGE)),
        state=state, room=gathering.room(FileRoom(line(row.get(Column.ROOM)))),
    )  # fmt: skip
    gathering.add(replace(
        session, url=gathering.address(row.get(Column.URL, ""), place),
        appearances=_appearances(gathering, row, place, is_ours=is_ours),
        abstract=gathering.look_at_text(_("abstract"), prose(row.get(Column.ABSTRACT)), place),
        description=gathering.look_at_text(_("description"), prose(row.get(Column.DESCRIPTION)), place),
    ))  # fmt: skip


def _identity(gathering: Gathering, row: Row, place: str) -> Identity:
    found = first_identity(_candidates(row))
    if found is None:
        gathering.tally(Kind.IDENTITY, "none", place, lambda number: ngettext(
            "One session has no number or code; it is known again by title, start and room.",
            "%(num)s sessions have no number or code; they are known again by title, start and room.",
            number))  # fmt: skip
    parts = (row.get(column, "") for column in (Column.TITLE, Column.DAY, Column.START, Column.ROOM))
    return found or Identity(Scheme.PLACE, fold(" ".join(parts)))


def _state(gathering: Gathering, title: str, said: str, place: str) -> SessionState | None:
    """What becomes of the session, said where the word is not one of ours; None where it is no part of the programme.

    What is not known to be confirmed is a draft.
    """
    word = said.lower()
    if word in STATES:
        return STATES[word]
    if word in REFUSED:
        gathering.odd(place, Kind.REFUSED, _("%(title)s is %(state)s, so it is not part of the programme.",
                                             title=title, state=said[:40]))  # fmt: skip
        return None
    state = SessionState.CANCELLED if word in FALLEN_OUT else SessionState.DRAFT
    gathering.odd(place, Kind.HEADING, _("The status “%(said)s” is read as %(state)s.", said=said[:40], state=state))
    return state


def _look_at_zone(gathering: Gathering, row: Row, place: str) -> None:
    said = line(row.get(Column.ZONE))
    if not said or (said == gathering.heading.zone and gathering.heading.has_zone):
        return
    zone = zone_named(said)
    if gathering.heading.has_zone or not zone:
        gathering.odd(place, Kind.ZONE, _("%(name)s is not the zone of the other rows, or none.", name=said[:60]))
    else:
        gathering.heading = replace(gathering.heading, zone=zone, has_zone=True)


def _times(gathering: Gathering, row: Row, place: str) -> tuple[datetime | None, int | None]:
    """Start and length: from a moment, or from a day with a time or a span of times."""
    length = length_in(line(row[Column.MINUTES])) if Column.MINUTES in row else None
    if length is not None:
        gathering.odd(place, Kind.LENGTH, length.oddity)
    minutes = None if length is None else length.minutes
    day, sentence = day_in(line(row.get(Column.DAY)), gathering.how.months_first)
    gathering.odd(place, Kind.TIME, sentence)
    first, last = span_in(line(row.get(Column.START)))
    begun, sentence = _moment(gathering, first, day, place)
    gathering.odd(place, Kind.TIME, sentence)
    if begun is None:
        unplaced(gathering, place)
        return None, minutes
    end_day, _sentence = day_in(line(row.get(Column.END_DAY)), gathering.how.months_first)
    ended, sentence = _moment(gathering, line(row.get(Column.END)) or last, end_day or day or begun.date(), place)
    if ended is None:
        gathering.odd(place, Kind.TIME, sentence)
        return begun, minutes
    until_end = (ended - begun) // timedelta(minutes=1)
    if clock_in(line(row.get(Column.END)) or last) is not None and Column.END_DAY not in row:
        until_end = _overnight(gathering, place, until_end)
    return begun, checked_minutes(gathering, place, until_end, minutes)


def _overnight(gathering: Gathering, place: str, until_end: int) -> int:
    """The minutes until an end without a day: one before the start is of the next day, unless it is then too far."""
    if not -24 * 60 < until_end < LONGEST_NIGHT - 24 * 60:
        return until_end
    gathering.odd(place, Kind.MIDNIGHT, _("The end is before the start; it is read as that of the next day."))
    return until_end + 24 * 60


def _moment(gathering: Gathering, said: str, day: date | None, place: str) -> tuple[datetime | None, str]:
    """The instant of a time on the day, or of a day and time; with a sentence where it cannot be read, or only so."""
    passed, sentence = clock_in(said), ""
    if passed is None:
        stamp, sentence = moment_in(said, gathering.how.months_first)
    else:
        stamp = following(day, passed) if day else None
    if stamp is None:
        return None, sentence
    found = instant_of(gathering, stamp, place)
    gathering.odd(place, Kind.TIME, found.oddity)
    return found.at, sentence


def _appearances(gathering: Gathering, row: Row, place: str, *, is_ours: bool) -> tuple[FileAppearance, ...]:
    found = []
    said = row.get(Column.SPEAKERS, "")
    separators = ";\n" if re.search(r"[;\n]", said) else ","
    parts = re.split(f"[{separators}]", said)
    if len(parts) > MOST_PEOPLE_OF_SESSION:
        gathering.odd(place, Kind.PERSON, _("More than 500 people are named; the others are left out."))
    for part in parts[:MOST_PEOPLE_OF_SESSION]:
        name, role = _name_and_role(line(part), is_ours=is_ours)
        exact = [(Scheme.NAME, name)] if is_ours else []  # whose names we wrote otherwise are different people
        if name and (identity := gathering.person(exact, name, place)):
            found.append(FileAppearance(identity, name, role))
    return tuple(dict.fromkeys(found))


def _name_and_role(said: str, *, is_ours: bool) -> tuple[str, str]:
    """A role stands in brackets behind the name; in a table of our own only one of ours is one."""
    match = ROLE.fullmatch(said)
    if match is None or (is_ours and match[2] not in OUR_ROLES):
        return said, "speaker"
    return match[1], match[2]
