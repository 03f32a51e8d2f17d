"""Nothing that was deleted stays in the files of the database."""

from conference.core.database import db, is_postgresql, reading


def scrub() -> None:
    """Write the tables anew without what was deleted; outside of any transaction, it may take a while.

    The file of SQLite and its log hold nothing of that from then on; RuntimeError where somebody reads just now.
    PostgreSQL gives the space free, which no question can read; its log and its copies are for the server to forget.
    """
    with reading():  # which ends what this thread has read before
        if is_postgresql():
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM")
        else:
            _write_file_anew()


def _write_file_anew() -> None:
    driver = db.engine.raw_connection()
    try:
        driver.cursor().execute("VACUUM")
        is_busy = driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        driver.close()
    if is_busy:
        raise RuntimeError("the log of the database is being read, and holds what was deleted until it is not")
