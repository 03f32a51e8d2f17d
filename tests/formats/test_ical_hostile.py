"""Texts of any kind go through the writer and come back from two readers: the library's, and our own."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from conference.core.text import clean_line, clean_text
from conference.formats.ical import CalendarEntry, Mailbox, calendar, invitation
from tests.formats.ical_reader import lines_of, properties_of, text_of, texts_of

NASTY = st.sampled_from([
    "\r\n", "\n", "\r", "\x00", "\x0b", "\x1f", "\x7f", "\x85", "\u2028", "\u202e", "\ud800", "\\", "\\n", ";", ",",
    ":", '"', "^n", "^'", "\r\nATTENDEE:mailto:x@example.org", "\nEND:VEVENT", "\r\n ", "\t", "é", "東", "👩‍👩‍👧",
    "\ufeff",
])  # fmt: skip
TEXT = st.one_of(st.text(alphabet=st.characters()), st.lists(st.one_of(NASTY, st.text(max_size=40))).map("".join))
WHEN = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
PLAIN = CalendarEntry("uid", 0, "Keynote", WHEN, WHEN, "Europe/London", WHEN)
FIELDS = st.fixed_dictionaries({"summary": TEXT, "location": TEXT, "description": TEXT, "url": TEXT})


def plain(raw: str) -> str:
    return clean_text(raw).replace("\t", " ")


def line(raw: str) -> str:
    return clean_line(raw)


def address(raw: str) -> str:
    kept = r"[A-Za-z0-9%:/?#\[\]@!$&'()*+,;=~._-]"
    return "".join(c if re.match(kept, c) else "".join(f"%{byte:02X}" for byte in c.encode()) for c in line(raw))


def wanted(fields: dict[str, str], categories: list[str]) -> dict[str, object]:
    url = address(fields["url"])
    description = plain(fields["description"])
    return {
        "SUMMARY": line(fields["summary"]),
        "LOCATION": line(fields["location"]),
        "DESCRIPTION": description if url in description else f"{description}\n\n{url}".strip(),
        "URL": url,
        "CATEGORIES": [one for one in map(line, categories) if one],
    }


def read_by_us(data: bytes) -> dict[str, object]:
    found: dict[str, object] = dict.fromkeys(["SUMMARY", "LOCATION", "DESCRIPTION", "URL"], "") | {"CATEGORIES": []}
    for name, _parameters, value in properties_of(data, "VEVENT"):
        if name in found:
            found[name] = texts_of(value) if name == "CATEGORIES" else value if name == "URL" else text_of(value)
    return found


def read_by_library(data: bytes) -> dict[str, object]:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event.errors == []
    found: dict[str, object] = {key: str(event.get(key, "")) for key in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL")}
    categories = event.get("CATEGORIES")
    return found | {"CATEGORIES": [str(one) for one in categories.cats] if categories else []}


def is_control(letter: str) -> bool:
    return ord(letter) < 32 or 127 <= ord(letter) < 160


@settings(max_examples=400)
@given(FIELDS, st.lists(TEXT, max_size=3), TEXT)
def test_hostile_texts_come_back_as_they_were_cleaned(fields: dict[str, Any], categories: list[str], name: str) -> None:
    entry = replace(PLAIN, categories=categories, **fields)
    data = calendar(name, [entry], "UTC", description=name)
    assert read_by_us(data) == wanted(fields, categories)
    assert read_by_library(data) == wanted(fields, categories)
    assert [raw for raw in lines_of(data) if any(map(is_control, raw))] == []
    heads = [value for key, _parameters, value in properties_of(data, "VCALENDAR") if key == "X-WR-CALNAME"]
    assert [text_of(value) for value in heads] == [line(name)]


@settings(max_examples=200)
@given(TEXT, TEXT, TEXT)
def test_hostile_names_and_addresses_stay_one_property_each(name: str, email: str, uid: str) -> None:
    entry = replace(PLAIN, uid=f"u{uid}")
    data = invitation(entry, Mailbox("events@example.org", "Events"), Mailbox(email, name), WHEN)
    lines = properties_of(data, "VEVENT")
    assert [key for key, _parameters, _value in lines] == [
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "ORGANIZER",
        "ATTENDEE",
    ]  # fmt: skip
    bare = "".join(line(email).split())
    assert lines[-1][2] == f"mailto:{bare}"
    assert lines[-1][1]["CN"] == (line(name) or bare).replace('"', "'").replace("^", "")
    assert text_of(lines[0][2]) == line(f"u{uid}")
    assert [raw for raw in lines_of(data) if any(map(is_control, raw))] == []
