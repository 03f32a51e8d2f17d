"""Behind the link of a registration: what it is, what was decided, the calendar entry, the way out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from flask import Flask

from conference import links
from conference.core.database import db, transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.schedule.actions import publish_release
from tests.domain.registration.registering import IN_PERSON, ONLINE, cancel, mails, register, registration, standing
from tests.factories import make_event, make_session, make_site
from tests.pages import PageClient

JOIN = "https://meet.example.org/j/123"


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(datetime(2022, 6, 20, 12, 0, tzinfo=UTC))
    return make_event(slug="soc22", short_title="SOC22", title="Social Outcomes Conference 2022", zone_place="Oxford",
                      capacity_in_person=1, join_link=JOIN)  # fmt: skip


def token_of(registration_id: int, purpose: links.Purpose = links.Purpose.REGISTRATION, version: int = 1) -> str:
    return links.sign(purpose, registration_id, version)


def path_of(registration_id: int) -> str:
    return links.my_registration(token_of(registration_id))


def test_a_place_is_shown_with_its_calendar_entry(client: PageClient, event: Event) -> None:
    ada = register(event)
    page = client.page(path_of(ada))
    assert page.headings == ["Your registration for SOC22"]
    assert "You have a place in person." in page.text
    assert "When Thursday 8 September 2022, 09:00 to Friday 9 September 2022, 18:00 (Oxford time, BST)" in page.text
    assert "You have a place in person: one was free, and nobody before you was waiting for it." in page.text
    assert JOIN not in page.links


def test_the_join_link_is_shown_to_confirmed_people_online(client: PageClient, event: Event) -> None:
    ada = register(event, accepts=(ONLINE,))
    assert client.page(path_of(ada)).links.count(JOIN) == 2
    cancel(ada)
    assert JOIN not in client.page(path_of(ada)).links


def test_the_join_link_of_a_session_is_shown_to_confirmed_people_online(
    client: PageClient, event: Event, now: datetime
) -> None:
    join = "https://meet.example.org/j/session"
    make_session(event, title="Keynote", join_link=join)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    ada, bob = register(event), register(event, "Bob", accepts=(ONLINE,))
    assert [client.page(path_of(one)).links.count(join) for one in (ada, bob)] == [0, 1]
    cancel(bob)
    assert join not in client.page(path_of(bob)).links


def test_who_waits_sees_the_place_in_the_queue_move(client: PageClient, event: Event) -> None:
    register(event)
    bob, cleo = register(event, "Bob"), register(event, "Cleo")
    assert "You are number 2 on the waiting list." in client.page(path_of(cleo)).text
    cancel(bob)
    page = client.page(path_of(cleo))
    assert "You are number 1 on the waiting list." in page.text
    assert "you were put on the waiting list, at number 2" in page.text
    assert client.get(links.my_invitation(token_of(cleo)), status=404)


def test_the_calendar_entry_is_a_file_of_this_person(client: PageClient, event: Event) -> None:
    ada = register(event)
    answer = client.get(links.my_invitation(token_of(ada)))
    (entry,) = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert (str(entry["UID"]), answer.headers["Cache-Control"]) == (registration(ada).uid, "private, no-store")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_cancelling_asks_first_and_moves_the_next_up(client: PageClient, event: Event) -> None:
    ada, bob = register(event), register(event, "Bob")
    path = links.my_cancellation(token_of(ada))
    for _look in range(3):
        page = client.page(path)
    assert page.headings == ["Cancel your registration for SOC22?"]
    assert standing(ada, bob) == [("confirmed", "in person"), ("waiting", None)]
    after = client.send(path)
    assert "This registration is cancelled." in after.text
    assert standing(ada, bob) == [("cancelled", None), ("confirmed", "in person")]
    assert mails() == [("registration/cancelled", "ada@example.org"), ("registration/moved_up", "bob@example.org")]


def test_a_double_click_cancels_once(client: PageClient, event: Event) -> None:
    ada, bob, cleo = register(event), register(event, "Bob"), register(event, "Cleo")
    path = links.my_cancellation(token_of(ada))
    sent = client.page(path).fields_of(-1)
    answers = [client.post(path, sent, follow=False).location for _again in range(2)]
    assert answers == [path_of_location(answers[0])] * 2
    assert standing(bob, cleo) == [("confirmed", "in person"), ("waiting", None)]
    assert "There is nothing to cancel any more." in client.page(path).text


def path_of_location(location: str | None) -> str:
    assert location is not None
    assert location.startswith("/my/")
    return location


def test_after_the_event_nothing_is_cancelled(
    client: PageClient, event: Event, stand_at: Callable[[datetime], None]
) -> None:
    ada = register(event)
    path = links.my_cancellation(token_of(ada))
    sent = client.page(path).fields_of(-1)
    stand_at(event.ends_at + timedelta(minutes=1))
    answer = client.post(path, sent)
    assert (answer.status_code, standing(ada)) == (422, [("confirmed", "in person")])
    assert "SOC22 is over, so there is nothing to cancel any more." in answer.text


def test_a_cancelled_event_says_so(client: PageClient, event: Event) -> None:
    ada = register(event)
    event.state = EventState.CANCELLED
    db.session.commit()
    assert "SOC22 was cancelled." in client.page(path_of(ada)).text


def test_links_open_their_own_door_only(client: PageClient, event: Event) -> None:
    ada = register(event, accepts=(IN_PERSON,))
    with transaction():
        registration(ada).link_version = 2
    dead = [
        token_of(ada),
        token_of(ada + 1),
        token_of(ada, links.Purpose.INTEREST, 2),
        f"x{token_of(ada, version=2)}",
    ]
    for token in dead:
        for path in (links.my_registration(token), links.my_cancellation(token), links.my_invitation(token)):
            client.get(path, status=404)
    assert client.page(links.my_registration(token_of(ada, version=2))).headings == ["Your registration for SOC22"]


def test_personal_pages_are_not_stored_and_not_found_by_engines(client: PageClient, event: Event) -> None:
    answer = client.get(path_of(register(event)))
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.text


def test_what_people_typed_is_escaped(client: PageClient, event: Event) -> None:
    ada = register(event, "<script>alert(1)</script>", email="ada@example.org")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(path_of(ada)).text


def test_after_the_event_nobody_waits_any_more(
    client: PageClient, event: Event, stand_at: Callable[[datetime], None]
) -> None:
    ada, bob = register(event), register(event, "Bob")
    stand_at(datetime(2022, 9, 10, 12, 0, tzinfo=UTC))
    assert "SOC22 is over. You had a place in person." in client.page(path_of(ada)).text
    page = client.page(path_of(bob))
    assert "SOC22 is over. No place became free for you." in page.text
    assert "on the waiting list. You need not do anything" not in page.text
