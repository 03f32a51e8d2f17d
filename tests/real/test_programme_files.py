"""Each of the shared schedules and conference calendars is read or refused as `programme_files` says."""

from collections import Counter
from pathlib import Path

import pytest

from conference.core.errors import Invalid
from conference.domain.exchange.rules import asked_about, is_unclear
from conference.formats.programmes.read import read_table
from conference.formats.programmes.values import Kind, Oddity
from tests.real.programme_files import ALSO, EXPECTED, FOLDERS, REFUSED, Expected, read

SAID = {
    "schedules/hub-38c3-2024.xml": [
        ("day 1, Saal 1, event 5", Kind.MIDNIGHT, "58 sessions after midnight stand in the day before."),
        ("day 2, Saal X 07, event 1", Kind.LEFT_OUT, "event/do_not_stream is not taken over; it stands there 3 times."),
    ],
    "schedules/frab-31c3-2014.xml": [
        ("conference", Kind.HEADING,
         "The heading says 2014-12-27 to 2014-12-31, but the days are 2014-12-27 to 2014-12-30."),
        ("day 1, Saal 1, event 3", Kind.IDENTITY, "112 guids are not written as UUIDs; they are kept as they are."),
    ],
    "schedules/frab-35c3-2018.xml": [
        ("day 1, Adams, event 4", Kind.LEFT_OUT, "event/logo is not taken over; it stands there 60 times."),
    ],
    "schedules/frab-froscon-2013.xml": [
        ("schedule", Kind.HEADING, "The file has no version."),
        ("day 1, HS1/2, event 1", Kind.IDENTITY, "123 guids are not written as UUIDs; they are kept as they are."),
    ],
    "schedules/pentabarf-fosdem-2018.xml": [
        ("day 1, Janson, event 1", Kind.IDENTITY,
         "689 sessions have no guid; they are known again by number, code or address."),
        ("day 1, Janson, event 1", Kind.MARKUP,
         "HTML stands in 674 texts (abstract); it is kept, and cleaned wherever it is shown."),
        ("day 1, K.4.201, event 1", Kind.LINK,
         "hhttps://www.crowdsupply.com/espotek/labrador is not an address of the web; it is left out."),
    ],
    "schedules/wafer-debconf17.xml": [
        ("day 1, Rex, event 1", Kind.ZONE,
         "181 times say +00:00, which is not the time of America/Montreal then; the offset is believed."),
        ("day 1, Rex, event 1", Kind.LEFT_OUT, "event/released is not taken over; it stands there 181 times."),
    ],
    "schedules/emf-2018.frab.xml": [
        ("conference", Kind.HEADING,
         "The heading says 2020-07-24 to 2020-07-26, but the days are 2018-08-31 to 2018-09-02."),
        ("day 1, Stage A, event 7", Kind.TEXT, "White space stands around 13 titles."),
    ],
    "schedules/pretalx-denog16-2024.xml": [
        ("day 1, Workshop 7, event 1", Kind.IDENTITY, "The number 57249 stands at 2 sessions."),
    ],
    "schedules/other-denog8.xml": [
        ("conference", Kind.HEADING, "The end, 2015-10-25, is before the start, 2015-10-29."),
        ("day 1, DENOG, event 2", Kind.TEXT,
         ("3 texts (abstract) hold letters that were read in the wrong encoding before the file was written.")),
    ],
    "schedules/other-pydata-berlin-2014.xml": [
        ("day 1, B05, event 1", Kind.TIME, "The start says 12:54, but the date says 12:45; the date is believed."),
    ],
    "schedules/synthetic-pentabarf-tiny.xml": [
        ("day 1, Room 1, event 1", Kind.IDENTITY,
         "The id 123 stands at 2 sessions; they are told apart by their order."),
        ("day 1, Room 1, event 2", Kind.OVERLAP, "Event 124 title begins in Room 1 before Event 123 title has ended."),
    ],
    "schedules/json/c3voc-v1-invalid-example.json": [
        ("day 1, Winterchaos, event 1", Kind.IDENTITY, "The number 2814 is written as a text."),
    ],
    "schedules/json/pretalx-api-pyconfr-2024.json": [
        ("sprints, 2024-10-31, 600, 3", Kind.TIME,
         "8 sessions have several slots each, of which the file names only one."),
    ],
    "schedules/json/sessionize-linz-2021.json": [
        ("session 1", Kind.ZONE, "37 times carry no zone; they are read as the time of Europe/Vienna."),
    ],
    "ical/conf/devrel-japan-2022-manga.ics": [
        ("VEVENT 1", Kind.ZONE, "2 times carry no zone; they are read as the time of Asia/Tokyo."),
    ],
    "ical/conf/emf-2018.ics": [
        ("VCALENDAR", Kind.HEADING, "The calendar has no PRODID."),
        ("VEVENT 1", Kind.HEADING, "355 sessions have no DTSTAMP."),
    ],
    "ical/conf/kielux-2020.ics": [
        ("VEVENT 1", Kind.HEADING, "METHOD stands inside 24 VEVENTs, where it has no meaning."),
    ],
}  # fmt: skip


