"""All tables at once: which of them hold rows, emptying them, and where they count on."""

from collections.abc import Collection

from sqlalchemy import Integer, Table, delete, exists, func, select, text

from conference.core.database import Base, db, is_postgresql


def list_tables() -> list[Table]:
    """Every table, those that others point at first."""
    return list(Base.metadata.sorted_tables)


def tables_with_rows(besides: Collection[str] = ()) -> list[str]:
    """The names of the tables that hold anything, apart from these."""
    tables = [table for table in list_tables() if table.name not in besides]
    return [table.name for table in tables if db.session.scalar(select(exists().select_from(table)))]


def empty_tables() -> None:
    """Delete every row of every table, and number new ones from 1 again."""
    if is_postgresql():
        names = ", ".join(f'"{table.name}"' for table in list_tables())
        db.session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    else:
        for table in reversed(list_tables()):
            db.session.execute(delete(table))
        db.session.execute(text("DELETE FROM sqlite_sequence"))
    db.session.expunge_all()


def count_on() -> None:
    """Let every table number its next row after the highest number in it (SQLite does so by itself)."""
    if not is_postgresql():
        return
    for table in list_tables():
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            highest = db.session.scalar(select(func.max(column)))
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            db.session.execute(select(func.setval(sequence, highest or 1, highest is not None)))
