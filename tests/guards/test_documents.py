"""What README, CONTRIBUTING and the records say is so: settings, floors, links, lists."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from conference.settings import PREFIX, Settings
from tests.guards.tree import ROOT, names_of, write

LINK = re.compile(r"\[[^\]]+\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
SETTING = re.compile(r"^\| `(CONFERENCE_[A-Z_]+)` \|", re.MULTILINE)
FLOOR = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)


def dead_links(root: Path) -> Iterator[str]:
    """A link to another file of the repository leads there."""
    for name in names_of(root):
        if name.endswith(".md"):
            for target in LINK.findall((root / name).read_text(encoding="utf-8")):
                if not (root / name).parent.joinpath(target).exists():
                    yield f"{name}: {target} is not there"


def unlisted_decisions(root: Path) -> Iterator[str]:
    """Every record stands in the list of records, and records are numbered without a gap."""
    folder = root / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    records = sorted(path.name for path in folder.glob("0*.md"))
    for expected, name in enumerate(records, start=1):
        if f"({name})" not in listed:
            yield f"docs/decisions/{name} is not in the list"
        if int(name[:4]) != expected:
            yield f"docs/decisions/{name} should have the number {expected:04}"


def test_links_lead_somewhere() -> None:
    assert "\n".join(dead_links(ROOT)) == ""


def test_a_dead_link_is_named(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "[one](a.md) [two](b.md#part) [three](https://example.org/c.md)")
    assert list(dead_links(tmp_path)) == ["docs/a.md: b.md is not there"]


def test_decisions_are_listed() -> None:
    assert "\n".join(unlisted_decisions(ROOT)) == ""


def test_an_unlisted_decision_is_named(tmp_path: Path) -> None:
    write(tmp_path, "docs/decisions/README.md", "[0001](0001-one.md)")
    write(tmp_path, "docs/decisions/0001-one.md", "")
    write(tmp_path, "docs/decisions/0003-three.md", "")
    assert list(unlisted_decisions(tmp_path)) == [
        "docs/decisions/0003-three.md is not in the list",
        "docs/decisions/0003-three.md should have the number 0002",
    ]


def test_the_readme_names_every_setting() -> None:
    named = SETTING.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(PREFIX + name.upper() for name in Settings.model_fields if name != "port")


def test_the_readme_shows_the_floors_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = [sorted(re.findall(r"\w+", layer)) for layer in contracts[0]["layers"]]
    shown = FLOOR.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert [sorted(re.findall(r"\w+", row)) for row in shown if "CONFERENCE" not in row] == floors
