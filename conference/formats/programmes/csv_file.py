"""CSV in and out: any usual delimiter and encoding in; UTF-8 with a mark, safe for spreadsheets, out."""

import csv
import io
import re
from collections.abc import Sequence

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats.programmes.encodings import decode
from conference.formats.programmes.how_to_read import MOST_COLUMNS, MOST_ROWS
from conference.formats.programmes.table import Table, table_of_rows

DELIMITERS = ",;\t|"
FORMULA = re.compile(r"\s*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+\s*[=+\-@\t\r]")


def csv_table(data: bytes) -> Table | None:
    """The table of a CSV file; None for an empty one. Raises Invalid for what is no text, and for too large ones."""
    text, oddity = decode(data)
    delimiter = _delimiter(text)
    try:
        rows = _rows(text, delimiter)
    except csv.Error as fault:  # of a reader that is not strict this is all that it says
        raise Invalid(_("The table cannot be read: a cell has more than %(most)s letters. Perhaps the quotation mark "
                        "that ends it is missing.", most=f"{csv.field_size_limit():,}"), "file") from fault  # fmt: skip
    if rows and _names_delimiter(rows[0]):
        rows[0] = []
    return table_of_rows(rows, oddity=oddity)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
            raise Invalid(_("The table has more than 20,000 rows or 200 columns. Please split it."), "file")
        rows.append([bare(cell) for cell in row])
    return rows


def _delimiter(text: str) -> str:
    """What the first line names (sep=;), else what stands most often in it outside of quotation marks."""
    first = text[:4000].lstrip().split("\n", maxsplit=1)[0]
    if match := re.match(r'"?sep=(.)', first):
        return match[1] if match[1] in DELIMITERS else ","
    outside = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=outside.count)


def _names_delimiter(row: Sequence[str]) -> bool:
    return bool(row) and row[0].startswith("sep=") and not any(row[1:])


def safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) or ESCAPED.match(cell) else cell


def bare(cell: str) -> str:
    """The cell without that apostrophe."""
    return cell[1:] if ESCAPED.match(cell) else cell


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as CSV: UTF-8 with a mark (Excel needs it), commas, CRLF, no formulas."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
