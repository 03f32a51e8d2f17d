"""The script that starts everything: what it says of itself, and what it asks for when something is missing."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

GOALS = ("test", "check", "bench", "soak", "sizes", "help")


def run(*arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run the script; programs in the folders of `path` come before those of the system."""
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}" if path else os.environ["PATH"]}
    return subprocess.run([ROOT / "run", *arguments], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A folder of programs: those of an ordinary user on a machine without Pango, libatomic and Chromium."""
    for name, script in (("id", "echo 1000"), ("ldconfig", "true"), ("chromium", "exit 1")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    return str(tmp_path)


def test_help_names_every_goal() -> None:
    said = run("help")
    assert said.returncode == 0
    assert said.stderr == ""
    named = [line.split()[1] for line in said.stdout.splitlines() if line.startswith("  ./run ")]
    assert sorted(set(named)) == sorted(["[options]", *GOALS])


def test_an_ordinary_user_without_pango_is_told_what_to_type(bare: str) -> None:
    said = run(path=bare)
    assert said.returncode == 1
    assert said.stdout == ""
    assert said.stderr == (
        "Some system packages are missing. Type this as root, then run this command again:\n"
        "    apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_testing_asks_for_more(bare: str) -> None:
    said = run("test", path=bare)
    assert said.returncode == 1
    assert said.stderr.splitlines()[1] == (
        "    apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libatomic1"
    )


def test_the_script_is_what_continuous_integration_runs() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == 'exec "$(dirname "$0")/../run" test'
    for script in (ROOT / "run", ROOT / ".ci" / "run"):
        assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
        assert os.access(script, os.X_OK)
        assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
