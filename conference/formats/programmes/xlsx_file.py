"""XLSX in and out: unpacked under limits before the reader sees it; written without formulas or links."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats.programmes.how_to_read import MOST_COLUMNS, MOST_ROWS
from conference.formats.programmes.table import Table, table_of_rows
from conference.formats.programmes.texts import xml_text

MOST_PARTS = 500
MOST_UNPACKED = 64 * 1024 * 1024
MOST_CELLS = 400_000
MOST_LETTERS = 32_767  # of one cell, as Excel has it
CELL_NAME = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,2})([0-9]{1,5})[\"']")
OTHER_NAME = re.compile(rb"\sr\s*=\s*[\"'](?![A-Za-z]{0,2}[0-9]{1,5}[\"'])")
OTHER_COUNT = re.compile(
    rb"\s(?:uniqueCount|count)\s*=\s*[\"'](?![0-9]{1,6}[\"'])"
)  # the reader makes room for so many
ROW = re.compile(rb"<(?:\w+:)?row\b")
CELL = re.compile(rb"<(?:\w+:)?c\b")
TEXT = re.compile(rb"<(?:\w+:)?si\b")
MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the same bytes for the same values
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

FAULTS = (CalamineError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, OSError,
          RuntimeError, EOFError, KeyError, OverflowError)  # fmt: skip

Cell = str | int | None


def xlsx_table(data: bytes, sheet: str = "") -> Table | None:
    """The table of the named sheet, else of the first that is not empty; None where all are.

    Raises Invalid for what is no workbook, for too large ones, and for a sheet that is not there.
    """
    try:
        return _first_table(_repacked(data), sheet)
    except FAULTS as fault:
        raise _broken() from fault
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # what the reader's own faults are called, in no module to import
            raise _broken() from fault
        raise


def _first_table(data: bytes, sheet: str) -> Table | None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = tuple(workbook.sheet_names)
    if sheet and sheet not in names:
        raise Invalid(_("The workbook has no sheet called %(sheet)s.", sheet=sheet), "sheet")
    for name in [sheet] if sheet else names:
        found = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        table = table_of_rows([[_words(cell) for cell in row] for row in found], names)
        if table is not None:
            return table
    return None


def _repacked(data: bytes) -> bytes:
    """The same archive without compression. Raises Invalid when it is too large, or would be in memory."""
    longest_text, cells = 0, 0
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as plain:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _too_large()
        for part in parts:
            content = archive.read(part)
            if part.filename.startswith("xl/worksheets/"):
                cells += _cells_of(content)
            if part.filename.lower().endswith("sharedstrings.xml"):
                longest_text = max(len(text) for text in TEXT.split(content))
            _check_part(part.filename, content)
            plain.writestr(part.filename, content)
    if cells > MOST_CELLS or cells * longest_text > 4 * MOST_UNPACKED:
        raise _too_large()
    return out.getvalue()


def _check_part(name: str, content: bytes) -> None:
    if name.lower().endswith((".xml", ".rels")) and (b"\0" in content or b"<!DOCTYPE" in content):
        raise _broken()
    if OTHER_COUNT.search(content):
        raise _too_large()


def _cells_of(sheet: bytes) -> int:
    """How many cells a sheet has; raises Invalid when one stands too far out, for the reader fills all between."""
    names = CELL_NAME.findall(sheet)
    if OTHER_NAME.search(sheet) or any(_column(name) > MOST_COLUMNS or int(row) > MOST_ROWS for name, row in names):
        raise _too_large()
    counts = [len(CELL.findall(part)) for part in ROW.split(sheet)]
    if len(counts) > MOST_ROWS + 1 or max(counts) > MOST_COLUMNS:
        raise _too_large()
    return sum(counts)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _broken() -> Invalid:
    return Invalid(_("The workbook cannot be read. Please save it as XLSX anew, or as CSV."), "file")


def _too_large() -> Invalid:
    return Invalid(_("The workbook is too large: at most 20,000 rows, 200 columns and 64 MB unpacked."), "file")


def _words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        minutes = cell // timedelta(minutes=1)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(cell)


def xlsx_bytes(name: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """The rows as a workbook of one sheet, the first row as headings; the same values give the same bytes."""
    out = io.BytesIO()
    workbook = Workbook(out, PLAIN)
    workbook.set_properties({"created": MADE.replace(tzinfo=None)})
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    bold = workbook.add_format({"bold": True})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            elif text := xml_text(cell or "")[:MOST_LETTERS]:
                sheet.write_string(number, column, text, None if number else bold)
    workbook.close()
    return out.getvalue()
