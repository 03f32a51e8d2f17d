"""The whole server is killed with SIGKILL at random moments while people register; nothing that was said is lost.

After the last start and a drain: every registration that was acknowledged is there, once; its mail arrived, at most
twice for one kill, with the same Message-ID. The control writes mails down as sent before it hands them over, as many
programs do, and must lose some.
"""

import asyncio
import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from conference import links
from conference.app import create_app
from conference.core.clock import real_now
from conference.core.database import Base, db
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.models import Registration
from conference.mail.models import UNSENT_STATES, Envelope, EnvelopeState
from conference.settings import Settings
from tests.databases import BothDatabases
from tests.factories import make_event, make_site
from tests.hostile.persistent import Crowd
from tests.hostile.server import SECRET, await_ready, end, kill_group, start
from tests.mail.letters import let_time_pass
from tests.mail.sink import Sink, free_port, running

IS_SOAK = bool(os.environ.get("CONFERENCE_SOAK"))
FEW_KILLS = 5
KILLS = 100 if IS_SOAK else FEW_KILLS
ENGINES = ["sqlite", "postgresql"] if IS_SOAK else ["sqlite"]
SEED = int(os.environ.get("CONFERENCE_SEED") or random.SystemRandom().randrange(10**6))
PEOPLE_AT_ONCE = 4
SECONDS_OF_LIFE = (0.0, 1.5)  # after the first answer of a life
SECONDS_TO_ANSWER = 30
SECONDS_OF_SILENCE = 4
KILLED_BEFORE_READY = 0.15
SECONDS_TO_DRAIN = 1200 if IS_SOAK else 250
OPEN = (*UNSENT_STATES, EnvelopeState.SENDING)

pytestmark = [pytest.mark.alone, pytest.mark.timeout(3600 if IS_SOAK else 400)]


class SlowSink(Sink):
    """A mail server that takes its time (seconds) before and after it has a mail, so that kills fall into both."""

    def __init__(self, before: float, after: float) -> None:
        super().__init__()
        self.before, self.after = before, after

    def hurry(self) -> None:
        """Take no more time than is needed."""
        self.before = self.after = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 -- aiosmtpd calls it so
        """Think about the recipient for a while: a sender that dies now has delivered nothing."""
        await asyncio.sleep(self.before)
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- as above
        """Keep the mail, and say so a while later: a sender that dies now does not know that it has delivered."""
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(self.after)
        return answer


@dataclass
class Hall:
    """An event with room for everybody on a database of its own."""

    app: Flask
    folder: Path
    url: str


@pytest.fixture(params=ENGINES)
def hall(request: pytest.FixtureRequest, tmp_path: Path, databases: BothDatabases) -> Iterator[Hall]:
    """The event "wide-open" online, a month away, open to all."""
    url = databases.own_url(request.param, "crash")
    app = create_app(Settings(data_dir=tmp_path, database_url=url, secret_key=SECRET))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        make_site()
        begins = real_now() + timedelta(days=30)
        make_event(slug="wide-open", mode=AttendanceMode.ONLINE, starts_at=begins, ends_at=begins + timedelta(hours=2))
        db.session.remove()
        db.engine.dispose()
    yield Hall(app, tmp_path, url)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@dataclass
class Outcome:
    """What was promised, and what came of it."""

    acknowledged: int
    missing: list[str]
    twice_registered: list[str]
    without_mail: list[str]
    too_often: list[str]
    other_ids: list[str]
    repeats: int
    is_whole: bool


def live_and_die(hall: Hall, sink: SlowSink, kills: int, switches: list[str]) -> Outcome:
    """Start, be killed and start again while people register; then let everything that waits go out."""
    port, chance = free_port(), random.Random(SEED)
    crowd = Crowd(port, links.register("wide-open"), PEOPLE_AT_ONCE, SEED)

    def begin() -> "subprocess.Popen[bytes]":
        return start(hall.folder, port, database_url=hall.url, smtp_url=sink.url, workers=1, threads=8,
                     switches=switches)  # fmt: skip

    process = begin()
    crowd.begin()
    try:
        for _kill in range(kills):
            if chance.random() >= KILLED_BEFORE_READY:
                await_ready(port, process)
                _await_answer(crowd)
            time.sleep(chance.uniform(*SECONDS_OF_LIFE))
            kill_group(process)
            process = begin()
        await_ready(port, process)
        crowd.end()
        sink.hurry()
        _await_drained(hall, may_hold=True)
        _let_time_pass(hall)
        end(process)
        process = begin()
        _await_drained(hall, may_hold=False)
    finally:
        crowd.stopping.set()
        end(process)
    return _outcome(hall, crowd, sink)


