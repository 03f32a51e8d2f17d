"""The lock files fit each other: exact versions with hashes, and what is tested is what is served."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.tree import ROOT, write

PIN = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==(\S+)(?: ;[^\\]*)? \\\n((?:    --hash=sha256:\S+(?: \\)?\n)+)",
    re.MULTILINE,
)
NAME = re.compile(r"^[a-z0-9]", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-setup.lock")


def versions(root: Path, lock: str) -> dict[str, str]:
    """Package and exact version of each entry that carries a hash."""
    return {name: version for name, version, _ in PIN.findall((root / lock).read_text(encoding="utf-8"))}


def lock_faults(root: Path) -> Iterator[str]:
    """Entries without a hash, and packages that two lock files hold in two versions or one should hold and does not."""
    held = {lock: versions(root, lock) for lock in LOCKS}
    for lock in LOCKS:
        entries = len(NAME.findall((root / lock).read_text(encoding="utf-8")))
        if entries != len(held[lock]):
            yield f"{lock}: {entries - len(held[lock])} entries without exact version and hash"
    served, tested, setup = (held[lock] for lock in LOCKS)
    for name, version in served.items():
        if tested.get(name) != version:
            yield f"{name} {version} is served, {tested.get(name, 'nothing')} is tested: run tools/lock.py"
    for name, version in setup.items():
        if tested.get(name, version) != version:
            yield f"{name} {version} sets up, {tested[name]} is tested: run tools/lock.py"


def test_the_lock_files_fit_each_other() -> None:
    assert "\n".join(lock_faults(ROOT)) == ""
    assert len(versions(ROOT, "requirements.lock")) > 30


def test_a_fault_is_named(tmp_path: Path) -> None:
    pin = "{} \\\n    --hash=sha256:0a1b \\\n    --hash=sha256:2c3d\n    # via something\n"
    write(tmp_path, "requirements.lock", pin.format("flask==3.1") + pin.format("wtforms==3.3"))
    write(tmp_path, "requirements-dev.lock", pin.format("flask==3.0") + "wtforms==3.3\n" + pin.format("pytest==9"))
    write(tmp_path, "requirements-setup.lock", pin.format("uv==0.13") + pin.format("pytest==8"))
    assert list(lock_faults(tmp_path)) == [
        "requirements-dev.lock: 1 entries without exact version and hash",
        "flask 3.1 is served, 3.0 is tested: run tools/lock.py",
        "wtforms 3.3 is served, nothing is tested: run tools/lock.py",
        "pytest 8 sets up, 9 is tested: run tools/lock.py",
    ]
