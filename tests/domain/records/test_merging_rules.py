"""What moves, what stays, which value holds, and when a merge can be undone."""

from typing import Any

import pytest

from conference.core.database import Base
from conference.core.errors import Conflict
from conference.domain.people.rules import near_pairs
from conference.domain.records.rules.merging import (
    FIELDS,
    REFERENCES,
    Move,
    RecordKind,
    Reference,
    Row,
    Twice,
    check_are_two,
    check_may_merge,
    check_may_undo,
    differing,
    merged_values,
    move_of,
    new_alias,
    restored_values,
    usual_choice,
)

NOT_SAID_OF = {
    RecordKind.PERSON: {
        "id", "slug", "folded_name", "link_version", "is_sample", "merged_into_id", "erased_at", "created_at",
    },
    RecordKind.ORGANISATION: {"id", "slug", "folded_name", "is_sample", "merged_into_id"},
}  # fmt: skip


@pytest.mark.parametrize("kind", RecordKind)
def test_an_id_that_a_merge_remembers_is_never_given_again(kind: RecordKind) -> None:
    tables = {reference.table for reference in REFERENCES[kind]}
    given_once = {name for name in tables if Base.metadata.tables[name].dialect_options["sqlite"]["autoincrement"]}
    assert given_once == tables


@pytest.mark.parametrize("kind", RecordKind)
def test_every_column_that_points_at_a_record_is_known_to_the_merge(kind: RecordKind) -> None:
    pointing = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == kind.value
    }
    known = {reference.name for reference in REFERENCES[kind]}
    assert pointing == known | {f"{kind.value}.merged_into_id"}


@pytest.mark.parametrize("kind", RecordKind)
def test_every_field_of_a_record_is_chosen_or_left_for_a_reason(kind: RecordKind) -> None:
    assert set(Base.metadata.tables[kind.value].c.keys()) == set(FIELDS[kind]) | NOT_SAID_OF[kind]


@pytest.mark.parametrize(
    "reference", [one for all_of in REFERENCES.values() for one in all_of], ids=lambda one: one.name
)
def test_a_unique_index_that_holds_the_record_is_what_makes_two_rows_the_same(reference: Reference) -> None:
    table = Base.metadata.tables[reference.table]
    unique = [set(index.columns.keys()) for index in table.indexes if index.unique]
    holding = [columns - {reference.column} for columns in unique if reference.column in columns]
    assert all(columns == set(reference.same) for columns in holding)
    assert bool(reference.same) is (reference.twice is not Twice.MOVES)


def test_nothing_points_at_the_rows_that_are_kept_aside() -> None:
    aside = {one.table for all_of in REFERENCES.values() for one in all_of if one.twice is Twice.IS_KEPT_ASIDE}
    pointed_at = {key.column.table.name for table in Base.metadata.tables.values() for key in table.foreign_keys}
    assert aside & pointed_at == set()


def test_rows_that_both_have_do_not_move() -> None:
    plans = Reference("speaker_plan", "person_id", Twice.STAYS_BEHIND, ("event_id",))
    theirs, ours = [Row(1, (7,)), Row(2, (8,))], [Row(3, (8,))]
    assert move_of(plans, theirs, ours) == Move(plans, (1,), (2,))
    quotes = Reference("quote", "person_id")
    assert move_of(quotes, [Row(1), Row(2)], []) == Move(quotes, (1, 2), ())


KEPT = {"name": "Mark Rodden", "email": None, "job_title": "Director", "biography": ""}
GONE = {"name": "Mark Roddan", "email": "m@example.org", "job_title": "Director", "biography": ""}


def test_what_only_one_of_them_says_is_taken_unless_it_is_said_otherwise() -> None:
    assert differing(KEPT, GONE) == ["name", "email"]
    assert usual_choice(KEPT, GONE) == {"email"}
    assert merged_values(KEPT, GONE, {"email", "job_title"}) == {"email": "m@example.org"}
    assert merged_values(KEPT, GONE, {"name"}) == {"name": "Mark Roddan"}


@pytest.mark.parametrize(
    ("stays", "aliases", "added"),
    [
        ("Mark Rodden", [], "Mark Roddan"),
        ("Mark Roddan", [], "Mark Rodden"),
        ("Mark Rodden", ["MARK RODDAN"], ""),
    ],
)
def test_the_name_that_does_not_stay_is_a_further_one(stays: str, aliases: list[str], added: str) -> None:
    assert new_alias("Mark Rodden", "Mark Roddan", stays, aliases) == added


def test_two_that_are_written_alike_need_no_further_name() -> None:
    assert new_alias("Mark Rodden", "MARK RODDEN", "Mark Rodden", []) == ""


def test_a_record_does_not_go_into_itself() -> None:
    check_are_two(1, 2)
    with pytest.raises(Conflict, match=r"^These are one record already\.$"):
        check_are_two(1, 1)


def test_two_write_ups_on_one_session_stand_in_the_way() -> None:
    check_may_merge("Mark Roddan", [])
    with pytest.raises(Conflict, match=r"^Both have a write-up on “Opening”, “Close”\. Withdraw that of Mark Roddan"):
        check_may_merge("Mark Roddan", ["Opening", "Close"])


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"is_undone": True}, "This was undone already."),
        ({"merged_into": "Ben Okri"}, "Mara Iyer was merged into Ben Okri since. Undo that first."),
        ({"later": ["M. Iyer"]}, "M. Iyer was merged into Mara Iyer after that. Undo that first."),
    ],
)
def test_a_merge_is_undone_behind_those_that_came_after(state: dict[str, Any], sentence: str) -> None:
    free: dict[str, Any] = {"is_undone": False, "name": "Mara Iyer", "merged_into": "", "later": []}
    check_may_undo(**free)
    with pytest.raises(Conflict) as refused:
        check_may_undo(**{**free, **state})
    assert refused.value.sentence == sentence


def test_what_was_edited_since_stays_when_a_merge_is_undone() -> None:
    before, after = {"email": "a@example.org", "name": "A"}, {"email": "b@example.org", "name": "B"}
    assert restored_values({"email": "b@example.org", "name": "C"}, before, after) == {"email": "a@example.org"}


def test_names_that_are_nearly_one_are_found_two_and_two() -> None:
    names = [(1, "Mark Roddan"), (2, "Rodden, Mark"), (3, "Wahba"), (4, "Wabha"), (5, "GSG"), (6, "GSG Impact"),
             (7, "de la Cruz"), (8, "Delacruz"), (9, "Ben Okri"), (2, "M. Rodden"),
             (10, "Person 112"), (11, "Person 12")]  # fmt: skip
    assert near_pairs(names) == [(5, 6), (1, 2), (3, 4), (7, 8)]
    assert near_pairs(names, least_shared=2) == [(1, 2), (3, 4), (7, 8)]


def test_a_word_that_very_many_names_have_is_no_reason_to_compare_them() -> None:
    many = [(number, f"Person {chr(97 + number % 26)}{chr(97 + number // 26)}") for number in range(300)]
    assert near_pairs(many) == []
