"""The schedule and the release on the workbench."""

from datetime import UTC, datetime, timedelta

import pytest

from conference.core.database import db, transaction
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventState
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries import find_current_release, get_current_release, released_sessions
from conference.mail.outbox import list_envelopes
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_person,
    make_session,
    make_site,
    make_venue,
)
from tests.pages import Page, PageClient

SCHEDULE, RELEASE = "/organise/soc32/schedule/", "/organise/soc32/release/"
LIST = f"{SCHEDULE}list/"
START = datetime(2032, 9, 8, 8, 0, tzinfo=UTC)


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def make_soc32() -> Event:
    return make_event(slug="soc32", short_title="SOC32", starts_at=START, ends_at=START + timedelta(hours=33),
                      zone_place="Oxford", venue_id=make_venue("Room A", "Room B").id)  # fmt: skip


def make_keynote(event: Event) -> Session:
    keynote = make_session(event, slug="keynote", title="Keynote")
    make_appearance(keynote, make_person("Joseph Stiglitz", email="joseph@example.org"))
    return keynote


def place(olga: PageClient, slug: str, starts: str, status: int = 200, minutes: str = "60") -> Page:
    path = f"{SCHEDULE}sessions/{slug}/"
    return Page(olga.send(path, form=1, status=status, day="2032-09-08", starts=starts, minutes=minutes).text)


def session(slug: str) -> Session:
    db.session.rollback()
    return get_session(get_event("soc32"), slug)


def test_a_session_is_placed_and_moved_and_taken_off(olga: PageClient) -> None:
    make_keynote(make_soc32())
    assert "Keynote" in olga.page(LIST).text
    page = place(olga, "keynote", "10:00")
    assert "Keynote: Wednesday 8 September 2032, 10:00 to 11:00. Nobody is told before the release." in page.text
    assert "10:00 to 11:00 Room A Keynote" in olga.page(LIST).text
    place(olga, "keynote", "11:30", minutes="90")
    assert (session("keynote").starts_at, session("keynote").minutes) == (START + timedelta(hours=2.5), 90)
    page = Page(olga.send(f"{SCHEDULE}sessions/keynote/").text)
    assert ("Keynote is in the tray again." in page.text, session("keynote").starts_at) == (True, None)


