"""A release is killed at random points while people read: they see the old programme or the new, never a mixture."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from sqlalchemy import select

from conference import links
from conference.app import create_app
from conference.core.clock import real_now
from conference.core.database import Base, db
from conference.domain.events.queries import get_event
from conference.domain.programme.models import Session
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import find_current_release
from conference.settings import Settings
from tests.databases import BothDatabases
from tests.factories import make_event, make_session, make_site, make_venue
from tests.hostile.releasing import release
from tests.hostile.server import ROOT, SECRET, running

IS_SOAK = bool(os.environ.get("CONFERENCE_SOAK"))
KILLS = 50 if IS_SOAK else 3
SEED = int(os.environ.get("CONFERENCE_SEED") or random.SystemRandom().randrange(10**6))
PARTS = 12
SECONDS_TO_LIVE = (0.0, 0.6)  # after its first release
EDITION = re.compile(r"Edition (\d+) part \d+")

pytestmark = [pytest.mark.alone, pytest.mark.timeout(3600 if IS_SOAK else 900)]


@dataclass
class Hall:
    """An event whose first edition is released, on a database of its own."""

    app: Flask
    environment: dict[str, str]

    def editions(self) -> tuple[list[int], set[int], set[int]]:
        """The numbers of all releases, the editions in the current one, and those in the draft."""
        with self.app.app_context():
            numbers = list(db.session.scalars(select(Release.number).order_by(Release.number)))
            current = find_current_release(get_event("wide-open"))
            assert current is not None
            released = select(ReleasedSession.title).where(ReleasedSession.release_id == current.id)
            found = _editions(released), _editions(select(Session.title))
            db.session.remove()
        return numbers, *found


def _editions(titles: object) -> set[int]:
    return {int(EDITION.findall(title)[0]) for title in db.session.scalars(titles)}  # type: ignore[call-overload]


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, databases: BothDatabases) -> Iterator[Hall]:
    """The event "wide-open" with a dozen sessions in one room, one after the other."""
    url = "" if request.param == "sqlite" else databases.url(f"release_{random.SystemRandom().randrange(10**9)}")
    app = create_app(Settings(data_dir=tmp_path, database_url=url, secret_key=SECRET))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        make_site()
        begins, room = real_now() + timedelta(days=30), make_venue("Hall").rooms[0]
        event = make_event(slug="wide-open", starts_at=begins, ends_at=begins + timedelta(hours=PARTS))
        for part in range(PARTS):
            at = begins + timedelta(hours=part)
            make_session(event, room_id=room.id, starts_at=at, ends_at=at + timedelta(hours=1))
        release("wide-open", 1)
        db.session.remove()
        db.engine.dispose()
    yield Hall(app, {"CONFERENCE_DATA_DIR": str(tmp_path), "CONFERENCE_DATABASE_URL": url})
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@dataclass
class Reader:
    """Reads the programme all the time, and notes which editions each page shows."""

    port: int
    seen: list[tuple[int, ...]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Until told to stop."""
        while not self.stopping.is_set():
            with urlopen(f"http://127.0.0.1:{self.port}{links.programme('wide-open')}", timeout=30) as answer:
                self.seen.append(tuple(sorted({int(one) for one in EDITION.findall(answer.read().decode())})))
            time.sleep(0.02)


def kill_while_releasing(hall: Hall, chance: random.Random) -> None:
    """Start the one who releases, wait for its first release, and kill it a random while later."""
    before = hall.editions()[0][-1]
    command = [sys.executable, "-m", "tests.hostile.releasing"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **hall.environment})
    latest = time.monotonic() + 60
    while hall.editions()[0][-1] == before and time.monotonic() < latest and process.poll() is None:
        time.sleep(0.02)
    time.sleep(chance.uniform(*SECONDS_TO_LIVE))
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_readers_see_one_release_whole(hall: Hall, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    chance = random.Random(SEED)
    with running(tmp_path, hall.environment["CONFERENCE_DATABASE_URL"], workers=1, threads=4) as port:
        reader = Reader(port)
        thread = threading.Thread(target=reader.read)
        thread.start()
        for _kill in range(KILLS):
            kill_while_releasing(hall, chance)
            numbers, released, drafted = hall.editions()
            assert (numbers, released, drafted) == (list(range(1, len(numbers) + 1)), {len(numbers)}, {len(numbers)})
        reader.stopping.set()
        thread.join()
    print(f"\n{request.node.name} (seed {SEED}): {KILLS} kills, {len(numbers)} releases, {len(reader.seen)} pages, "
          f"{len(set(reader.seen))} editions read")  # fmt: skip
    assert {len(editions) for editions in reader.seen} == {1}
    assert reader.seen == sorted(reader.seen)
    assert len(set(reader.seen)) > 1
