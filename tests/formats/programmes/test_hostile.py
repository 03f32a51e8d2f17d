"""Files that are hostile, broken or something else are refused with one sentence, within bounds of time and memory."""

import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.core import clock
from conference.core.errors import Invalid
from conference.formats.programmes.how_to_read import Column, HowToRead
from conference.formats.programmes.read import read_programme, read_table
from conference.formats.programmes.sound import is_sound
from conference.formats.programmes.values import FilePerson, FileRoom, Identity, Programme, Scheme
from conference.formats.programmes.write_calendar import schedule_ics
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_release import release_json
from conference.formats.programmes.write_table import sessions_csv, sessions_xlsx
from conference.formats.programmes.write_xml import schedule_xml
from tests.formats.programmes.made_up import KEYNOTE, SMALL

FORMATS = " Programmes are read from frab XML, c3voc, pretalx and Sessionize JSON, iCalendar, CSV and XLSX."
DOCTYPE = (
    "The XML file declares a document type or entities of its own, which is not read. Please remove its DOCTYPE line."
)
LAUGHS = "".join(f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}' * 1 + '">' for n in range(9))
CHANGED = KEYNOTE.changed_at


def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        read_programme("file", data)
    return caught.value.sentence


def outcome(data: bytes, how: HowToRead | None = None) -> str:
    """The sentence of the refusal, or one for a file that is read; every other exception is a fault."""
    try:
        programme = read_programme("file", data, how)
    except Invalid as refusal:
        return refusal.sentence
    return "It is read." if is_sound(programme) else "It is read, but not sound"


def archive(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as inside:
        inside.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", "The file is empty."),
    (b" \n\t", "The file is empty."),
    (b"x" * (50 * 1024 * 1024), "The file has 50 MB; at most 20 MB are read. Please split it."),
    (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>', DOCTYPE),
    (f"<!DOCTYPE schedule [{LAUGHS}]><schedule>&l8;</schedule>".encode(), DOCTYPE),
    ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE schedule><schedule/>".encode("utf-16"), DOCTYPE),
    (b"<schedule>", "The file begins as XML, but it is broken in line 1. Please export it anew."),
    (b"<!DOCTYPE a [\n<!ELEMENT b c>]><schedule/>",
     "The file begins as XML, but it is broken in line 2. Please export it anew."),
    (b"<schedule><entry/></schedule>",
     "This is an XML file called schedule, but not of the frab family (schedule, day, room, event)." + FORMATS),
    (b"<event/>", "This is an XML file whose root element is called event." + FORMATS),
    (b"<html><body>x</body></html>", "This is a web page." + FORMATS),
    (b"<iCalendar/>", "This is an xCal file (iCalendar written as XML); please take the schedule.xml or the .ics of "
                      "the same programme." + FORMATS),
    (b"[" * 100_000, "The JSON file is nested too deeply to be a programme."),
    (b"[" + b"{}," * 500_001 + b"{}]", "The JSON file has more than 500,000 lists and objects. Please split it."),
    (b"<schedule>" + b"<a/>" * 500_001 + b"</schedule>",
     "The XML file has more than 500,000 tags. Please split it."),
    (b"[" * 50 + b"]" * 50, "The JSON file is nested too deeply to be a programme."),
    (b"[NaN]", "The file looks like JSON, but NaN stands in it, which is no value of JSON. Please export it anew."),
    (b'{"a": 1', "The file looks like JSON, but it is broken in line 1, column 8. Please export it anew."),
    (b"%PDF-1.7", "This is a PDF document." + FORMATS),
    (b"\x89PNG\r\n", "This is a picture." + FORMATS),
    (b"\x1f\x8b\x08", "This is a compressed archive; please unpack it." + FORMATS),
    (b"\xd0\xcf\x11\xe0\xa1", "This is a document of an old Office program; please save it as XLSX." + FORMATS),
    (archive("notes.txt"), "This is a zip archive; please unpack it." + FORMATS),
    (archive("word/document.xml"), "This is a Word document." + FORMATS),
    (archive("content.xml"), "This is an OpenDocument file; please save it as XLSX or CSV." + FORMATS),
    (b"PK\x03\x04nonsense", "This is a damaged archive." + FORMATS),
    (release_json(SMALL, datetime(2022, 8, 1, tzinfo=UTC), "", (), ""),
     "This is the JSON of a release of a site like this one; please take the schedule.json of the same programme."
     + FORMATS),
    (b"Date: Thu, 7 Jul 1994\r\nSubject: x\r\n\r\nHello\r\n", "This is a mail." + FORMATS),
    (b"file\tbytes\tsha256\nx\t1\tab\n", "This is a list of files with their checksums." + FORMATS),
    (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "This is a business card (vCard)." + FORMATS),
    (b"/* a comment */ {}",
     "This is a text that begins with a comment, so it is not JSON, even if JSON follows." + FORMATS),
    (b"Dear all,\nplease find below\n", "This is a text without columns." + FORMATS),
    (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 5001 + b"END:VCALENDAR",
     "The calendar has more than 5,000 entries. Please split it."),
    (b"BEGIN:VCALENDAR\r\nRRULE:FREQ=DAILY;BYDAY=" + b"MO," * 200_001,
     "The calendar has more than 5 MB, 100,000 lines or 200,000 commas. Please split it."),
    (b"id,title,speakers\n" + b"".join(b"%d,x,%s\n" % (n, b";".join(b"p%d" % (n * 500 + i) for i in range(500)))
                                      for n in range(41)), "The file has more than 20,000 people. Please split it."),
    (b"id,title,room\n" + b"".join(b"%d,x,r%d\n" % (n, n) for n in range(2100)),
     "The file has more than 2,000 rooms or themes. Please split it."),
], ids=lambda value: value[:30] if isinstance(value, str) else str(len(value)))  # fmt: skip
def test_what_is_no_programme_is_refused_by_what_it_is(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


@pytest.mark.parametrize("unsound", [
    replace(SMALL, rooms=(FileRoom("Hall", capacity=200), FileRoom("Attic\nfloor"), FileRoom("Attic"))),
    replace(SMALL, heading=replace(SMALL.heading, title="Engines\nof Our Time")),
    replace(SMALL, people=(*SMALL.people, FilePerson(Identity(Scheme.CODE, "X"), " "))),
    replace(SMALL, sessions=(replace(SMALL.sessions[0], title=" "), *SMALL.sessions[1:])),
])  # fmt: skip
def test_a_line_has_no_break_and_a_name_is_not_empty(unsound: Programme) -> None:
    assert (is_sound(SMALL), is_sound(unsound)) == (True, False)


def test_the_name_decides_nothing() -> None:
    assert read_programme("holiday.png", schedule_xml(SMALL)) == read_programme("schedule.xml", schedule_xml(SMALL))
    assert read_table("schedule.csv", schedule_xml(SMALL)) is None


def test_a_wrong_encoding_is_said() -> None:
    data = "<schedule><version>1</version><conference><title>Élan</title></conference></schedule>".encode("cp1252")
    programme = read_programme("schedule.xml", data)
    assert (programme.heading.title, programme.oddities[0].sentence) == (
        "Élan", "The file is not written in the encoding that it names; it is read as Windows-1252.",
    )  # fmt: skip


WRITERS: dict[str, Callable[[Programme], bytes]] = {
    "xml": schedule_xml, "json": schedule_json, "csv": sessions_csv, "xlsx": sessions_xlsx,
    "ics": lambda programme: schedule_ics(programme, CHANGED or clock.real_now()),
}  # fmt: skip
SEEDS = {name: write(SMALL) for name, write in WRITERS.items()}
BITS = [b"", b"\0", b"\xff", b"<", b">", b'"', b"&", b"{", b"[", b":", b",", b"99999999999", b"-1", b"null", b"true",
        b"T25:61", b"0000-00-00", b"9999-12-31T23:59:59+23:59", b"\r\n", "\u202e".encode()]  # fmt: skip


@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 2**32))
@settings(max_examples=200)
def test_a_file_with_faults_is_read_or_refused(form: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(SEEDS[form])
    for _fault in range(chance.randint(1, 12)):
        start = chance.randrange(len(data))
        data[start : start + chance.choice((0, 1, 1, 4, 30))] = chance.choice(BITS)
    assert outcome(bytes(data)).endswith(".")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=5,
)  # fmt: skip


