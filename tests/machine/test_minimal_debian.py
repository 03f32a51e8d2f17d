"""On a Debian 12 with nothing on it: one command serves, one tests, and without root the line to type is printed."""

import re
import socket
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.guards.tree import ROOT
from tests.machine.debian import NOBODY, Machine, make_machine, remove_machine, why_not

pytestmark = [
    pytest.mark.soak,
    pytest.mark.alone,
    pytest.mark.timeout(0),
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can be made"),
]
SECONDS_TO_OPEN = 60
SECONDS_TO_TEST = 15 * 60
LINE = """\
Some system packages are missing. Type this as root, then run this command again:
    apt-get install --no-install-recommends python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
"""


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """One machine for the whole file: first empty, then served from, then tested on."""
    made = make_machine(ROOT)
    yield made
    remove_machine(made)


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_an_ordinary_user_is_told_what_to_type(machine: Machine) -> None:
    assert machine.run("./run", user=NOBODY) == (1, LINE)


def test_root_sees_the_first_page_within_a_minute(machine: Machine) -> None:
    command, started = f"./run --port {free_port()}", time.monotonic()
    process = machine.start(command)
    said, address = [], ""
    for line in process.stdout or ():
        said.append(line)
        if line.startswith("Open:"):
            address = line.split()[1]
            break
    seconds = time.monotonic() - started
    try:
        assert address, "".join(said)
        with urllib.request.urlopen(address) as page:
            heading = re.search(r"<h1[^>]*>(.+?)</h1>", page.read().decode(), re.DOTALL)
        print(f"\nOpen: after {seconds:.0f} s")
        assert heading is not None
        assert seconds < SECONDS_TO_OPEN, "".join(said)
    finally:
        process.kill()
        process.wait()


def test_the_whole_suite_passes_within_a_quarter_of_an_hour(machine: Machine) -> None:
    started = time.monotonic()
    status, said = machine.run(".ci/run")
    seconds = time.monotonic() - started
    print(f"\n{said[-20000:]}\nTested after {seconds:.0f} s")
    assert status == 0
    assert seconds < SECONDS_TO_TEST
