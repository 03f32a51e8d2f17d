from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conference.formats.ical import CalendarEntry, Mailbox, calendar, cancellation, invitation
from tests.formats.ical_reader import properties_of, text_of

GOLDEN = Path(__file__).parent / "golden"
MADE_AT = datetime(2022, 6, 20, 9, 30, 15, 999_999, tzinfo=UTC)
ORGANISER = Mailbox("events@example.org", "Social Outcomes Conference")
ATTENDEE = Mailbox("ann@example.org", "Ann O'Neil, PhD")
KEYNOTE = CalendarEntry(
    uid="8b0c3f0e-6f0f-4a43-9a53-0d4f4f2f7a10",
    sequence=3,
    summary="Keynote: outcomes; and what they cost",
    starts_at=datetime(2022, 9, 8, 9, 0, tzinfo=UTC),
    ends_at=datetime(2022, 9, 8, 10, 30, tzinfo=UTC),
    zone="Europe/London",
    changed_at=datetime(2022, 6, 1, 12, 0, tzinfo=UTC),
    location="Blavatnik School of Government, Radcliffe Observatory Quarter, Woodstock Road, Oxford",
    description="With a question from the floor.\nŁódź, Zürich, 東京: everybody may join in from where they are.",
    url="https://example.org/soc22/sessions/keynote/",
    categories=("Keynote", "Health, care"),
)
WEBINAR = replace(
    KEYNOTE,
    uid="1d7f9c1e-2f57-4c0b-8f0b-8f7c7f1f2b6d",
    sequence=0,
    summary="Engaging with Evidence: four ingredients",
    starts_at=datetime(2022, 11, 3, 14, 0, tzinfo=UTC),
    ends_at=datetime(2022, 11, 3, 15, 0, tzinfo=UTC),
    location="",
    description="",
    url="",
    status="CANCELLED",
    categories=(),
    is_free=True,
)


def feed() -> bytes:
    return calendar("SOC22", [KEYNOTE, WEBINAR], "Europe/London", "Two days in Oxford", "https://example.org/soc22/")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feed.ics", feed()),
        ("invitation.ics", invitation(KEYNOTE, ORGANISER, ATTENDEE, MADE_AT)),
        ("cancellation.ics", cancellation(replace(KEYNOTE, sequence=4), ORGANISER, ATTENDEE, MADE_AT)),
        ("invitation-without-clock-change.ics",
         invitation(replace(KEYNOTE, zone="Asia/Tokyo"), ORGANISER, ATTENDEE, MADE_AT)),
        ("invitation-in-utc.ics", invitation(replace(KEYNOTE, zone="Asia/Jerusalem"), ORGANISER, ATTENDEE, MADE_AT)),
    ],
)  # fmt: skip
def test_the_bytes_are_those_of_the_golden_file(name: str, data: bytes) -> None:
    assert data == (GOLDEN / name).read_bytes()


