"""The schedule editor: ten sessions planned by keyboard alone, undone, done again, released; each clash made and
solved; dragging; two people at once; without a script.
"""

import re
from datetime import date, time

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from conference.core.database import db, transaction
from conference.domain.events.models import OpeningHours
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventState
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import AppearanceRole
from conference.domain.schedule.models import AvailableTime, SpeakerPlan
from tests.browser.audit import Auditor
from tests.browser.conftest import NewReader
from tests.browser.demo_site import DemoSite
from tests.domain.schedule.test_placing import TEN
from tests.factories import make_appearance, make_event, make_person, make_session, make_venue

pytestmark = pytest.mark.browser
DAY = "/organise/{slug}/schedule/2022-09-08/"
NUMBERS = iter(range(100))


@pytest.fixture
def slug(demo: DemoSite) -> str:
    """A draft event with ten sessions in the tray: a hall of 20 seats with streaming, an attic of another building."""
    name = f"planned-{next(NUMBERS)}"
    with demo.app.app_context():
        venue = make_venue("Hall", "Attic")
        hall, attic = venue.rooms
        with transaction():
            hall.capacity, hall.building, hall.has_streaming = 20, "Old building", True
            attic.capacity, attic.building = 10, "Annexe"
        event = make_event(slug=name, short_title=name, state=EventState.DRAFT, venue_id=venue.id, zone_place="Oxford")
        joseph, nigel = make_person("Joseph Stiglitz"), make_person("Nigel Ball")
        for number in range(10):
            expected = 15 if number == 2 else 5
            session = make_session(event, slug=f"{name}-{number}", title=f"Talk {number}", minutes=45, position=number,
                                   expected=expected)  # fmt: skip
            if number in {0, 1}:
                make_appearance(session, joseph, role=AppearanceRole.SPEAKER if number else AppearanceRole.CHAIR)
            if number == 3:
                make_appearance(session, nigel)
        with transaction():
            db.session.add(OpeningHours(event_id=event.id, day=date(2022, 9, 8), opens=time(9), closes=time(17)))
            db.session.add(OpeningHours(event_id=event.id, day=date(2022, 9, 9), opens=time(9), closes=time(17)))
            plan = SpeakerPlan(event_id=event.id, person_id=nigel.id, zone="Europe/London", is_online=True)
            plan.times = [AvailableTime(starts_at=TEN, ends_at=TEN.replace(hour=16))]
            db.session.add(plan)
    return name


