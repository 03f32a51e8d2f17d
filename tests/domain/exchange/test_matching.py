"""Who and what of ours a file means: identities before guesses, and the people of a session before their namesakes."""

from dataclasses import replace
from typing import Any

import pytest

from conference.core.errors import Invalid
from conference.domain.exchange.rules import (
    Choices,
    Fate,
    Held,
    Plan,
    Thing,
    asked_about,
    check_choices,
    is_unclear,
    plan_of_import,
    proposed_event,
    report_of_plan,
)
from conference.domain.exchange.rules.known import Known, Source
from conference.domain.exchange.rules.sources import SourceKey, source_key
from conference.formats.programmes.read import read_programme, read_table
from conference.formats.programmes.values import FileAppearance, FilePerson, Identity, Programme, Scheme
from tests.domain.exchange.programmes import at, guid, programme, session

NOTHING = Held("http://127.0.0.1/", "Europe/London")
OWN, FOREIGN = guid(1), guid(2)


def person(number: int, name: str, *aliases: str) -> Known:
    """Somebody of ours."""
    fields = {"name": name, "aliases": list(aliases), "job_title": "", "affiliation": "", "biography": ""}
    return Known(number, name, fields, uid=f"person-{number}")


def ours(number: int, uid: str, **values: Any) -> Known:
    """Session 1 of the file as it would stand here, but for its format and room."""
    fields = {"title": "Session 1", "code": "", "abstract": "About 1.", "starts_at": at(9).isoformat(), **values}
    return Known(number, "Session 1", fields, uid=uid)


def held(*sessions: Known, people: tuple[Known, ...] = (), sources: dict[SourceKey, Source] | None = None) -> Held:
    """What stands here."""
    return replace(NOTHING, sessions={one.id: one for one in sessions}, people={one.id: one for one in people},
                   sources=sources or {})  # fmt: skip


def told(plan: Plan, thing: Thing) -> list[tuple[str, Fate, int | None]]:
    """The items of a kind."""
    return [(item.name, item.fate, item.target) for item in plan.items if item.thing is thing]


@pytest.mark.parametrize("guessed", [{}, {source_key(Thing.SESSION, OWN): Source(2, 8)}])
def test_our_own_uid_wins_over_a_draft_of_the_same_title_and_over_an_earlier_guess(
    guessed: dict[SourceKey, Source],
) -> None:
    here = held(ours(7, OWN.value), ours(8, "of-a-draft"),
                sources={source_key(Thing.SESSION, FOREIGN): Source(1, 7), **guessed})  # fmt: skip
    [(_name, fate, target)] = told(plan_of_import(programme(session(1)), here), Thing.SESSION)
    assert (fate is Fate.NEW, target) == (False, 7)


def test_the_guid_that_a_record_came_with_wins_over_a_draft_of_the_same_title() -> None:
    here = held(ours(7, "ours"), ours(8, "of-a-draft"), sources={source_key(Thing.SESSION, OWN): Source(1, 7)})
    [(_name, _fate, target)] = told(plan_of_import(programme(session(1)), here), Thing.SESSION)
    assert target == 7


def test_who_is_matched_by_our_own_identity_is_not_missed() -> None:
    known = {source_key(Thing.SESSION, FOREIGN): Source(1, 7),
             source_key(Thing.PERSON, Identity(Scheme.GUID, "foreign")): Source(2, 3)}  # fmt: skip
    ada = FilePerson(Identity(Scheme.GUID, "person-3"), "Ada Lovelace")
    here = held(ours(7, OWN.value), people=(person(3, "Ada Lovelace"),), sources=known)
    plan = plan_of_import(programme(session(1, ada), people=(ada,)), here)
    assert [item.name for item in plan.items if item.fate is Fate.MISSING] == []


@pytest.mark.parametrize(("file", "missing"), [("CSV: people.csv", ["Ada Lovelace"]), ("CSV: talks.csv", [])])
def test_only_what_came_with_this_file_is_missing_from_it(file: str, missing: list[str]) -> None:
    before = {source_key(Thing.PERSON, Identity(Scheme.NAME, "ada lovelace")): Source(1, 3, file="CSV: people.csv")}
    here = replace(held(people=(person(3, "Ada Lovelace"),), sources=before), file=file)
    plan = plan_of_import(named("Robert Boyle"), here)
    assert [item.name for item in plan.items if item.fate is Fate.MISSING] == missing