def test_a_feed_says_what_every_calendar_program_needs() -> None:
    head = [(name, value) for name, _parameters, value in properties_of(feed(), "VCALENDAR")]
    assert head == [
        ("PRODID", "-//Conference//Conference//EN"),
        ("VERSION", "2.0"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", "SOC22"),
        ("X-WR-CALNAME", "SOC22"),
        ("DESCRIPTION", "Two days in Oxford"),
        ("X-WR-CALDESC", "Two days in Oxford"),
        ("URL", "https://example.org/soc22/"),
        ("X-WR-TIMEZONE", "Europe/London"),
        ("REFRESH-INTERVAL", "PT1H"),
        ("X-PUBLISHED-TTL", "PT1H"),
    ]


def test_an_entry_of_a_feed_has_every_property_once_and_no_attendee() -> None:
    keynote = calendar("SOC22", [KEYNOTE], "Europe/London")
    names = [name for name, _parameters, _value in properties_of(keynote, "VEVENT")]
    assert names == [
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "URL",
        "STATUS", "TRANSP", "CATEGORIES",
    ]  # fmt: skip


def values(data: bytes, component: str = "VEVENT") -> dict[str, str]:
    return {name: value for name, _parameters, value in properties_of(data, component)}


def test_the_stamp_of_a_feed_is_the_last_change_and_that_of_a_message_when_it_was_made() -> None:
    published = values(calendar("SOC22", [KEYNOTE], "Europe/London"))
    invited = values(invitation(KEYNOTE, ORGANISER, ATTENDEE, MADE_AT))
    assert (published["DTSTAMP"], published["LAST-MODIFIED"]) == ("20220601T120000Z", "20220601T120000Z")
    assert (invited["DTSTAMP"], invited["LAST-MODIFIED"]) == ("20220620T093015Z", "20220601T120000Z")


def test_the_address_stands_in_the_description_once() -> None:
    bare = replace(KEYNOTE, description="")
    said = replace(KEYNOTE, description=f"See {KEYNOTE.url} for more.")
    nothing = replace(KEYNOTE, description="", url="")
    assert text_of(values(calendar("", [bare], "UTC"))["DESCRIPTION"]) == KEYNOTE.url
    assert text_of(values(calendar("", [said], "UTC"))["DESCRIPTION"]) == said.description
    assert "DESCRIPTION" not in values(calendar("", [nothing], "UTC"))


def test_an_invitation_asks_one_attendee_for_an_answer() -> None:
    data = invitation(KEYNOTE, ORGANISER, ATTENDEE, MADE_AT)
    people = [line for line in properties_of(data, "VEVENT") if line[0] in {"ORGANIZER", "ATTENDEE"}]
    assert people == [
        ("ORGANIZER", {"CN": "Social Outcomes Conference"}, "mailto:events@example.org"),
        (
            "ATTENDEE",
            {"CN": "Ann O'Neil, PhD", "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT",
             "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"},
            "mailto:ann@example.org",
        ),
    ]  # fmt: skip
    assert values(data, "VCALENDAR")["METHOD"] == "REQUEST"


def test_a_cancellation_names_the_same_people_and_the_sequence_that_it_was_given() -> None:
    asked = invitation(KEYNOTE, ORGANISER, ATTENDEE, MADE_AT)
    data = cancellation(replace(KEYNOTE, sequence=4), ORGANISER, ATTENDEE, MADE_AT)
    assert values(data, "VCALENDAR")["METHOD"] == "CANCEL"
    before, after = values(asked), values(data)
    assert {key: after[key] for key in after if after[key] != before[key]} == {"SEQUENCE": "4", "STATUS": "CANCELLED"}
    assert after.keys() == before.keys()


def test_a_name_cannot_end_its_quotes() -> None:
    data = invitation(KEYNOTE, Mailbox("a@example.org", 'A "B" ^\n;:,'), Mailbox("b@\r\nexample.org", " "), MADE_AT)
    people = [line for line in properties_of(data, "VEVENT") if line[0] in {"ORGANIZER", "ATTENDEE"}]
    assert people[0] == ("ORGANIZER", {"CN": "A 'B'  ;:,"}, "mailto:a@example.org")
    assert (people[1][1]["CN"], people[1][2]) == ("b@example.org", "mailto:b@example.org")


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(ValueError, match="share a UID"):
        calendar("SOC22", [KEYNOTE, KEYNOTE], "Europe/London")
    with pytest.raises(ValueError, match="nobody is invited"):
        invitation(WEBINAR, ORGANISER, ATTENDEE, MADE_AT)
    with pytest.raises(ValueError, match="with a time zone"):
        invitation(KEYNOTE, ORGANISER, ATTENDEE, MADE_AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="with a time zone"):
        replace(KEYNOTE, starts_at=KEYNOTE.starts_at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="before it starts"):
        replace(KEYNOTE, ends_at=KEYNOTE.starts_at - timedelta(seconds=1))
    with pytest.raises(ValueError, match="needs a UID"):
        replace(KEYNOTE, uid="\x00 ")
    with pytest.raises(ValueError, match="needs a UID"):
        replace(KEYNOTE, sequence=-1)
