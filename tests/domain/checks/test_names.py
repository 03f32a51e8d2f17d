"""Names that are nearly a known one."""

import pytest

from conference.domain.checks.rules import Part, Somebody
from tests.domain.checks.given import abstract, found, place, text

KNOWN = (
    (1, "Mark Roddan"), (2, "Raffaella de Felice"), (3, "Sameh Wahba"), (4, "Ruairi Macdonald"), (5, "Mark Rodgers"),
    (6, "Carolyn Heinrich"), (6, "Carolyn J. Heinrich"), (7, "Kathy Hall"), (8, "Sample Person 12"), (21, "Nigel Ball"),
    (22, "Wei Lin"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "name", "known"), [
    ("With Mark Rodden, who chairs.", "Mark Rodden", "Mark Roddan"),
    ("Professor Sameh Wabha’s talk", "Sameh Wabha’s", "Sameh Wahba"),
    ("A word by Nigel Bal.", "Nigel Bal", "Nigel Ball"),
    ("Ideas of Rafaella de Felice and others", "Rafaella de Felice", "Raffaella de Felice"),
])  # fmt: skip
def test_a_name_in_a_text_is_nearly_a_known_one(said: str, name: str, known: str) -> None:
    assert found(abstract(said), known_people=KNOWN) == [("name", name)]
    assert found(abstract(said), known_people=(*KNOWN, (9, name.removesuffix("’s")))) == []


@pytest.mark.parametrize("said", [
    "Mark Roddan and Ruairi MacDonald spoke.", "Carolyn J. Heinrich was there, and Kathy Ball.",
    "The Sample Person 13 is nobody.", "mark rodden in small letters", "Mark Considine and Roddan's book",
    "Nigel Bay and Wei Ling are others.",
])  # fmt: skip
def test_names_that_are_known_or_quite_different(said: str) -> None:
    assert found(abstract(said), known_people=KNOWN) == []


def test_two_records_of_one_person_are_told_once() -> None:
    people = tuple(Somebody(number, name, place(f"person:{number}:name")) for number, name in
                   ((1, "Mark Roddan"), (9, "Mark Rodden"), (10, "Sameh Wabha")))  # fmt: skip
    known = (*KNOWN, (9, "Mark Rodden"), (10, "Sameh Wabha"))
    assert found(people=people, known_people=known) == [
        ("name", "There is also Mark Roddan. If they are one person, one record should do."),
        ("name", "There is also Sameh Wahba. If they are one person, one record should do."),
    ]


@pytest.mark.parametrize(("earlier", "newer"), [
    ("Julie Battilana", "Dr Julie Batilana"), ("Prof. Dr Julie Battilana", "Julie Batilana"),
])  # fmt: skip
def test_a_title_hides_nobody(earlier: str, newer: str) -> None:
    somebody = Somebody(2, newer, place("person:2:name"))
    assert found(people=(somebody,), known_people=((1, earlier), (2, newer))) == [
        ("name", "There is also Julie Battilana. If they are one person, one record should do.")
    ]


def test_an_alias_is_no_other_person() -> None:
    somebody = Somebody(3, "Sameh Wahba", place("person:3:name"))
    assert found(people=(somebody,), known_people=(*KNOWN, (3, "Sameh Wabha"))) == []


def test_an_organisation_spelt_otherwise() -> None:
    texts = [text(name, Part.ORGANISATION, f"appearance:{number}:affiliation") for number, name in
             enumerate(("Pasifica Futures", "Pasifika Futures", "Pasifika Present"))]  # fmt: skip
    assert found(*texts, known_organisations=((1, "Pasifika Futures"),)) == [("name", "Pasifica Futures")]
