"""Two phones tell of the same people at the same moment, in random order, each batch twice, to the real server.

The control switches the lock off and must show that the test would notice.
"""

import http.client
import json
import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conference import links
from conference.core.database import db
from conference.domain.attendance.models import Scan
from tests.databases import BothDatabases
from tests.hostile.doors import TOKENS, House, furnish
from tests.hostile.server import running

IS_SOAK = bool(os.environ.get("CONFERENCE_SOAK"))
PEOPLE = 300 if IS_SOAK else 40
SEED = int(os.environ.get("CONFERENCE_SEED") or random.SystemRandom().randrange(10**6))
BATCH, THREADS, TRIES = 10, 8, 60
Batch = tuple[str, list[dict[str, Any]]]

pytestmark = [pytest.mark.alone, pytest.mark.timeout(600)]


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path, databases: BothDatabases) -> Iterator[House]:
    made = furnish(tmp_path, databases.own_url(request.param, "doors"), PEOPLE)
    yield made
    with made.app.app_context():
        db.session.remove()
        db.engine.dispose()


def batches_of(house: House, chance: random.Random) -> list[Batch]:
    """Everybody was scanned at both doors, hours apart, told in batches; each batch twice, all in random order."""
    batches: list[Batch] = []
    for door, token in enumerate(TOKENS):
        scans = [{"id": f"scan-{door}-of-person-{at:04}", "ticket": key, "age": chance.randrange(1, 40_000)}
                 for at, key in enumerate(house.keys)]  # fmt: skip
        chance.shuffle(scans)
        batches += [(token, scans[at : at + BATCH]) for at in range(0, len(scans), BATCH)] * 2
    chance.shuffle(batches)
    return batches


def send(port: int, batch: Batch) -> int:
    """Send a batch until it is taken; what is busy is asked again, as phones do. The last status."""
    token, scans = batch
    status = 0
    for _try in range(TRIES):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", links.door_scans(token), json.dumps({"scans": scans}),
                           {"Content-Type": "application/json"})  # fmt: skip
        status = connection.getresponse().status
        connection.close()
        if status != 503:
            break
        time.sleep(0.1)
    return status


def entries_of(house: House) -> dict[str, str]:
    """By whom the key of the scan that is the entry ends, for everybody who has one; and how many scans there are."""
    with house.app.app_context():
        rows = db.session.query(Scan.key, Scan.answer).all()
        db.session.remove()
    found = {key[-4:]: key for key, answer in rows if answer == "came in"}
    return {**found, "scans": str(len(rows)), "entries": str(sum(answer == "came in" for _key, answer in rows))}


def expected(batches: list[Batch]) -> dict[str, str]:
    """The scan that is longest ago of each person. Ages are whole seconds; those that are near are made no test of."""
    oldest: dict[str, dict[str, Any]] = {}
    for _token, scans in batches:
        for scan in scans:
            person = scan["id"][-4:]
            if person not in oldest or scan["age"] > oldest[person]["age"]:
                oldest[person] = scan
    people = {person: scan["id"] for person, scan in oldest.items()}
    return {**people, "scans": str(2 * len(people)), "entries": str(len(people))}


def spread(batches: list[Batch]) -> list[Batch]:
    """Let the two scans of a person be an hour apart at least, longer than the test takes."""
    seen: dict[str, int] = {}
    for _token, scans in batches:
        for scan in scans:
            first = seen.setdefault(scan["id"][-4:], scan["age"])
            if scan["age"] != first and abs(scan["age"] - first) < 3600:
                scan["age"] = first + 3600
    return batches


def replay(house: House, *, without_lock: bool = False) -> tuple[dict[str, str], dict[str, str], set[int]]:
    batches = spread(batches_of(house, random.Random(SEED)))
    with running(house.folder, house.url, without_lock=without_lock) as port, ThreadPoolExecutor(THREADS) as phones:
        statuses = set(phones.map(lambda batch: send(port, batch), batches))
    return entries_of(house), expected(batches), statuses


def test_the_earliest_scan_is_the_entry_however_it_is_told(house: House) -> None:
    found, wanted, statuses = replay(house)
    assert statuses == {200}, f"seed {SEED}"
    assert found == wanted, f"seed {SEED}"


@pytest.mark.soak
def test_without_the_lock_it_is_noticed(house: House) -> None:
    found, wanted, statuses = replay(house, without_lock=True)
    assert (found, statuses) != (wanted, {200}), f"seed {SEED}"
