"""schedule.xml in: what is taken over, and what is said of the rest."""

from datetime import UTC, date, datetime, time

import pytest

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
    Link,
    Oddity,
    Programme,
    Scheme,
)

GUID = "0b5ad1ac-0f2c-4e0e-9d3e-000000000001"
HEAD = """<version>3</version><conference><title>Eggs</title><acronym>eggs</acronym><start>2022-10-29</start>
<end>2022-10-29</end><days>1</days><timeslot_duration>00:15</timeslot_duration>{head}</conference>"""
DAY = '<day index="1" date="2022-10-29" start="2022-10-29T04:00:00+01:00" end="2022-10-30T03:59:00+00:00">{room}</day>'
ZONE = "<time_zone_name>Europe/London</time_zone_name>"
PLAIN = """<date>2022-10-29T10:00:00+01:00</date><start>10:00</start><duration>00:30</duration><title>Egg</title>"""


def schedule(events: str, head: str = ZONE) -> bytes:
    room = f'<room name="Barn">{events}</room>'
    return f"<schedule>{HEAD.format(head=head)}{DAY.format(room=room)}</schedule>".encode()


def event(inside: str = PLAIN, attributes: str = f'guid="{GUID}" id="7"') -> str:
    return f"<event {attributes}>{inside}</event>"


def read(data: bytes, zone: str = "UTC", believes_offsets: bool = True) -> Programme:
    return read_programme("schedule.xml", data, HowToRead(zone=zone, believes_offsets=believes_offsets))


def oddities(data: bytes, zone: str = "UTC") -> list[tuple[Kind, str]]:
    return [(one.kind, one.sentence) for one in read(data, zone).oddities]


def test_everything_that_the_format_says() -> None:
    inside = f"""{PLAIN}<room>Barn</room><subtitle>On hatching</subtitle><type>Talk</type><track>Birds</track>
        <language>en</language><abstract>Short.</abstract><description>Long
        text.</description><slug>eggs-7-egg</slug><url>https://example.org/7</url>
        <persons><person id="3">Ada  Hen</person><person guid="{GUID}">Bo</person></persons>
        <links><link href="https://example.org/l">Shell</link></links>
        <attachments><attachment href="/a.pdf">Paper</attachment></attachments>
        <recording><license>CC0</license><optout>true</optout></recording>"""
    head = f'{ZONE}<base_url>https://example.org/x/</base_url><track name="Birds" color="#00FF00" slug="birds"/>'
    programme = read(schedule(event(inside, f'guid="{GUID}" id="7" code="ABC123"'), head))
    assert programme == Programme(
        format=FileFormat.FRAB_XML,
        heading=Heading(title="Eggs", acronym="eggs", version="3", zone="Europe/London", has_zone=True,
                        starts_on=date(2022, 10, 29), ends_on=date(2022, 10, 29), slot_minutes=15,
                        base_url="https://example.org/x/"),
        rooms=(FileRoom("Barn"),),
        themes=(FileTheme("Birds", "birds", "#00ff00"),),
        people=(FilePerson(Identity(Scheme.ID, "3"), "Ada Hen"), FilePerson(Identity(Scheme.GUID, GUID), "Bo")),
        sessions=(FileSession(
            identity=Identity(Scheme.GUID, GUID), title="Egg", place="day 1, Barn, event 1", number=7, code="ABC123",
            slug="eggs-7-egg", subtitle="On hatching", format="Talk", theme="Birds", language="en", abstract="Short.",
            description="Long\n        text.", starts_at=datetime(2022, 10, 29, 9, tzinfo=UTC), minutes=30,
            day=date(2022, 10, 29), room="Barn", url="https://example.org/7",
            links=(Link("https://example.org/l", "Shell"),),
            attachments=(Link("https://example.org/a.pdf", "Paper"),), recording_licence="CC0", may_be_recorded=False,
            appearances=(FileAppearance(Identity(Scheme.ID, "3"), "Ada Hen"),
                         FileAppearance(Identity(Scheme.GUID, GUID), "Bo")),
        ),),
        oddities=(Oddity("day 1, Barn, event 1", Kind.LINK,
                         "The address /a.pdf is relative; it is read from the base address."),),
    )  # fmt: skip


@pytest.mark.parametrize(("inside", "oddity"), [
    (PLAIN.replace("<title>Egg</title>", "<title> Egg </title>"), (Kind.TEXT, "White space stands around one title.")),
    (PLAIN.replace("<title>Egg</title>", ""), (Kind.TEXT, "The session has no title.")),
    (PLAIN.replace("<start>10:00", "<start>11:00"),
     (Kind.TIME, "The start says 11:00, but the date says 10:00; the date is believed.")),
    (PLAIN.replace("00:30", "1:06:00"), (Kind.LENGTH, "The length 1:06:00 is read as days, hours and minutes.")),
    (PLAIN.replace("2022-10-29T10:00:00+01:00", "2022-10-29T10:00:00+05:00"),
     (Kind.ZONE, "One time says +05:00, which is not the time of Europe/London then; the offset is believed.")),
    (PLAIN.replace("2022-10-29T10:00:00+01:00", "2022-10-30T01:00:00+00:00").replace("10:00<", "01:00<"),
     (Kind.MIDNIGHT, "One session after midnight stands in the day before.")),
    (PLAIN.replace("2022-10-29T10:00:00+01:00", "2022-11-02T10:00:00+00:00"),
     (Kind.TIME, "The session stands under 2022-10-29, but its date is 2022-11-02.")),
    (f"{PLAIN}<room>Attic</room>", (Kind.ROOM, "The session says Attic, but stands under Barn.")),
    (f"{PLAIN}<language>de, en</language>",
     (Kind.LANGUAGE, "de, en, at one session, is not the code of one language; it is kept as it is.")),
    (f"{PLAIN}<answers><a>1</a></answers>", (Kind.LEFT_OUT, "event/answers is not taken over; it stands there once.")),
    (f"{PLAIN}<links><link href='javascript:alert(1)'>x</link></links>",
     (Kind.LINK, "javascript:alert(1) is not an address of the web; it is left out.")),
    (f"{PLAIN}<links><link href='www.example.org'>x</link></links>",
     (Kind.LINK, "The address www.example.org has no http:// before it.")),
    (f"{PLAIN}<persons><person id='1'> </person></persons>", (Kind.PERSON, "A person without a name is left out.")),
    (f"{PLAIN}<abstract>&lt;p&gt;Hi&lt;/p&gt;</abstract>",
     (Kind.MARKUP, "HTML stands in one abstract; it is kept, and cleaned wherever it is shown.")),
    (f"{PLAIN}<abstract>A &amp;amp; B</abstract>",
     (Kind.MARKUP, "Entities such as &amp; were left over in one abstract.")),
    (f"{PLAIN}<abstract/><abstract>Text</abstract>",
     (Kind.TEXT, "One session has two elements called abstract; they are joined.")),
])  # fmt: skip
def test_one_oddity_of_a_session(inside: str, oddity: tuple[Kind, str]) -> None:
    assert oddities(schedule(event(inside))) == [oddity]