def test_every_file_is_named(shared: Path) -> None:
    found = {str(path.relative_to(shared / "data")) for folder in FOLDERS
             for path in (shared / "data" / folder).rglob("*") if path.is_file()}  # fmt: skip
    assert found == EXPECTED.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_programme_is_read_with_its_counts(shared: Path, name: str) -> None:
    programme, expected = read(shared, name), EXPECTED[name]
    names = {name for person in programme.people for name in (person.name, *person.other_names)}
    counts = Counter(oddity.kind for oddity in programme.oddities)
    assert Expected(
        expected.zone, programme.format, len(programme.sessions), len(programme.rooms), len(names),
        sum(not session.appearances for session in programme.sessions), dict(counts),
    ) == expected  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_named_is_there_once(shared: Path, name: str) -> None:
    programme = read(shared, name)
    assert len({session.identity for session in programme.sessions}) == len(programme.sessions)
    assert len({person.identity for person in programme.people}) == len(programme.people)
    said = {one.person for session in programme.sessions for one in session.appearances}
    assert said <= {person.identity for person in programme.people}
    assert {session.room for session in programme.sessions if session.room} <= {room.name for room in programme.rooms}
    assert {session.theme for session in programme.sessions if session.theme} <= {one.name for one in programme.themes}
    assert all(session.title and session.place for session in programme.sessions)


@pytest.mark.parametrize("name", SAID)
def test_the_known_oddities_are_named(shared: Path, name: str) -> None:
    said = [Oddity(*one) for one in SAID[name]]
    assert [one for one in said if one not in read(shared, name).oddities] == []


@pytest.mark.parametrize("name", REFUSED)
def test_every_other_file_is_refused_by_what_it_is(shared: Path, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(shared, name)
    assert caught.value.sentence == REFUSED[name] + ALSO


@pytest.mark.parametrize("name", REFUSED)
def test_nobody_is_asked_about_the_columns_of_what_is_refused(shared: Path, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        first_look(shared / "data" / name) or read(shared, name)
    assert caught.value.sentence == REFUSED[name] + ALSO


def test_nobody_is_asked_about_the_columns_of_a_programme(shared: Path) -> None:
    assert [name for name in EXPECTED if first_look(shared / "data" / name)] == []


def test_of_all_naughty_texts_only_tables_are_asked_about(shared: Path) -> None:
    naughty = [path for path in (shared / "data" / "naughty").rglob("*") if path.is_file()]
    assert {path.suffix for path in naughty if is_asked_about(path)} == {".csv"}


def first_look(path: Path) -> bool:
    """Whether the organiser is asked what the columns are, before the file is read, as the worker does it."""
    table = read_table(path.name, path.read_bytes())
    return table is not None and is_unclear(asked_about(table))


def is_asked_about(path: Path) -> bool:
    """The same; what is refused is not asked about."""
    try:
        return first_look(path)
    except Invalid:
        return False


def test_times_of_the_wafer_file_can_be_read_as_the_clock_on_the_wall(shared: Path) -> None:
    first = read(shared, "schedules/wafer-debconf17.xml").sessions[0]
    local = read(shared, "schedules/wafer-debconf17.xml", believes_offsets=False).sessions[0]
    assert (f"{first.starts_at:%H:%M}", f"{local.starts_at:%H:%M}") == ("10:00", "14:00")
