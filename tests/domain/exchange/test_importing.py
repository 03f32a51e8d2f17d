"""Importing a programme, once and again: what is written, what is left as it was edited here."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from conference.core.database import Base, db, transaction
from conference.core.errors import Conflict, Invalid
from conference.core.tokens import fixed_uid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.models import Account, JournalEntry
from conference.domain.events.models import Event, Room, TeamMember
from conference.domain.events.rules import EventState, TeamRole
from conference.domain.exchange.actions import apply_import, choose_items
from conference.domain.exchange.models import ProgrammeImport, SourceIdentity
from conference.domain.exchange.queries import programme_file_of
from conference.domain.exchange.rules import Choices, Fate, ImportState, Outcome, Report, ShownChange, Thing
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Format, Presentation, Session
from conference.domain.programme.queries import offered_formats, sessions_of
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.records.actions.merging import merge_records
from conference.domain.schedule.actions import publish_release
from conference.domain.site.queries import get_site
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FilePresentation,
    FileRoom,
    Heading,
    Identity,
    Kind,
    Programme,
    Scheme,
)
from conference.formats.programmes.values import SessionState as FileState
from conference.formats.programmes.write_calendar import schedule_ics
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_table import left_out_of_people, sessions_csv
from conference.formats.programmes.write_xml import schedule_xml
from tests.domain.exchange.importing import NOW, Imported, import_programme, reported
from tests.domain.exchange.programmes import ADA, BOB, at, changed, guid, programme, session
from tests.factories import (
    make_account,
    make_event,
    make_format,
    make_person,
    make_session,
    make_site,
    make_venue,
    save,
)

TWO = programme(session(1, ADA), session(2, ADA, BOB, room="Cellar", theme="Outcomes"))
ORGANISERS: dict[str, Any] = {"title": "Better said"}


@pytest.fixture
def actor(app: Flask) -> Account:
    """An organiser."""
    make_site()
    return make_account()


def fates(report: Report) -> list[tuple[Thing, str, Fate]]:
    """All items that are not the same."""
    return [(one.thing, one.name, one.fate) for one in report.items if one.fate is not Fate.SAME]


def count(kind: type[Base]) -> int:
    """How many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def edit(thing: Base, **values: Any) -> None:
    """What an organiser does to a record meanwhile."""
    with transaction():
        db.session.refresh(thing)
        for name, value in values.items():
            setattr(thing, name, value)


def test_a_file_makes_an_event_with_all_that_it_holds(actor: Account) -> None:
    done = import_programme(TWO, None, actor)
    event, (first, second) = done.event, sessions_of(done.event)
    assert (event.slug, event.title, event.state, event.zone) == (
        "soc22", "Social Outcomes", EventState.DRAFT, "Europe/London",
    )  # fmt: skip
    assert (event.starts_at, event.ends_at) == (at(9), at(11))
    assert event.venue is not None
    assert [room.name for room in event.venue.rooms] == ["Hall", "Cellar"]
    assert (first.title, first.slug, first.uid, first.abstract) == (
        "Session 1", "session-1", guid(1).value, "About 1.",
    )  # fmt: skip
    assert (first.starts_at, first.ends_at, first.minutes, first.state) == (
        at(9), at(10), 60, SessionState.CONFIRMED,
    )  # fmt: skip
    assert (second.room and second.room.name, second.theme and second.theme.name, second.format.name) == (
        "Cellar", "Outcomes", "Panel",
    )  # fmt: skip
    assert [(one.person.name, one.role) for one in second.appearances] == [
        ("Ada Lovelace", AppearanceRole.SPEAKER), ("Robert Boyle", AppearanceRole.SPEAKER),
    ]  # fmt: skip
    assert second.appearances[0].person.biography == "Wrote the first program."
    new = {"room": 2, "theme": 1, "format": 1, "person": 2, "session": 2}
    assert (done.outcome, done.one.state) == (Outcome(new, {}, 0, ()), ImportState.DONE)


def test_names_of_any_script_are_taken(actor: Account) -> None:
    hall = "\u039c\u03b1\u0390\u03bf\u03c5 \u0130"
    person = FilePerson(Identity(Scheme.CODE, "KIM"), "\uae40\ucca0\uc218")
    event = import_programme(programme(session(1, person, room=hall, theme=hall), people=(person,)), None, actor).event
    first = sessions_of(event)[0]
    assert (first.room and first.room.name, first.appearances[0].person.folded_name) == (hall, person.name)


