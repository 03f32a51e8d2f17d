"""The one way in: a file of any of the formats becomes a programme, or one sentence says what it is instead."""

import codecs
from typing import Any

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats.programmes.calendar_file import gather_calendar
from conference.formats.programmes.csv_file import csv_table
from conference.formats.programmes.encodings import decode
from conference.formats.programmes.extras import EXTRAS_KEY, with_extras, xml_extras
from conference.formats.programmes.frab_json import gather_json
from conference.formats.programmes.frab_xml import gather_xml
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.how_to_read import HowToRead, check_size
from conference.formats.programmes.json_tree import json_of, table
from conference.formats.programmes.pretalx_json import gather_pretalx
from conference.formats.programmes.recognise import (
    check_no_other_file,
    check_schedule,
    check_text_table,
    check_workbook,
    json_format,
)
from conference.formats.programmes.sessionize_json import gather_sessionize
from conference.formats.programmes.sessions_table import gather_table
from conference.formats.programmes.table import Table
from conference.formats.programmes.values import FileFormat, Kind, Programme
from conference.formats.programmes.voc_json import gather_version_2
from conference.formats.programmes.xlsx_file import xlsx_table
from conference.formats.programmes.xml_tree import xml_of

ZIP = b"PK\x03\x04"
NAMED_TABLE = (".csv", ".tsv")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_programme(name: str, data: bytes, how: HowToRead | None = None) -> Programme:
    """The programme in a file, with all that is odd about it. The content decides what it is; the name does not.

    Raises Invalid, with one sentence, for everything that is none, is too large, or cannot be read safely.
    """
    how = how or HowToRead()
    check_file(data)
    if data.startswith(ZIP):
        check_workbook(data)
        return _table_programme(xlsx_table(data, how.sheet), FileFormat.XLSX, how)
    start = _start(data)
    if start.startswith("<"):
        return _xml_programme(data, how)
    if start.startswith(("{", "[")):
        return _json_programme(json_of(data), how)
    if start[:15].upper() == "BEGIN:VCALENDAR":
        gathering = Gathering(how)
        gather_calendar(gathering, data)
        return gathering.programme(FileFormat.ICALENDAR)
    return _table_programme(_text_table(data, is_named_so=how.columns is not None), FileFormat.CSV, how)


def read_table(name: str, data: bytes, sheet: str = "") -> Table | None:
    """The table of a CSV or XLSX file, for choosing what its columns are; None for a file of another format.

    A text that does not look like a table is one where its name says so (.csv). Raises Invalid as `read_programme`.
    """
    check_file(data)
    if data.startswith(ZIP):
        check_workbook(data)
        return xlsx_table(data, sheet)
    start = _start(data)
    if start.startswith(("<", "{", "[")) or start[:6].upper() == "BEGIN:":
        return None
    return _text_table(data, is_named_so=name.lower().endswith(NAMED_TABLE))


def check_file(data: bytes) -> None:
    """Raises Invalid for an empty file, for one of more than 20 MB, and for what is no text and no workbook."""
    check_size(data)
    check_no_other_file(data)


def _start(data: bytes) -> str:
    """The first letters, whatever the encoding."""
    head = data[:4096]
    if head.startswith(UTF_16):
        text = head.decode("utf-16", errors="replace")
    elif head[:2] in (b"<\0", b"{\0", b"[\0", b"B\0"):
        text = head.decode("utf-16-le", errors="replace")
    elif head[:1] == b"\0":
        text = head.decode("utf-16-be", errors="replace")
    else:
        text = head.decode("utf-8-sig", errors="replace")
    return text.lstrip("\ufeff \t\r\n\v\f\0")


def _xml_programme(data: bytes, how: HowToRead) -> Programme:
    root, sentence = xml_of(data.lstrip())
    check_schedule(root)
    gathering = Gathering(how)
    gathering.odd("", Kind.ENCODING, sentence)
    gather_xml(gathering, root)
    return with_extras(gathering.programme(FileFormat.FRAB_XML), xml_extras(root))


def _json_programme(value: Any, how: HowToRead) -> Programme:
    form = json_format(value)
    gathering = Gathering(how)
    if form is FileFormat.VOC_JSON:
        schedule = table(value["schedule"])
        gather_json(gathering, schedule)
        meta = table(table(schedule.get("conference")).get("meta"))
        return with_extras(gathering.programme(form), meta.get(EXTRAS_KEY))
    if form is FileFormat.VOC_JSON_2:
        gather_version_2(gathering, table(value["schedule"]))
    elif form is FileFormat.SESSIONIZE:
        gather_sessionize(gathering, value)
    else:
        gather_pretalx(gathering, value)
    return gathering.programme(form)


def _text_table(data: bytes, *, is_named_so: bool) -> Table | None:
    found = csv_table(data)
    if found is not None:
        check_text_table(found, decode(data)[0], is_named_so=is_named_so)
    return found


def _table_programme(found: Table | None, form: FileFormat, how: HowToRead) -> Programme:
    if found is None:
        raise Invalid(_("The table is empty."), "file")
    gathering = Gathering(how)
    gather_table(gathering, found)
    return gathering.programme(form)
