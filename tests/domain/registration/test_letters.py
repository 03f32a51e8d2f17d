"""What the mails of a registration carry: invitation and withdrawal with one UID, links for this person only."""

from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest
from flask import Flask

from conference import links
from conference.core.database import db
from conference.domain.events.rules import AttendanceMode, EventKind
from conference.domain.registration.notices import calendar_file, join_link_of, place_of
from tests.domain.registration.registering import (
    IN_PERSON,
    ONLINE,
    cancel,
    newest_letter,
    register,
    registration,
)
from tests.factories import make_event, make_site, make_venue

pytestmark = pytest.mark.usefixtures("app")
JOIN = "https://meet.example.org/j/123?pwd=abc"


@pytest.fixture(autouse=True)
def _site(app: Flask) -> None:
    make_site(name="Government Outcomes Lab", sender_email="events@example.org")


def make_conference(**values: Any):
    venue = make_venue(name="Blavatnik School of Government", street="Walton Street", city="Oxford")
    return make_event(**{"title": "Social Outcomes Conference 2022", "short_title": "SOC22", "zone_place": "Oxford",
                         "venue_id": venue.id, "join_link": JOIN, "online_platform": "Zoom", **values})  # fmt: skip


def entry_in(text: str | None) -> tuple[Any, Any]:
    assert text is not None
    calendar = icalendar.Calendar.from_ical(text)
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry


def test_a_place_comes_with_an_invitation_for_one_person() -> None:
    ada = register(make_conference(), "Ada")
    letter, kept = newest_letter(), registration(ada)
    calendar, entry = entry_in(letter.calendar)
    assert (letter.calendar_method, str(calendar["METHOD"])) == ("REQUEST", "REQUEST")
    assert (str(entry["UID"]), entry["SEQUENCE"], str(entry["STATUS"])) == (kept.uid, 0, "CONFIRMED")
    assert entry["DTSTART"].params["TZID"] == "Europe/London"
    assert entry["DTSTART"].dt.isoformat() == "2022-09-08T09:00:00+01:00"
    assert entry["DTEND"].dt.isoformat() == "2022-09-09T18:00:00+01:00"
    assert (str(entry["ORGANIZER"]), entry["ORGANIZER"].params["CN"]) == (
        "mailto:events@example.org",
        "Government Outcomes Lab",
    )
    assert (str(entry["ATTENDEE"]), entry["ATTENDEE"].params["CN"]) == ("mailto:ada@example.org", "Ada")
    assert str(entry["LOCATION"]) == "Blavatnik School of Government, Walton Street, Oxford"
    assert JOIN not in f"{letter.calendar}{letter.text}{letter.html}"


def test_a_webinar_has_its_exact_times_and_its_join_link() -> None:
    event = make_conference(kind=EventKind.WEBINAR, mode=AttendanceMode.ONLINE, venue_id=None,
                            starts_at=datetime(2022, 11, 9, 12, 0, tzinfo=UTC),
                            ends_at=datetime(2022, 11, 9, 13, 15, tzinfo=UTC))  # fmt: skip
    register(event, "Ada", (ONLINE,))
    letter = newest_letter()
    _calendar, entry = entry_in(letter.calendar)
    assert entry["DTSTART"].dt.isoformat() == "2022-11-09T12:00:00+00:00"
    assert entry["DTEND"].dt.isoformat() == "2022-11-09T13:15:00+00:00"
    assert str(entry["LOCATION"]) == "Online on Zoom"
    assert JOIN in str(entry["DESCRIPTION"])
    assert letter.text.count(JOIN) == 1


def test_an_event_whose_place_is_not_known_yet_has_none_in_calendars() -> None:
    event = make_conference(mode=AttendanceMode.HYBRID, venue_id=None)
    register(event, "Ada")
    letter = newest_letter()
    _calendar, entry = entry_in(letter.calendar)
    assert "LOCATION" not in entry
    assert letter.text.splitlines()[7:9] == ["Where: The place follows", "Your place: In person"]


def test_the_personal_link_works_and_is_in_mail_and_entry() -> None:
    ada = register(make_conference(), "Ada")
    letter = newest_letter()
    start = links.absolute("/my/")
    ticket, own = [line for line in letter.text.splitlines() if line.startswith(start)]
    assert links.read(links.Purpose.REGISTRATION, own.removeprefix(start).rstrip("/")) == (ada, 1)
    assert ticket == f"{own}ticket/"
    _calendar, entry = entry_in(letter.calendar)
    assert start in str(entry["DESCRIPTION"])


def test_the_mail_reads_well_in_plain_text() -> None:
    register(make_conference(), "Ada", (ONLINE,))
    lines = newest_letter().text.splitlines()
    assert lines[:4] == [
        "Dear Ada,",
        "",
        "You have a place at Social Outcomes Conference 2022.",
        "The invitation in this mail puts it into your calendar, and keeps it right when something changes.",
    ]
    assert lines[5:10] == [
        "What: Social Outcomes Conference 2022",
        "When: Thursday 8 September 2022, 09:00 to Friday 9 September 2022, 18:00 (Oxford time, BST)",
        "Where: Online on Zoom",
        "Your place: Online",
        f"Join here: {JOIN}",
    ]


