"""The schedule editor with 1,000 sessions in 25 rooms over 5 days: how long the server takes to open a day and answer a
move, asked in this process: `python -m tests.bench.editor`.
"""

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from conference.app import create_app
from conference.core.database import db, transaction
from conference.domain.accounts.rules import Role
from conference.domain.events.rules import AttendanceMode
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Session, Theme
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.settings import load_settings
from tests.factories import NOW, make_account, make_event, make_format, make_site, make_venue
from tests.pages import Page, PageClient
from tests.statements import statements

SESSIONS, ROOMS, DAYS, PEOPLE, MINUTES = 1000, 25, 5, 1500, 45
MOST_MS_OF_A_DAY, MOST_MS_OF_A_MOVE = 1000, 150
TIMES = 12
START = datetime(2032, 9, 6, 7, 0, tzinfo=UTC)
DAY = "/organise/huge/schedule/2032-09-08/"
CARD = re.compile(r'data-card="(session-\d+)" .*? data-mark="([^"]*)" data-move="([^"]*)"')


@dataclass(frozen=True)
class Taken:
    """The middle one of the measured times in ms, the same as time of a core, and the queries of one request."""

    wall: float
    core: float
    queries: int


def furnish(sessions: int = SESSIONS) -> None:
    """Fill an empty database: every slot of every room is taken, each session has two people."""
    rooms = make_venue(*[f"Room {at}" for at in range(ROOMS)])
    event = make_event(
        slug="huge", venue_id=rooms.id, starts_at=START, ends_at=START + timedelta(days=DAYS - 1, hours=11)
    )
    kind = make_format()
    with transaction():
        people = [Person(slug=f"p-{at}", name=f"Person {at}", folded_name=f"person {at}", created_at=NOW)
                  for at in range(PEOPLE)]  # fmt: skip
        theme = Theme(event_id=event.id, slug="theme", name="Theme")
        db.session.add_all([*people, theme])
        db.session.flush()
        for at in range(sessions):
            slot, room = divmod(at, ROOMS)
            day, turn = divmod(slot, SESSIONS // ROOMS // DAYS)
            starts_at = START + timedelta(days=day, minutes=(MINUTES + 30) * turn)
            db.session.add(Session(
                event_id=event.id, slug=f"session-{at}", code=f"H{at}", title=f"What was learned from programme {at}",
                format_id=kind.id, theme_id=theme.id, mode=AttendanceMode.HYBRID, state=SessionState.CONFIRMED,
                minutes=MINUTES, room_id=rooms.rooms[room].id, starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=MINUTES), uid=f"huge-{at}", created_at=NOW,
                appearances=[Appearance(person_id=people[(2 * at + number) % PEOPLE].id, role=AppearanceRole.SPEAKER,
                                        position=number) for number in range(2)],
            ))  # fmt: skip


def measure(app: Flask, deed: Callable[[], None]) -> Taken:
    """Do it some times; the first time is practice."""
    deed()
    with statements() as sent:
        deed()
    walls, cores = [], []
    for _time in range(TIMES):
        wall, core = time.perf_counter(), time.process_time()
        deed()
        walls.append((time.perf_counter() - wall) * 1000)
        cores.append((time.process_time() - core) * 1000)
    return Taken(median(walls), median(cores), len(sent))


def moves(client: PageClient) -> Iterator[tuple[str, dict[str, Any]]]:
    """Addresses and forms that put one session after the other a quarter of an hour later."""
    body = client.http.get(DAY, base_url=client.base).text
    token = Page(body).fields_of(1)["csrf_token"]
    for number, (_slug, mark, path) in enumerate(CARD.findall(body)):
        yield path, {"csrf_token": token, "form_key": f"move-{number}", "day": "2032-09-08", "seen": mark,
                     "starts": "2032-09-08T10:15", "minutes": MINUTES, "room": mark.rpartition(".")[2]}  # fmt: skip


def timed(app: Flask) -> tuple[Taken, Taken]:
    """Opening a day, and a move."""
    client = PageClient(app).sign_in(make_account(Role.ORGANISER))

    def open_day() -> None:
        assert client.http.get(DAY, base_url=client.base).status_code == 200

    waiting = moves(client)

    def move() -> None:
        path, form = next(waiting)
        answer = client.http.post(path, base_url=client.base, data=form, headers={"Conference-Parts": "yes"})
        assert answer.status_code == 200, Page(answer.text).text[:500]

    return measure(app, open_day), measure(app, move)


def main() -> None:
    """Measure and print it."""
    folder = Path(tempfile.mkdtemp(prefix="conference-bench-editor-"))
    try:
        app = create_app(load_settings(data_dir=folder, database_url=""))
        with app.app_context():
            upgrade()
            make_site()
            furnish()
        with app.app_context():
            day, move = timed(app)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\nThe schedule editor, {SESSIONS} sessions in {ROOMS} rooms over {DAYS} days, ms of the server:")
    for name, taken, most in (("opens a day", day, MOST_MS_OF_A_DAY), ("answers a move", move, MOST_MS_OF_A_MOVE)):
        verdict = "good" if taken.wall <= most else "MISSED"
        print(f"{name:<30}{taken.wall:>9.0f} goal {most:>5}{verdict:>9}, {taken.core:.0f} of a core, "
              f"{taken.queries} queries")  # fmt: skip


if __name__ == "__main__":
    main()