def with_values(value: object, chance: random.Random, values: list[object]) -> object:
    """The value with some of what is in it replaced."""
    if values and chance.random() < 0.05:
        return values.pop()
    if isinstance(value, dict):
        return {key: with_values(child, chance, values) for key, child in value.items()}
    if isinstance(value, list):
        return [with_values(child, chance, values) for child in value]
    return value


@given(st.integers(0, 2**32), st.lists(VALUES, min_size=1, max_size=8))
@settings(max_examples=150)
def test_json_whose_values_are_of_other_kinds_is_read_or_refused(seed: int, values: list[object]) -> None:
    chance = random.Random(seed)
    value = with_values(json.loads(SEEDS["json"]), chance, list(values))
    assert outcome(json.dumps(value).encode()).endswith(".")


def naughty(shared: Path) -> list[Path]:
    return sorted(path for folder in ("naughty", "ical") for path in (shared / "data" / folder).rglob("*")
                  if path.is_file())  # fmt: skip


@pytest.mark.filterwarnings("ignore::UserWarning")  # the library guesses zones by strange names, and says so
def test_every_naughty_file_is_read_or_refused(shared: Path) -> None:
    for path in naughty(shared):
        data = path.read_bytes()
        for how in (HowToRead(), HowToRead(columns={"a": Column.TITLE, "b": Column.START})):
            assert outcome(data, how).endswith("."), path


def test_bombs_take_little_time_and_memory() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"0" * (200 * 1024 * 1024))
    begun = clock.monotonic()
    tracemalloc.start()
    sentences = [refused(out.getvalue()), refused(b"<a>" * 1_000_000), refused(b'{"a":' * 1_000_000)]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sentences[0] == "The workbook is too large: at most 20,000 rows, 200 columns and 64 MB unpacked."
    assert (clock.monotonic() - begun < 30, most < 100 * 1024 * 1024) == (True, True)
