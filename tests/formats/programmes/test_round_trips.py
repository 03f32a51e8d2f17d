"""What is written is read back as it was, and written again byte for byte, whatever a programme holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import FileSession, Identity, Kind, Oddity, Programme
from conference.formats.programmes.write_calendar import schedule_ics
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_table import people_csv, people_xlsx, sessions_csv, sessions_xlsx
from conference.formats.programmes.write_xml import schedule_xml
from tests.formats.programmes.made_up import SMALL, programmes

Write = Callable[[Programme], bytes]

ELSEWHERE = HowToRead(zone="Pacific/Auckland")
CHANGED = datetime(2022, 1, 1, tzinfo=UTC)


def whole(one: Programme, other: Programme) -> dict[Identity, FileSession]:
    """The sessions by identity, without places, and without numbers and days that the other does not say."""
    said = {session.identity: session for session in other.sessions}
    return {
        session.identity: replace(
            session, place="", number=session.number if said[session.identity].number is not None else None,
            day=session.day if said[session.identity].day is not None else None,
        )
        for session in one.sessions
    }  # fmt: skip


@given(programmes())
@settings(max_examples=25)
@pytest.mark.parametrize("write", [schedule_xml, schedule_json])
def test_xml_and_json_say_everything(write: Write, programme: Programme) -> None:
    written = write(programme)
    back = read_programme("schedule", written, ELSEWHERE)
    assert replace(back.heading, generator="") == replace(programme.heading, generator="")
    assert (back.rooms, back.themes, back.people) == (programme.rooms, programme.themes, programme.people)
    assert whole(back, programme) == whole(programme, programme)
    assert write(back) == written


@given(programmes())
@settings(max_examples=25)
@pytest.mark.parametrize("write", [sessions_csv, sessions_xlsx, people_csv, people_xlsx])
def test_tables_are_written_again_as_they_were(write: Write, programme: Programme) -> None:
    once = write(programme)
    assert write(read_programme("table", once, ELSEWHERE)) == once


@given(programmes())
@settings(max_examples=25)
def test_calendars_are_written_again_as_they_were(programme: Programme) -> None:
    once = schedule_ics(programme, CHANGED)
    assert schedule_ics(read_programme("schedule.ics", once, ELSEWHERE), CHANGED) == once


@pytest.mark.parametrize("write", [schedule_xml, schedule_json, sessions_csv, sessions_xlsx])
def test_a_small_programme_comes_back_without_more_oddities_than_it_has(write: Write) -> None:
    midnight = Oddity("day 2, Attic, event 1", Kind.MIDNIGHT, "One session after midnight stands in the day before.")
    expected = (midnight,) if write in (schedule_xml, schedule_json) else ()
    assert read_programme("programme", write(SMALL), ELSEWHERE).oddities == expected
