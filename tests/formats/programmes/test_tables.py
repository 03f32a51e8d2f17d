"""CSV and XLSX in and out: encodings, delimiters, columns, formulas, workbooks that are too large."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from conference.core.errors import Invalid
from conference.formats.programmes.csv_file import bare, csv_bytes, safe
from conference.formats.programmes.how_to_read import Column, HowToRead
from conference.formats.programmes.read import read_programme, read_table
from conference.formats.programmes.table import guess_columns
from conference.formats.programmes.table_days import day_of_two_ways
from conference.formats.programmes.table_times import day_in
from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FileSession,
    FileTheme,
    Identity,
    Kind,
    Programme,
    Scheme,
    SessionState,
)
from conference.formats.programmes.write_table import (
    left_out_of_tables,
    people_csv,
    session_rows,
    sessions_csv,
    sessions_xlsx,
)
from conference.formats.programmes.xlsx_file import xlsx_bytes
from tests.formats.programmes.made_up import SMALL

HEAD = "id,title,day,time,room,speakers,track\n"
ROW = "7,Egg,2022-10-29,10:00-10:45,Barn,Ada; Bo (chair),Birds\n"
FAR = '<worksheet><sheetData><row r="1"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'


FORMATS = "Programmes are read from frab XML, c3voc, pretalx and Sessionize JSON, iCalendar, CSV and XLSX."


def read(data: bytes, columns: dict[str, Column] | None = None) -> Programme:
    return read_programme("sessions.csv", data, HowToRead("Europe/London", columns=columns))


def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        read(data)
    return caught.value.sentence


def test_a_row_is_a_session() -> None:
    programme = read((HEAD + ROW).encode())
    ada, bo = Identity(Scheme.NAME, "ada"), Identity(Scheme.NAME, "bo")
    assert (programme.format, programme.oddities, programme.themes) == (FileFormat.CSV, (), (FileTheme("Birds"),))
    assert programme.people == (FilePerson(ada, "Ada"), FilePerson(bo, "Bo"))
    assert programme.sessions == (FileSession(
        identity=Identity(Scheme.ID, "7"), title="Egg", place="row 2", number=7, theme="Birds", room="Barn",
        starts_at=datetime(2022, 10, 29, 9, tzinfo=UTC), minutes=45,
        appearances=(FileAppearance(ada, "Ada"), FileAppearance(bo, "Bo", "chair")),
    ),)  # fmt: skip


@pytest.mark.parametrize(("encoding", "said"), [
    ("utf-8", []), ("utf-8-sig", []), ("utf-16", []),
    ("cp1252", ["The file is not UTF-8; it is read as Windows-1252. Please look at accents."]),
])  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(encoding: str, said: list[str], delimiter: str) -> None:
    rows = (
        f"id{delimiter}title\r\n1{delimiter}Élan, or: –\r\n" if delimiter != "," else 'id,title\r\n1,"Élan, or: –"\r\n'
    )
    programme = read(rows.encode(encoding))
    assert [one.title for one in programme.sessions] == ["Élan, or: –"]
    assert [one.sentence for one in programme.oddities if one.kind is Kind.ENCODING] == said


def test_a_first_line_may_name_the_delimiter() -> None:
    assert [one.title for one in read(b'"sep=;",,\nid;title\n1;Egg, boiled\n').sessions] == ["Egg, boiled"]
    assert [one.place for one in read(b"sep=,\nid,title\n1,Egg\n").sessions] == ["row 3"]


def test_columns_can_be_chosen() -> None:
    data = b"What,When,Junk\nEgg,2022-10-29 10:00,x\n"
    programme = read(data, columns={"What": Column.TITLE, "When": Column.START})
    assert [(one.title, one.starts_at) for one in programme.sessions] == [
        ("Egg", datetime(2022, 10, 29, 9, tzinfo=UTC))
    ]
    assert [one.sentence for one in programme.oddities if one.kind is Kind.LEFT_OUT] == [
        "Junk is not taken over; it stands there once."
    ]
    assert refused(data) == (
        "No column of the table is known to hold titles of sessions or names of people. Its columns are: What, When, "
        "Junk."
    )


def test_what_headings_mean() -> None:
    table = read_table("sessions.csv", b"Session_Title,Start time,ROOM,Foo,Title\n")
    assert table is not None
    assert table.headings == ("Session_Title", "Start time", "ROOM", "Foo", "Title")
    assert guess_columns(table.headings) == {
        "Session_Title": Column.TITLE, "Start time": Column.START, "ROOM": Column.ROOM,
    }  # fmt: skip


@pytest.mark.parametrize("data", [
    b"Hello, world\n", b"Hello, reader\n\nThis is a letter. It has, among others, two lines.\nHave fun\n",
    b"Events\n======\n", b"/* of a manual */\n{\"code\": 1, \"title\": 2}\n",
])  # fmt: skip
def test_a_text_is_asked_about_as_a_table_only_where_its_name_says_so(data: bytes) -> None:
    with pytest.raises(Invalid, match=r"^This is a text .* Programmes are read from"):
        read_table("upload.txt", data)
    assert read_table("Upload.CSV", data) is not None


@pytest.mark.parametrize("data", [
    b"Was;Wann\nEi;10 Uhr\n\nHuhn;11 Uhr\nHahn\n", b"title\nEgg\n", b"Name\tWho\n",
])  # fmt: skip
def test_a_text_that_may_be_a_table_is_asked_about_whatever_its_name(data: bytes) -> None:
    assert read_table("programme", data) is not None


def test_a_table_of_people() -> None:
    programme = read(b"name,bio,organisation\nAda Hen,Hatches.,Barn Ltd\n,x,\n")
    assert programme.people == (
        FilePerson(Identity(Scheme.NAME, "ada hen"), "Ada Hen", "Hatches.", affiliation="Barn Ltd"),
    )
    assert [(one.place, one.sentence) for one in programme.oddities] == [
        ("row 3", "A person without a name is left out.")
    ]


@pytest.mark.parametrize(("said", "months_first", "day"), [
    ("9/8/2022", None, (8, 9, "9/8/2022 is read with the day before the month.")), ("9/8/2022", False, (8, 9, "")),
    ("9/8/2022", True, (9, 8, "")), ("9/28/2022", False, (9, 28, "")), ("28/9/2022", True, (9, 28, "")),
    ("9.8.2022", True, (8, 9, "")), ("9/9/2022", None, (9, 9, "")),
])  # fmt: skip
def test_whether_months_come_first_is_believed_where_it_could_be(
    said: str, months_first: bool | None, day: tuple[int, int, str]
) -> None:
    month, number, sentence = day
    assert day_in(said, months_first) == (date(2022, month, number), sentence)


@pytest.mark.parametrize(("other", "month", "sentences"), [
    ("02/13/2023 11:00", 2, ["Days are read with the month before the day, as 02/13/2023 11:00 can only be meant."]),
    ("13/02/2023 11:00", 3, ["02/03/2023 is read with the day before the month."]),
    ("", 3, ["02/03/2023 is read with the day before the month."]),
])  # fmt: skip
def test_a_day_that_leaves_no_doubt_says_whether_months_come_first(
    other: str, month: int, sentences: list[str]
) -> None:
    programme = read(f"title;start;minutes\nOne;02/03/2023 10:00;30\nTwo;{other};30\n".encode())
    first = programme.sessions[0].starts_at
    assert (first and first.month, [one.sentence for one in programme.oddities if "month" in one.sentence]) == (
        month, sentences,
    )  # fmt: skip


@pytest.mark.parametrize(("days", "unsure"), [
    (("02/03/2023 10:00", "2/5/2023 9:00"), "02/03/2023 10:00"), (("Thu 2/3/2023 10:00",), "Thu 2/3/2023 10:00"),
    (("02/03/2023", "13/03/2023"), ""), (("02/03/2023", "03/13/2023"), ""), (("02/02/2023",), ""),
    (("02/03/2023", "13/03/2023", "03/13/2023"), "02/03/2023"), (("2.3.2023", "2023-03-02", "2 March 2023"), ""),
])  # fmt: skip
def test_a_day_of_two_ways_that_nothing_explains_is_found(days: tuple[str, ...], unsure: str) -> None:
    for heading in ("start", "when"):
        lines = "\n".join(f"One;{day};1/2/2023" for day in days)
        table = read_table("days.csv", f"title;{heading};speakers\n{lines}\n".encode())
        assert table is not None
        assert day_of_two_ways(table) == unsure


@pytest.mark.parametrize(("row", "starts", "minutes", "sentences"), [
    ("29/10/2022,10:00,11:00,,", 9, 60, []),
    ("2022-10-29,10 am,,90,", 9, 90, []),
    ("2022-10-29,23:00,01:00,,", 22, 120, ["The end is before the start; it is read as that of the next day."]),
    ("29.10.22,14h00,15h30,,", 13, 90, []), ("2022-10-29,10:00,,1h 30m,", 9, 90, []),
    (",29.10.22 10:00 Uhr,,45 minutes,", 9, 45, []), ("29/10/22,10:00,,,", None, None, [
        "29/10/22 is not a day that can be read.", "There is no start that can be read; the session is unplaced."]),
    ("2022-10-29,9:00,8:00,,", 8, None, ["The session ends before it begins; its end is not believed."]),
    (",2022-10-29 10:00,2022-10-28 12:00,,", 9, None,
     ["The session ends before it begins; its end is not believed."]),
    ("2022-10-29,10:00,11:00,30,", 9, 60,
     ["The length says 30 minutes, but the end is 60 minutes after the start; the end is believed."]),
    (",10:00,,,", None, None, ["There is no start that can be read; the session is unplaced."]),
    ("someday,,,,", None, None, ["someday is not a day that can be read.",
                                 "There is no start that can be read; the session is unplaced."]),
    (",29.10.2022 10:00,29.10.2022 11:00,,", 9, 60, []),
    (",29 Oct 2022 10:00 - 10:45,,,", 9, 45, []),
    (",at ten,,,", None, None, ["“at ten” is not a day with a time that can be read.",
                                "There is no start that can be read; the session is unplaced."]),
    ("2022-10-29,10:00,later,,", 9, None, ["“later” is not a day with a time that can be read."]),
    ("03/04/2022,10:00,,45,", 9, 45, ["03/04/2022 is read with the day before the month."]),
])  # fmt: skip
def test_times(row: str, starts: int | None, minutes: int | None, sentences: list[str]) -> None:
    programme = read(f"id,title,day,start,end,minutes,state\n1,Egg,{row}\n".encode())
    session = programme.sessions[0]
    assert (session.starts_at.hour if session.starts_at else None, session.minutes) == (starts, minutes)
    assert [one.sentence for one in programme.oddities] == sentences


def test_a_table_in_german_explains_itself() -> None:
    headings = ("Titel", "Datum", "Beginn", "Ende", "Raum", "Referenten", "Dauer")
    assert list(guess_columns(headings).values()) == [
        Column.TITLE, Column.DAY, Column.START, Column.END, Column.ROOM, Column.SPEAKERS, Column.MINUTES,
    ]  # fmt: skip


def test_a_crowd_in_one_cell_is_cut_and_said() -> None:
    crowd = ";".join(f"Person {number}" for number in range(600))
    programme = read(f"id,title,speakers,start\n1,Egg,{crowd},2022-10-29 10:00\n".encode())
    assert (len(programme.sessions[0].appearances), [one.sentence for one in programme.oddities]) == (
        500, ["More than 500 people are named; the others are left out."],
    )  # fmt: skip


def test_addresses_of_people_are_taken_from_tables_of_people_alone() -> None:
    people = read(b"name,email\nAda,Ada@Example.ORG\nBob,none\nEve,\nIda,i@e.org; j@e.org\nJo,jo@\n")
    assert [one.email for one in people.people] == ["Ada@example.org", "", "", "", ""]
    assert [(one.place, one.sentence) for one in people.oddities] == [
        ("row 3", "“none” is no e-mail address; it is left out."),
        ("row 5", "Several e-mail addresses stand there; they are left out."),
        ("row 6", "Its e-mail address is not a whole one; it is left out."),
    ]  # fmt: skip
    sessions = read(b"id,title,speakers,email\n1,Egg,Ada,ada@example.org\n")
    assert [one.sentence for one in sessions.oddities if "email" in one.sentence] == [
        "email is not taken over; it stands there once.",
    ]  # fmt: skip


def test_rows_of_one_name_and_two_addresses_are_two_people() -> None:
    rows = "Ada,,\nAda,a@example.org,Barn\nADA,b@example.org,Coop\nAda,A@example.org,Nest\n"
    programme = read(f"name,email,organisation\n{rows}".encode())
    assert [(one.identity.slot, one.name, one.email, one.affiliation) for one in programme.people] == [
        (0, "Ada", "a@example.org", "Barn"), (1, "ADA", "b@example.org", "Coop"),
    ]  # fmt: skip
    assert [(one.place, one.sentence) for one in programme.oddities] == [
        ("row 4", "ADA stands further above with another e-mail address; the two are kept apart."),
    ]  # fmt: skip


def test_a_session_is_confirmed_only_where_its_status_says_so() -> None:
    words = ("Cancelled", "draft", "", "Accepted", "Rejected", "withdrawn", "To be confirmed", "weird", "Held")
    rows = "".join(f"{number},Egg {number},{word}\n" for number, word in enumerate(words))
    programme = read(f"id,title,status\n{rows}".encode())
    cancelled, draft, confirmed = SessionState.CANCELLED, SessionState.DRAFT, SessionState.CONFIRMED
    assert [(one.number, one.state) for one in programme.sessions] == [
        (0, cancelled), (1, draft), (2, confirmed), (3, confirmed), (5, cancelled), (6, draft), (7, draft),
        (8, confirmed),
    ]  # fmt: skip
    assert [(one.place, one.sentence) for one in programme.oddities if one.kind is not Kind.TIME] == [
        ("row 6", "Egg 4 is Rejected, so it is not part of the programme."),
        ("row 7", "The status “withdrawn” is read as cancelled."),
        ("row 8", "The status “To be confirmed” is read as draft."),
        ("row 9", "The status “weird” is read as draft."),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "'=1", "''+1"])
def test_what_a_spreadsheet_would_take_for_a_formula(cell: str) -> None:
    assert (safe(cell), bare(safe(cell))) == (f"'{cell}", cell)


@pytest.mark.parametrize("cell", ["", "1+1", "O'Hara", "'quoted'", "a = b"])
def test_what_a_spreadsheet_would_not(cell: str) -> None:
    assert (safe(cell), bare(cell)) == (cell, cell)


def test_csv_out() -> None:
    assert csv_bytes([["a", "=b"], ['say "c"', "d\ne"]]) == '\ufeffa,\'=b\r\n"say ""c""","d\ne"\r\n'.encode()
    head, first = sessions_csv(SMALL).decode("utf-8-sig").splitlines()[:2]
    assert head == (
        "guid,id,code,title,subtitle,format,theme,language,state,mode,start,end,minutes,zone,room,speakers,abstract,"
        "description,url"
    )
    assert first == (
        "0b5ad1ac-0f2c-4e0e-9d3e-000000000000,,,What an engine may weave,,Keynote,Engines,en,confirmed,hybrid,"
        "2022-09-08T10:00+01:00,2022-09-08T10:45+01:00,45,Europe/London,Hall,Ada Lovelace (keynote speaker),"
        "Notes on **notes**.,,https://example.org/eot22/keynote/"
    )
    assert people_csv(SMALL).decode("utf-8-sig").splitlines()[2] == (
        "0b5ad1ac-0f2c-4e0e-9d3e-000000000011,,,Charles Babbage,,Cambridge,,"
    )
    assert left_out_of_tables() == (
        "A table leaves out: presentations, links and attachments, permission to record, biographies, and what rooms "
        "and themes have beyond their names."
    )