def test_a_clash_is_refused_with_a_sentence(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    make_session(event, slug="panel", title="Panel")
    place(olga, "keynote", "10:00")
    page = place(olga, "panel", "10:30", status=422)
    assert (
        "Room A is taken by Keynote: Wednesday 8 September 2032, 10:00 to 11:00 (Oxford time, BST)." in page.text,
        page.fields_of(1)["starts"], session("panel").starts_at,
    ) == (True, "10:30", None)  # fmt: skip
    page = place(olga, "panel", "10:03", status=422, minutes="62")
    assert "Please give a length in steps of 5 minutes, at most a day." in page.text


def test_a_clash_is_placed_all_the_same_where_that_is_ticked(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    make_session(event, slug="panel", title="Panel")
    place(olga, "keynote", "10:00")
    path = f"{SCHEDULE}sessions/panel/"
    page = Page(olga.send(path, form=1, day="2032-09-08", starts="10:30", minutes="60", all_the_same="y").text)
    assert (session("panel").starts_at, "Room A is taken by Keynote" in page.text) == (
        START + timedelta(hours=1.5),
        True,
    )


def test_the_form_says_what_somebody_else_did_meanwhile_and_then_goes_on(olga: PageClient) -> None:
    make_keynote(make_soc32())
    path = f"{SCHEDULE}sessions/keynote/"
    fields = {**olga.page(path).fields_of(1), "day": "2032-09-08", "starts": "12:00", "expected": "30"}
    place(olga, "keynote", "10:00")
    page = Page(olga.post(path, fields).text)
    assert "Olga has moved Keynote while your page was open, from the tray to Wednesday 8 September 2032" in page.text
    assert session("keynote").starts_at == START + timedelta(hours=1)
    olga.post(path, page.fields_of(1))
    assert (session("keynote").starts_at, session("keynote").expected) == (START + timedelta(hours=3), 30)


def test_the_button_takes_off_only_what_is_where_the_page_showed_it(olga: PageClient) -> None:
    make_keynote(make_soc32())
    place(olga, "keynote", "10:00")
    fields = olga.page(f"{SCHEDULE}sessions/keynote/").fields_of(-1)
    place(olga, "keynote", "14:00")
    answer = olga.post(f"{SCHEDULE}sessions/keynote/unplace/", fields)
    assert "Olga has moved Keynote while your page was open" in Page(answer.text).text
    assert (answer.status_code, session("keynote").starts_at) == (422, START + timedelta(hours=5))


def test_the_release_page_says_what_changes_and_who_is_told(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    place(olga, "keynote", "10:00")
    page = olga.page(RELEASE)
    assert page.headings == ["Release 1"]
    when = "Wednesday 8 September 2032, 10:00 to 11:00 (Oxford time, BST), Room A"
    assert f"Keynote is new: {when}." in page.text
    assert "Joseph Stiglitz New for them: Keynote. joseph@example.org" in page.text
    page = Page(olga.send(RELEASE, note="First programme").text)
    assert "Release 1 is public. 1 person gets a mail in five minutes." in page.text
    assert "There is nothing new to release." in page.text
    assert "Release 1: first version. First programme Olga" in page.text
    db.session.rollback()
    assert [one.recipient_email for one in list_envelopes()] == ["joseph@example.org"]


def test_a_long_list_of_what_changes_is_folded(olga: PageClient) -> None:
    event = make_soc32()
    for number in range(23):
        make_session(event, slug=f"session-{number}", title=f"Session {number}")
    page = olga.page(RELEASE)
    assert page.text.count(" is new") == 23
    assert "And 3 more Session" in page.text


def test_what_cannot_happen_is_released_only_where_that_is_ticked(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    make_session(event, slug="panel", title="Panel")
    place(olga, "keynote", "10:00")
    olga.send(f"{SCHEDULE}sessions/panel/", form=1, day="2032-09-08", starts="10:30", minutes="60", all_the_same="y")
    page = olga.page(RELEASE)
    assert "Panel: Room A is taken by Keynote: Wednesday 8 September 2032" in page.text
    page = Page(olga.send(RELEASE, status=422).text)
    assert "The schedule holds what cannot happen; it is named below." in page.text
    db.session.rollback()
    assert find_current_release(event) is None
    olga.send(RELEASE, all_the_same="y")
    db.session.rollback()
    assert get_current_release(event).number == 1


def test_what_was_said_to_be_right_is_released_and_named_as_such(olga: PageClient) -> None:
    event = make_soc32()
    make_session(event, slug="dinner", title="Dinner", starts_at=START + timedelta(hours=40),
                 ends_at=START + timedelta(hours=41))  # fmt: skip
    checks, named = (
        "/organise/soc32/checks/",
        {"/organise/soc32/": "1 clash in the schedule.", LIST: "would lie outside"},
    )
    assert "This cannot happen as it is planned:" in olga.page(RELEASE).text
    assert [words in olga.page(path).text for path, words in named.items()] == [True, True]
    right = [at for at, form in enumerate(olga.page(checks).forms) if form["action"] == f"{checks}right/"]
    olga.send(checks, form=right[0])
    assert [words in olga.page(path).text for path, words in named.items()] == [False, False]
    page = olga.page(RELEASE)
    assert "These were said to be right: Dinner: Dinner would lie outside SOC32" in page.text
    assert "This cannot happen as it is planned:" not in page.text
    olga.send(RELEASE)
    db.session.rollback()
    assert get_current_release(event).number == 1


def test_a_draft_session_does_not_clash_with_what_is_released(olga: PageClient) -> None:
    event = make_soc32()
    room_id = event.venue.rooms[0].id if event.venue else None
    times = {"starts_at": START, "ends_at": START + timedelta(hours=1), "room_id": room_id}
    make_session(event, slug="keynote", title="Keynote", **times)
    make_session(event, slug="panel", title="Panel", state=SessionState.DRAFT, **times)
    page = olga.page(RELEASE)
    assert "1 session is not confirmed yet, and stays out." in page.text
    assert ("What “Keynote” is about" in page.text, "What “Panel” is about" in page.text) == (True, False)
    page = Page(olga.send(RELEASE).text)
    assert "There is nothing new to release. Only what is confirmed is released: 1 session is not" in page.text


def test_what_was_not_seen_is_not_released(olga: PageClient) -> None:
    make_keynote(make_soc32())
    fields = olga.page(RELEASE).fields_of(-1)
    place(olga, "keynote", "10:00")
    answer = olga.post(RELEASE, fields)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "The programme was changed while this page was open. What would become public now stands below." in page.text
    assert "Keynote is new: Wednesday 8 September 2032, 10:00" in page.text
    assert "Release 1 is public." in Page(olga.post(RELEASE, page.fields_of(-1)).text).text


def test_who_is_second_reads_that_it_was_released(olga: PageClient) -> None:
    make_keynote(make_soc32())
    fields = olga.page(RELEASE).fields_of(-1)
    olga.send(RELEASE)
    answer = olga.post(RELEASE, fields | {"form_key": "another-key"})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Release 1 was made while this page was open." in page.text
    assert "There is nothing new to release." in page.text
    assert "What changes" not in page.text


def test_the_release_of_a_draft_event_says_that_it_is_held(olga: PageClient) -> None:
    event = make_soc32()
    with transaction():
        event.state = EventState.DRAFT
    make_keynote(event)
    assert "The event is a draft Readers see nothing of the event yet." in olga.page(RELEASE).text
    page = Page(olga.send(RELEASE).text)
    assert "Release 1 is made. Readers see it, and speakers hear of it, once the event is announced." in page.text
    assert "Booklet (PDF)" not in page.text
    assert "1 speaker gets a mail about the programme" in olga.page("/organise/soc32/edit/state/").text


def test_releasing_twice_is_one_release(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    fields = olga.page(RELEASE).fields_of(-1)
    answers = [olga.post(RELEASE, fields, follow=False) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, RELEASE)] * 2
    db.session.rollback()
    assert (get_current_release(event).number, len(list_envelopes())) == (1, 1)


def test_cancel_and_release_now(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    olga.send(RELEASE)
    path = f"{SCHEDULE}sessions/keynote/cancel/"
    olga.send(path, and_release="yes")
    db.session.rollback()
    release = get_current_release(event)
    assert (release.number, [one.state for one in released_sessions(release)]) == (2, [SessionState.CANCELLED])


def test_cancelling_alone_waits_for_the_release(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    olga.send(RELEASE)
    page = Page(olga.send(f"{SCHEDULE}sessions/keynote/cancel/").text)
    assert "Keynote is cancelled. Nobody is told before the release." in page.text
    db.session.rollback()
    release = find_current_release(event)
    assert release is not None
    assert (release.number, session("keynote").state) == (1, SessionState.CANCELLED)
