"""Who is told what, by a release and at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.core.jobs import Job, JobState
from conference.core.tokens import new_uid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event, OpeningHours, Venue
from conference.domain.events.rules import AttendanceMode, EventKind, EventState
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import calendar_file, entry_of
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.actions import (
    cancel_event,
    cancel_session,
    change_event_dates,
    change_event_venue,
    change_join_link,
    move_event,
    place_session,
    publish_release,
    unplace_session,
)
from conference.domain.schedule.queries import (
    coming_release,
    count_interested,
    entry_of_event,
    get_current_release,
    released_sessions,
    told_by,
)
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import list_envelopes
from tests.chores import do_jobs
from tests.factories import (
    make_appearance,
    make_event,
    make_expression,
    make_person,
    make_session,
    make_site,
    make_venue,
    save,
)
from tests.formats.ical_reader import properties_of

local = datetime.fromisoformat
HOUR = timedelta(hours=1)
TEN_WORDS = "Thursday 8 September 2022, 10:00 to 11:00 (London time, BST)"
ELEVEN_WORDS = "Thursday 8 September 2022, 11:00 to 12:00 (London time, BST)"


@pytest.fixture(autouse=True)
def _today(stand_at: Callable[[datetime], None], now: datetime) -> None:
    stand_at(now)


def make_programme(*titles: str, **values: Any) -> tuple[Event, list[Session]]:
    """SOC22 with sessions one after the other from ten, each with Joseph Stiglitz in it."""
    make_site()
    event = make_event(slug="soc22", short_title="SOC22", venue_id=make_venue("Room A").id, **values)
    person = make_person("Joseph Stiglitz", email="joseph@example.org")
    sessions = []
    for number, title in enumerate(titles):
        start = datetime(2022, 9, 8, 9, 0, tzinfo=UTC) + number * HOUR
        session = make_session(event, title=title, slug=title.lower(), starts_at=start, ends_at=start + HOUR)
        make_appearance(session, person)
        sessions.append(session)
    return event, sessions


def make_registration(event: Event, number: int, **values: Any) -> Registration:
    defaults = {
        "event_id": event.id, "number": number, "email": f"guest{number}@example.org", "name": f"Guest {number}",
        "state": RegistrationState.CONFIRMED, "accepts_in_person": True, "accepts_online": True,
        "mode": AttendanceMode.ONLINE, "uid": new_uid(), "invited_by": "events@example.org",
        "registered_at": event.created_at, "confirmed_at": event.created_at,
    }  # fmt: skip
    return save(Registration(**{**defaults, **values}))


def release(event: Event, now: datetime) -> None:
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)


def move(session: Session, starts: str, now: datetime) -> None:
    with transaction():
        place_session(session, room=None, starts=local(starts), minutes=60, actor=SYSTEM, now=now)


def waiting() -> list[Envelope]:
    do_jobs()
    return list(reversed(list_envelopes(EnvelopeState.WAITING)))


def mark_all_sent() -> None:
    do_jobs()
    with transaction():
        for envelope in list_envelopes():
            envelope.state = EnvelopeState.SENT


def entry_in(envelope: Envelope) -> tuple[str | None, str, int, str]:
    """METHOD, UID, SEQUENCE and attendee of the calendar entry in a letter."""
    assert envelope.letter.calendar is not None
    values = {name: value for name, _parameters, value in properties_of(envelope.letter.calendar.encode(), "VEVENT")}
    return envelope.letter.calendar_method, values["UID"], int(values["SEQUENCE"]), values["ATTENDEE"]


def test_a_new_session_invites_its_people(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    make_appearance(keynote, make_person("Without Address"))
    assert [(one.person.name, len(one.news)) for one in told_by(coming_release(event, now).news)] == [
        ("Joseph Stiglitz", 1), ("Without Address", 1),
    ]  # fmt: skip
    release(event, now)
    (envelope,) = waiting()
    assert (envelope.recipient_email, envelope.letter.subject, envelope.letter.kind, envelope.why) == (
        "joseph@example.org", "Your session at SOC22: Keynote", "schedule/your_session", "You take part in SOC22.",
    )  # fmt: skip
    assert envelope.letter.text.splitlines()[2:5] == [
        "The programme of SOC22 is public now. This concerns you:", "", f"You are in Keynote: {TEN_WORDS}.",
    ]  # fmt: skip
    assert entry_in(envelope) == ("REQUEST", keynote.uid, 0, "mailto:joseph@example.org")
    assert envelope.not_before is not None


def test_a_moved_session_tells_its_people_once(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    release(event, now)
    mark_all_sent()
    move(keynote, "2022-09-08 11:00", now)
    assert waiting() == []
    release(event, now + HOUR)
    (envelope,) = waiting()
    assert envelope.letter.text.splitlines()[2:5] == [
        "The programme of SOC22 has changed. This concerns you:", "",
        f"Keynote moves from {TEN_WORDS} to {ELEVEN_WORDS}.",
    ]  # fmt: skip
    assert entry_in(envelope) == ("REQUEST", keynote.uid, 1, "mailto:joseph@example.org")


def about_sessions() -> list[tuple[str, str, int]]:
    """Title, method and sequence of each letter that waits about a session, by title; each has an entry of its own."""
    found = [(one.letter.subject.partition(": ")[2], entry_in(one)) for one in waiting()]
    return sorted((title, str(entry[0]), entry[2]) for title, entry in found)


def test_a_person_in_many_sessions_is_invited_to_each(app: Flask, now: datetime) -> None:
    event, (keynote, panel) = make_programme("Keynote", "Panel")
    release(event, now)
    assert [entry_in(one)[:3] for one in waiting()] == [("REQUEST", keynote.uid, 0), ("REQUEST", panel.uid, 0)]
    assert about_sessions() == [("Keynote", "REQUEST", 0), ("Panel", "REQUEST", 0)]
    mark_all_sent()
    move(keynote, "2022-09-08 15:00", now)
    with transaction():
        cancel_session(panel, actor=SYSTEM, now=now)
    release(event, now + HOUR)
    assert about_sessions() == [("Keynote", "REQUEST", 1), ("Panel", "CANCEL", 1)]


def test_two_releases_in_five_minutes_tell_of_both(app: Flask, now: datetime) -> None:
    event, (keynote, panel) = make_programme("Keynote", "Panel")
    release(event, now)
    mark_all_sent()
    move(panel, "2022-09-08 15:00", now)
    release(event, now + HOUR)
    move(keynote, "2022-09-08 16:00", now)
    release(event, now + HOUR)
    assert about_sessions() == [("Keynote", "REQUEST", 1), ("Panel", "REQUEST", 1)]
    move(panel, "2022-09-08 17:00", now)
    release(event, now + HOUR)
    assert about_sessions() == [("Keynote", "REQUEST", 1), ("Panel", "REQUEST", 2)]
    assert "Panel moves from Thursday 8 September 2022, 11:00 to 12:00" in "".join(one.letter.text for one in waiting())


def put_in_hand() -> None:
    with transaction():
        for envelope in list_envelopes(EnvelopeState.WAITING):
            envelope.state = EnvelopeState.SENDING


def test_what_a_letter_in_hand_tells_is_told_again(app: Flask, now: datetime) -> None:
    event, (keynote, _panel) = make_programme("Keynote", "Panel")
    release(event, now)
    mark_all_sent()
    move(keynote, "2022-09-08 15:00", now)
    release(event, now + HOUR)
    put_in_hand()
    move(keynote, "2022-09-08 16:00", now)
    release(event, now + HOUR)
    (envelope,) = waiting()
    assert f"Keynote moves from {TEN_WORDS} to Thursday 8 September 2022, 16:00" in envelope.letter.text


def test_a_move_taken_back_while_its_letter_was_in_hand_is_told(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    release(event, now)
    mark_all_sent()
    move(keynote, "2022-09-08 15:00", now)
    release(event, now + HOUR)
    put_in_hand()
    move(keynote, "2022-09-08 10:00", now)
    release(event, now + HOUR)
    (envelope,) = waiting()
    assert f"to {TEN_WORDS}." in envelope.letter.text
    assert entry_in(envelope) == ("REQUEST", keynote.uid, 2, "mailto:joseph@example.org")


def test_a_move_taken_back_before_its_letter_left_tells_nothing(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    release(event, now)
    mark_all_sent()
    move(keynote, "2022-09-08 15:00", now)
    release(event, now + HOUR)
    move(keynote, "2022-09-08 10:00", now)
    release(event, now + HOUR)
    assert (waiting(), [one.state for one in list_envelopes()]) == (
        [], [EnvelopeState.SUPERSEDED, EnvelopeState.SENT],
    )  # fmt: skip
    (session,) = released_sessions(get_current_release(event))
    assert session.sequence == 2


def test_a_cancelled_session_is_withdrawn_from_calendars(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    release(event, now)
    mark_all_sent()
    with transaction():
        cancel_session(keynote, actor=SYSTEM, now=now, release_now=True)
    (envelope,) = waiting()
    assert "Keynote is cancelled." in envelope.letter.text.splitlines()
    assert entry_in(envelope) == ("CANCEL", keynote.uid, 1, "mailto:joseph@example.org")


def test_a_release_after_the_event_tells_nobody(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme("Keynote")
    release(event, datetime(2022, 10, 1, tzinfo=UTC))
    assert waiting() == []


def step(event: Event, state: EventState, now: datetime) -> None:
    with transaction():
        move_event(event, state, actor=SYSTEM, now=now)


def test_what_is_released_of_a_draft_is_told_once_it_is_announced(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote", state=EventState.DRAFT)
    release(event, now)
    move(keynote, "2022-09-08T11:00", now)
    release(event, now)
    assert waiting() == []
    step(event, EventState.ANNOUNCED, now)
    (envelope,) = waiting()
    assert "The programme of SOC22 is public now. This concerns you:" in envelope.letter.text.splitlines()
    assert f"You are in Keynote: {ELEVEN_WORDS}." in envelope.letter.text.splitlines()
    assert envelope.not_before is not None
    mark_all_sent()
    step(event, EventState.OPEN, now)
    assert waiting() == []


def test_a_draft_again_tells_what_was_held_and_what_is_new(app: Flask, now: datetime) -> None:
    event, (keynote, panel) = make_programme("Keynote", "Panel")
    release(event, now)
    mark_all_sent()
    move(keynote, "2022-09-08T12:00", now)
    release(event, now)
    step(event, EventState.ANNOUNCED, now)
    step(event, EventState.DRAFT, now)
    assert waiting() == []
    move(panel, "2022-09-08T14:00", now)
    release(event, now)
    assert waiting() == []
    step(event, EventState.OPEN, now)
    titles = sorted(envelope.letter.subject.rpartition(": ")[2] for envelope in waiting())
    assert titles == ["Keynote", "Panel"]
    texts = " ".join(one.letter.text for one in waiting())
    assert f"Keynote moves from {TEN_WORDS} to Thursday 8 September 2022, 12:00" in texts


def test_announcing_makes_the_booklet_wanted(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme("Keynote", state=EventState.DRAFT)
    release(event, now)
    do_jobs()
    step(event, EventState.ANNOUNCED, now)
    queued = db.session.scalars(select(Job.kind).where(Job.state == JobState.WAITING))
    assert "documents" in set(queued)


def dates(event: Event, now: datetime, starts: str, ends: str, **values: Any) -> None:
    with transaction():
        change_event_dates(event, zone=event.zone, zone_place="Oxford", starts=local(starts), ends=local(ends),
                           actor=SYSTEM, now=now, **values)  # fmt: skip


def test_new_dates_are_told_at_once(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    first, second = make_registration(event, 1), make_registration(event, 2, state=RegistrationState.WAITING, mode=None)
    make_registration(event, 3, state=RegistrationState.CANCELLED)
    make_expression(event, email="interested@example.org")
    dates(event, now, "2022-09-05 09:00", "2022-09-06 18:00", moves_sessions=True)
    assert (event.sequence, event.changed_at, keynote.starts_at) == (
        1, now, datetime(2022, 9, 5, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    letters = {one.recipient_email: one for one in waiting()}
    assert sorted(letters) == ["guest1@example.org", "guest2@example.org", "interested@example.org"]
    text = letters["guest1@example.org"].letter.text.splitlines()
    assert "Now: Monday 5 September 2022, 09:00 to Tuesday 6 September 2022, 18:00 (Oxford time, BST)." in text
    assert entry_in(letters["guest1@example.org"]) == ("REQUEST", first.uid, 1, "mailto:guest1@example.org")
    assert (letters["guest2@example.org"].letter.calendar, entry_of(second).sequence) == (None, 1)
    dates(event, now, "2022-09-05 09:00", "2022-09-06 18:00")
    assert (len(waiting()), event.sequence) == (3, 1)


def test_the_dates_of_a_draft_are_nobodys_business_yet(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme(state=EventState.DRAFT)
    make_registration(event, 1)
    dates(event, now, "2022-09-05 09:00", "2022-09-06 18:00")
    assert (waiting(), event.sequence) == ([], 1)


def test_dates_that_make_no_sense_are_refused(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme()
    with pytest.raises(Invalid, match="The end must be later than the start"):
        dates(event, now, "2022-09-05 09:00", "2022-09-05 09:00")
    with pytest.raises(Invalid, match="does not exist"):
        dates(event, now, "2022-03-27 01:30", "2022-03-27 09:00")
    assert (event.sequence, waiting()) == (0, [])


def test_sessions_that_move_along_keep_their_wall_time(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    dates(event, now, "2022-11-10 09:00", "2022-11-11 18:00", moves_sessions=True)
    assert keynote.starts_at == datetime(2022, 11, 10, 10, 0, tzinfo=UTC)


def test_a_webinars_session_goes_with_it_and_is_released(app: Flask, now: datetime) -> None:
    event, (talk,) = make_programme("Talk", kind=EventKind.WEBINAR)
    release(event, now)
    dates(event, now, "2022-09-15 12:00", "2022-09-15 13:00")
    current = get_current_release(event)
    (session,) = released_sessions(current)
    assert (current.number, session.starts_at, session.ends_at, session.sequence) == (
        2, event.starts_at, event.ends_at, 1,
    )  # fmt: skip
    assert talk.starts_at == event.starts_at


def test_a_new_venue_is_told_at_once(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme()
    registration = make_registration(event, 1)
    with transaction():
        change_event_venue(event, Venue(name="Town Hall", city="Oxford"), actor=SYSTEM, now=now)
    (envelope,) = waiting()
    assert "SOC22 has a new place: Town Hall, Oxford." in envelope.letter.text.splitlines()
    assert entry_in(envelope)[:3] == ("REQUEST", registration.uid, 1)
    assert entry_of_event(event).location == "Town Hall, Oxford"


def test_a_venue_is_kept_while_sessions_are_in_its_rooms(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    with transaction():
        keynote.room_id = event.venue.rooms[0].id if event.venue else None
    with pytest.raises(Conflict, match="Sessions are placed in rooms of the old venue"), transaction():
        change_event_venue(event, None, actor=SYSTEM, now=now)


def test_a_new_join_link_goes_to_who_joins_online(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme()
    online = make_registration(event, 1)
    make_registration(event, 2, mode=AttendanceMode.IN_PERSON)
    make_registration(event, 3, state=RegistrationState.WAITING, mode=None)
    said = []
    for link in ("https://example.org/join/1", "https://example.org/join/2"):
        with transaction():
            change_join_link(event, link, actor=SYSTEM, now=now)
        (envelope,) = waiting()
        said.append(envelope.letter.text.splitlines()[2])
    assert said == [
        "SOC22 has its link to join it now.", "SOC22 has a new link to join it. Older links do not work any more.",
    ]  # fmt: skip
    assert envelope.recipient_email == "guest1@example.org"
    assert "Join here: https://example.org/join/2" in envelope.letter.text.splitlines()
    assert entry_in(envelope)[:3] == ("REQUEST", online.uid, 2)
    with transaction():
        change_join_link(event, "", actor=SYSTEM, now=now)
    assert len(list_envelopes()) == 2


def test_a_cancelled_event_is_told_to_everybody_at_once(app: Flask, now: datetime) -> None:
    event, (keynote,) = make_programme("Keynote")
    first = make_registration(event, 1)
    make_registration(event, 2, state=RegistrationState.WAITING, mode=None, invited_by="")
    make_expression(event, email="interested@example.org")
    release(event, now)
    mark_all_sent()
    with transaction():
        cancel_event(event, reason="The building is closed.", actor=SYSTEM, now=now)
    letters = {one.recipient_email: one for one in waiting()}
    assert {email: one.letter.calendar_method for email, one in letters.items()} == {
        "guest1@example.org": "CANCEL", "guest2@example.org": None, "interested@example.org": None,
        "joseph@example.org": "CANCEL",
    }  # fmt: skip
    assert entry_in(letters["joseph@example.org"]) == ("CANCEL", keynote.uid, 2, "mailto:joseph@example.org")
    taken_out = "If it stands in your calendar because of our invitation, this mail takes it out again."
    assert [email for email, one in sorted(letters.items()) if taken_out in one.letter.text] == [
        "guest1@example.org", "joseph@example.org",
    ]  # fmt: skip
    assert entry_in(letters["guest1@example.org"]) == ("CANCEL", first.uid, 1, "mailto:guest1@example.org")
    for letter in letters.values():
        assert (letter.letter.subject, "The building is closed." in letter.letter.text.splitlines()) == (
            f"SOC22 is cancelled{': Keynote' if letter.recipient_email == 'joseph@example.org' else ''}", True,
        )  # fmt: skip
    feet = {email: one.letter.text.splitlines()[-2] for email, one in letters.items()}
    assert feet == {
        "guest1@example.org": "You get this mail because this address was registered for SOC22.",
        "guest2@example.org": "You get this mail because this address was registered for SOC22.",
        "interested@example.org": "You get this mail because you asked to hear of SOC22.",
        "joseph@example.org": "You get this mail because you take part in SOC22.",
    }
    (session,) = released_sessions(get_current_release(event))
    assert (session.state, session.sequence, keynote.state) == (SessionState.CANCELLED, 1, SessionState.CANCELLED)
    entry = entry_of_event(event)
    assert (event.state, entry.status, entry.sequence) == (EventState.CANCELLED, "CANCELLED", 1)
    assert entry.description == "The building is closed."
    with pytest.raises(Conflict, match="cancelled already"), transaction():
        cancel_event(event, reason="", actor=SYSTEM, now=now)


def test_the_entry_of_an_event_says_that_its_date_was_made_up(app: Flask) -> None:
    assert entry_of_event(make_event(summary="A day of talks.", is_date_sample=True)).description.splitlines() == [
        "A day of talks.",
        "Sample: the day and time of this event are not known and were made up for the demo.",
    ]


def test_the_sessions_of_a_cancelled_event_are_withdrawn_one_by_one(app: Flask, now: datetime) -> None:
    event, (keynote, panel, dinner) = make_programme("Keynote", "Panel", "Dinner")
    release(event, now)
    mark_all_sent()
    move(keynote, "2022-09-08 15:00", now)
    with transaction():
        unplace_session(dinner, actor=SYSTEM, now=now)
    release(event, now)
    with transaction():
        cancel_event(event, reason="", actor=SYSTEM, now=now)
    letters = waiting()
    assert [one.letter.subject for one in letters] == ["SOC22 is cancelled: Panel", "SOC22 is cancelled: Keynote"]
    assert [entry_in(one)[:2] for one in letters] == [("CANCEL", panel.uid), ("CANCEL", keynote.uid)]
    assert all("We are sorry: " in one.letter.text for one in letters)


def test_a_speaker_without_a_time_hears_once_that_the_event_is_cancelled(app: Flask, now: datetime) -> None:
    event, sessions = make_programme("Keynote", "Panel")
    for session in sessions:
        with transaction():
            unplace_session(session, actor=SYSTEM, now=now)
    release(event, now)
    with transaction():
        cancel_event(event, reason="", actor=SYSTEM, now=now)
    assert [(one.letter.subject, one.letter.calendar) for one in waiting()] == [("SOC22 is cancelled", None)]


def test_what_is_over_cannot_be_cancelled(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme()
    with pytest.raises(Conflict, match="This event is over"), transaction():
        cancel_event(event, reason="", actor=SYSTEM, now=datetime(2022, 10, 1, tzinfo=UTC))
    assert event.state is EventState.OPEN


@pytest.mark.parametrize(
    ("starts", "ends", "day"),
    [("2022-09-08 08:00", "2022-09-09 18:00", 8), ("2022-09-08 23:00", "2022-09-09 18:00", 8),
     ("2022-09-07 23:00", "2022-09-09 18:00", 7), ("2022-10-20 09:00", "2022-10-21 18:00", 20)],
)  # fmt: skip
def test_opening_hours_move_by_whole_days(app: Flask, now: datetime, starts: str, ends: str, day: int) -> None:
    event, _sessions = make_programme()
    with transaction():
        event.hours.append(OpeningHours(day=date(2022, 9, 8), opens=time(9), closes=time(18)))
    dates(event, now, starts, ends, moves_sessions=True)
    assert [(one.day.day, one.opens, one.closes) for one in event.hours] == [(day, time(9), time(18))]


def test_nothing_invites_anew_to_what_was_called_off(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme()
    guest = make_registration(event, 1)
    with transaction():
        cancel_event(event, reason="", actor=SYSTEM, now=now)
    mark_all_sent()
    with transaction():
        change_join_link(event, "https://example.org/join", actor=SYSTEM, now=now)
        change_event_venue(event, Venue(name="Town Hall"), actor=SYSTEM, now=now)
    assert (waiting(), b"STATUS:CANCELLED" in calendar_file(guest)) == ([], True)


def test_only_who_agreed_to_news_of_the_event_hears_of_it(app: Flask, now: datetime) -> None:
    event, _sessions = make_programme()
    make_expression(event, email="agreed@example.org")
    make_expression(event, email="briefing@example.org", purposes=[ConsentPurpose.WEEKLY_BRIEFING.value])
    assert count_interested(event) == 1
    dates(event, now, "2022-09-05 09:00", "2022-09-06 18:00")
    assert [one.recipient_email for one in waiting()] == ["agreed@example.org"]
