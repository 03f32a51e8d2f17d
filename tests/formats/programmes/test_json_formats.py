"""c3voc, pretalx and Sessionize JSON in, and what is private in them stays out."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from conference.core.errors import Invalid
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
    Programme,
    Scheme,
    SessionState,
)

GUID = "0b5ad1ac-0f2c-4e0e-9d3e-000000000001"
EGG = {
    "guid": GUID, "id": 7, "date": "2022-10-29T10:00:00+01:00", "start": "10:00", "duration": "00:30", "room": "Barn",
    "slug": "eggs-7-egg", "url": "https://example.org/7", "title": "Egg", "subtitle": "", "track": None, "type": "Talk",
    "language": "en", "abstract": None, "description": "Long.", "do_not_record": True, "persons": [], "links": [],
}  # fmt: skip
SUBMISSION: dict[str, Any] = {
    "code": "ABCDEF", "title": "Egg", "speakers": [{"code": "PERSON", "name": "Ada", "biography": "Hatches."}],
    "submission_type": {"en": "Talk", "de": "Vortrag"}, "track": "Birds", "state": "confirmed", "abstract": "Short.",
    "description": None, "duration": 30, "content_locale": "en", "do_not_record": False,
    "slot": {"room": {"en": "Barn"}, "start": "2022-10-29T10:00:00+01:00", "end": "2022-10-29T10:40:00+01:00"},
}  # fmt: skip
SESSIONIZE: dict[str, Any] = {
    "sessions": [{"id": "12", "title": "Egg", "description": "Short.", "startsAt": "2022-10-29T10:00:00",
                  "endsAt": "2022-10-29T10:45:00", "isServiceSession": False, "isPlenumSession": False,
                  "speakers": [GUID, "nobody"], "categoryItems": [1, 2, 3], "roomId": 5, "liveUrl": None,
                  "recordingUrl": "https://example.org/v"},
                 {"id": "13", "title": "Lunch", "startsAt": "2022-10-29T12:00:00", "endsAt": "2022-10-29T13:00:00",
                  "isServiceSession": True, "speakers": [], "categoryItems": [], "roomId": None}],
    "speakers": [{"id": GUID, "firstName": "Ada", "lastName": "Hen", "bio": "Hatches.", "tagLine": "Hen",
                  "profilePicture": "https://example.org/p.png", "fullName": "Ada Hen", "sessions": [12],
                  "links": [{"title": "Blog", "url": "https://example.org/b"}]}],
    "rooms": [{"id": 5, "name": "Barn", "sort": 0}], "questions": [],
    "categories": [{"id": 1, "title": "Track", "items": [{"id": 1, "name": "Birds"}]},
                   {"id": 2, "title": "Language", "items": [{"id": 2, "name": "English"}]},
                   {"id": 3, "title": "Level", "items": [{"id": 3, "name": "Hard"}]}],
}  # fmt: skip


def schedule(**event: object) -> dict[str, Any]:
    day = {"index": 1, "date": "2022-10-29", "day_start": "2022-10-29T04:00:00+01:00",
           "day_end": "2022-10-30T03:59:00+00:00", "rooms": {"Barn": [{**EGG, **event}]}}  # fmt: skip
    conference = {"title": "Eggs", "acronym": "eggs", "start": "2022-10-29", "end": "2022-10-29", "daysCount": 1,
                  "timeslot_duration": "00:15", "time_zone_name": "Europe/London", "days": [day],
                  "rooms": [{"name": "Barn", "guid": GUID, "capacity": 40, "description": {"en": "Old"}}]}  # fmt: skip
    return {"schedule": {"version": "3", "conference": conference}}


def read(value: object, zone: str = "Europe/London") -> Programme:
    return read_programme("programme.json", json.dumps(value).encode(), HowToRead(zone=zone))


def oddities(value: object) -> list[tuple[Kind, str]]:
    return [(one.kind, one.sentence) for one in read(value).oddities]


def test_version_1() -> None:
    person = {"id": 3, "public_name": "Ada", "biography": "Hatches.", "email": "ada@example.org"}
    programme = read(schedule(persons=[person], end="2022-10-29T10:40:00+01:00", duration="00:40"))
    assert programme == Programme(
        format=FileFormat.VOC_JSON,
        heading=Heading(title="Eggs", acronym="eggs", version="3", zone="Europe/London", has_zone=True,
                        starts_on=date(2022, 10, 29), ends_on=date(2022, 10, 29), slot_minutes=15),
        rooms=(FileRoom("Barn", Identity(Scheme.GUID, GUID), 40, "Old"),),
        people=(FilePerson(Identity(Scheme.ID, "3"), "Ada", "Hatches."),),
        sessions=(FileSession(
            identity=Identity(Scheme.GUID, GUID), title="Egg", place="day 1, Barn, event 1", number=7,
            slug="eggs-7-egg", format="Talk", language="en", description="Long.",
            starts_at=datetime(2022, 10, 29, 9, tzinfo=UTC), minutes=40, day=date(2022, 10, 29),
            room="Barn", url="https://example.org/7", may_be_recorded=False,
            appearances=(FileAppearance(Identity(Scheme.ID, "3"), "Ada"),),
        ),),
    )  # fmt: skip


@pytest.mark.parametrize(("event", "oddity"), [
    ({"id": "7"}, (Kind.IDENTITY, "The number 7 is written as a text.")),
    ({"answers": [1]}, (Kind.LEFT_OUT, "event/answers is not taken over; it stands there once.")),
    ({"end": "2022-10-29T11:00:00+01:00"},
     (Kind.LENGTH, "The length says 30 minutes, but the end is 60 minutes after the start; the end is believed.")),
    ({"end": "2022-10-29T09:00:00+01:00"},
     (Kind.TIME, "The session ends before it begins; its end is not believed.")),
])  # fmt: skip
def test_one_oddity_of_version_1(event: dict[str, object], oddity: tuple[Kind, str]) -> None:
    assert oddities(schedule(**event)) == [oddity]


def test_version_2() -> None:
    event = {"guid": GUID, "id": 7, "type": "TALK", "start": "2022-10-29T10:00:00+01:00", "duration": "PT40M",
             "title": {"de": "Ei", "en": "Egg"}, "room": {"name": "Barn"}, "track": {"slug": "birds"}, "language": "en",
             "participants": [{"guid": GUID, "role": "MODERATOR"}],
             "links": [{"type": "FEEDBACK", "url": "https://example.org/f"}, {"url": "https://example.org/l"}],
             }  # fmt: skip
    conference = {"title": "Eggs", "acronym": "eggs", "start": "2022-10-29", "end": "2022-10-29", "rooms": [],
                  "time_zone_name": "Europe/London",
                  "tracks": [{"name": "Birds", "slug": "birds", "colors": {"light": "#00FF00"}}]}  # fmt: skip
    persons = [{"guid": GUID, "name": "Ada", "biography": "Hatches."}]
    programme = read({"schedule": {"version": "1", "conference": conference, "events": [event], "persons": persons}})
    session = programme.sessions[0]
    assert (programme.format, programme.oddities) == (FileFormat.VOC_JSON_2, ())
    assert programme.themes == (FileTheme("Birds", "birds", "#00ff00"),)
    assert programme.people == (FilePerson(Identity(Scheme.GUID, GUID), "Ada", "Hatches."),)
    assert (session.title, session.minutes, session.theme, session.room) == ("Egg", 40, "Birds", "Barn")
    assert (session.format, session.links) == ("Talk", (Link("https://example.org/l"),))
    assert session.feedback_url == "https://example.org/f"
    assert session.appearances == (FileAppearance(Identity(Scheme.GUID, GUID), "Ada", "moderator"),)


@pytest.mark.parametrize("wrap", [
    lambda one: [one], lambda one: {"count": 1, "next": None, "results": [one]},
    lambda one: {"2022-10-29": {"600": {"1": one}}}, lambda one: one,
])  # fmt: skip
def test_submissions_of_pretalx_wherever_they_stand(wrap: Any) -> None:
    programme = read(wrap(SUBMISSION))
    session = programme.sessions[0]
    assert (programme.format, programme.oddities, len(programme.sessions)) == (FileFormat.PRETALX, (), 1)
    assert (session.identity, session.code) == (Identity(Scheme.CODE, "ABCDEF"), "ABCDEF")
    assert (session.starts_at, session.minutes) == (datetime(2022, 10, 29, 9, tzinfo=UTC), 40)
    assert (session.format, session.theme, session.room, session.may_be_recorded) == ("Talk", "Birds", "Barn", True)
    assert programme.people == (FilePerson(Identity(Scheme.CODE, "PERSON"), "Ada", "Hatches."),)


def test_what_is_private_in_pretalx_is_named_and_left_out() -> None:
    speaker = {**SUBMISSION["speakers"][0], "email": "ada@example.org"}
    programme = read([{**SUBMISSION, "speakers": [speaker], "internal_notes": "rude", "pending_state": "rejected"}])
    assert [one.sentence for one in programme.oddities] == [
        "submissions/internal_notes is not taken over; it stands there once.",
        "submissions/pending_state is not taken over; it stands there once.",
        "speakers/email is not taken over; it stands there once.",
    ]
    words = repr(programme)
    assert [word for word in ("ada@example.org", "rude", "rejected") if word in words] == []


def test_only_what_is_decided_is_programme() -> None:
    programme = read([{**SUBMISSION, "state": "submitted"}, {**SUBMISSION, "code": "OTHERS", "state": "canceled"}])
    assert [(one.code, one.state) for one in programme.sessions] == [("OTHERS", SessionState.CANCELLED)]
    assert [(one.kind, one.sentence) for one in programme.oddities] == [
        (Kind.REFUSED, "Egg is submitted, so it is not part of the programme.")
    ]


def test_several_slots_are_several_sessions() -> None:
    slots = [{"room": "Barn", "start": f"2022-10-29T{hour}:00:00+01:00", "end": f"2022-10-29T{hour}:30:00+01:00"}
             for hour in (14, 10)]  # fmt: skip
    programme = read([{**SUBMISSION, "slots": slots, "slot_count": 2}])
    assert [one.identity for one in programme.sessions] == [
        Identity(Scheme.CODE, "ABCDEF", 1), Identity(Scheme.CODE, "ABCDEF", 0),
    ]  # fmt: skip
    assert [one.minutes for one in programme.sessions] == [30, 30]


def test_the_widget_of_pretalx() -> None:
    talk = {"code": "ABCDEF", "title": "Egg", "speakers": ["PERSON", "NOBODY"], "track": 3, "room": 5, "duration": 40,
            "start": "2022-10-29T10:00:00+01:00", "end": "2022-10-29T10:40:00+01:00", "abstract": ""}  # fmt: skip
    programme = read({
        "talks": [talk], "rooms": [{"id": 5, "name": {"en": "Barn"}}], "tracks": [{"id": 3, "name": {"en": "Birds"}}],
        "speakers": [{"code": "PERSON", "name": "Ada", "avatar": None}], "version": "2", "timezone": "Europe/London",
        "event_start": "2022-10-29", "event_end": "2022-10-29",
    })  # fmt: skip
    session = programme.sessions[0]
    assert (session.room, session.theme, session.minutes) == ("Barn", "Birds", 40)
    assert [one.name for one in session.appearances] == ["Ada"]
    assert (programme.heading.zone, programme.heading.has_zone) == ("Europe/London", True)
    assert [one.sentence for one in programme.oddities] == ["The speaker NOBODY is not in the file."]


def test_sessionize() -> None:
    programme = read(SESSIONIZE)
    ada = Identity(Scheme.GUID, GUID)
    assert programme.sessions == (
        FileSession(
            identity=Identity(Scheme.ID, "12"), title="Egg", place="session 1", number=12, theme="Birds", language="en",
            abstract="Short.", starts_at=datetime(2022, 10, 29, 9, tzinfo=UTC), minutes=45, room="Barn",
            links=(Link("https://example.org/v", "Recording"),), appearances=(FileAppearance(ada, "Ada Hen"),),
        ),
        FileSession(identity=Identity(Scheme.ID, "13"), title="Lunch", place="session 2", number=13, is_break=True,
                    starts_at=datetime(2022, 10, 29, 11, tzinfo=UTC), minutes=60),
    )  # fmt: skip
    assert programme.people == (
        FilePerson(ada, "Ada Hen", "Hatches.", job_title="Hen", links=(Link("https://example.org/b", "Blog"),)),
    )
    assert {one.sentence for one in programme.oddities} == {
        "The speaker nobody is not in the file.", "2 times carry no zone; they are read as the time of Europe/London.",
        "speakers/profilePicture is not taken over; it stands there once.",
        "level Hard is not taken over; it stands there once.",
    }  # fmt: skip


@pytest.mark.parametrize("said", [
    {"sessions": {GUID: {"minutes": "many"}}}, {"sessions": {GUID: {"minutes": 10**9}}}, "broken", [],
    {"sessions": {GUID: {"starts_at": "2022-10-29T10:00:00"}}}, {"sessions": {GUID: {"title": "a\u0000"}}},
    {"sessions": {GUID: {"url": "javascript:alert(1)"}}}, {"sessions": {GUID: {"room": "Nowhere"}}},
    {"sessions": {GUID: {"links": [{"url": "file:///etc/passwd"}]}}}, {"heading": {"zone": "../../etc/passwd"}},
    {"sessions": {GUID: {"appearances": [{"person": {"scheme": "id", "value": "99"}, "name": "x"}]}}},
    {"unplaced": [{"identity": {"scheme": "guid", "value": GUID}, "title": "twice"}]}, {"rooms": [{"name": 3}]},
    {"unplaced": [{"identity": {"scheme": "id", "value": str(number)}, "title": "x"} for number in range(5000)]},
])  # fmt: skip
def test_what_our_writer_said_beside_may_be_nonsense(said: object) -> None:
    value = schedule()
    value["schedule"]["conference"]["meta"] = {"conference": said}
    assert oddities(value) == [
        (Kind.TEXT, "What Conference wrote beside the programme cannot be understood; it is passed over.")
    ]


@pytest.mark.parametrize(("value", "sentence"), [
    ([], "This is a JSON list of 0 entries that are no sessions."),
    ([{"venue": "A", "start_date": "", "source": "x"}],
     "This is the programme of an EMF camp in the JSON of its own website."),
    ({"a": 1, "b": 2}, "This is a JSON object with the keys a, b."),
    ({"_type": "HTTPAPIResult", "results": []}, "This is an export of Indico."),
])  # fmt: skip
def test_other_json_is_refused_by_what_it_is(value: object, sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(value)
    assert caught.value.sentence == (
        f"{sentence} Programmes are read from frab XML, c3voc, pretalx and Sessionize JSON, iCalendar, CSV and XLSX."
    )