@pytest.mark.parametrize(("attributes", "found"), [
    ('id="7"', [(Kind.IDENTITY, "One session has no guid; it is known again by its number, code or address.")]),
    ('guid="29aecfd7" id="7"', [(Kind.IDENTITY, "One guid is not written as a UUID; it is kept as it is.")]),
    (f'guid="{GUID}"', [(Kind.IDENTITY, "There is no number (id).")]),
    (f'guid="{GUID}" id="seven"', [(Kind.IDENTITY, "seven is not a number.")]),
])  # fmt: skip
def test_identities(attributes: str, found: list[tuple[Kind, str]]) -> None:
    assert oddities(schedule(event(attributes=attributes))) == found


def test_a_session_without_title_and_start_is_refused() -> None:
    programme = read(schedule(event("<duration>01:00</duration>")))
    refused = Oddity("day 1, Barn, event 1", Kind.REFUSED, "A session without title and start is not taken over.")
    assert (programme.sessions, programme.oddities) == ((), (refused,))


def test_repeated_identities_are_told_apart_by_start() -> None:
    later = event(PLAIN.replace("10:00", "12:00"), 'id="7"')
    programme = read(schedule(later + event(attributes='id="7"')))
    assert [one.identity for one in programme.sessions] == [Identity(Scheme.ID, "7", 1), Identity(Scheme.ID, "7", 0)]
    assert programme.oddities[0] == Oddity(
        "day 1, Barn, event 2", Kind.IDENTITY, "The id 7 stands at 2 sessions; they are told apart by their order."
    )


def test_one_id_with_two_names_is_two_people() -> None:
    people = "<persons><person id='1'>Ada</person><person id='1'>Bo</person></persons>"
    programme = read(schedule(event(PLAIN + people)))
    assert [one.identity for one in programme.people] == [Identity(Scheme.NAME, "ada"), Identity(Scheme.NAME, "bo")]
    assert [one.person for one in programme.sessions[0].appearances] == [one.identity for one in programme.people]
    assert [one.sentence for one in programme.oddities] == ["Ada, Bo have the same id; they are told apart by name."]


def test_two_sessions_at_once_in_one_room() -> None:
    other = event(PLAIN.replace("10:00", "10:15").replace("Egg", "Hen"), f'guid="{GUID[:-1]}2" id="8"')
    assert oddities(schedule(event() + other)) == [(Kind.OVERLAP, "Hen begins in Barn before Egg has ended.")]


@pytest.mark.parametrize(("start", "hour"), [("05:59", datetime(2022, 10, 30, 5, 59, tzinfo=UTC)),
                                             ("06:00", datetime(2022, 10, 29, 5, tzinfo=UTC))])  # fmt: skip
def test_without_a_date_the_day_changes_at_six(start: str, hour: datetime) -> None:
    inside = f"<start>{start}</start><duration>01:00</duration><title>Egg</title>"
    assert [one.starts_at for one in read(schedule(event(inside))).sessions] == [hour]


def test_the_file_may_say_when_the_day_changes() -> None:
    inside = "<start>05:00</start><duration>01:00</duration><title>Egg</title>"
    programme = read(schedule(event(inside), f"{ZONE}<day_change>04:00:00</day_change>"))
    assert programme.heading.day_change == time(4)
    assert [one.starts_at for one in programme.sessions] == [datetime(2022, 10, 29, 4, tzinfo=UTC)]


def test_the_clock_on_the_wall_can_be_believed_instead_of_offsets() -> None:
    data = schedule(event(PLAIN.replace("+01:00", "+00:00")))
    assert [one.starts_at.hour for one in read(data).sessions if one.starts_at] == [10]
    local = read(data, believes_offsets=False)
    assert ([one.starts_at.hour for one in local.sessions if one.starts_at], local.oddities) == ([9], ())


def test_a_zone_that_is_none() -> None:
    data = schedule(event(), "<time_zone_name>Berlin</time_zone_name>")
    assert oddities(data, "Europe/London") == [(Kind.ZONE, "Berlin is not a time zone; Europe/London is taken.")]


def test_what_other_programs_say_of_people_is_not_looked_at() -> None:
    people = '<persons><person id="1" contact="ada@example.org">Ada</person></persons>'
    assert "example.org" not in repr(read(schedule(event(PLAIN + people))))