@pytest.fixture
def page(new_reader: NewReader, organiser: StorageState, slug: str) -> Page:
    page = new_reader(storage_state=organiser, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(DAY.format(slug=slug))
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to_card(page: Page, part: str) -> str:
    """Press Tab until a card of the tray or of the board has the focus; gives its title."""
    for _stop in range(60):
        press(page, "Tab")
        found = page.evaluate(
            "(part) => document.activeElement.closest(`[data-part=${part}]`) && document.activeElement.dataset.title",
            part,
        )
        if found:
            return str(found)
    raise AssertionError(f"Tab does not reach a card of the {part}")


def said(page: Page, words: str | re.Pattern[str]) -> None:
    """The server has answered with this sentence."""
    expect(page.locator("[data-part=said]")).to_contain_text(words)
    expect(page.locator("[data-planner]")).to_have_attribute("aria-busy", "false")


def put_down(page: Page, title: str, place: str) -> None:
    press(page, "Enter")
    said(page, f"{title}: {place}.")


def kinds(page: Page) -> list[str]:
    return sorted(page.locator("[data-part=clashes] .tag").all_inner_texts())


def card(page: Page, title: str) -> Locator:
    return page.locator(f'[data-card][data-title="{title}"]')


def places(page: Page) -> list[str]:
    """Time and title of every card on the grid."""
    return sorted(f"{one.locator('.plan-when').inner_text()} {one.get_attribute('data-title')}"
                  for one in page.locator(".plan-card[data-card]").all())  # fmt: skip


def test_ten_sessions_are_planned_by_keyboard_alone(page: Page, slug: str) -> None:
    auditor = Auditor(page)
    for number in range(10):
        title = tab_to_card(page, "tray")
        assert title == f"Talk {number}"
        press(page, "Enter")
        expect(page.locator("[data-live]")).to_contain_text(f"{title} is picked up: ")
        if number == 5:
            press(page, "ArrowRight", *["PageUp"] * 4, "ArrowDown", "ArrowDown", "+", "+", "-")
        put_down(page, title, "09:15 to 10:15, Attic" if number == 5 else _in_turn(number))
    assert page.locator(".tray-card").count() == 0
    assert auditor.faults() == []
    planned = places(page)
    page.reload()
    assert places(page) == planned
    for left in range(9, -1, -1):
        press(page, "Control+z")
        expect(page.locator(".plan-card[data-card]")).to_have_count(left)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for there in range(1, 11):
        press(page, "Control+Shift+z")
        expect(page.locator(".plan-card[data-card]")).to_have_count(there)
    assert places(page) == planned
    page.goto(f"/organise/{slug}/release/")
    expect(page.get_by_role("heading", name="Release 1")).to_be_visible()
    page.get_by_role("button", name="Release it").press("Enter")
    expect(page.get_by_text("Release 1 is made.")).to_be_visible()


def _in_turn(number: int) -> str:
    """Each begins where the last ended: the first five in the hall, the others after the one in the attic."""
    start = 9 * 60 + 45 * number if number < 5 else 10 * 60 + 15 + 45 * (number - 6)
    end = start + 45
    room = "Hall" if number < 5 else "Attic"
    return f"{start // 60:02}:{start % 60:02} to {end // 60:02}:{end % 60:02}, {room}"


def pick(page: Page, title: str) -> None:
    """Go to a card by script (the way there by Tab and arrows is tested apart) and pick it up."""
    card(page, title).focus()
    press(page, " ")
    expect(page.locator("[data-live]")).to_contain_text(f"{title} is picked up")


def test_each_kind_of_clash_is_made_and_solved(page: Page) -> None:
    auditor = Auditor(page)
    pick(page, "Talk 0")
    put_down(page, "Talk 0", "09:00 to 09:45, Hall")
    pick(page, "Talk 1")
    press(page, "PageUp", "ArrowDown", "ArrowDown")
    expect(page.locator("[data-live]")).to_contain_text("at the same time as Talk 0")
    put_down(page, "Talk 1", "09:15 to 10:00, Hall")
    assert kinds(page) == ["Person", "Room"]
    expect(card(page, "Talk 1")).to_contain_text("Hall is taken by Talk 0")
    assert auditor.faults() == []
    page.set_viewport_size({"width": 1280, "height": 900})
    pick(page, "Talk 1")
    press(page, "ArrowRight", "ArrowDown", "ArrowDown")
    put_down(page, "Talk 1", "09:45 to 10:30, Attic")
    assert kinds(page) == ["Way"]
    pick(page, "Talk 1")
    press(page, "ArrowDown")
    put_down(page, "Talk 1", "10:00 to 10:45, Attic")
    assert kinds(page) == []
    pick(page, "Talk 2")
    put_down(page, "Talk 2", "10:45 to 11:30, Attic")
    assert kinds(page) == ["Seats"]
    pick(page, "Talk 3")
    press(page, "ArrowLeft", *["PageUp"] * 2)
    press(page, "ArrowRight", "PageUp", "ArrowUp")
    put_down(page, "Talk 3", "08:15 to 09:00, Attic")
    assert kinds(page) == ["Not there", "Outside", "Seats", "Streaming"]
    pick(page, "Talk 3")
    press(page, *["PageDown"] * 9)
    put_down(page, "Talk 3", "17:15 to 18:00, Attic")
    assert kinds(page) == ["Closed", "Not there", "Seats", "Streaming"]
    pick(page, "Talk 3")
    press(page, "ArrowLeft", *["PageUp"] * 6)
    put_down(page, "Talk 3", "11:15 to 12:00, Hall")
    assert kinds(page) == ["Seats"]
    card(page, "Talk 2").focus()
    press(page, "t")
    said(page, "Talk 2 is in the tray again.")
    assert kinds(page) == []


def test_arrows_go_from_session_to_session_and_o_opens_the_form(page: Page, slug: str) -> None:
    for title, keys in (
        ("Talk 0", ()),
        ("Talk 1", ("ArrowDown", "ArrowDown", "ArrowDown")),
        ("Talk 2", ("ArrowRight",)),
    ):
        pick(page, title)
        press(page, *keys, "Enter")
        said(page, f"{title}: ")
    card(page, "Talk 0").focus()
    went = []
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"):
        press(page, key)
        went.append(page.evaluate("document.activeElement.dataset.title"))
    assert went == ["Talk 1", "Talk 0", "Talk 2", "Talk 1"]
    press(page, "o")
    page.wait_for_url(f"**/schedule/sessions/{slug}-1/")


def test_what_is_picked_up_goes_back(page: Page) -> None:
    pick(page, "Talk 4")
    press(page, "ArrowDown", "Enter")
    said(page, "Talk 4: ")
    before = places(page)
    pick(page, "Talk 4")
    press(page, "ArrowDown", "Escape")
    expect(page.locator("[data-live]")).to_have_text("Talk 4 is where it was.")
    expect(page.locator("[data-part=said]")).to_have_text("")
    assert (places(page), page.locator(".plan-target").count()) == (before, 0)


def test_four_in_one_room_can_be_read(demo: DemoSite, page: Page, slug: str) -> None:
    with demo.app.app_context(), transaction():
        event = get_event(slug)
        for session in sessions_of(event)[:4]:
            session.room = event.venue.rooms[0] if event.venue else None
            session.starts_at, session.ends_at = TEN, TEN.replace(hour=TEN.hour + 1)
    page.set_viewport_size({"width": 390, "height": 900})
    page.reload()
    widths = [box["width"] for one in page.locator(".plan-card").all() if (box := one.bounding_box())]
    assert [round(width / 5) * 5 for width in widths] == [65] * 4


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, one: Locator, to: tuple[float, float], grip: tuple[float, float] | None = None) -> None:
    page.mouse.move(*(grip or middle(one)))
    page.mouse.down()
    page.mouse.move(*to, steps=8)
    page.mouse.up()