def test_xlsx_out_holds_texts_and_numbers_but_no_formulas() -> None:
    data = xlsx_bytes("Sessions", [["title", "minutes"], ["=1+1", 45], ["https://example.org", None]])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Sessions")
    assert sheet.to_python() == [["title", "minutes"], ["=1+1", 45.0], ["https://example.org", ""]]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("xl/worksheets/sheet1.xml")
    assert [mark for mark in (b"<f>", b"hyperlink") if mark in content] == []


def test_xlsx_comes_back() -> None:
    programme = read_programme("sessions.xlsx", sessions_xlsx(SMALL), HowToRead("Pacific/Auckland"))
    assert (programme.format, session_rows(programme)) == (FileFormat.XLSX, session_rows(SMALL))


def test_a_sheet_can_be_chosen() -> None:
    data = xlsx_bytes("Sessions", [["title"], ["Egg"]])
    assert read_table("x", data, "Sessions") == read_table("x", data)
    with pytest.raises(Invalid) as caught:
        read_programme("x", data, HowToRead(sheet="People"))
    assert caught.value.sentence == "The workbook has no sheet called People."


def workbook(**parts: str) -> bytes:
    """A workbook of ours with some of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes("Sessions", [["title"], ["Egg"]]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
        said = {names[name]: content for name, content in parts.items()}
        for name in old.namelist():
            new.writestr(name, said.get(name, old.read(name)))
    return out.getvalue()


TOO_LARGE = "The workbook is too large: at most 20,000 rows, 200 columns and 64 MB unpacked."


@pytest.mark.parametrize("data", [
    workbook(sheet=FAR.format(cell="A1048576")),
    workbook(sheet=FAR.format(cell="XFD1")),
    workbook(sheet="<worksheet>" + " " * (65 * 1024 * 1024)),
    workbook(sheet="<worksheet><sheetData>" + "<row><c/></row>" * 20_002 + "</sheetData></worksheet>"),
    workbook(sheet="<worksheet><sheetData><row>" + "<c/>" * 300 + "</row></sheetData></worksheet>"),
    workbook(sheet="<worksheet><sheetData>" + "<row><c/><c/></row>" * 10_000 + "</sheetData></worksheet>",
             strings=f"<sst><si><t>{'x' * 50_000}</t></si></sst>"),
    workbook(strings='<sst uniqueCount="99999999999"><si><t>x</t></si></sst>'),
    workbook(strings="<sst x='>' count = '&#57;99999999999'><si><t>x</t></si></sst>"),
    workbook(sheet=FAR.format(cell="AAAAAAAAA1")),
    workbook(sheet='<worksheet><sheetData><row r="4000000000"><c><v>1</v></c></row></sheetData></worksheet>'),
], ids=["row", "column", "bomb", "rows", "columns", "strings", "count", "entity", "letters", "number"])  # fmt: skip
def test_workbooks_that_are_too_large_are_refused_before_they_are_read(data: bytes) -> None:
    assert refused(data) == TOO_LARGE


@pytest.mark.parametrize("data", [
    workbook(sheet="nonsense"), workbook(sheet='<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
    workbook()[:-50], workbook(sheet="<worksheet>\0</worksheet>"),
])  # fmt: skip
def test_broken_workbooks_are_refused(data: bytes) -> None:
    assert refused(data) in {
        "The workbook cannot be read. Please save it as XLSX anew, or as CSV.", "The table is empty.",
        f"This is a damaged archive. {FORMATS}",
    }  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), [
    (b"title\n" + b"Egg\n" * 20_001, "The table has more than 20,000 rows or 200 columns. Please split it."),
    (b"title" + b",x" * 201, "The table has more than 20,000 rows or 200 columns. Please split it."),
    (b'title,x\n"' + b"x" * 200_000, ("The table cannot be read: a cell has more than 131,072 letters. "
                                      "Perhaps the quotation mark that ends it is missing.")),
    (b"title,x\na\0b,c", "The file is not a text that can be read. Please save it as UTF-8."),
    (b"title,x\n\x81\x8d", "The file is not a text that can be read. Please save it as UTF-8."),
    (b"title\n" + b"Egg\n" * 5001, "The file has more than 5,000 sessions. Please split it."),
])  # fmt: skip
def test_tables_that_are_refused(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence
