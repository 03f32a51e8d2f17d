"""Every shared programme in our tables: with the counts of the READMEs, and nothing changes when it comes again.

And there and back: imported, released, written in each of our formats, read into an empty site, released and written
again, byte for byte the same; straight back into the event that they are of our files change nothing. Every day a few
do so on PostgreSQL, and all but the largest on SQLite; all of them do on both with `./run soak imports`.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from flask import Flask
from sqlalchemy import func, select

from conference import links
from conference.core.database import Base, db, transaction
from conference.core.tables import empty_tables
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Room
from conference.domain.exchange.queries import make_report, programme_file_of
from conference.domain.exchange.rules import Choices, Fate, NewEvent, Outcome, ReportItem, proposed_event
from conference.domain.people.models import Person, PersonAlias
from conference.domain.programme.models import Session, Theme
from conference.domain.schedule.actions import publish_release
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.read import read_programme
from conference.formats.programmes.values import Programme
from conference.formats.programmes.write_calendar import schedule_ics
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_table import people_csv, sessions_csv
from conference.formats.programmes.write_xml import schedule_xml
from tests.domain.exchange.importing import NOW, import_programme
from tests.factories import make_account, make_site
from tests.real.programme_files import EXPECTED, read

WRITERS: dict[str, Callable[[Programme], bytes]] = {
    "xml": schedule_xml,
    "json": schedule_json,
    "ics": lambda programme: schedule_ics(programme, NOW),
    "csv": sessions_csv,
}
FORMS = WRITERS.keys()
ONE_OF_EACH = {
    "ical/conf/bristol-data-week.ics",
    "schedules/csv/altconf-2018-sessions.csv",
    "schedules/json/c3voc-v1-pretalx-democon.json",
    "schedules/json/c3voc-v2-hub-38c3-extract.json",
    "schedules/json/pretalx-api-submissions-synthetic.json",
    "schedules/json/sessionize-linz-2021.json",
    "schedules/synthetic-pentabarf-tiny.xml",
}
SMALL = {"schedules/json/c3voc-v2-hub-38c3-extract.json", "schedules/synthetic-pentabarf-tiny.xml"}


def count(kind: type[Base]) -> int:
    """How many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def begin() -> Account:
    """An empty site with an organiser."""
    make_site()
    return make_account()


def chosen(programme: Programme, like: Event | None = None) -> Choices:
    """Everything; the event as the file says, else like the other one, else made up."""
    proposed = proposed_event(programme, links.absolute(links.home()))
    if not proposed.is_needed:
        return Choices()
    if like is not None and not proposed.title:
        return Choices(event=NewEvent(like.title, like.slug, like.zone, like.starts_at, like.ends_at))
    first, last = proposed.starts_at or NOW, proposed.ends_at or NOW.replace(hour=20)
    title, slug = proposed.title or "Imported", proposed.slug or "imported"
    return Choices(event=NewEvent(title, slug, proposed.zone, first, last))


def cases(names: Iterable[str], most: int, on_postgresql: set[str]) -> list[ParameterSet]:
    """Files with at most so many sessions on SQLite, a few on PostgreSQL; the others of `names` soak."""
    every_day = {("sqlite", name) for name in EXPECTED if EXPECTED[name].sessions <= most}
    every_day |= {("postgresql", name) for name in on_postgresql}
    return [pytest.param(engine, name, marks=() if (engine, name) in every_day else pytest.mark.soak)
            for name in names for engine in ("sqlite", "postgresql")]  # fmt: skip


@pytest.mark.parametrize(("app", "name"), cases(EXPECTED, 400, ONE_OF_EACH), indirect=["app"])
def test_a_file_comes_in_whole_and_the_second_time_nothing_changes(app: Flask, shared: Path, name: str) -> None:
    actor, programme, expected = begin(), read(shared, name), EXPECTED[name]
    done = import_programme(programme, None, actor, chosen(programme))
    names = set(db.session.scalars(select(Person.name))) | set(db.session.scalars(select(PersonAlias.name)))
    assert (count(Session), count(Room), len(names)) == (expected.sessions, expected.rooms, expected.names)
    assert (count(Person), count(Theme)) == (len(programme.people), len(programme.themes))
    again = import_programme(programme, done.one.event, actor)
    assert [one for one in again.report.items if one.fate is not Fate.SAME] == []
    assert again.outcome == Outcome({}, {}, 0, ())


def released(programme: Programme, actor: Account, like: Event | None = None) -> tuple[Event, Programme]:
    """The event that a file makes, and its first release as a file."""
    event = import_programme(programme, None, actor, chosen(programme, like)).event
    with transaction():
        release = publish_release(event, actor=actor, now=NOW)
    return event, programme_file_of(release)


@pytest.mark.parametrize(
    ("app", "name"), cases([name for name in EXPECTED if EXPECTED[name].sessions], 50, SMALL), indirect=["app"]
)
def test_there_and_back_gives_the_same_bytes(app: Flask, shared: Path, name: str) -> None:
    event, first = released(read(shared, name), begin())
    zone = HowToRead(zone=event.zone)
    assert what_comes_straight_back(event, first) == []
    db.session.expunge(event)
    for form in FORMS if any(one.starts_at for one in first.sessions) else FORMS - {"ics"}:
        write = WRITERS[form]
        written = write(first)
        empty()
        _event, back = released(read_programme(f"programme.{form}", written, zone), begin(), event)
        assert write(back) == written, form


def what_comes_straight_back(event: Event, first: Programme) -> list[tuple[str, ReportItem]]:
    """What our own files would do in the event that they are of."""
    zone = HowToRead(zone=event.zone)
    files = {form: write(first) for form, write in {**WRITERS, "people.csv": people_csv}.items()}
    return [
        (form, item) for form, data in files.items() if form != "ics" or b"VEVENT" in data
        for item in make_report(read_programme(f"programme.{form}", data, zone), event, None).items
        if item.fate is not Fate.SAME
    ]  # fmt: skip


def empty() -> None:
    """An empty database, as it was before the first import."""
    with transaction():
        empty_tables()