def test_sessions_are_dragged_made_longer_swapped_and_taken_off(page: Page) -> None:
    board = page.locator("[data-board]").bounding_box()
    assert board is not None
    row, column = board["height"] / 120, board["width"] / 2

    def at(hour: float, room: int) -> tuple[float, float]:
        return board["x"] + column * (room + 0.5), board["y"] + (hour - 8) * 12 * row

    drag(page, card(page, "Talk 0"), at(9.5, 0))
    said(page, "Talk 0: 09:30 to 10:15, Hall.")
    drag(page, card(page, "Talk 4"), at(11, 1))
    said(page, "Talk 4: 11:00 to 11:45, Attic.")
    box = card(page, "Talk 0").bounding_box()
    assert box is not None
    lower = (box["x"] + 40, box["y"] + box["height"] - 3)
    drag(page, card(page, "Talk 0"), (lower[0], lower[1] + 9 * row), lower)
    said(page, "Talk 0: 09:30 to 11:00, Hall.")
    drag(page, card(page, "Talk 0"), at(10.75, 1))
    said(page, re.compile(r"Talk 0: \d\d:\d\d to \d\d:\d\d, Attic\."))
    page.keyboard.down("Shift")
    drag(page, card(page, "Talk 0"), middle(card(page, "Talk 4")))
    page.keyboard.up("Shift")
    said(page, "Talk 0 and Talk 4 have changed places.")
    drag(page, card(page, "Talk 4"), middle(page.locator("#tray-title")))
    said(page, "Talk 4 is in the tray again.")
    assert page.url.endswith("/schedule/2022-09-08/")


def test_who_comes_second_is_told_and_the_card_goes_where_the_first_put_it(
    page: Page, new_reader: NewReader, organiser: StorageState, slug: str
) -> None:
    other = new_reader(storage_state=organiser, viewport={"width": 1280, "height": 900}).new_page()
    other.goto(DAY.format(slug=slug))
    pick(page, "Talk 0")
    put_down(page, "Talk 0", "09:00 to 09:45, Hall")
    pick(other, "Talk 0")
    press(other, "ArrowRight", "Enter")
    said(
        other,
        re.compile("has moved Talk 0 while your page was open, from the tray to Thursday 8 September 2022, 09:00"),
    )
    assert [one.rpartition(" ")[2] for one in places(other)] == ["0"]
    expect(card(other, "Talk 0")).to_have_attribute("data-x", "0")