def named(*names: str, number: int = 1) -> Programme:
    """A session as a table writes it, which knows people by nothing but their names."""
    people = tuple(FilePerson(Identity(Scheme.NAME, name), name) for name in names)
    one = session(number, appearances=tuple(FileAppearance(each.identity, each.name) for each in people))
    return programme(one, people=people)


LAURAS = (person(3, "Laura Poitras"), person(4, "Laura Poitras"), person(5, "Glenn Greenwald", "laura poitras"))


def test_of_several_of_one_name_a_session_keeps_the_one_who_stands_there() -> None:
    here = held(ours(7, OWN.value, people=[[4, "chair", None]]), people=LAURAS)
    plan = plan_of_import(named("Laura Poitras"), here)
    assert told(plan, Thing.PERSON) == []
    [item] = [item for item in plan.items if item.thing is Thing.SESSION]
    assert (item.said["people"], plan.people) == ([[4, "chair", None]], frozenset({4}))


@pytest.mark.parametrize(("stands", "number"), [([3, 4], 1), ([], 1), ([4], 6)])
def test_where_nobody_alone_stands_there_it_is_asked_who_it_is(stands: list[int], number: int) -> None:
    here = held(ours(7, OWN.value, people=[[one, "speaker", None] for one in stands]), people=LAURAS)
    [item] = [item for item in plan_of_import(named("Laura Poitras", number=number), here).items
              if item.thing is Thing.PERSON]  # fmt: skip
    assert (item.fate, item.candidates[:2]) == (Fate.NEW, (3, 4))


def test_a_name_that_a_cell_cannot_hold_is_no_other_name() -> None:
    here = held(ours(7, OWN.value), people=(person(3, "Tau (he;him)"),))
    assert told(plan_of_import(named("Tau (he,him)"), here), Thing.PERSON) == [("Tau (he,him)", Fate.SAME, 3)]


@pytest.mark.parametrize(("name", "fate"), [("NIGEL BALL", Fate.KEPT), ("Nigël Ball", Fate.KEPT),
                                            ("Nigel Balls", Fate.CHANGED)])  # fmt: skip
def test_another_spelling_of_a_name_is_not_taken_over_by_itself(name: str, fate: Fate) -> None:
    nigel = FilePerson(Identity(Scheme.CODE, "NB"), name)
    before = {source_key(Thing.PERSON, nigel.identity): Source(1, 3, {"name": "Nigel Ball"})}
    here = held(people=(person(3, "Nigel Ball"),), sources=before)
    assert told(plan_of_import(programme(people=(nigel,)), here), Thing.PERSON) == [(name, fate, 3)]


@pytest.mark.parametrize(("settled", "targets"), [(frozenset(), [4, 3]), (frozenset({Thing.PERSON}), [3, 4])])
def test_two_of_one_name_are_known_again_by_their_addresses(settled: frozenset[Thing], targets: list[int]) -> None:
    rows = [FilePerson(Identity(Scheme.NAME, "ada", slot), "Ada", email=f"{slot}@example.org") for slot in (0, 1)]
    known = [replace(one := person(number, "Ada"), fields={**one.fields, "email": f"{slot}@example.org"})
             for number, slot in ((3, 1), (4, 0))]  # fmt: skip
    before = {source_key(Thing.PERSON, row.identity): Source(number, number)
              for row, number in zip(rows, (3, 4), strict=True)}  # fmt: skip
    here = replace(held(people=tuple(known), sources=before), settled=settled)
    plan = plan_of_import(programme(people=tuple(rows)), here)
    assert [item.target for item in plan.items if item.thing is Thing.PERSON] == targets


@pytest.mark.parametrize(("settled", "number"), [(frozenset(), 1), (frozenset({Thing.PERSON}), 0)])
def test_who_may_not_change_people_learns_nothing_of_an_address(settled: frozenset[Thing], number: int) -> None:
    ada = FilePerson(Identity(Scheme.NAME, "ada"), "Ada Lovelace", email="ada@example.org")
    here = replace(held(people=(person(3, "Ada Lovelace"),)), settled=settled)
    plan = plan_of_import(programme(people=(ada,)), here)
    assert [len(item.changes) + len(item.kept) for item in plan.items] == [number]


