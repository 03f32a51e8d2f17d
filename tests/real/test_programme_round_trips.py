"""Every shared programme in each of our formats: valid, read back without loss, written again byte for byte."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft6Validator
from lxml import etree

from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import FileSession, Identity, Programme
from conference.formats.programmes.write_calendar import schedule_ics
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_table import sessions_csv, sessions_xlsx
from conference.formats.programmes.write_xml import schedule_xml
from tests.real.programme_files import EXPECTED, read

SCHEMAS = Path("data/schedules/schema")
CHANGED = datetime(2022, 1, 1, tzinfo=UTC)
ELSEWHERE = HowToRead(zone="Pacific/Auckland")
Write = Callable[[Programme], bytes]
WRITERS: dict[str, Write] = {
    "xml": schedule_xml,
    "json": schedule_json,
    "csv": sessions_csv,
    "xlsx": sessions_xlsx,
    "ics": lambda programme: schedule_ics(programme, CHANGED),
}


@pytest.fixture(scope="module")
def kept() -> dict[str, Programme]:
    """Each file is read once."""
    return {}


def programme(kept: dict[str, Programme], shared: Path, name: str) -> Programme:
    if name not in kept:
        kept[name] = read(shared, name)
    return kept[name]


def public(one: Programme, other: Programme) -> dict[Identity, FileSession]:
    """The sessions by identity; a number and a day that the other does not say are left away, as are places."""
    said = {session.identity: session for session in other.sessions}
    return {
        session.identity: replace(
            session, place="", number=session.number if said[session.identity].number is not None else None,
            day=session.day if said[session.identity].day is not None else None,
        )
        for session in one.sessions
    }  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_written_is_written_again(kept: dict[str, Programme], shared: Path, name: str, form: str) -> None:
    write = WRITERS[form]
    written = write(programme(kept, shared, name))
    assert write(read_programme(f"programme.{form}", written, ELSEWHERE)) == written


@pytest.mark.parametrize("write", [schedule_xml, schedule_json])
@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_lost(kept: dict[str, Programme], shared: Path, name: str, write: Write) -> None:
    true = programme(kept, shared, name)
    back = read_programme("schedule", write(true), ELSEWHERE)
    assert replace(back.heading, generator="") == replace(true.heading, generator="")
    assert (back.rooms, back.themes, back.people) == (true.rooms, true.themes, true.people)
    assert public(back, true) == public(true, true)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_xml_is_valid(kept: dict[str, Programme], shared: Path, name: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(shared / SCHEMAS / "voc-schedule.xml.xsd")))
    schema.validate(etree.fromstring(schedule_xml(programme(kept, shared, name), with_breaks=True)))
    assert [str(fault) for fault in schema.error_log] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_the_json_is_valid(kept: dict[str, Programme], shared: Path, name: str) -> None:
    schema: Any = json.loads((shared / SCHEMAS / "voc-schedule-v1.schema.json").read_bytes())
    written = json.loads(schedule_json(programme(kept, shared, name), with_breaks=True))
    assert [fault.message for fault in Draft6Validator(schema).iter_errors(written)] == []
