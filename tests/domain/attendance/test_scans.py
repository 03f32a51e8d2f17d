"""Scans at doors: the first entry wins, whoever tells of it first; what is told twice is one."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.domain.accounts.models import JournalEntry
from conference.domain.attendance.actions import undo_entry, withdraw_door
from conference.domain.attendance.models import Scan
from conference.domain.attendance.queries import counts_of, get_open_door, list_attendance
from conference.domain.attendance.rules import SentScan
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from tests.domain.attendance.scanning import A_MINUTE, NINE, answers, open_at, scan, stored, tell
from tests.domain.registration.registering import ONLINE, cancel, register, registration
from tests.factories import make_event, make_session, make_site
from tests.statements import statements

LATE = timedelta(minutes=30)


@pytest.fixture
def event(app: Flask) -> Event:
    make_site()
    return make_event(slug="soc22", title="Social Outcomes Conference 2022", capacity_in_person=3)


def test_the_first_comes_in_and_the_second_is_told_when_and_where(event: Event) -> None:
    ada, main, side = register(event), open_at(event), open_at(event, "Side")
    assert answers(tell(main, [scan(ada)])) == ["came in"]
    (again,) = tell(side, [scan(ada, 2)], NINE + A_MINUTE)
    assert (again.answer.value, again.first_at, again.first_door) == ("here already", NINE, "Main")
    assert stored() == [(ada, "Main", "came in", NINE), (ada, "Side", "here already", NINE + A_MINUTE)]


def test_what_is_told_twice_is_one(event: Event) -> None:
    ada, main = register(event), open_at(event)
    for _time in range(2):
        assert answers(tell(main, [scan(ada), scan(ada)])) == ["came in", "came in"]
    assert stored() == [(ada, "Main", "came in", NINE)]


def test_an_earlier_scan_that_is_told_later_is_the_entry(event: Event) -> None:
    ada, main, side = register(event), open_at(event), open_at(event, "Side")
    tell(main, [scan(ada)])
    assert answers(tell(side, [scan(ada, 2, LATE)], NINE + A_MINUTE)) == ["came in"]
    (main_again,) = tell(main, [scan(ada)], NINE + LATE)
    assert (main_again.answer.value, main_again.first_door) == ("here already", "Side")
    assert stored() == [(ada, "Side", "came in", NINE + A_MINUTE - LATE), (ada, "Main", "here already", NINE)]
    assert counts_of(event).came == 1


def test_each_day_has_its_entry_and_a_session_its_own(event: Event) -> None:
    ada, main, dinner = register(event), open_at(event), open_at(event, "Dinner", session=make_session(event))
    tomorrow = NINE + timedelta(days=1)
    heard = [*tell(main, [scan(ada)]), *tell(main, [scan(ada, 2)], tomorrow), *tell(dinner, [scan(ada, 3)]),
             *tell(dinner, [scan(ada, 4)], tomorrow)]  # fmt: skip
    assert answers(heard) == ["came in", "came in", "came in", "here already"]
    counts = counts_of(event)
    assert (counts.came, counts.by_day) == (1, {date(2022, 9, 8): 1, date(2022, 9, 9): 1})
    assert sorted(counts.by_door.values()) == [1, 2]


def test_who_has_no_place_is_told_why(event: Event) -> None:
    ids = [register(event, name) for name in "ABCD"]
    online = register(event, "Olga", accepts=(ONLINE,))
    cancel(ids[2])
    cancel(ids[3])
    waiting = [register(event, name) for name in "EF"][1]
    main, other = open_at(event), open_at(event, "Second day", day=date(2022, 9, 9))
    strange = SentScan("scan-of-something-else", "0000000000000000", None, timedelta())
    heard = tell(main, [scan(ids[0]), scan(ids[2]), scan(waiting), scan(online), strange])
    assert answers(heard) == ["came in", "cancelled", "waiting", "online", "unknown"]
    assert answers(tell(other, [scan(ids[1])])) == ["other day"]
    assert len(stored()) == 5
    assert [row.first_at for row in list_attendance(event)] == [NINE, None, None]


def test_somebody_of_another_event_is_unknown(event: Event) -> None:
    stranger = register(make_event(slug="soc23"))
    by_id = SentScan("scan-picked-by-its-name", "", stranger, timedelta())
    assert answers(tell(open_at(event), [scan(stranger), by_id])) == ["unknown", "unknown"]


def test_a_withdrawn_link_takes_nothing(event: Event) -> None:
    ada, main = register(event), open_at(event)
    with transaction():
        withdraw_door(get_open_door(main), actor="system", now=NINE)
    with pytest.raises(NotFound):
        tell(main, [scan(ada)])
    assert stored() == []


def test_an_entry_is_taken_back_and_the_next_scan_is_it(event: Event) -> None:
    ada, main = register(event), open_at(event)
    tell(main, [scan(ada)])
    tell(main, [scan(ada, 2)], NINE + A_MINUTE)
    (entry_id,) = db.session.scalars(select(Scan.id).where(Scan.answer == "came in"))
    with pytest.raises(Invalid), transaction():
        undo_entry(get_event("soc22"), entry_id, reason=" ", actor="system", now=NINE)
    with transaction():
        undo_entry(get_event("soc22"), entry_id, reason="The wrong Ada.", actor="system", now=NINE)
    assert [row[2:] for row in stored()] == [("undone", NINE), ("came in", NINE + A_MINUTE)]
    said = db.session.scalars(select(JournalEntry.detail).order_by(JournalEntry.id.desc())).first()
    assert said == {"reason": "The wrong Ada."}
    with pytest.raises(Conflict), transaction():
        undo_entry(get_event("soc22"), entry_id, reason="Again.", actor="system", now=NINE)
    assert answers(tell(main, [scan(ada)], NINE + LATE)) == ["undone"]


def test_many_scans_ask_as_often_as_one(event: Event) -> None:
    event.capacity_in_person = None
    db.session.commit()
    people, main = [register(event, f"Person{number}") for number in range(30)], open_at(event)
    sent = [scan(one) for one in people]
    counts = []
    for some in (sent[:1], sent[1:]):
        with statements() as said:
            tell(main, some)
        counts.append(len(said))
    assert counts[0] == counts[1]
    assert registration(people[0]).ticket_key != registration(people[1]).ticket_key