@pytest.mark.parametrize(("post", "number"), [("Director", 0), ("Professor", 1)])
def test_the_post_that_somebody_has_in_a_session_here_is_not_said_to_be_that_of_today(post: str, number: int) -> None:
    ada = FilePerson(Identity(Scheme.GUID, "person-3"), "Ada Lovelace", job_title=post, affiliation="Lab")
    today = person(3, "Ada Lovelace")
    here = held(ours(7, "panel", posts=[[3, "speaker", "Director", "Lab"]]),
                people=(replace(today, fields={**today.fields, "affiliation": "Lab"}),))  # fmt: skip
    [item] = [item for item in plan_of_import(programme(people=(ada,)), here).items if item.fate is not Fate.MISSING]
    assert [one.field for one in item.changes] == ["job_title"] * number


def test_who_is_nearly_called_like_somebody_else_of_the_file_says_so() -> None:
    plan = plan_of_import(named("Nigel Ball", "Ball, Nigel"), held(people=(person(3, "Nigel Ball"),)))
    [known, new] = [item for item in plan.items if item.thing is Thing.PERSON]
    assert (known.target, new.fate, new.candidates, new.notes) == (3, Fate.NEW, (), (
        "Nearly the name of Nigel Ball, whom the file names as well; if they are one person, merge the two afterwards.",
    ))  # fmt: skip


@pytest.mark.parametrize(("headings", "day"), [
    ("Title,Code,Format,When,Room,People,State,Released", "2022-09-08T10:00+01:00"),
    ("Name,Job title,Affiliation,E-mail address,Events,Sessions", "Director"),
])  # fmt: skip
def test_the_lists_that_organisers_download_explain_themselves(headings: str, day: str) -> None:
    table = read_table("list.csv", f"{headings}\nOne,{day}\n".encode())
    assert table is not None
    assert (asked_about(table).unknown, is_unclear(asked_about(table))) == ((), False)


def test_people_say_where_they_stand_in_the_file() -> None:
    plan = plan_of_import(read_programme("people.csv", b"name,email\nAda,\nBob,none\n"), NOTHING)
    assert [(item.name, item.place) for item in plan.items] == [("Ada", "row 2"), ("Bob", "row 3")]


def test_the_first_rows_of_a_table_are_kept_without_addresses() -> None:
    table = read_table("people.csv", b"name,who\nAda,Ada <ada@example.org>\n")
    assert table is not None
    assert asked_about(table).rows == (("Ada", "Ada …@…"),)


def test_the_blanks_that_a_calendar_writes_for_tabs_change_no_text() -> None:
    here = held(ours(7, OWN.value, abstract="All\tabout 1."))
    plan = plan_of_import(programme(session(1, abstract="All about 1.")), here)
    assert [item.said["abstract"] for item in plan.items if item.thing is Thing.SESSION] == ["All\tabout 1."]


def test_a_new_session_may_be_one_of_the_same_title_that_nothing_else_is() -> None:
    drafts = [ours(number, f"draft-{number}", starts_at=None) for number in (8, 9)]
    gone = ours(10, "gone", starts_at=None, state="cancelled")
    here = held(ours(7, OWN.value), *drafts, gone)
    file = programme(session(1), session(2, title="SESSION 1"), session(3))
    items = [item for item in plan_of_import(file, here).items if item.thing is Thing.SESSION]
    assert [item.candidates for item in items] == [(), (8, 9), ()]
    chosen = plan_of_import(file, here, {items[1].key: 9, items[2].key: 9})
    assert [item.target for item in chosen.items if item.thing is Thing.SESSION] == [7, 9, None]


def test_two_sessions_of_a_file_are_not_said_to_be_one() -> None:
    here = held(ours(8, "draft", starts_at=None))
    file = programme(session(1), session(2, title="Session 1"))
    report = report_of_plan(plan_of_import(file, here), file, here, proposed_event(file, here.home))
    same = {item.key: 8 for item in report.items if item.thing is Thing.SESSION}
    with pytest.raises(Invalid, match="Two sessions of the file cannot be the same one here"):
        check_choices(Choices(same_as=same), report, makes_event=False)
    check_choices(Choices(same_as=dict([same.popitem()])), report, makes_event=False)