def test_a_name_that_is_cut_at_a_joiner_is_taken(actor: Account) -> None:
    tail = "\U0001f469\u200d\U0001f469 tail"
    heading = replace(TWO.heading, title="t" * 198 + tail, venue="v" * 198 + tail, city="c" * 98 + tail)
    long = session(1, ADA, title="s" * 247 + tail, room="r" * 117 + tail)
    file = replace(programme(long), heading=heading, people=(replace(ADA, affiliation="a" * 298 + tail),))
    event = import_programme(file, None, actor).event
    first = sessions_of(event)[0]
    assert (event.title, event.venue and event.venue.name) == (heading.title[:199], heading.venue[:199])
    assert (first.title, first.room and first.room.name) == (f"{long.title[:248]}…", f"{long.room[:118]}…")


def test_every_record_is_in_the_journal(actor: Account) -> None:
    done = import_programme(TWO, None, actor)
    import_programme(changed(TWO, 0, title="Renamed"), done.event, actor)
    rows = db.session.execute(select(JournalEntry.action, func.count()).group_by(JournalEntry.action))
    assert {action: number for action, number in rows if action.split()[0] in {"add", "edit", "import"}} == {
        "add room": 2, "add theme": 1, "add format": 1, "add person": 2, "add session": 2, "edit session": 1,
        "import programme": 2,
    }  # fmt: skip
    entry = db.session.scalars(select(JournalEntry).where(JournalEntry.action == "edit session")).one()
    assert (entry.detail, list(entry.changes)) == ({"version": 2}, ["title"])


