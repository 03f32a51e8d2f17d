"""The schedule editor: a grid for each day, moves that it sends, steps back and again, what others did meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from conference.core import clock
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.schedule.queries import place_of_draft
from tests.factories import make_account, make_appearance, make_event, make_person, make_session, make_site
from tests.pages import Page, PageClient
from tests.statements import statements
from tests.web.organiser.test_schedule import SCHEDULE, START, make_keynote, make_soc32, place, session

DAY = f"{SCHEDULE}2032-09-08/"
PARTS = {"Conference-Parts": "yes"}
TRAY = ".60."


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def room_of(event: Event, number: int = 0) -> str:
    assert event.venue is not None
    return str(event.venue.rooms[number].id)


def move(who: PageClient, slug: str, seen: str = TRAY, status: int = 200, **values: Any) -> Page:
    """Send what the script sends when a card is put down."""
    step = who.page(DAY).fields_of(-2)
    sent = {"csrf_token": step["csrf_token"], "form_key": step["form_key"], "day": "2032-09-08", "seen": seen, **values}
    answer = who.post(f"{SCHEDULE}sessions/{slug}/move/", sent, headers=PARTS)
    assert answer.status_code == status, answer.text[:1000]
    return Page(answer.text)


def test_the_editor_opens_on_the_first_day_with_every_day_beside_it(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    make_session(event, slug="panel", title="Panel")
    place(olga, "keynote", "10:00")
    page = olga.page(SCHEDULE)
    assert page.text.count("Wed 8 September Thu 9 September As a list") == 1
    assert "Room A Room B 08:00 09:00 10:00" in page.text
    assert "10:00–11:00 Keynote Joseph Stiglitz Room A" in page.text
    assert "Not placed yet 1" in page.text
    assert {f"{SCHEDULE}sessions/keynote/", f"{SCHEDULE}sessions/panel/"} <= set(page.links)
    assert "10:00–11:00" not in olga.page(f"{SCHEDULE}2032-09-09/").text


def test_a_day_that_is_none_is_not_found(olga: PageClient) -> None:
    make_soc32()
    olga.get(f"{SCHEDULE}2032-09-31/", status=404)
    olga.get(f"{SCHEDULE}tomorrow/", status=404)
    olga.get(f"{SCHEDULE}20320908/", status=404)


def test_a_day_outside_the_event_is_found_while_something_stands_there(olga: PageClient) -> None:
    event = make_soc32()
    olga.get(f"{SCHEDULE}0001-01-01/", status=404)
    olga.get(f"{SCHEDULE}2032-09-10/", status=404)
    late = START + timedelta(days=2)
    make_session(event, title="Walk", starts_at=late, ends_at=late + timedelta(hours=1))
    assert "Thu 9 September Fri 10 September As a list" in olga.page(f"{SCHEDULE}2032-09-10/").text


@pytest.mark.parametrize("seen", ["20320909T0800.99999999999999999999999.2", "99991231T2359.60.2", "00010101T0000.5.1"])
def test_a_mark_that_is_none_is_refused_like_an_old_one(olga: PageClient, seen: str) -> None:
    event = make_soc32()
    make_keynote(event)
    place(olga, "keynote", "10:00")
    page = move(olga, "keynote", seen, 422, starts="2032-09-08T14:00", minutes="60", room=room_of(event))
    assert "Olga has moved Keynote while your page was open, from the tray to Wednesday 8 September" in page.text
    assert session("keynote").starts_at == START + timedelta(hours=1)


@pytest.mark.parametrize("headers", [{}, PARTS])
def test_a_step_is_taken_back_whatever_day_the_form_names(olga: PageClient, headers: dict[str, str]) -> None:
    event = make_soc32()
    make_keynote(event)
    move(olga, "keynote", starts="2032-09-08T10:00", minutes="60", room=room_of(event))
    answer = olga.post(f"{SCHEDULE}undo/", {**olga.page(DAY).fields_of(1), "day": "zzz"}, headers=headers)
    page = Page(answer.text)
    assert (answer.status_code, "Keynote is in the tray." in page.text, "Wed 8 September" in answer.text) == (
        200, True, not headers)  # fmt: skip
    assert session("keynote").starts_at is None


def test_a_step_of_another_day_is_taken_back_with_a_way_there(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    for hour in ("10", "12"):
        move(olga, "keynote", seen=place_of_draft(session("keynote")).mark, starts=f"2032-09-09T{hour}:00",
             minutes="60", room=room_of(event))  # fmt: skip
    fields = olga.page(DAY).fields_of(1)
    page = Page(olga.post(f"{SCHEDULE}undo/", fields, headers=PARTS).text)
    assert (
        "Keynote: Thursday 9 September 2032, 10:00 to 11:00 (Oxford time, BST), Room A. Show Thu 9 September"
        in page.text
    )
    page = Page(olga.post(f"{SCHEDULE}redo/", olga.page(DAY).fields_of(2)).text)
    assert "Thursday 9 September 2032. All times are" in page.text


def test_an_event_without_sessions_says_how_to_begin(olga: PageClient) -> None:
    make_soc32()
    page = olga.page(DAY)
    assert "This event has no sessions yet. Add a session" in page.text


def test_the_grid_places_moves_and_takes_off(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    page = move(olga, "keynote", starts="2032-09-08T10:15", minutes="45", room=room_of(event, 1))
    assert "Keynote: 10:15 to 11:00, Room B." in page.text
    assert "10:15–11:00 Keynote" in page.text
    now = session("keynote")
    assert (now.starts_at, now.minutes, now.room and now.room.name) == (START + timedelta(minutes=75), 45, "Room B")
    page = move(olga, "keynote", seen=f"20320908T0915.45.{room_of(event, 1)}", starts="", minutes="", room="")
    assert ("Keynote is in the tray again." in page.text, session("keynote").starts_at) == (True, None)


def test_a_clash_stands_in_the_draft_and_is_named_on_the_card_and_in_the_list(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    make_appearance(make_session(event, slug="panel", title="Panel"), make_person("Nigel Ball"))
    place(olga, "keynote", "10:00")
    page = move(olga, "panel", starts="2032-09-08T10:30", minutes="60", room=room_of(event))
    sentence = "Room A is taken by Keynote: Wednesday 8 September 2032, 10:00 to 11:00 (Oxford time, BST)."
    assert f"10:30–11:30 Panel {sentence} Nigel Ball Room A" in page.text
    assert "Clashes with Panel." in page.text
    assert f"Room Panel , Keynote {sentence}" in page.text
    assert f"{DAY}#at-keynote" in page.links


def test_who_comes_second_is_told_and_nothing_is_overwritten(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    place(olga, "keynote", "10:00")
    page = move(olga, "keynote", status=422, starts="2032-09-08T14:00", minutes="60", room=room_of(event))
    assert (
        "Olga has moved Keynote while your page was open, from the tray to Wednesday 8 September 2032, 10:00 to 11:00 "
        "(Oxford time, BST), Room A. It stays there; move it again if you want it elsewhere."
    ) in page.text
    assert session("keynote").starts_at == START + timedelta(hours=1)


@pytest.mark.parametrize(("values", "sentence"), [
    ({"starts": "2032-09-08T10:00", "minutes": "62", "room": ""}, "Please give a length in steps of 5 minutes"),
    ({"starts": "2032-09-08T10:00", "minutes": "60", "room": "999"}, "There is no such room."),
    ({"starts": "yesterday", "minutes": "60", "room": ""}, "Please give a date and a time such as 2022-09-08 09:30."),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(olga: PageClient, values: dict[str, str], sentence: str) -> None:
    make_keynote(make_soc32())
    page = move(olga, "keynote", status=422, **values)
    assert (sentence in page.text, session("keynote").starts_at) == (True, None)


def test_steps_are_undone_and_done_again_without_a_script_too(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    move(olga, "keynote", starts="2032-09-08T10:00", minutes="60", room=room_of(event))
    undo, redo = f"{SCHEDULE}undo/", f"{SCHEDULE}redo/"
    page = Page(olga.post(undo, olga.page(DAY).fields_of(1)).text)
    assert ("Keynote is in the tray." in page.text, session("keynote").starts_at) == (True, None)
    page = Page(olga.post(redo, olga.page(DAY).fields_of(2)).text)
    assert ("Keynote: Wednesday 8 September 2032, 10:00 to 11:00" in page.text) is True
    assert session("keynote").starts_at == START + timedelta(hours=1)
    answer = olga.post(redo, olga.page(DAY).fields_of(2))
    assert (answer.status_code, "There is nothing of yours to do again." in Page(answer.text).text) == (422, True)


def test_a_move_costs_the_same_with_20_and_with_200_sessions(olga: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "SECONDS_BETWEEN_LOOKS", 1e9)
    event = make_soc32()
    make_keynote(event)
    place(olga, "keynote", "09:00")
    counts = []
    for size in (20, 180):
        for _number in range(size):
            make_appearance(make_session(event), make_person())
        seen = place_of_draft(session("keynote")).mark
        step = olga.page(DAY).fields_of(-2)
        form = {**step, "form_key": f"key-{size}", "seen": seen, "starts": f"2032-09-08T{size // 20 + 9}:00",
                "minutes": "60", "room": room_of(event)}  # fmt: skip
        with statements() as sent:
            answer = olga.post(f"{SCHEDULE}sessions/keynote/move/", form, headers=PARTS)
        assert answer.status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_an_event_online_has_one_column(olga: PageClient) -> None:
    make_event(slug="webinar", mode=AttendanceMode.ONLINE)
    assert "Online 08:00" in olga.page("/organise/webinar/schedule/2022-09-08/").text


def test_the_filter_of_the_tray_stands_in_the_address(olga: PageClient) -> None:
    event = make_soc32()
    make_keynote(event)
    make_session(event, slug="panel", title="Panel")
    body = olga.get(f"{DAY}?search=stiglitz").text
    hidden = [line for line in body.splitlines() if "data-text" in line and line.rstrip().endswith("hidden>")]
    assert ([("panel" in line) for line in hidden], body.count("data-text")) == ([True], 2)


def test_editors_of_texts_may_not_move_sessions(client: PageClient) -> None:
    make_site()
    make_keynote(make_soc32())
    client.sign_in(make_account(Role.EDITOR))
    client.get(DAY, status=404)