def _await_answer(crowd: Crowd) -> None:
    """Wait until one more person is told that they are in, so that every life has something to lose."""
    before, latest = len(crowd.acknowledged), time.monotonic() + SECONDS_TO_ANSWER
    while len(crowd.acknowledged) == before and time.monotonic() < latest:
        time.sleep(0.02)


def _await_drained(hall: Hall, *, may_hold: bool) -> None:
    """Wait until all mails are out; with `may_hold` but those that a dead worker may have sent already.

    They wait until a worker has lived for a minute: nothing else being left, nothing happens for some seconds.
    """
    latest, since = time.monotonic() + SECONDS_TO_DRAIN, time.monotonic()
    before: list[tuple[int, EnvelopeState]] | None = None
    while time.monotonic() < latest:
        unsent = _unsent(hall)
        if unsent != before:
            before, since = unsent, time.monotonic()
        is_still = time.monotonic() - since > SECONDS_OF_SILENCE
        if not unsent or (may_hold and is_still and {state for _id, state in unsent} == {EnvelopeState.SENDING}):
            return
        time.sleep(0.2)
    raise AssertionError(f"{len(unsent)} mails still wait after {SECONDS_TO_DRAIN} seconds")


def _unsent(hall: Hall) -> list[tuple[int, EnvelopeState]]:
    with hall.app.app_context():
        query = select(Envelope.id, Envelope.state).where(Envelope.state.in_(OPEN)).order_by(Envelope.id)
        found = [(one_id, state) for one_id, state in db.session.execute(query)]
        db.session.remove()
    return found


def _let_time_pass(hall: Hall) -> None:
    with hall.app.app_context():
        let_time_pass(minutes=6)
        db.session.remove()


def _outcome(hall: Hall, crowd: Crowd, sink: Sink) -> Outcome:
    with hall.app.app_context():
        registered = Counter(db.session.scalars(select(Registration.email)))
        is_whole = bool(hall.url) or db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        db.session.remove()
    arrived: dict[str, list[str]] = {}
    for message in sink.messages():
        arrived.setdefault(str(message["To"].addresses[0].addr_spec), []).append(str(message["Message-ID"]))
    promised = crowd.acknowledged
    return Outcome(
        acknowledged=len(promised),
        missing=[email for email in promised if not registered[email]],
        twice_registered=[email for email, times in registered.items() if times > 1],
        without_mail=[email for email in promised if email not in arrived],
        too_often=[email for email, ids in arrived.items() if len(ids) > 2],
        other_ids=[email for email, ids in arrived.items() if len(set(ids)) > 1],
        repeats=sum(len(ids) - 1 for ids in arrived.values()),
        is_whole=is_whole,
    )


def report(name: str, kills: int, found: Outcome) -> None:
    """A small table of what happened."""
    print(f"\n{name} (seed {SEED}): {kills} kills, {found.acknowledged} acknowledged")
    print(f"  registrations missing {len(found.missing)}, twice {len(found.twice_registered)}")
    print(
        f"  mails missing {len(found.without_mail)}, repeated {found.repeats}, more than twice {len(found.too_often)}"
    )


def test_kill_loses_nothing_that_was_said(hall: Hall, request: pytest.FixtureRequest) -> None:
    sink = SlowSink(before=0.05, after=0.05)
    with running(sink):
        found = live_and_die(hall, sink, KILLS, [])
    report(request.node.name, KILLS, found)
    assert found.acknowledged > KILLS
    assert found.repeats <= KILLS
    assert found == Outcome(found.acknowledged, [], [], [], [], [], found.repeats, True)


def test_control_of_the_kill_loses_mails(hall: Hall, request: pytest.FixtureRequest) -> None:
    sink = SlowSink(before=0.5, after=0)
    with running(sink):
        found = live_and_die(hall, sink, FEW_KILLS, ["--marks-first"])
    report(request.node.name, FEW_KILLS, found)
    assert (found.missing, len(found.without_mail) > 0) == ([], True)
