"""What our schedule.xml and schedule.json look like, and whether the readers of this field can read them.

The rules of the readers are those that their sources follow: Giggity and EventFahrplan (Android), voctoweb.
"""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from conference.formats.programmes.extras import EXTRAS_KEY
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import FileSession, Identity, Programme, Scheme, SessionState
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_xml import schedule_xml
from tests.formats.programmes.made_up import GUIDS, KEYNOTE, PANEL, SMALL, programmes

ELSEWHERE = HowToRead(zone="Pacific/Auckland")
IN_EVENT = ["room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "language",
            "description", "persons", "links", "attachments"]  # fmt: skip
EVENT_IN_JSON = {"abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room", "slug", "start",
                 "subtitle", "title", "track", "type", "url"}  # fmt: skip


def events(programme: Programme, with_breaks: bool = False) -> list[Any]:
    return list(etree.fromstring(schedule_xml(programme, with_breaks)).iterfind("day/room/event"))


def of(*sessions: FileSession) -> Programme:
    return replace(SMALL, sessions=sessions)


def test_the_document_begins_as_readers_look_for_it() -> None:
    assert schedule_xml(SMALL).decode().splitlines()[:14] == [
        "<?xml version='1.0' encoding='utf-8'?>",
        "<schedule>",
        ' <generator name="Conference" version="1"/>',
        " <version>Release 3</version>",
        " <conference>",
        "  <title>Engines of Our Time</title>",
        "  <acronym>eot22</acronym>",
        "  <start>2022-09-08</start>",
        "  <end>2022-09-09</end>",
        "  <days>2</days>",
        "  <timeslot_duration>00:05</timeslot_duration>",
        "  <url>https://example.org/eot22/</url>",
        "  <time_zone_name>Europe/London</time_zone_name>",
        '  <track name="Engines" color="#0a576c" slug="engines"/>',
    ]


def test_an_event() -> None:
    event = events(SMALL)[0]
    assert dict(event.attrib)["guid"] == KEYNOTE.identity.value
    assert [child.tag for child in event] == [*IN_EVENT, "recording", "url"]
    assert {child.tag: child.text for child in event if not len(child)} == {
        "room": "Hall", "title": "What an engine may weave", "subtitle": None, "type": "Keynote",
        "date": "2022-09-08T10:00:00+01:00", "start": "10:00", "duration": "00:45", "abstract": "Notes on **notes**.",
        "slug": "eot22-what-an-engine-may-weave", "track": "Engines", "language": "en", "description": None,
        "attachments": None, "url": "https://example.org/eot22/keynote/",
    }  # fmt: skip


def test_after_midnight_a_session_stands_in_the_day_before() -> None:
    days = [(day.get("date"), day.get("start"), day.get("end"), [event.findtext("date") for event in day.iter("event")])
            for day in etree.fromstring(schedule_xml(SMALL)).iterfind("day")]  # fmt: skip
    assert days[1] == (
        "2022-09-09", "2022-09-09T04:00:00+01:00", "2022-09-10T04:00:00+01:00", ["2022-09-10T00:30:00+01:00"],
    )  # fmt: skip


def test_presentations_stand_in_the_description_for_readers() -> None:
    assert events(SMALL)[1].findtext("description") == "**Grants**\n\nA short history.\n\n**Subscriptions**"


def test_the_clocks_change_between_two_days() -> None:
    sunday = replace(KEYNOTE, starts_at=datetime(2022, 10, 30, 10, tzinfo=UTC))
    days = [(day.get("start"), day.get("end")) for day in etree.fromstring(schedule_xml(of(sunday))).iterfind("day")]
    assert days[-1] == ("2022-10-30T04:00:00+00:00", "2022-10-31T04:00:00+00:00")
    early = replace(KEYNOTE, starts_at=datetime(2022, 10, 30, 1, 30, tzinfo=UTC), day=date(2022, 10, 29))
    assert [event.findtext("date") for event in events(of(early))] == ["2022-10-30T01:30:00+00:00"]


@pytest.mark.parametrize("session", [
    replace(KEYNOTE, state=SessionState.CANCELLED), replace(KEYNOTE, state=SessionState.DRAFT),
    replace(KEYNOTE, starts_at=None), replace(KEYNOTE, minutes=None), replace(KEYNOTE, is_break=True),
])  # fmt: skip
def test_what_readers_must_not_see_comes_back_all_the_same(session: Any) -> None:
    programme = of(PANEL, session)
    assert len(events(programme)) == 1
    for write in (schedule_xml, schedule_json):
        back = read_programme("schedule", write(programme), ELSEWHERE).sessions
        assert {replace(one, place="", number=None, day=None) for one in back} == {PANEL, session}


def test_breaks_are_shown_when_asked() -> None:
    assert len(events(of(replace(KEYNOTE, is_break=True)), with_breaks=True)) == 1


def test_a_length_of_a_day_and_more_is_capped_for_readers_only() -> None:
    programme = of(replace(KEYNOTE, minutes=1500))
    assert events(programme)[0].findtext("duration") == "23:59"
    assert [one.minutes for one in read_programme("x", schedule_xml(programme), ELSEWHERE).sessions] == [1500]


