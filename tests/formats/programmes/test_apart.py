"""What a child reads is what is read here; a child that dies is a refusal in words."""

from dataclasses import replace

import pytest

from conference.core.errors import Invalid
from conference.formats.child import Limits
from conference.formats.programmes import apart
from conference.formats.programmes.apart import LIMITS, read_programme_apart, read_table_apart
from conference.formats.programmes.how_to_read import MOST_BYTES, Column, HowToRead
from conference.formats.programmes.read import read_programme, read_table
from conference.formats.programmes.write_table import sessions_csv, sessions_xlsx
from conference.formats.programmes.write_xml import schedule_xml
from tests.formats.programmes.made_up import SMALL


def test_a_programme_read_by_a_child_is_the_same() -> None:
    how = HowToRead("Pacific/Auckland", believes_offsets=False, columns={"title": Column.TITLE})
    for data, asked in ((schedule_xml(SMALL), None), (sessions_csv(SMALL), how)):
        assert read_programme_apart(data, asked) == read_programme("", data, asked)


def test_a_table_read_by_a_child_is_the_same() -> None:
    data = sessions_xlsx(SMALL)
    assert read_table_apart("", data, "Sessions") == read_table("", data)
    assert read_table_apart("", schedule_xml(SMALL)) is None


@pytest.mark.parametrize(("data", "sheet", "sentence", "field"), [
    (b" ", "", "The file is empty.", "file"),
    (b"x" * (MOST_BYTES + 1), "", "The file has 20 MB; at most 20 MB are read. Please split it.", "file"),
    (b"PK\x03\x04nonsense", "", ("This is a damaged archive. Programmes are read from frab XML, c3voc, pretalx and "
                                "Sessionize JSON, iCalendar, CSV and XLSX."), "file"),
    (sessions_xlsx(SMALL), "People", "The workbook has no sheet called People.", "sheet"),
])  # fmt: skip
def test_a_refusal_comes_back_with_its_field(data: bytes, sheet: str, sentence: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_table_apart("", data, sheet)
    assert (caught.value.sentence, caught.value.field) == (sentence, field)


@pytest.mark.parametrize(("limits", "sentence"), [
    (replace(LIMITS, seconds_to_wait=0), "Reading took too long because this machine is busy. Please try again later."),
    (replace(LIMITS, memory=10_000_000),
     "The file needs too much memory. Please split it, or save it in another format."),
])  # fmt: skip
def test_a_child_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch, limits: Limits, sentence: str) -> None:
    monkeypatch.setattr(apart, "LIMITS", limits)
    with pytest.raises(Invalid) as caught:
        read_programme_apart(schedule_xml(SMALL))
    assert caught.value.sentence == sentence
