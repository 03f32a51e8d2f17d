"""Files that mean no good, or are only very odd: all told, nothing half done."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from conference.core.database import Base, db, transaction
from conference.core.errors import Conflict
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.exchange.actions import apply_import, choose_items
from conference.domain.exchange.models import SourceIdentity
from conference.domain.exchange.queries import make_report
from conference.domain.exchange.rules import Choices, Fate, Held, ImportState, Thing, oddities_of_plan, plan_of_import
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.queries import sessions_of
from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FilePresentation,
    FileRoom,
    FileTheme,
    Identity,
    Kind,
    Oddity,
    Programme,
    Scheme,
)
from tests.domain.exchange.importing import NOW, import_programme, reported
from tests.domain.exchange.programmes import ADA, at, guid, programme, session
from tests.factories import make_account, make_event, make_site, make_venue
from tests.statements import statements

NOTHING = Held("http://127.0.0.1/", "Europe/London")


@pytest.fixture
def actor(app: Flask) -> Account:
    """An organiser."""
    make_site()
    return make_account()


def count(kind: type[Base]) -> int:
    """How many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_hundred_thousand_oddities_are_counted_not_listed() -> None:
    odd = tuple(Oddity(f"row {number}", Kind.TEXT, "Odd.") for number in range(100_000))
    file = programme(session(1, ADA), oddities=odd)
    found = oddities_of_plan(plan_of_import(file, NOTHING), file, NOTHING)
    assert (len(found), found[-1].sentence) == (2001, "98000 more things are odd.")


def test_what_is_too_long_is_refused_or_cut_with_a_sentence() -> None:
    long = replace(ADA, name="A" * 201)
    plan = plan_of_import(programme(
        session(1, long, title="T" * 251, code="C" * 21, language="de-" * 5, room="R" * 121, theme="S" * 201,
                format="F" * 61, presentations=(FilePresentation("P" * 301),)),
        session(2, abstract="x" * 20_001), session(3, presentations=(FilePresentation("P", "x" * 20_001),)),
        people=(long,),
    ), NOTHING)  # fmt: skip
    said = {item.thing: item for item in reversed(plan.items) if item.fate is not Fate.REFUSED}
    assert [(item.name[:9], item.place, item.notes) for item in plan.items if item.fate is Fate.REFUSED] == [
        ("AAAAAAAAA", "", ("The name has 201 letters; at most 200 are kept.",)),
        ("Session 2", "row 2", ("One of its texts has 20001 letters; at most 20000 are kept.",)),
        ("Session 3", "row 3", ("One of its texts has 20001 letters; at most 20000 are kept.",)),
    ]  # fmt: skip
    assert [len(said[thing].said["name"]) for thing in (Thing.ROOM, Thing.THEME, Thing.FORMAT)] == [120, 200, 60]
    one = said[Thing.SESSION]
    assert (len(one.said["title"]), one.said["abstract"], one.said["people"], len(one.said["presentations"][0][0])) == (
        250, f"{'T' * 251}\n\nAbout 1.", [], 300,
    )  # fmt: skip
    assert one.notes == (
        "The title has 251 letters; it is cut, and the whole of it stands before the text.",
        "The code is longer than 20 letters; it is left out.",
        "The language is longer than 10 letters; it is left out.",
        "The title of a presentation has 301 letters; it is cut to 300.",
        f"Left out, because they are refused: {'A' * 80}.",
    )  # fmt: skip


def crowd() -> Programme:
    """A thousand people of one name, and sessions of one title that makes no slug, with the longest of everything."""
    people = tuple(FilePerson(Identity(Scheme.ID, str(number)), "Alex Kim") for number in range(1000))
    sessions = tuple(
        session(number, title="!!!" if number else "T" * 600, starts_at=at(9), code="C" * 20, room="R" * 500,
                theme="S" * 500, format="F" * 500, abstract="x" * 19_000 if number < 2 else "",
                appearances=(FileAppearance(people[number].identity, "Alex Kim"),))
        for number in range(200)
    )  # fmt: skip
    far = replace(sessions[199], identity=Identity(Scheme.UID, "u" * 5000))
    return programme(*sessions[:199], far, people=people, rooms=(FileRoom("R" * 500), FileRoom("r" * 500)),
                     themes=(FileTheme("S" * 500), FileTheme("S" * 499 + "T")))  # fmt: skip