def test_cancelling_withdraws_the_invitation_from_the_same_sender() -> None:
    ada = register(make_conference(), "Ada")
    make_site(sender_email="new@example.org")
    cancel(ada)
    letter, kept = newest_letter(), registration(ada)
    calendar, entry = entry_in(letter.calendar)
    assert (letter.kind, letter.calendar_method) == ("registration/cancelled", "CANCEL")
    assert (str(calendar["METHOD"]), str(entry["STATUS"])) == ("CANCEL", "CANCELLED")
    assert (str(entry["UID"]), entry["SEQUENCE"], kept.sequence) == (kept.uid, 1, 1)
    assert (str(entry["ORGANIZER"]), str(entry["ATTENDEE"])) == ("mailto:events@example.org", "mailto:ada@example.org")


def test_who_never_had_an_invitation_gets_none_withdrawn() -> None:
    bob = register(make_conference(capacity_in_person=0), "Bob")
    cancel(bob)
    letter = newest_letter()
    assert (letter.kind, letter.calendar, registration(bob).sequence) == ("registration/cancelled", None, 0)


def test_who_moves_up_is_invited() -> None:
    event = make_conference(capacity_in_person=1)
    ada, bob = register(event, "Ada"), register(event, "Bob")
    cancel(ada)
    letter = newest_letter()
    _calendar, entry = entry_in(letter.calendar)
    assert (letter.kind, letter.subject) == ("registration/moved_up", "You have a place at SOC22 now")
    assert (str(entry["UID"]), entry["SEQUENCE"], str(entry["ATTENDEE"])) == (
        registration(bob).uid,
        0,
        "mailto:bob@example.org",
    )


def test_the_join_link_is_for_confirmed_people_online() -> None:
    event = make_conference(capacity_online=1)
    online, waits, room = (
        register(event, "A", (ONLINE,)),
        register(event, "B", (ONLINE,)),
        register(event, "C", (IN_PERSON,)),
    )
    assert [join_link_of(registration(one)) for one in (online, waits, room)] == [JOIN, "", ""]
    cancel(online)
    assert [join_link_of(registration(one)) for one in (online, waits)] == ["", JOIN]


def test_where_one_goes_while_it_is_open() -> None:
    event = make_conference(capacity_online=0, capacity_in_person=0)
    both = register(event, "A", (IN_PERSON, ONLINE))
    assert place_of(registration(both)) == "Blavatnik School of Government, Walton Street, Oxford / Online on Zoom"


def test_the_file_to_keep_has_the_same_entry() -> None:
    ada = register(make_conference(), "Ada")
    calendar, entry = entry_in(calendar_file(registration(ada)).decode())
    assert (str(calendar["METHOD"]), str(entry["UID"])) == ("PUBLISH", registration(ada).uid)
    assert "ATTENDEE" not in entry


def test_hostile_names_stay_names() -> None:
    name = 'Ada "the\r\nBcc: x@example.org" <b>Lovelace</b>; {{ site.name }}'
    register(make_conference(), name, email="ada@example.org")
    letter = newest_letter()
    assert letter.text.splitlines()[0] == 'Dear Ada "the Bcc: x@example.org" <b>Lovelace</b>; {{ site.name }},'
    assert "&lt;b&gt;Lovelace&lt;/b&gt;" in letter.html
    assert (
        entry_in(letter.calendar)[1]["ATTENDEE"].params["CN"]
        == "Ada 'the Bcc: x@example.org' <b>Lovelace</b>; {{ site.name }}"
    )
    db.session.rollback()


def test_the_mail_of_a_cancellation_says_who_did_it_and_what_it_does() -> None:
    event = make_conference(capacity_in_person=1)
    ada, bob = register(event, "Ada"), register(event, "Bob")
    cancel(bob, actor="the organisers")
    assert newest_letter().text.splitlines()[:6] == [
        "Dear Bob,",
        "",
        "The organisers cancelled your registration for Social Outcomes Conference 2022.",
        "",
        "What: Social Outcomes Conference 2022",
        "When: Thursday 8 September 2022, 09:00 to Friday 9 September 2022, 18:00 (Oxford time, BST)",
    ]
    cancel(ada)
    assert newest_letter().text.splitlines()[2:5] == [
        "You cancelled your registration for Social Outcomes Conference 2022.",
        "This mail takes it out of your calendar.",
        "",
    ]


def test_the_mail_to_who_asks_again_says_where_they_stand() -> None:
    event = make_conference(capacity_in_person=1)
    for name in ("Ada", "Bob", "Ada"):
        register(event, name)
    assert newest_letter().text.splitlines()[2] == (
        "Somebody, probably you, registered this address for Social Outcomes Conference 2022 once more. It has a place"
        " already, so nothing has changed."
    )
    register(event, "Bob")
    assert (
        newest_letter()
        .text.splitlines()[2]
        .endswith("It is on the waiting list already, now at number 1, so nothing has changed.")
    )