def test_a_server_that_does_not_answer_changes_nothing(page: Page) -> None:
    page.route("**/move/", lambda route: route.abort())
    pick(page, "Talk 0")
    press(page, "Enter")
    said(page, "The server did not answer. Nothing was moved; please load the page again.")
    assert places(page) == []


def test_the_tray_is_filtered_while_one_types(page: Page) -> None:
    page.get_by_label("Title, code or person").fill("stiglitz")
    assert [one.get_attribute("data-title") for one in page.locator(".tray-card:visible").all()] == ["Talk 0", "Talk 1"]
    page.get_by_label("Title, code or person").fill("nobody")
    expect(page.get_by_text("No session in the tray fits the filter.")).to_be_visible()


@pytest.fixture
def plain(new_reader: NewReader, organiser: StorageState, slug: str) -> Page:
    """The same day in a browser that runs no script, and (to be quick) fetches no styles and fonts."""
    page = new_reader(storage_state=organiser, java_script_enabled=False).new_page()
    page.route(re.compile(r"/static/.*\.(css|woff2|svg|js)$"), lambda route: route.abort())
    page.goto(DAY.format(slug=slug))
    return page


def fill_in(page: Page, number: int, starts: str, room: str, *, all_the_same: bool = False) -> None:
    """Place a talk by the form that its card leads to."""
    card(page, f"Talk {number}").click()
    page.get_by_label("Starts").fill(starts)
    page.get_by_role("combobox", name="Room").select_option(room)
    if all_the_same:
        page.get_by_label("Place it all the same").check()
    page.get_by_role("button", name=re.compile("^(Place|Move) it$")).click()


def test_without_a_script_ten_sessions_are_planned_and_released(plain: Page, slug: str) -> None:
    slots = [(f"{9 + number}:00".zfill(5), "Hall, 20 seats") for number in range(5)]
    slots += [(f"{9 + number}:00".zfill(5), "Attic, 10 seats") for number in (2, 0, 1, 3, 4)]
    for number, (starts, room) in enumerate(slots):
        fill_in(plain, number, starts, room)
        plain.wait_for_url("**/schedule/2022-09-08/")
    assert (plain.locator(".tray-card").count(), kinds(plain)) == (0, [])
    planned = places(plain)
    for left in range(9, -1, -1):
        plain.get_by_role("button", name="Undo").click()
        expect(plain.locator(".plan-card[data-card]")).to_have_count(left)
    for there in range(1, 11):
        plain.get_by_role("button", name="Redo").click()
        expect(plain.locator(".plan-card[data-card]")).to_have_count(there)
    assert places(plain) == planned
    plain.goto(f"/organise/{slug}/release/")
    plain.get_by_role("button", name="Release it").click()
    expect(plain.get_by_text("Release 1 is made.")).to_be_visible()


def test_without_a_script_each_kind_of_clash_is_made_and_solved(plain: Page) -> None:
    fill_in(plain, 0, "09:00", "Hall, 20 seats")
    plain.wait_for_url("**/schedule/2022-09-08/")
    fill_in(plain, 1, "09:15", "Hall, 20 seats")
    expect(plain.get_by_text("Hall is taken by Talk 0").first).to_be_visible()
    plain.get_by_role("link", name="Cancel").click()
    steps: tuple[tuple[int, str, str, list[str]], ...] = (
        (1, "09:15", "Hall, 20 seats", ["Person", "Room"]),
        (1, "09:45", "Attic, 10 seats", ["Way"]),
        (1, "10:00", "Attic, 10 seats", []),
        (2, "10:45", "Attic, 10 seats", ["Seats"]),
        (3, "08:15", "Attic, 10 seats", ["Not there", "Outside", "Seats", "Streaming"]),
        (3, "17:15", "Attic, 10 seats", ["Closed", "Not there", "Seats", "Streaming"]),
        (3, "11:15", "Hall, 20 seats", ["Seats"]),
    )
    for number, starts, room, expected in steps:
        fill_in(plain, number, starts, room, all_the_same=True)
        plain.wait_for_url("**/schedule/2022-09-08/")
        assert kinds(plain) == expected
    card(plain, "Talk 2").click()
    plain.get_by_role("button", name="Back to the tray").click()
    plain.wait_for_url("**/schedule/2022-09-08/")
    assert kinds(plain) == []