def test_a_crowd_of_one_name_and_slugs_that_collide(actor: Account) -> None:
    done = import_programme(crowd(), None, actor)
    sessions = sessions_of(done.event)
    assert (len(sessions), len({one.slug for one in sessions}), count(Person)) == (200, 200, 1000)
    assert {"session", "session-2", "session-199"} <= {one.slug for one in sessions}
    again = import_programme(crowd(), done.event, actor)
    assert [one for one in again.report.items if one.fate is not Fate.SAME] == []


def test_an_import_that_fails_leaves_nothing_behind(actor: Account) -> None:
    news = programme(session(1, ADA))
    one = reported(news, None, actor)
    with transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)
    make_event(slug="soc22")
    with pytest.raises(Conflict, match="Another event has this address"), transaction():
        apply_import(one, news, now=NOW)
    assert (count(Session), count(Person), count(SourceIdentity), one.state) == (0, 0, 0, ImportState.APPLYING)


def test_an_address_that_is_taken_is_refused_when_it_is_chosen(actor: Account) -> None:
    make_event(slug="soc22")
    one = reported(programme(session(1)), None, actor)
    with pytest.raises(Conflict, match="Another event has this address"), transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)


def many(number: int) -> Programme:
    """A programme of so many sessions and people."""
    people = tuple(FilePerson(Identity(Scheme.ID, str(one)), f"Person Number{one}") for one in range(number))
    sessions = (session(one, appearances=(FileAppearance(people[one].identity, people[one].name),))
                for one in range(number))  # fmt: skip
    return programme(*sessions, people=people)


def statements_of(news: Programme, event: Event, actor: Account) -> int:
    """How many statements the report and the import of a file take."""
    one = reported(news, event, actor)
    with transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)

    with statements() as sent:
        make_report(news, event, actor)
        with transaction():
            apply_import(one, news, now=NOW)
    return len(sent)


def test_a_changed_session_takes_one_statement_and_everything_else_none_of_its_own(actor: Account) -> None:
    statements_of(many(2), make_event(), actor)  # what a site does once, such as making the format
    new, changed = [], []
    for number in (20, 200):
        event, first = make_event(), many(number)
        news = replace(first, sessions=tuple(replace(one, title="Renamed", abstract="New.", appearances=())
                                             for one in first.sessions[1:]))  # fmt: skip
        new.append(statements_of(first, event, actor))
        changed.append(statements_of(news, event, actor))
    assert (new[1] - new[0], changed[1] - changed[0]) == (0, 180)


def test_two_clashing_sessions_are_imported_and_named(actor: Account) -> None:
    event = make_event()
    import_programme(programme(session(1, ADA)), event, actor)
    clash = programme(session(5, ADA, identity=guid(7), starts_at=at(9, 30), title="Elsewhere", place="row 5"))
    done = import_programme(clash, event, actor)
    when = "Thursday 8 September 2022, 10:00 to 11:00 (London time, BST)."
    assert [(one.place, one.sentence) for one in done.report.oddities] == [
        ("row 5", f"Elsewhere: Hall is taken by Session 1: {when}"),
        ("row 5", f"Elsewhere: Ada Lovelace is in Session 1 at that time: {when}"),
    ]
    assert len(sessions_of(event)) == 2


def test_days_outside_the_event_are_odd_and_not_refused(actor: Account) -> None:
    event = make_event(venue_id=make_venue("Hall").id)
    far = programme(session(1, starts_at=at(9, day=20)), format=FileFormat.XLSX)
    done = import_programme(far, event, actor)
    assert [(one.place, one.kind, one.sentence) for one in done.report.oddities] == [
        ("row 1", Kind.TIME, "Session 1 is on Tuesday 20 September 2022, outside the days of the event."),
    ]  # fmt: skip
    assert done.outcome.new["session"] == 1
