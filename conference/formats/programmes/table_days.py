"""Which cells of a table hold days, and whether the table shows how they are meant."""

from collections.abc import Collection

from conference.formats.programmes.how_to_read import Column
from conference.formats.programmes.table import Table, guess_columns
from conference.formats.programmes.table_times import unsure_day

WITH_DAYS = {Column.DAY, Column.START, Column.END_DAY, Column.END}


def day_of_two_ways(table: Table) -> str:
    """A day that may have the month first or not, with nothing in the table that shows it; "" where there is none.

    Columns that their words do not explain may be days too.
    """
    known = guess_columns(table.headings)
    days = [one for one in table.headings if known.get(one) in WITH_DAYS]
    unknown = [one for one in table.headings if one not in known]
    return unsure_day(cells_of(table, days)) or unsure_day(cells_of(table, unknown))


def cells_of(table: Table, headings: Collection[str]) -> list[str]:
    """What stands below these headings, row by row."""
    places = [number for number, heading in enumerate(table.headings) if heading in headings]
    return [row[number].strip() for row in table.rows for number in places]
