"""A table as a file: exactly the rows and columns that the page shows, on all its pages."""

from collections.abc import Sequence

from flask import Response

from conference.formats.programmes.csv_file import csv_bytes
from conference.formats.programmes.xlsx_file import xlsx_bytes
from conference.web.organiser.tables.columns import Column, FileCell, Row
from conference.web.responses import CSV_TYPE, XLSX_TYPE, download

CSV, XLSX = "csv", "xlsx"
TYPES = {CSV: CSV_TYPE, XLSX: XLSX_TYPE}
LONGEST_SHEET_NAME = 31


def table_file(kind: str, name: str, title: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Response:
    """The rows as CSV or XLSX, safe for spreadsheets; `name` is that of the file without its ending."""
    return download(_bytes(kind, title, _cells(columns, rows)), TYPES[kind], f"{name}.{kind}")


def _cells(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> list[list[FileCell]]:
    return [[column.heading for column in columns], *([one.file_cell_of(row) for one in columns] for row in rows)]


def _bytes(kind: str, title: str, cells: Sequence[Sequence[FileCell]]) -> bytes:
    if kind == XLSX:
        return xlsx_bytes(title[:LONGEST_SHEET_NAME], cells)
    return csv_bytes([["" if cell is None else str(cell) for cell in row] for row in cells])
