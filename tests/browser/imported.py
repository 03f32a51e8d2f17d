"""An import of the running site that waits for a choice: with a question, a change, and something odd."""

from flask import Flask

from conference.core.clock import now
from conference.core.database import db, transaction
from conference.domain.accounts.queries import find_first_owner
from conference.domain.events.queries import get_event
from conference.domain.exchange.actions import (
    answer_import,
    ask_about_import,
    begin_reading,
    keep_report,
    start_import,
)
from conference.domain.exchange.queries import make_report
from conference.domain.exchange.rules import asked_about
from conference.formats.programmes.how_to_read import Column, HowToRead
from conference.formats.programmes.read import read_programme, read_table

TABLE = b"""title,when,room,speakers,remark
A session that came in,2021-09-09 10:00,The attic,Joseph Stiglits; Sample Guest,loud
Another one,someday,,,
"""
COLUMNS = {"title": Column.TITLE, "when": Column.START, "room": Column.ROOM, "speakers": Column.SPEAKERS}


def upload_programme(app: Flask, event_slug: str) -> None:
    """Upload a table into an event, explain its columns, and have it reported, in one transaction."""
    how = HowToRead("Europe/London", columns=COLUMNS)
    table = read_table("", TABLE)
    assert table is not None
    with app.app_context(), transaction():
        event, actor, at = get_event(event_slug), find_first_owner(), now()
        assert actor is not None
        one = start_import(TABLE, "sessions.csv", event=event, how=HowToRead("Europe/London"), actor=actor, now=at)
        begin_reading(one, now=at)
        ask_about_import(one, asked_about(table), now=at)
        db.session.flush()
        answer_import(one, how, actor=actor, now=at)
        begin_reading(one, now=at)
        keep_report(one, make_report(read_programme("", TABLE, how), event, actor), now=at)
