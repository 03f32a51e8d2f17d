"""iCalendar in and out."""

from datetime import UTC, datetime

import pytest

from conference.core.errors import Invalid
from conference.formats import ical
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Identity,
    Kind,
    Programme,
    Scheme,
    SessionState,
)
from conference.formats.programmes.write_calendar import left_out_of_calendars, schedule_ics
from tests.formats.programmes.made_up import SMALL

PLAIN = ("UID:7@example.org", "DTSTAMP:20220901T100000Z", "SUMMARY:Egg", "DTSTART:20221029T090000Z",
         "DTEND:20221029T094500Z")  # fmt: skip
CHANGED = datetime(2022, 8, 1, tzinfo=UTC)


def calendar(*lines: str, head: tuple[str, ...] = ("X-WR-TIMEZONE:Europe/London",)) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Barn//EN", *head, "BEGIN:VEVENT", *lines,
                        "END:VEVENT", "END:VCALENDAR", ""]).encode()  # fmt: skip


def read(data: bytes, zone: str = "UTC") -> Programme:
    return read_programme("barn.ics", data, HowToRead(zone))


def without(*names: str) -> list[str]:
    return [one for one in PLAIN if one.split(":")[0] not in names]


def test_the_zones_that_a_file_defines_are_its_own() -> None:
    own = ("BEGIN:VTIMEZONE", "TZID:Barn Time", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0500",
           "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
    event = (*without("DTSTART", "DTEND"), "DTSTART;TZID=Barn Time:20221029T090000", "DURATION:PT45M")
    starts = [read(calendar(*event, head=head)).sessions[0].starts_at for head in (own, ())]
    assert starts == [datetime(2022, 10, 29, 4, tzinfo=UTC), datetime(2022, 10, 29, 9, tzinfo=UTC)]


def test_an_entry_is_a_session() -> None:
    programme = read(calendar(*PLAIN, "LOCATION:Barn\\, east", "DESCRIPTION:Long\\nhttps://example.org/7",
                              "URL:https://example.org/7", "CATEGORIES:Birds", "SEQUENCE:3", "STATUS:CANCELLED",
                              'ATTENDEE;CN="Ada Hen":invalid:nomail', "ATTENDEE;CN=Bo:mailto:bo@example.org",
                              head=("X-WR-CALNAME:Eggs\\, and hens", "X-WR-TIMEZONE:Europe/London")))  # fmt: skip
    ada = Identity(Scheme.NAME, "ada hen")
    assert (programme.format, programme.heading) == (FileFormat.ICALENDAR, Heading(
        title="Eggs, and hens", generator="-//Barn//EN", zone="Europe/London", has_zone=True))  # fmt: skip
    assert programme.sessions == (FileSession(
        identity=Identity(Scheme.UID, "7@example.org"), title="Egg", place="VEVENT 1", room="Barn, east", theme="Birds",
        description="Long\nhttps://example.org/7", url="https://example.org/7", sequence=3,
        starts_at=datetime(2022, 10, 29, 9, tzinfo=UTC), minutes=45, state=SessionState.CANCELLED,
        changed_at=datetime(2022, 9, 1, 10, tzinfo=UTC), appearances=(FileAppearance(ada, "Ada Hen"),),
    ),)  # fmt: skip
    assert (programme.rooms, programme.themes) == ((FileRoom("Barn, east"),), (FileTheme("Birds"),))
    assert programme.people == (FilePerson(ada, "Ada Hen"),)
    assert [one.sentence for one in programme.oddities] == ["ATTENDEE is not taken over; it stands there once."]


@pytest.mark.parametrize(("start", "hour", "sentences"), [
    ("DTSTART:20221029T090000", 8, ["One time carries no zone; it is read as the time of Europe/London."]),
    ("DTSTART;TZID=Europe/Berlin:20221029T090000", 7, []),
    ("DTSTART;TZID=W. Europe Standard Time:20221029T090000", 7,
     ["One time is in W. Europe Standard Time, which is read as Europe/Berlin."]),
    ("DTSTART;TZID=Barn Time:20221029T090000", 8,
     ["One time is in Barn Time, which is not known; it is read as the time of Europe/London."]),
    ("DTSTART;VALUE=DATE:20221029", None, ["It lasts all of 2022-10-29, without a time; the session is unplaced."]),
    ("DTSTART:soon", None, ["DTSTART cannot be read: Expected datetime, date, or time. Got: 'soon'",
                            "There is no start that can be read; the session is unplaced."]),
    ("X-START:1", None, ["There is no start that can be read; the session is unplaced.",
                         "X-START is not taken over; it stands there once."]),
])  # fmt: skip
def test_starts(start: str, hour: int | None, sentences: list[str]) -> None:
    programme = read(calendar(*without("DTSTART", "DTEND"), start, "DURATION:PT45M"))
    session = programme.sessions[0]
    assert session.starts_at == (None if hour is None else datetime(2022, 10, 29, hour, tzinfo=UTC))
    assert [one.sentence for one in programme.oddities] == sentences


@pytest.mark.parametrize(("lines", "oddity"), [
    (without("UID"), (Kind.IDENTITY, "One session has no UID; it is known again by title and start.")),
    (without("DTSTAMP"), (Kind.HEADING, "One session has no DTSTAMP.")),
    (without("SUMMARY"), (Kind.TEXT, "The session has no title.")),
    ([*PLAIN, "METHOD:PUBLISH"], (Kind.HEADING, "METHOD stands inside one VEVENT, where it has no meaning.")),
    ([*PLAIN, "RRULE:FREQ=DAILY"], (Kind.LEFT_OUT, "RRULE is not taken over; it stands there once.")),
    ([*without("DTEND"), "DTEND:20221029T080000Z"],
     (Kind.TIME, "The session ends before it begins; its end is not believed.")),
    ([*PLAIN, "BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM"],
     (Kind.LEFT_OUT, "VALARM is not taken over; it stands there once.")),
])  # fmt: skip
def test_one_oddity_of_an_entry(lines: list[str], oddity: tuple[Kind, str]) -> None:
    assert [(one.kind, one.sentence) for one in read(calendar(*lines)).oddities] == [oddity]


def test_a_line_that_is_none() -> None:
    assert [one.sentence.split(": ")[0] for one in read(calendar(*PLAIN, "no line at all")).oddities] == [
        "A line cannot be read"
    ]


def test_a_calendar_that_the_library_cannot_read_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        read(calendar(*PLAIN, head=("no line at all",)))
    assert caught.value.sentence.startswith("The calendar cannot be read: Content line could not be parsed into parts")


def test_a_zone_that_makes_the_library_stumble_is_refused_without_its_words() -> None:
    with pytest.raises(Invalid) as caught:
        read(calendar(*without("DTSTART"), "DTSTART;TZID=US:20221029T090000"))
    assert caught.value.sentence == "The calendar cannot be read."


def test_calendars_out() -> None:
    programme = read(schedule_ics(SMALL, CHANGED))
    assert [(one.identity.value, one.title, one.starts_at, one.room) for one in programme.sessions] == [
        (one.identity.value, one.title, one.starts_at, one.room) for one in SMALL.sessions
    ]
    assert [(one.sequence, one.changed_at) for one in programme.sessions] == [
        (2, SMALL.sessions[0].changed_at), (0, CHANGED),
    ]  # fmt: skip
    assert programme.oddities == ()
    assert left_out_of_calendars() == (
        "A calendar leaves out: sessions without a time, presentations, people, formats, codes, languages, links, and "
        "what rooms and themes have beyond their names."
    )


def test_a_foreign_uid_stays() -> None:
    assert b"\r\nUID:7@example.org\r\n" in schedule_ics(read(calendar(*PLAIN)), CHANGED)


def test_a_calendar_of_ours_for_readers_is_refused_and_the_whole_one_is_read() -> None:
    at = datetime(2022, 10, 29, 8, tzinfo=UTC)
    for_readers = ical.calendar("Barn", [ical.CalendarEntry("7", 0, "Owls", at, at, "Europe/London", at)], "UTC")
    with pytest.raises(Invalid, match="This is a calendar for readers of a site like"):
        read_programme("schedule.ics", for_readers)
    assert len(read_programme("schedule.ics", schedule_ics(read(calendar(*PLAIN)), CHANGED)).sessions) == 1