def test_slugs_and_numbers_are_unique_whatever_they_were() -> None:
    twins = of(replace(KEYNOTE, slug="qa", number=7), replace(PANEL, slug="qa", number=7))
    found = [(event.findtext("slug"), int(event.get("id"))) for event in events(twins)]
    assert [slug for slug, _number in found] == ["eot22-qa-session", "eot22-qa-session-2"]
    assert len({number for _slug, number in found} | {7}) == 3
    assert [event.get("id") for event in events(of(replace(KEYNOTE, number=12)))] == ["12"]


def test_a_foreign_identity_stays_beside_a_guid_that_is_always_the_same() -> None:
    foreign = of(replace(KEYNOTE, identity=Identity(Scheme.UID, "7@example.org")))
    guid = events(foreign)[0].get("guid")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid)
    assert [event.get("guid") for event in events(foreign)] == [guid]
    back = read_programme("x", schedule_xml(foreign), ELSEWHERE)
    assert [one.identity for one in back.sessions] == [Identity(Scheme.UID, "7@example.org")]


def test_what_xml_cannot_hold_comes_back_all_the_same() -> None:
    programme = of(replace(KEYNOTE, title="Bell\ufffe ]]> <b>", abstract="?> \uffff"))
    assert events(programme)[0].findtext("title") == "Bell ]]> <b>"
    back = read_programme("x", schedule_xml(programme), ELSEWHERE)
    assert [(one.title, one.abstract) for one in back.sessions] == [("Bell\ufffe ]]> <b>", "?> \uffff")]


def test_an_edit_by_hand_is_believed() -> None:
    edited = schedule_xml(SMALL).replace(b"Who pays?", b"Who pays now?")
    assert [one.title for one in read_programme("x", edited, ELSEWHERE).sessions][1] == "Who pays now?"


def test_days_of_the_event_without_sessions_are_counted_but_not_of_a_long_one() -> None:
    conference = json.loads(schedule_json(of(SMALL.sessions[-1])))["schedule"]["conference"]
    days = [(day["index"], day["date"], bool(day["rooms"])) for day in conference["days"]]
    assert (conference["daysCount"], days) == (2, [(1, "2022-09-08", False), (2, "2022-09-09", True)])
    year = replace(of(KEYNOTE), heading=replace(SMALL.heading, ends_on=date(2023, 9, 7)))
    assert [day.get("date") for day in etree.fromstring(schedule_xml(year)).iterfind("day")] == ["2022-09-08"]


def test_an_empty_programme_has_a_day() -> None:
    for heading, number in ((SMALL.heading, 2), (replace(SMALL.heading, starts_on=None), 1)):
        nothing = replace(of(), heading=heading)
        assert len(etree.fromstring(schedule_xml(nothing)).findall("day")) == number
        for written in (schedule_xml(nothing), schedule_json(nothing)):
            assert read_programme("x", written, ELSEWHERE).sessions == ()


def test_json_has_the_keys_that_the_schema_wants() -> None:
    said = json.loads(schedule_json(SMALL))
    conference = said["schedule"]["conference"]
    days = conference["days"]
    assert list(days[0]["rooms"]) == ["Hall"]
    event = days[0]["rooms"]["Hall"][0]
    assert event.keys() - EVENT_IN_JSON == {"end", "description", "recording_license", "do_not_record", "attachments"}
    assert (event["date"], event["end"]) == ("2022-09-08T10:00:00+01:00", "2022-09-08T10:45:00+01:00")
    assert event["persons"] == [{
        "guid": GUIDS[10], "name": "Ada Lovelace", "biography": "Wrote the *notes*.", "url": "https://example.org/ada",
    }]  # fmt: skip
    assert conference["meta"].keys() == {EXTRAS_KEY}


@given(programmes())
@settings(max_examples=25)
def test_giggity_can_read_it(programme: Programme) -> None:
    written = schedule_xml(replace(programme, heading=replace(programme.heading, version="v")))
    head = written.decode()[:1024]
    assert ("<schedule" in head, "<conference" in head, b"<!DOCTYPE" in written) == (True, True, False)
    for day in etree.fromstring(written).iterfind("day"):
        assert date.fromisoformat(day.get("date"))
        for event in day.iter("event"):
            hours, minutes = map(int, event.findtext("duration").split(":"))
            assert (event.get("guid") != "", event.findtext("title") is not None, hours < 24) == (True, True, True)
            assert minutes < 60
            assert datetime.fromisoformat(event.findtext("date")).utcoffset() is not None


@given(programmes())
@settings(max_examples=25)
def test_event_fahrplan_and_voctoweb_can_read_it(programme: Programme) -> None:
    written = schedule_xml(programme)
    assert written.rstrip().endswith(b"</schedule>")
    for number, day in enumerate(etree.fromstring(written).iterfind("day"), start=1):
        assert int(day.get("index")) == number
        assert datetime.fromisoformat(day.get("end")) - datetime.fromisoformat(day.get("start")) >= timedelta(hours=22)
        for event in day.iter("event"):
            assert time.fromisoformat(event.findtext("start"))
            assert {child.tag for child in event} >= set(IN_EVENT)
            optout = event.findtext("recording/optout")
            assert optout in (None, "true", "false")
