"""A release is killed at random points while people read: they see the old programme or the new, never a mixture.

Each who is concerned is written to exactly once by each release that there is, and by no other.
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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
from conference.mail.models import Envelope, Letter
from conference.settings import Settings
from tests.databases import BothDatabases
from tests.factories import make_appearance, make_event, make_person, make_session, make_site, make_venue
from tests.hostile.readers import reading
from tests.hostile.releasing import GONE, IN_PIECES, LENGTH, SLUG, release
from tests.hostile.server import ROOT, SECRET, running

IS_SOAK = bool(os.environ.get("CONFERENCE_SOAK"))
KILLS = 50 if IS_SOAK else 3
SEED = int(os.environ.get("CONFERENCE_SEED") or random.SystemRandom().randrange(10**6))
PARTS = 12
MOST_KILLS_OF_CONTROL = 30
SECONDS_TO_LIVE = (0.0, 0.6)  # after its first release
EDITION = re.compile(r"Edition (\d+) part \d+")

pytestmark = [pytest.mark.alone, pytest.mark.timeout(3600 if IS_SOAK else 900)]


@dataclass
class Hall:
    """An event whose first edition is released, on a database of its own."""

    app: Flask
    environment: dict[str, str]

    def newest(self) -> int:
        """The number of the newest release."""
        with self.app.app_context():
            number = db.session.scalars(select(Release.number).order_by(Release.number.desc()).limit(1)).one()
            db.session.remove()
        return number

    def standing(self) -> "Standing":
        """What a kill has left."""
        with self.app.app_context():
            numbers = list(db.session.scalars(select(Release.number).order_by(Release.number)))
            current = find_current_release(get_event(SLUG))
            assert current is not None
            released = select(ReleasedSession.title).where(ReleasedSession.release_id == current.id)
            letters = db.session.execute(select(Letter.about, Envelope.key).join(Envelope.letter))
            told = Counter((int(about.rpartition(":")[2]), str(key)) for about, key in letters)
            found = Standing(numbers, _editions(released), _editions(select(Session.title)), told)
            db.session.remove()
        return found


@dataclass(frozen=True)
class Standing:
    """The numbers of all releases, the editions in the current one and the draft, how often each was told of each."""

    numbers: list[int]
    released: set[int]
    drafted: set[int]
    told: Counter[tuple[int, str]]

    @property
    def is_whole(self) -> bool:
        """Whether the newest release is the current one and the draft, and everybody was told of each release once."""
        newest = {len(self.numbers)}
        everybody = {key for _number, key in self.told}
        once = dict.fromkeys(((number, key) for number in self.numbers for key in everybody), 1)
        return (
            self.numbers == list(range(1, len(self.numbers) + 1))
            and self.released == self.drafted == newest
            and len(everybody) == PARTS
            and self.told == once
        )


def _editions(titles: object) -> set[int]:
    return {int(EDITION.findall(title)[0]) for title in db.session.scalars(titles)}  # type: ignore[call-overload]


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, databases: BothDatabases) -> Iterator[Hall]:
    """The event "wide-open" with a dozen sessions in one room, one after the other, each with its own speaker."""
    url = databases.own_url(request.param, "release")
    app = create_app(Settings(data_dir=tmp_path, database_url=url, secret_key=SECRET))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        make_site()
        begins, room = real_now() + timedelta(days=30), make_venue("Hall").rooms[0]
        event = make_event(slug=SLUG, starts_at=begins, ends_at=begins + PARTS * LENGTH)
        for part in range(PARTS):
            session = make_session(event, room_id=room.id)
            make_appearance(session, make_person(email=f"speaker{part}@example.org"))
        release(1)
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
            with urlopen(f"http://127.0.0.1:{self.port}{links.programme(SLUG)}", timeout=30) as answer:
                self.seen.append(tuple(sorted({int(one) for one in EDITION.findall(answer.read().decode())})))
            time.sleep(0.02)


@dataclass
class Killer:
    """Has the programme released by one process after the other, and kills each at a random moment."""

    hall: Hall
    starter: "subprocess.Popen[str]"

    def kill_one(self, seconds: float) -> None:
        """Start one, wait for its first release, and kill it that many seconds later."""
        before, latest = self.hall.newest(), time.monotonic() + 60
        pid = int(self._ask())
        while self.hall.newest() == before and time.monotonic() < latest:
            time.sleep(0.01)
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        assert self._answer() == GONE

    def _ask(self) -> str:
        assert self.starter.stdin is not None
        self.starter.stdin.write("\n")
        self.starter.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self.starter.stdout is not None
        return self.starter.stdout.readline().strip()


@contextmanager
def killing(hall: Hall, *switches: str) -> Iterator[Killer]:
    """The killer, with what starts its victims, while the block lasts."""
    command = [sys.executable, "-m", "tests.hostile.releasing", *switches]
    environment = {**os.environ, **hall.environment}
    starter = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)  # fmt: skip
    with starter:
        yield Killer(hall, starter)


def test_readers_see_one_release_whole_and_each_notice_is_queued_once(
    hall: Hall, tmp_path: Path, request: pytest.FixtureRequest
) -> None:  # fmt: skip
    chance = random.Random(SEED)
    with (
        running(tmp_path, hall.environment["CONFERENCE_DATABASE_URL"], workers=1, threads=4) as port,
        reading(Reader(port)) as reader,
        killing(hall) as killer,
    ):
        for _kill in range(KILLS):
            killer.kill_one(chance.uniform(*SECONDS_TO_LIVE))
            standing = hall.standing()
            assert standing.is_whole, standing
    print(
          f"\n{request.node.name} (seed {SEED}): {KILLS} kills, {len(standing.numbers)} releases, "
          f"{standing.told.total()} notices, {len(reader.seen)} pages, {len(set(reader.seen))} editions read",
    )  # fmt: skip
    assert {len(editions) for editions in reader.seen} == {1}
    assert reader.seen == sorted(reader.seen)
    assert len(set(reader.seen)) > 1


def test_the_control_that_releases_in_two_deeds_is_caught(hall: Hall) -> None:
    """Were the notices written after the release, a kill would leave a release of which not everybody is told."""
    chance = random.Random(SEED)
    with killing(hall, IN_PIECES) as killer:
        for _kill in range(MOST_KILLS_OF_CONTROL):
            killer.kill_one(chance.uniform(*SECONDS_TO_LIVE))
            if not hall.standing().is_whole:
                return
    raise AssertionError("no kill fell between the two deeds")