def test_the_same_file_again_changes_nothing(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    before = rows_of_everything()
    again = import_programme(TWO, event, actor)
    assert (fates(again.report), again.outcome) == ([], Outcome({}, {}, 0, ()))
    assert rows_of_everything() == before


def rows_of_everything() -> list[list[tuple[Any, ...]]]:
    """All rows of the tables that an import writes, but for its own."""
    kinds = (Event, Room, Format, Person, Session, Presentation, Appearance, SourceIdentity)
    return [[tuple(row) for row in db.session.execute(select(*kind.__table__.columns).order_by(kind.__table__.c.id))]
            for kind in kinds]  # fmt: skip


def test_applied_twice_an_import_does_it_once(actor: Account) -> None:
    done = import_programme(TWO, None, actor)
    with transaction():
        assert apply_import(done.one, TWO, now=NOW) == done.outcome
    assert (count(Session), count(Person)) == (2, 2)


def again(first: Programme, then: Programme, actor: Account, choices: Choices | None = None, **ours: Any) -> Imported:
    """Import one file, edit its first session here, import the other."""
    event = import_programme(first, None, actor).event
    edit(sessions_of(event)[0], **ours)
    return import_programme(then, event, actor, choices)


def test_people_and_presentations_come_to_a_session_that_is_here(actor: Account) -> None:
    talks = (FilePresentation("One"), FilePresentation("Two"))
    event = import_programme(TWO, None, actor).event
    said = (FileAppearance(ADA.identity, ADA.name), FileAppearance(BOB.identity, BOB.name, presentation=1))
    import_programme(changed(TWO, 0, presentations=talks, appearances=said), event, actor)
    first = sessions_of(event)[0]
    assert [(one.person.name, one.presentation and one.presentation.title) for one in first.appearances] == [
        ("Ada Lovelace", None), ("Robert Boyle", "Two"),
    ]  # fmt: skip


def test_a_number_of_a_presentation_means_its_title_where_ours_are_kept(actor: Account) -> None:
    talks = tuple(FilePresentation(title) for title in ("One", "Two", "Three", "Four"))
    said = [FileAppearance(one.identity, one.name, presentation=0) for one in (ADA, BOB)]
    first = programme(session(1, presentations=talks[:3], appearances=(said[0],)), people=(ADA, BOB))
    event = import_programme(first, None, actor).event
    with transaction():
        _one, two, three = sessions_of(event)[0].presentations
        two.position, three.position = three.position, two.position
    then = (replace(said[0], presentation=1), replace(said[1], presentation=3))
    import_programme(changed(first, 0, presentations=talks, appearances=then), event, actor)
    after = sessions_of(event)[0]
    assert [one.title for one in after.presentations] == ["One", "Three", "Two"]
    assert [(one.person.name, one.presentation and one.presentation.title) for one in after.appearances] == [
        ("Ada Lovelace", "Two"), ("Robert Boyle", None),
    ]  # fmt: skip


def test_changed_there_only(actor: Account) -> None:
    done = again(TWO, changed(TWO, 0, title="New title", starts_at=at(14), room="Cellar"), actor)
    first = db.session.get_one(Session, 1)
    assert (first.title, first.starts_at, first.ends_at, first.room and first.room.name) == (
        "New title", at(14), at(15), "Cellar",
    )  # fmt: skip
    [item] = [one for one in done.report.items if one.fate is Fate.CHANGED]
    assert [(one.words, one.before, one.after) for one in item.changes] == [
        ("Title", "Session 1", "New title"),
        ("Start", "Thursday 8 September 2022, 10:00 (London time, BST)",
         "Thursday 8 September 2022, 15:00 (London time, BST)"),
        ("Room", "Hall", "Cellar"),
    ]  # fmt: skip
    assert (first.version, first.slug, done.outcome.changed) == (2, "session-1", {"session": 1})


def of_the_team(event: Event) -> Account:
    """An organiser of one event, with no role on the whole site."""
    account = make_account(None)
    save(TeamMember(event_id=event.id, account_id=account.id, role=TeamRole.ORGANISER))
    return account


NEWS = replace(changed(TWO, 0, title="New title"), rooms=(FileRoom("Hall", capacity=40), FileRoom("Attic")),
               people=(replace(ADA, biography="Overwritten."), BOB,
                       FilePerson(Identity(Scheme.CODE, "EVE"), "Eve Newcomer")))  # fmt: skip
NEWS = changed(NEWS, 1, room="Attic")


def test_a_role_at_one_event_adds_people_and_rooms_and_changes_none(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    member = of_the_team(event)
    done = import_programme(NEWS, event, member, Choices(overwrite=True))
    assert [one for one in fates(done.report) if one[0] in (Thing.ROOM, Thing.PERSON)] == [
        (Thing.ROOM, "Hall", Fate.KEPT), (Thing.ROOM, "Attic", Fate.NEW),
        (Thing.PERSON, "Ada Lovelace", Fate.KEPT), (Thing.PERSON, "Eve Newcomer", Fate.NEW),
    ]  # fmt: skip
    kept = [one for one in done.report.items if one.name in ("Hall", "Ada Lovelace")]
    assert [one.notes[-1] for one in kept] == [
        "It belongs to the whole site and stays as it is: only organisers of the whole site may change it."
    ] * 2  # fmt: skip
    assert (people_and_rooms(), done.outcome.changed, done.outcome.kept) == (
        ([("Ada Lovelace", ADA.biography), ("Robert Boyle", ""), ("Eve Newcomer", "")],
         [("Hall", None), ("Cellar", None), ("Attic", None)]), {"session": 2}, 2,
    )  # fmt: skip
    import_programme(NEWS, event, actor)  # what was not taken over was not remembered as said either
    assert people_and_rooms() == (
        [("Ada Lovelace", "Overwritten."), ("Robert Boyle", ""), ("Eve Newcomer", "")],
        [("Hall", 40), ("Cellar", None), ("Attic", None)],
    )  # fmt: skip


def people_and_rooms() -> tuple[list[tuple[str, str]], list[tuple[str, int | None]]]:
    """What everybody has as biography, and how many seats rooms have."""
    people = db.session.scalars(select(Person).order_by(Person.id))
    rooms = db.session.scalars(select(Room).order_by(Room.id))
    return [(one.name, one.biography) for one in people], [(one.name, one.capacity) for one in rooms]


@pytest.mark.parametrize("steps", ["upload", "choice", "role"])
def test_no_step_of_somebody_else_makes_a_role_wider(actor: Account, steps: str) -> None:
    """Who uploads and who chooses must both be organisers of the site, and the one who uploads when it is written."""
    event = import_programme(TWO, None, actor).event
    member = of_the_team(event)
    one = reported(NEWS, event, member if steps == "upload" else actor)
    with transaction():
        choose_items(one, Choices(overwrite=True), actor=member if steps == "choice" else actor, now=NOW)
    if steps == "role":
        with transaction():
            actor.roles.clear()
    with transaction():
        outcome = apply_import(one, NEWS, now=NOW)
    assert (outcome.changed, people_and_rooms()[0][0], people_and_rooms()[1][0]) == (
        {"session": 2}, ("Ada Lovelace", ADA.biography), ("Hall", None),
    )  # fmt: skip


def test_changed_here_only(actor: Account) -> None:
    done = again(TWO, TWO, actor, **ORGANISERS)
    assert fates(done.report) == [(Thing.SESSION, "Session 1", Fate.KEPT)]
    assert (db.session.get_one(Session, 1).title, done.outcome) == ("Better said", Outcome({}, {}, 1, ()))


def test_changed_on_both_sides_field_by_field(actor: Account) -> None:
    done = again(TWO, changed(TWO, 0, title="New title", abstract="New text."), actor, **ORGANISERS)
    first = db.session.get_one(Session, 1)
    assert (first.title, first.abstract) == ("Better said", "New text.")
    [item] = [one for one in done.report.items if one.fate is Fate.CHANGED]
    assert ([one.field for one in item.changes], [one.field for one in item.kept]) == (["abstract"], ["title"])
    assert (done.outcome.changed, done.outcome.kept) == ({"session": 1}, 1)


def test_changed_on_both_sides_to_the_same(actor: Account) -> None:
    done = again(TWO, changed(TWO, 0, title="Better said"), actor, **ORGANISERS)
    assert (fates(done.report), done.outcome) == ([], Outcome({}, {}, 0, ()))
    assert import_programme(TWO, done.event, actor).outcome.changed == {"session": 1}  # and back there again


def test_what_was_edited_here_is_overwritten_where_that_is_asked(actor: Account) -> None:
    done = again(TWO, TWO, actor, Choices(overwrite=True), **ORGANISERS)
    assert (db.session.get_one(Session, 1).title, done.outcome) == ("Session 1", Outcome({}, {"session": 1}, 0, ()))


def test_vanished_there_it_stays_here_and_is_told_and_may_come_back(actor: Account) -> None:
    done = again(TWO, replace(TWO, sessions=TWO.sessions[1:]), actor)
    assert fates(done.report) == [(Thing.SESSION, "Session 1", Fate.MISSING)]
    assert (count(Session), done.outcome) == (2, Outcome({}, {}, 0, ()))
    back = import_programme(changed(TWO, 0, title="Back again"), done.event, actor)
    assert (count(Session), db.session.get_one(Session, 1).title, back.outcome.changed) == (
        2, "Back again", {"session": 1},
    )  # fmt: skip


def test_cancelled_here_it_is_not_missed(actor: Account) -> None:
    done = again(TWO, replace(TWO, sessions=TWO.sessions[1:]), actor, state=SessionState.CANCELLED)
    assert fates(done.report) == []


def test_one_identity_for_two_sessions_is_told_apart_by_the_slot(actor: Account) -> None:
    twice = programme(session(1), session(2, identity=guid(1, slot=1)))
    event = import_programme(twice, None, actor).event
    done = import_programme(changed(twice, 1, title="The second one"), event, actor)
    assert [one.title for one in sessions_of(event)] == ["Session 1", "The second one"]
    assert done.outcome == Outcome({}, {"session": 1}, 0, ())


def test_renamed_there_a_person_keeps_the_name_before_as_a_further_one(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    king = replace(TWO, people=(replace(ADA, name="Ada King"), BOB))
    done = import_programme(king, event, actor)
    ada = db.session.get_one(Person, 1)
    assert (ada.name, ada.folded_name, ada.slug, [one.name for one in ada.aliases]) == (
        "Ada King", "ada king", "ada-lovelace", ["Ada Lovelace"],
    )  # fmt: skip
    assert (done.outcome.changed, fates(import_programme(king, event, actor).report)) == ({"person": 1}, [])
    import_programme(TWO, event, actor)
    assert (db.session.get_one(Person, 1).name, count(Person)) == ("Ada Lovelace", 2)


def test_somebody_of_the_very_same_name_is_known(actor: Account) -> None:
    ours = make_person("Ada Lovelace", biography="Ours.")
    done = import_programme(TWO, None, actor)
    [item] = [one for one in done.report.items if one.name == "Ada Lovelace"]
    assert (item.fate, item.notes, [(one.before, one.after) for one in item.kept]) == (
        Fate.KEPT, ("Known by name.",), [("Ours.", "Wrote the first program.")],
    )  # fmt: skip
    assert (count(Person), db.session.get_one(Person, ours.id).biography) == (2, "Ours.")
    assert {one.person_id for one in sessions_of(done.event)[0].appearances} == {ours.id}


def test_somebody_of_nearly_the_same_name_is_asked_about(actor: Account) -> None:
    ours = make_person("Ada Lovelaec")
    one = reported(TWO, None, actor)
    [item] = [one for one in import_programme(TWO, None, actor).report.items if one.name == "Ada Lovelace"]
    assert (item.fate, [(one.id, one.name) for one in item.candidates]) == (Fate.NEW, [(ours.id, "Ada Lovelaec")])
    with transaction(), pytest.raises(Invalid):
        choose_items(one, Choices(same_as={item.key: 99}), actor=actor, now=NOW)


def test_somebody_of_nearly_the_same_name_may_be_said_to_be_the_same(actor: Account) -> None:
    ours = make_person("Ada Lovelaec")
    done = import_programme(TWO, None, actor, Choices(same_as={"person:code:ADA": ours.id}))
    assert (count(Person), {one.person_id for one in sessions_of(done.event)[0].appearances}) == (2, {ours.id})
    assert fates(import_programme(TWO, done.event, actor).report) == [(Thing.PERSON, "Ada Lovelace", Fate.KEPT)]


def merge(kept: Person, gone: Person) -> None:
    """What somebody who looks after people does meanwhile."""
    with transaction():
        merge_records(kept, gone, (), actor=SYSTEM, now=NOW)


def test_who_was_merged_since_the_report_is_the_record_that_stands(actor: Account) -> None:
    ours, stands, last = make_person("Ada Lovelaec"), make_person("Lady King"), make_person("Countess King")
    one = reported(TWO, None, actor)
    with transaction():
        choose_items(one, Choices(same_as={"person:code:ADA": ours.id}), actor=actor, now=NOW)
    merge(stands, ours)
    merge(last, stands)
    with transaction():
        apply_import(one, TWO, now=NOW)
    assert one.event is not None
    assert (count(Person), {who.person for who in sessions_of(one.event)[0].appearances}) == (4, {last})


def test_who_was_merged_since_the_last_import_is_no_edit_of_a_session(actor: Account) -> None:
    event, stands = import_programme(TWO, None, actor).event, make_person("Lady King")
    merge(stands, sessions_of(event)[0].appearances[0].person)
    said = (*TWO.sessions[0].appearances, FileAppearance(BOB.identity, BOB.name))
    done = import_programme(changed(TWO, 0, appearances=said), event, actor)
    assert fates(done.report)[-1] == (Thing.SESSION, "Session 1", Fate.CHANGED)
    assert [one.person.name for one in sessions_of(event)[0].appearances] == ["Lady King", "Robert Boyle"]


def test_a_file_of_ours_from_before_a_merge_means_the_record_that_stands(actor: Account) -> None:
    stands, gone = make_person("Lady King"), make_person("Ada Byron", slug="ada")
    other = make_person("Ada Byron", slug="ada-2")
    merge(stands, gone)
    known = Identity(Scheme.GUID, fixed_uid("person:ada"))
    file = programme(people=(FilePerson(known, "Ada Byron"), FilePerson(replace(known, value="x"), "Robert Boyle")))
    import_programme(file, None, actor)
    sources = db.session.scalars(select(SourceIdentity.person_id).order_by(SourceIdentity.id)).all()
    assert (sources, count(Person)) == ([stands.id, other.id + 1], 4)


def test_what_is_chosen_comes_with_what_it_names(actor: Account) -> None:
    choices = Choices(keys=frozenset({f"session:guid:{guid(2).value}"}))
    done = import_programme(TWO, None, actor, choices)
    assert ([one.title for one in sessions_of(done.event)], done.outcome.new) == (
        ["Session 2"], {"room": 1, "theme": 1, "format": 1, "person": 2, "session": 1},
    )  # fmt: skip
    assert import_programme(TWO, done.event, actor).outcome.new == {"room": 1, "session": 1}


def test_an_edit_between_report_and_import_stays_and_is_told(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    news = changed(TWO, 0, title="New title")
    one = reported(news, event, actor)
    edit(db.session.get_one(Session, 1), **ORGANISERS)
    with transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)
    with transaction():
        outcome = apply_import(one, news, now=NOW)
    assert outcome == Outcome({}, {}, 1, ("Edited here while the report was read, and left as it is: New title.",))
    assert db.session.get_one(Session, 1).title == "Better said"


def test_into_an_event_that_is_there(actor: Account) -> None:
    event = make_event(state=EventState.ANNOUNCED)
    make_session(event, title="Ours")
    done = import_programme(TWO, event, actor)
    assert (done.event.id, done.event.title, done.event.state) == (event.id, event.title, EventState.ANNOUNCED)
    assert sorted(one.title for one in sessions_of(event)) == ["Ours", "Session 1", "Session 2"]
    assert done.event.venue is not None
    assert done.event.venue.name == event.title


def test_an_event_without_title_or_dates_is_asked_for(actor: Account) -> None:
    one = reported(replace(TWO, heading=Heading()), None, actor)
    with transaction(), pytest.raises(Invalid, match="what the event is called"):
        choose_items(one, Choices(), actor=actor, now=NOW)


def test_two_imports_into_one_event_follow_each_other(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    first, second = reported(TWO, event, actor), reported(TWO, event, actor)
    with transaction():
        choose_items(first, Choices(), actor=actor, now=NOW)
    with pytest.raises(Conflict, match="is just being imported"), transaction():
        choose_items(second, Choices(), actor=actor, now=NOW)


def test_a_file_of_people_needs_no_event(actor: Account) -> None:
    people = programme(people=(ADA, BOB), format=FileFormat.CSV, heading=Heading())
    done = import_programme(people, None, actor)
    assert (done.one.event, count(Event), done.outcome.new) == (None, 0, {"person": 2})
    changed_people = replace(people, people=(replace(ADA, biography="Another."), BOB))
    then = import_programme(changed_people, None, actor)
    assert (then.outcome.changed, db.session.get_one(Person, 1).biography) == ({"person": 1}, "Another.")


def test_a_table_of_people_comes_in_and_again_with_news(actor: Account) -> None:
    table = "Name,Company,Bio\nAda Lovelace,Analytical Society,Wrote.\nRobert Boyle,Royal Society,\n"
    import_programme(read_programme("people.csv", table.encode()), None, actor)
    edit(db.session.get_one(Person, 2), affiliation="Oxford")
    news = table.replace("Analytical", "Mathematical").replace("Royal", "Another")
    done = import_programme(read_programme("people.csv", news.encode()), None, actor)
    assert [(one.name, one.affiliation) for one in db.session.scalars(select(Person).order_by(Person.id))] == [
        ("Ada Lovelace", "Mathematical Society"), ("Robert Boyle", "Oxford"),
    ]  # fmt: skip
    assert fates(done.report) == [
        (Thing.PERSON, "Ada Lovelace", Fate.CHANGED), (Thing.PERSON, "Robert Boyle", Fate.KEPT),
    ]  # fmt: skip
    assert done.report.left_out == (left_out_of_people(),)


def test_an_address_is_taken_where_there_is_none_changed_where_that_is_asked_and_quoted_nowhere(actor: Account) -> None:
    table = "Name,E-mail address\nAda Lovelace,ada@example.org\nRobert Boyle,bob@example.org\n"
    make_person("Robert Boyle")
    import_programme(read_programme("people.csv", table.encode()), None, actor)
    people = list(db.session.scalars(select(Person).order_by(Person.name)))
    assert [(one.email, one.link_version) for one in people] == [("ada@example.org", 1), ("bob@example.org", 1)]
    news = read_programme("people.csv", table.replace("ada@", "ada.l@").encode())
    done = import_programme(news, None, actor)
    assert [(item.fate, item.kept) for item in done.report.items] == [
        (Fate.KEPT, (ShownChange("email", "E-mail address", "an address", "another address"),)), (Fate.SAME, ()),
    ]  # fmt: skip
    assert people[0].email == "ada@example.org"
    import_programme(news, None, actor, Choices(overwrite=True))
    assert [(one.email, one.link_version) for one in people] == [("ada.l@example.org", 2), ("bob@example.org", 1)]
    kept = [
        *db.session.scalars(select(SourceIdentity.said)),
        *db.session.scalars(select(JournalEntry.changes)),
        *db.session.scalars(select(ProgrammeImport.report)),
        *db.session.scalars(select(ProgrammeImport.choices)),
    ]
    assert [one for one in kept if "example.org" in str(one)] == []


def test_readers_see_nothing_of_sessions_and_all_of_people(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    before = get_site().public_version
    import_programme(changed(TWO, 0, title="New title"), event, actor)
    assert get_site().public_version == before
    import_programme(
        replace(changed(TWO, 0, title="New title"), people=(replace(ADA, biography="X."), BOB)), event, actor
    )
    assert get_site().public_version != before


def test_people_and_presentations_of_a_session_are_put_as_the_file_has_them(actor: Account) -> None:
    talks = (FilePresentation("One", "First."), FilePresentation("Two"))
    said = (FileAppearance(ADA.identity, ADA.name, "chair", "Countess", "Analytical Society"),
            FileAppearance(BOB.identity, BOB.name, presentation=1))  # fmt: skip
    first = programme(session(1, ADA, BOB, presentations=talks, appearances=said))
    event = import_programme(first, None, actor).event
    chair, speaker = sessions_of(event)[0].appearances
    assert (chair.role, chair.job_title, chair.affiliation) == (AppearanceRole.CHAIR, "Countess", "Analytical Society")
    assert speaker.presentation is not None
    assert (speaker.presentation.title, speaker.job_title) == ("Two", "")
    kept = speaker.id
    then = replace(changed(first, 0, presentations=talks[1:], appearances=(replace(said[1], presentation=0),)),
                   people=(BOB,))  # fmt: skip
    import_programme(then, event, actor)
    after = sessions_of(event)[0]
    assert [(one.id, one.presentation and one.presentation.title) for one in after.appearances] == [(kept, "Two")]
    assert [one.title for one in after.presentations] == ["Two"]
    assert fates(import_programme(then, event, actor).report) == [(Thing.PERSON, "Ada Lovelace", Fate.MISSING)]


def test_a_format_that_cannot_say_people_leaves_them(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    calendar = programme(*(replace(one, identity=Identity(Scheme.UID, f"x{one.title}"), appearances=(), language="",
                                   format="") for one in TWO.sessions), format=FileFormat.ICALENDAR)  # fmt: skip
    done = import_programme(calendar, event, actor)
    assert (fates(done.report), count(Session), count(Format), count(Appearance)) == ([], 2, 1, 3)


@pytest.mark.parametrize("write", [schedule_xml, schedule_json, sessions_csv, lambda one: schedule_ics(one, NOW)])
def test_our_own_files_say_nothing_new_of_the_event_that_they_are_of(
    actor: Account, write: Callable[[Programme], bytes]
) -> None:
    talks = (FilePresentation("One", "First."), FilePresentation("Two"))
    said = (FileAppearance(ADA.identity, ADA.name, "chair", "Countess", "Analytical Society"),
            FileAppearance(BOB.identity, BOB.name, presentation=1))  # fmt: skip
    rich = session(1, ADA, BOB, presentations=talks, appearances=said, theme="Outcomes", mode="online", code="A1")
    event = import_programme(programme(rich, session(2, BOB, abstract="")), None, actor).event
    with transaction():
        for one in sessions_of(event):
            one.is_time_sample = True  # which our files say in words behind the text
        release = publish_release(event, actor=actor, now=NOW)
    own = read_programme("own", write(programme_file_of(release)), HowToRead(zone=event.zone))
    done = import_programme(own, event, actor)
    assert (fates(done.report), done.outcome.changed, count(Person)) == ([], {}, 2)


def test_roles_that_an_organiser_gave_stay_where_the_file_knows_none(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    edit(sessions_of(event)[1].appearances[0], role=AppearanceRole.CHAIR)
    assert fates(import_programme(TWO, event, actor).report) == []
    import_programme(changed(TWO, 1, appearances=TWO.sessions[1].appearances[:1]), event, actor)
    assert [(one.person.name, one.role) for one in sessions_of(event)[1].appearances] == [
        ("Ada Lovelace", AppearanceRole.CHAIR),
    ]  # fmt: skip


def test_what_an_import_does_to_the_whole_event_is_told(actor: Account) -> None:
    event = make_event(zone="Europe/Berlin")
    done = import_programme(TWO, event, actor)
    assert [one.kind for one in done.report.oddities] == [Kind.ROOM, Kind.ZONE]
    assert [one.kind for one in import_programme(TWO, event, actor).report.oddities] == [Kind.ZONE]


def test_a_venue_that_is_known_by_its_name_is_told_and_taken(actor: Account) -> None:
    venue = make_venue(name="Town Hall", city="Oxford")
    file = replace(TWO, heading=replace(TWO.heading, venue="Town Hall", city="Oxford"))
    done = import_programme(file, None, actor)
    assert ([one.place for one in done.report.oddities], done.event.venue) == (["conference/venue"], venue)
    assert [one.place for one in import_programme(file, done.event, actor).report.oddities] == []


def test_cancelled_there_and_held_here(actor: Account) -> None:
    done = again(TWO, TWO, actor, state=SessionState.HELD)
    assert fates(done.report) == []
    import_programme(changed(TWO, 0, state=FileState.CANCELLED), done.event, actor)
    assert db.session.get_one(Session, 1).state is SessionState.CANCELLED


def test_a_room_that_was_renamed_here_is_still_that_room(actor: Account) -> None:
    event = import_programme(TWO, None, actor).event
    edit(db.session.get_one(Room, 1), name="Great Hall")
    done = import_programme(changed(TWO, 1, room="Hall"), event, actor)
    assert fates(done.report) == [(Thing.ROOM, "Hall", Fate.KEPT), (Thing.SESSION, "Session 2", Fate.CHANGED)]
    assert [one.room and one.room.name for one in sessions_of(event)] == ["Great Hall", "Great Hall"]


def test_a_uid_that_another_event_has_is_not_taken_twice(actor: Account) -> None:
    import_programme(TWO, None, actor)
    other = import_programme(TWO, make_event(), actor)
    uids = {one.uid for one in sessions_of(other.event)}
    assert (len(uids), uids & {guid(1).value, guid(2).value}) == (2, set())
    assert fates(import_programme(TWO, other.event, actor).report) == []


def test_a_uid_of_a_calendar_stays_the_uid_in_calendars(actor: Account) -> None:
    foreign = Identity(Scheme.UID, "talk-1@pretalx.example.org")
    event = import_programme(programme(session(1, identity=foreign)), None, actor).event
    [source] = db.session.scalars(select(SourceIdentity).where(SourceIdentity.thing == Thing.SESSION))
    with transaction():
        release = publish_release(event, actor=actor, now=NOW)
    calendar = schedule_ics(programme_file_of(release), NOW)
    assert (source.scheme, source.value, sessions_of(event)[0].uid) == (Scheme.UID, foreign.value, foreign.value)
    assert b"UID:talk-1@pretalx.example.org\r\n" in calendar.splitlines(keepends=True)


def test_rooms_are_found_by_name_and_get_their_seats(actor: Account) -> None:
    seats = replace(TWO, rooms=(FileRoom("HALL", capacity=80), FileRoom("Cellar")),
                    sessions=tuple(replace(one, room="HALL") for one in TWO.sessions))  # fmt: skip
    event = import_programme(TWO, None, actor).event
    done = import_programme(seats, event, actor)
    assert (count(Room), db.session.get_one(Room, 1).capacity, done.outcome.changed) == (
        2, 80, {"room": 1, "session": 1},
    )  # fmt: skip


def test_a_person_twice_in_the_file_is_two(actor: Account) -> None:
    namesakes = tuple(FilePerson(Identity(Scheme.ID, str(number)), "Alex Kim") for number in range(3))
    make_person("Alex Kim")
    done = import_programme(programme(people=namesakes, format=FileFormat.CSV), None, actor)
    assert ([len(one.candidates) for one in done.report.items], count(Person)) == ([1, 1, 1], 4)


def test_a_format_that_came_with_a_file_is_offered_where_it_is_used(actor: Account) -> None:
    make_format(slug="keynote")
    event = import_programme(TWO, make_event(), actor).event
    assert [one.name for one in offered_formats(event)] == ["Keynote", "Panel"]
    assert [one.name for one in offered_formats(make_event(slug="soc23"))] == ["Keynote"]
